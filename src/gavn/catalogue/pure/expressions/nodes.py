"""What an expression is made of, whatever text or engine it comes from or goes to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Type(StrEnum):
    """What kind of value stands behind a name or comes out of an expression.

    ``multi`` is the answer to a question with several choices: a list of codes.
    """

    NUMBER = "number"
    TEXT = "text"
    BOOL = "bool"
    DATE = "date"
    MULTI = "multi"


Value = float | str | bool | date | None
Answer = Value | Iterable[str]
Row = Mapping[str, Answer]

ARITHMETIC = frozenset({"+", "-", "*", "/"})


@dataclass(frozen=True, kw_only=True)
class Node:
    """A part of an expression; ``at`` is where in the text it begins, counted from 0."""

    at: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Literal(Node):
    """A value written in the expression itself; None is NULL."""

    value: Value


@dataclass(frozen=True)
class Name(Node):
    """The value of an item, a score or a column."""

    name: str


@dataclass(frozen=True)
class Unary(Node):
    """``NOT of`` or ``-of``."""

    operator: str
    of: Node


@dataclass(frozen=True)
class Binary(Node):
    """Two sides and AND, OR, a comparison or arithmetic between them."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True)
class IsNull(Node):
    """``of IS NULL``."""

    of: Node


@dataclass(frozen=True)
class In(Node):
    """``of IN (options)``."""

    of: Node
    options: tuple[Node, ...]


@dataclass(frozen=True)
class Between(Node):
    """``of BETWEEN low AND high``, both ends included."""

    of: Node
    low: Node
    high: Node


@dataclass(frozen=True)
class Case(Node):
    """The value of the first branch whose condition holds, else ``otherwise``."""

    branches: tuple[tuple[Node, Node], ...]
    otherwise: Node


@dataclass(frozen=True)
class Call(Node):
    """A function of the allow-list and its arguments."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True)
class Expression:
    """A parsed expression: its text, its tree and the names it asks for."""

    text: str
    tree: Node
    names: frozenset[str]

    def __getstate__(self) -> dict[str, object]:
        """What a cache may keep: not the functions the row evaluator keeps beside."""
        return {name: self.__dict__[name] for name in ("text", "tree", "names")}


def arithmetic(node: Node) -> bool:
    """Whether the node computes a number that may turn out larger than a number can be."""
    if isinstance(node, Call):
        return node.function == "ABS"
    return isinstance(node, Unary | Binary) and node.operator in ARITHMETIC


def place(text: str, at: int) -> dict[str, Any]:
    """The line and the column of a place in the text, both counted from 1."""
    before = text[:at]
    return {"line": before.count("\n") + 1, "column": at - before.rfind("\n")}
