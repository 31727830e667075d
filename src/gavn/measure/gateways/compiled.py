"""Expressions of the catalogue as columns of the analysis engine.

They give what the catalogue's row evaluator gives; a test compares the two on random expressions.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import reduce
from operator import add, and_, eq, ge, gt, le, lt, mul, ne, or_, sub
from typing import Any, cast

import ibis
from ibis.expr.types import Table, Value

from gavn.catalogue.pure.expressions import Expression, stored
from gavn.catalogue.pure.expressions.nodes import (
    Between,
    Binary,
    Call,
    Case,
    In,
    IsNull,
    Literal,
    Name,
    Node,
    Unary,
    arithmetic,
)
from gavn.kernel.errors import Refused

_INFINITE = (float("nan"), float("inf"), float("-inf"))

_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "AND": and_,
    "OR": or_,
    "=": eq,
    "<>": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "+": add,
    "-": sub,
    "*": mul,
}


def compiled(expression: Expression, table: Table) -> Value:
    """The expression as a column of the table, to be filtered by, grouped by or summed."""
    return _value(expression.tree, table)


def _value(node: Node, table: Table) -> Any:
    """The node's column, with infinity and its kin as NULL."""
    column = _RULES[type(node)](node, table)
    return _finite(column) if arithmetic(node) else column


def _finite(column: Any) -> Any:
    """NULLIF names the column once; a CASE would double it at every step down."""
    return reduce(lambda narrowed, wrong: narrowed.nullif(wrong), _INFINITE, column)


def _part(node: Node, table: Table) -> Any:
    """The node's column inside a longer computation, whose end is looked at."""
    return _RULES[type(node)](node, table)


def _literal(node: Literal, table: Table) -> Any:
    if node.value is None:
        return ibis.null()
    if isinstance(node.value, float):
        # From its text: a bare 0.1 would be a decimal number to the engine, and 0.1 + 0.2 another sum.
        return ibis.literal(repr(node.value)).cast("float64")
    return ibis.date(node.value) if isinstance(node.value, date) else ibis.literal(node.value)


def _name(node: Name, table: Table) -> Any:
    if node.name not in table.columns:
        raise Refused(
            "The analysis store has no column {name}; rebuild it with this version of the catalogue.", name=node.name
        )
    column = table[node.name]
    if column.type().is_floating() or column.type().is_decimal():
        return _finite(column.cast("float64"))
    return column.cast("float64") if column.type().is_numeric() else column


def _unary(node: Unary, table: Table) -> Any:
    of = _part(node.of, table)
    return ~of if node.operator == "NOT" else -of


def _binary(node: Binary, table: Table) -> Any:
    if node.operator == "/":
        return _part(node.left, table) / _value(node.right, table).nullif(0.0)
    seen = _part if arithmetic(node) else _value
    left, right = seen(node.left, table), seen(node.right, table)
    if node.operator == "-" and left.type().is_date():
        return left.delta(right, unit="day").cast("float64")
    if node.operator in ("=", "<>"):
        left, right = _enclosed(left), _enclosed(right)
    return _OPERATORS[node.operator](left, right)


def _enclosed(column: Any) -> Any:
    """A condition as a number: Ibis sets no parentheses around ``x IS NULL`` under = or another IS NULL."""
    return column.cast("int8") if column.type().is_boolean() else column


def _is_null(node: IsNull, table: Table) -> Any:
    return _enclosed(_value(node.of, table)).isnull()


def _in(node: In, table: Table) -> Any:
    return _value(node.of, table).isin([_value(option, table) for option in node.options])


def _between(node: Between, table: Table) -> Any:
    return _value(node.of, table).between(_value(node.low, table), _value(node.high, table))


def _case(node: Case, table: Table) -> Any:
    branches = [(_value(condition, table), _value(value, table)) for condition, value in node.branches]
    return ibis.cases(*branches, else_=_value(node.otherwise, table))


def _call(node: Call, table: Table) -> Any:
    if node.function == "SELECTED":
        answers, code = node.arguments
        return _value(answers, table).contains(stored([str(cast(Literal, code).value)]))
    return _FUNCTIONS[node.function](*(_value(one, table) for one in node.arguments))


def _ln(column: Any) -> Any:
    # Of two values the greater one skips NULL, so that NULL, 0 and less all end as NULL.
    return ibis.greatest(column, 0.0).nullif(0.0).ln()


def _answered(*columns: Any) -> Any:
    return reduce(add, [ibis.cases((_enclosed(column).notnull(), 1), else_=0) for column in columns]).cast("float64")


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "LN": _ln,
    "ABS": lambda column: column.abs(),
    "LEAST": ibis.least,
    "GREATEST": ibis.greatest,
    "COALESCE": ibis.coalesce,
    "ANSWERED": _answered,
}

_RULES: dict[type[Node], Callable[[Any, Table], Any]] = {
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
