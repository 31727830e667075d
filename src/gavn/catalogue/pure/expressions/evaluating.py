"""The value of an expression for one row of answers: what the analysis engine finds, one person at a time.

Every node becomes a small function of the row, once. Numbers are binary doubles as in the engine;
what is too large for one is NULL. Sums and products let such a value pass until somebody looks at it.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import add, eq, ge, gt, le, lt, mul, ne
from typing import Any

from gavn.catalogue.pure.expressions.functions import FUNCTION_STEPS, Step
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
    Row,
    Unary,
    Value,
    arithmetic,
)


def evaluate(expression: Expression, row: Row) -> Value:
    """The expression's value for these answers; None where it cannot be known.

    A name the row does not hold is unanswered. The types are those :func:`checked` agreed to.

    >>> from gavn.catalogue.pure.expressions.tree import parse
    >>> evaluate(parse("drinks > 0 AND sex = 'woman'"), {"drinks": None, "sex": "man"})
    False
    """
    run: Step | None = expression.__dict__.get("run")
    if run is None:
        # Kept beside the fields, so that equality and the frozen fields stay what they are.
        run = expression.__dict__["run"] = _value(expression.tree)
    found: Value = run(row)
    return found


def _value(node: Node) -> Step:
    """The node's function, with infinity and its kin as None."""
    step = _RULES[type(node)](node)
    return _finite(step) if arithmetic(node) else step


def _finite(step: Step) -> Step:
    def run(row: Row) -> Any:
        found = step(row)
        return None if found is None or found - found != 0 else found

    return run


def _part(node: Node) -> Step:
    """The node's function inside a longer computation, whose end is looked at."""
    return _RULES[type(node)](node)


def _literal(node: Literal) -> Step:
    value = node.value
    return lambda row: value


def _name(node: Name) -> Step:
    name = node.name

    def run(row: Row) -> Any:
        found = row.get(name)
        kind = type(found)
        if kind is int:
            return float(found)  # type: ignore[arg-type]
        if kind is float and found - found != 0:  # type: ignore[operator]
            return None
        return found

    return run


def _unary(node: Unary) -> Step:
    of = _part(node.of)
    if node.operator == "NOT":
        return lambda row: None if (found := of(row)) is None else not found
    return lambda row: None if (found := of(row)) is None else -found


def _and(left: Step, right: Step) -> Step:
    def run(row: Row) -> bool | None:
        first = left(row)
        if first is False:
            return False
        second = right(row)
        if second is False:
            return False
        return None if first is None or second is None else True

    return run


def _or(left: Step, right: Step) -> Step:
    def run(row: Row) -> bool | None:
        first = left(row)
        if first is True:
            return True
        second = right(row)
        if second is True:
            return True
        return None if first is None or second is None else False

    return run


def _divide(left: Step, right: Step) -> Step:
    def run(row: Row) -> float | None:
        above, below = left(row), right(row)
        return None if above is None or not below else above / below

    return run


def _difference(left: Any, right: Any) -> float:
    found = left - right
    return found if type(found) is float else float(found.days)


_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "=": eq,
    "<>": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "+": add,
    "-": _difference,
    "*": mul,
}


def _binary(node: Binary) -> Step:
    if node.operator == "/":
        return _divide(_part(node.left), _value(node.right))
    seen = _part if arithmetic(node) else _value
    left, right = seen(node.left), seen(node.right)
    if node.operator in ("AND", "OR"):
        return _and(left, right) if node.operator == "AND" else _or(left, right)
    join = _OPERATORS[node.operator]

    def run(row: Row) -> Any:
        first = left(row)
        if first is None:
            return None
        second = right(row)
        return None if second is None else join(first, second)

    return run


def _is_null(node: IsNull) -> Step:
    of = _value(node.of)
    return lambda row: of(row) is None


def _in(node: In) -> Step:
    of, options = _value(node.of), [_value(option) for option in node.options]

    def run(row: Row) -> bool | None:
        found = of(row)
        if found is None:
            return None
        others = [option(row) for option in options]
        return True if found in others else None if None in others else False

    return run


def _between(node: Between) -> Step:
    of = node.of
    return _and(_binary(Binary(">=", of, node.low)), _binary(Binary("<=", of, node.high)))


def _case(node: Case) -> Step:
    branches = [(_value(condition), _value(value)) for condition, value in node.branches]
    otherwise = _value(node.otherwise)

    def run(row: Row) -> Any:
        for condition, value in branches:
            if condition(row):
                return value(row)
        return otherwise(row)

    return run


def _call(node: Call) -> Step:
    return FUNCTION_STEPS[node.function]([_value(one) for one in node.arguments])


_RULES: dict[type[Node], Callable[[Any], Step]] = {
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
