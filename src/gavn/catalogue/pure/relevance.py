"""Which questions are asked, given what was answered so far."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from gavn.catalogue.pure.expressions import Expression, evaluate, parse
from gavn.catalogue.pure.expressions.nodes import Answer
from gavn.catalogue.pure.formats import Instrument
from gavn.catalogue.pure.rows import plain


@lru_cache(maxsize=4096)
def parsed(text: str) -> Expression:
    """The expression, parsed once in the life of the process."""
    return parse(text)


def relevant_items(instrument: Instrument, answers: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """The questions that are asked of somebody who answered so.

    Taken in the order of the form: a question that is not asked counts as unanswered for those after it,
    and a condition that cannot be known does not hold.
    """
    row: dict[str, Answer] = {}
    asked: set[str] = set()
    for item in instrument.items:
        if not item.relevant or evaluate(parsed(item.relevant), row) is True:
            asked.add(item.id)
            row[item.id] = plain(item, answers.get(item.id))
    return asked


def still_required(instrument: Instrument, answers: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The questions that must be answered, are asked, and have neither an answer nor a reason why not."""
    asked = relevant_items(instrument, answers)
    return [item.id for item in instrument.items if item.required and item.id in asked and not answers.get(item.id)]
