"""The functions of expressions, for one row of answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import log
from typing import Any

from gavn.catalogue.pure.expressions.nodes import Row

Step = Callable[[Row], Any]


def stored(codes: Iterable[str]) -> str:
    """How the analysis store writes an answer of several codes.

    >>> stored(["bus", "train"])
    '|bus|train|'
    """
    return "|" + "".join(f"{code}|" for code in codes)


def _ln(arguments: list[Step]) -> Step:
    [of] = arguments
    return lambda row: None if (found := of(row)) is None or found <= 0 else log(found)


def _abs(arguments: list[Step]) -> Step:
    [of] = arguments
    return lambda row: None if (found := of(row)) is None else abs(found)


def _least(arguments: list[Step]) -> Step:
    return lambda row: min((found for one in arguments if (found := one(row)) is not None), default=None)


def _greatest(arguments: list[Step]) -> Step:
    return lambda row: max((found for one in arguments if (found := one(row)) is not None), default=None)


def _coalesce(arguments: list[Step]) -> Step:
    return lambda row: next((found for one in arguments if (found := one(row)) is not None), None)


def _answered(arguments: list[Step]) -> Step:
    return lambda row: float(sum(one(row) is not None for one in arguments))


def _selected(arguments: list[Step]) -> Step:
    answers, code = arguments

    def run(row: Row) -> bool | None:
        found = answers(row)
        if found is None:
            return None
        return stored([code(row)]) in (found if isinstance(found, str) else stored(found))

    return run


FUNCTION_STEPS: dict[str, Callable[[list[Step]], Step]] = {
    "LN": _ln,
    "ABS": _abs,
    "LEAST": _least,
    "GREATEST": _greatest,
    "COALESCE": _coalesce,
    "ANSWERED": _answered,
    "SELECTED": _selected,
}
