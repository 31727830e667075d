"""What comes out of an expression: the check of types, made once, when a definition is loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from gavn.catalogue.pure.expressions.nodes import (
    ARITHMETIC,
    Between,
    Binary,
    Call,
    Case,
    Expression,
    In,
    IsNull,
    Literal,
    Name,
    Node,
    Type,
    Unary,
    place,
)
from gavn.kernel.errors import Refused

_ORDERED = frozenset({Type.NUMBER, Type.TEXT, Type.DATE})
_MEASURED = frozenset({Type.NUMBER, Type.DATE})
_SINGLE = frozenset(Type) - {Type.MULTI}


def checked(expression: Expression, types: Mapping[str, Type]) -> Type:
    """The type of the expression's value, where these are the names one may use.

    >>> from gavn.catalogue.pure.expressions.tree import parse
    >>> checked(parse("drinks > 0"), {"drinks": Type.NUMBER})
    <Type.BOOL: 'bool'>
    """
    return _Scope(expression.text, types).of(expression.tree)


@dataclass(frozen=True)
class _Scope:
    text: str
    types: Mapping[str, Type]

    def of(self, node: Node) -> Type:
        """The type of a node whose parts fit together."""
        return _RULES[type(node)](self, node)

    def one_of(self, node: Node, wanted: frozenset[Type]) -> Type:
        """The type of a node, refused where another is needed."""
        found = _RULES[type(node)](self, node)  # not of(): one call less on the way down a long sum
        if found in wanted:
            return found
        raise Refused(
            "Line {line}, column {column}: here stands a {found}, but it must be {wanted}.",
            found=found.value,
            wanted=" / ".join(sorted(wanted)),
            **place(self.text, node.at),
        )

    def alike(self, nodes: Iterable[Node], wanted: frozenset[Type] = _SINGLE) -> Type:
        """The one type all these nodes have."""
        first, *others = nodes
        found = self.one_of(first, wanted)
        for node in others:
            self.one_of(node, frozenset({found}))
        return found

    def known(self, node: Name) -> Type:
        """The type behind a name, refused with the names nearest to it."""
        if node.name in self.types:
            return self.types[node.name]
        where = place(self.text, node.at)
        near = get_close_matches(node.name, self.types, n=3)
        if near:
            raise Refused(
                "Line {line}, column {column}: nothing is called {name}; did you mean {near}?",
                name=node.name,
                near=", ".join(near),
                **where,
            )
        raise Refused(
            "Line {line}, column {column}: nothing is called {name}; ask for it first, or put a text in 'quotes'.",
            name=node.name,
            **where,
        )

    def anything(self, node: Node) -> None:
        """A node of whatever type: the only places where a whole list of codes may stand."""
        if isinstance(node, Name):
            self.known(node)
        else:
            self.of(node)


def _literal(scope: _Scope, node: Literal) -> Type:
    for kind, found in ((bool, Type.BOOL), (float, Type.NUMBER), (str, Type.TEXT)):
        if isinstance(node.value, kind):
            return found
    if node.value is not None:
        return Type.DATE
    raise Refused(
        "Line {line}, column {column}: NULL stands only after THEN and ELSE; to ask for it write IS NULL.",
        **place(scope.text, node.at),
    )


def _name(scope: _Scope, node: Name) -> Type:
    found = scope.known(node)
    if found is not Type.MULTI:
        return found
    raise Refused(
        "Line {line}, column {column}: {name} has several answers; ask SELECTED({name}, 'code').",
        name=node.name,
        **place(scope.text, node.at),
    )


def _unary(scope: _Scope, node: Unary) -> Type:
    return scope.one_of(node.of, frozenset({Type.BOOL if node.operator == "NOT" else Type.NUMBER}))


def _binary(scope: _Scope, node: Binary) -> Type:
    sides = (node.left, node.right)
    if node.operator in ARITHMETIC:
        # Between two days lies a number of days.
        scope.alike(sides, _MEASURED if node.operator == "-" else frozenset({Type.NUMBER}))
        return Type.NUMBER
    if node.operator in ("AND", "OR"):
        return scope.alike(sides, frozenset({Type.BOOL}))
    scope.alike(sides, _SINGLE if node.operator in ("=", "<>") else _ORDERED)
    return Type.BOOL


def _is_null(scope: _Scope, node: IsNull) -> Type:
    scope.anything(node.of)
    return Type.BOOL


def _in(scope: _Scope, node: In) -> Type:
    scope.alike((node.of, *node.options), _ORDERED)
    return Type.BOOL


def _between(scope: _Scope, node: Between) -> Type:
    scope.alike((node.of, node.low, node.high), _ORDERED)
    return Type.BOOL


def _case(scope: _Scope, node: Case) -> Type:
    for condition, _ in node.branches:
        scope.one_of(condition, frozenset({Type.BOOL}))
    results = [*(value for _, value in node.branches), node.otherwise]
    return scope.alike([one for one in results if one != Literal(None)] or results)


def _call(scope: _Scope, node: Call) -> Type:
    if node.function == "SELECTED":
        return _selected(scope, *node.arguments)
    if node.function == "ANSWERED":
        for argument in node.arguments:
            scope.anything(argument)
        return Type.NUMBER
    if node.function == "COALESCE":
        return scope.alike(node.arguments)
    wanted = _MEASURED if node.function in ("LEAST", "GREATEST") else frozenset({Type.NUMBER})
    return scope.alike(node.arguments, wanted)


def _selected(scope: _Scope, answers: Node, code: Node) -> Type:
    several = isinstance(answers, Name) and scope.known(answers) is Type.MULTI
    if several and isinstance(code, Literal) and isinstance(code.value, str) and "|" not in code.value:
        return Type.BOOL
    raise Refused(
        "Line {line}, column {column}: write SELECTED(name, 'code') with a question that takes several answers"
        " and a code without the sign |.",
        **place(scope.text, answers.at),
    )


_RULES: dict[type[Node], Callable[[_Scope, Any], Type]] = {
    Literal: _literal,
    Name: _name,
    Unary: _unary,
    Binary: _binary,
    IsNull: _is_null,
    In: _in,
    Between: _between,
    Case: _case,
    Call: _call,
}
