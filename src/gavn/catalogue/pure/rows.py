"""Answers as the row of values that expressions and scores read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from gavn.catalogue.pure.expressions import Type
from gavn.catalogue.pure.expressions.nodes import Answer
from gavn.catalogue.pure.formats import Instrument, Item

_TYPES = {
    "vas": Type.NUMBER,
    "number": Type.NUMBER,
    "yes_no": Type.BOOL,
    "text": Type.TEXT,
    "multi": Type.MULTI,
    "month": Type.DATE,
    "date": Type.DATE,
}


def answer_types(instrument: Instrument) -> dict[str, Type]:
    """What kind of value stands behind each question in an expression."""
    return {item.id: type_of(item) for item in instrument.items}


def plain_row(instrument: Instrument, answers: Mapping[str, Mapping[str, Any]]) -> dict[str, Answer]:
    """One row for expressions: each question's value, or nothing where it was not answered."""
    return {item.id: plain(item, answers.get(item.id)) for item in instrument.items}


def type_of(item: Item) -> Type:
    """What kind of value stands behind a question: options that count are numbers, others are their codes."""
    if item.type in ("scale", "choice"):
        return Type.NUMBER if any(option.value is not None for option in item.options) else Type.TEXT
    return _TYPES[item.type]


def plain(item: Item, answer: Mapping[str, Any] | None) -> Answer:
    """The value of one answer for an expression; nothing where there is only a reason why not."""
    value = None if answer is None else answer.get("v")
    if value is None or item.type in ("yes_no", "text", "multi"):
        return value
    if item.type in ("scale", "choice"):
        if type_of(item) is Type.TEXT:
            return str(value)
        return next((option.value for option in item.options if option.code == value), None)
    if item.type in ("month", "date"):
        return date.fromisoformat(f"{value}-01" if item.type == "month" else value)
    return float(value)


def bounds(item: Item) -> tuple[float, float] | None:
    """The lowest and the highest value an answer can count, where both are known."""
    if item.type == "yes_no":
        return 0.0, 1.0
    values = [option.value for option in item.options if option.value is not None]
    if values:
        return min(values), max(values)
    return None if item.min is None or item.max is None else (item.min, item.max)
