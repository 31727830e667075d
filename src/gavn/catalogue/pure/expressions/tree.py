"""From text to tree: sqlglot knows the grammar, and only the nodes named here come through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import cast

from sqlglot import exp
from sqlglot.errors import ParseError

from gavn.catalogue.pure.expressions.nodes import (
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
    Unary,
    place,
)
from gavn.catalogue.pure.expressions.words import CALLED, FUNCTIONS, Words, words
from gavn.kernel.errors import Refused

DEEPEST = 150

_COMPARISONS: dict[type[exp.Expr], str] = {
    exp.EQ: "=",
    exp.NEQ: "<>",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.GT: ">",
    exp.GTE: ">=",
}
_JOINTS: dict[type[exp.Expr], str] = {
    exp.And: "AND",
    exp.Or: "OR",
    exp.Add: "+",
    exp.Sub: "-",
    exp.Mul: "*",
    exp.Div: "/",
}
_BINARY = _COMPARISONS | _JOINTS
# Engines and people read a = b IS NULL and a < b < c in more than one way.
_CONDITIONS = {*_COMPARISONS, exp.Not, exp.Is, exp.In, exp.Between}


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """The expression a text holds, or a refusal that names the place and the remedy.

    >>> sorted(parse("drinks > 0 AND sex = 'woman'").names)
    ['drinks', 'sex']
    """
    tokens = words(text)
    try:
        [found] = Words().parser().parse(tokens, text)
    except ParseError as wrong:
        raise _unclear(text, wrong) from wrong
    except RecursionError as wrong:
        raise Refused("Too much is nested in this expression; divide it into several scores.") from wrong
    tree = _Tree(text)
    node = tree.node(cast(exp.Expr, found), at=0, depth=0)
    return Expression(text, node, frozenset(tree.names))


def _unclear(text: str, wrong: ParseError) -> Refused:
    first = wrong.errors[0]
    line, column = first["line"] or 1, max((first["col"] or 1) - len(first["highlight"] or "") + 1, 1)
    return Refused(
        "Line {line}, column {column}: this cannot be read;"
        " see CASE WHEN … THEN … ELSE … END, BETWEEN … AND … and the commas.",
        line=line,
        column=column,
    )


class _Tree:
    """The walk over sqlglot's tree: keeps the names it meets and stops where it is too deep."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.names: set[str] = set()

    def node(self, found: exp.Expr, *, at: int, depth: int) -> Node:
        """Our node for sqlglot's; ``at`` is the nearest place known so far."""
        at = found.meta.get("start", at)
        if depth > DEEPEST:
            where = place(self.text, at)
            raise Refused(
                "Line {line}, column {column}: the expression has more than {most} parts in a row;"
                " divide it into several scores.",
                most=DEEPEST,
                **where,
            )
        rule = _RULES.get(type(found))
        if rule is None:
            where = place(self.text, at)
            raise Refused(
                "Line {line}, column {column}: several values in parentheses stand only after IN and functions.",
                **where,
            )
        return rule(self, found, at, depth + 1)


def _binary(tree: _Tree, found: exp.Expr, at: int, depth: int) -> Node:
    left = tree.node(found.this, at=at, depth=depth)
    right = tree.node(found.expression, at=left.at, depth=depth)
    if type(found) in _COMPARISONS:
        for side, node in ((found.this, left), (found.expression, right)):
            if type(side) in _CONDITIONS:
                where = place(tree.text, node.at)
                raise Refused(
                    "Line {line}, column {column}: set parentheses around this condition, or AND before the next.",
                    **where,
                )
    return Binary(_BINARY[type(found)], left, right, at=left.at)


def _paren(tree: _Tree, found: exp.Expr, at: int, depth: int) -> Node:
    return tree.node(found.this, at=at, depth=depth)


def _not(tree: _Tree, found: exp.Expr, at: int, depth: int) -> Node:
    of = tree.node(found.this, at=at, depth=depth)
    return Unary("NOT", of, at=of.at)


def _minus(tree: _Tree, found: exp.Expr, at: int, depth: int) -> Node:
    of = tree.node(found.this, at=at, depth=depth)
    return Unary("-", of, at=of.at)


def _is(tree: _Tree, found: exp.Expr, at: int, depth: int) -> Node:
    of = tree.node(found.this, at=at, depth=depth)
    if not isinstance(found.expression, exp.Null):
        where = place(tree.text, of.at)
        raise Refused("Line {line}, column {column}: after IS stands NULL or NOT NULL; elsewhere write =.", **where)
    return IsNull(of, at=of.at)


def _in(tree: _Tree, found: exp.Expr, at: int, depth: int) -> Node:
    of = tree.node(found.this, at=at, depth=depth)
    if not found.expressions:
        where = place(tree.text, of.at)
        raise Refused("Line {line}, column {column}: after IN stands a list, as in IN (1, 2).", **where)
    return In(of, _all(tree, found.expressions, of.at, depth), at=of.at)


def _between(tree: _Tree, found: exp.Expr, at: int, depth: int) -> Node:
    of, low, high = _all(tree, [found.this, found.args["low"], found.args["high"]], at, depth)
    return Between(of, low, high, at=of.at)


def _case(tree: _Tree, found: exp.Expr, at: int, depth: int) -> Node:
    subject = tree.node(found.this, at=at, depth=depth) if found.this else None
    branches = []
    for branch in found.args["ifs"]:
        condition, value = _all(tree, [branch.this, branch.args["true"]], at, depth)
        if subject:
            condition = Binary("=", subject, condition, at=condition.at)
        branches.append((condition, value))
    default = found.args.get("default")
    last = branches[-1][1].at
    otherwise = tree.node(default, at=last, depth=depth) if default else Literal(None, at=last)
    return Case(tuple(branches), otherwise, at=branches[0][0].at)


def _call(tree: _Tree, found: exp.Expr, at: int, depth: int) -> Node:
    function = str(found.this).removeprefix(CALLED)
    arguments = _all(tree, found.expressions, at, depth)
    usage = FUNCTIONS[function]
    least = usage.count(",") + 1 - usage.count("…")  # as many as the usage names before its dots
    if len(arguments) < least or (len(arguments) > least and "…" not in usage):
        where = place(tree.text, at)
        raise Refused("Line {line}, column {column}: write {usage}.", usage=usage, **where)
    return Call(function, arguments, at=at)


def _name(tree: _Tree, found: exp.Expr, at: int, depth: int) -> Node:
    tree.names.add(found.name)
    return Name(found.name, at=found.this.meta.get("start", at))


def _literal(tree: _Tree, found: exp.Expr, at: int, depth: int) -> Node:
    return Literal(found.name if found.is_string else float(found.name), at=at)


def _truth(tree: _Tree, found: exp.Expr, at: int, depth: int) -> Node:
    return Literal(found.this if isinstance(found, exp.Boolean) else None, at=at)


def _day(tree: _Tree, found: exp.Expr, at: int, depth: int) -> Node:
    return Literal(date.fromisoformat(found.this.name), at=found.this.meta.get("start", at))


def _all(tree: _Tree, found: list[exp.Expr], at: int, depth: int) -> tuple[Node, ...]:
    nodes: list[Node] = []
    for one in found:
        nodes.append(tree.node(one, at=nodes[-1].at if nodes else at, depth=depth))
    return tuple(nodes)


_RULES: dict[type[exp.Expr], Callable[[_Tree, exp.Expr, int, int], Node]] = {
    **dict.fromkeys(_BINARY, _binary),
    exp.Paren: _paren,
    exp.Not: _not,
    exp.Neg: _minus,
    exp.Is: _is,
    exp.In: _in,
    exp.Between: _between,
    exp.Case: _case,
    exp.Anonymous: _call,
    exp.Column: _name,
    exp.Literal: _literal,
    exp.Boolean: _truth,
    exp.Null: _truth,
    exp.Cast: _day,
}
