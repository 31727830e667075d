"""Questions beside what was answered, in words; and where two respondents answered differently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gavn.catalogue.pure.relevance import parsed
from gavn.catalogue.pure.wording import WordedInstrument, WordedItem
from gavn.collect.pure.outcome import MISSING
from gavn.kernel.say import Said
from gavn.measure.pure.scoring import rests_on

YES_NO = {True: Said("Yes"), False: Said("No")}
APART = 0.2  # of the length of a line: nearer marks are the same answer by another hand
Given = Mapping[str, Any]
Shown = Said | str | float | None


@dataclass(frozen=True)
class Answered:
    """A question and its answer in words; ``missing`` where the answer is only why there is none."""

    item: str
    question: str
    answer: Shown
    missing: bool


@dataclass(frozen=True)
class Beside:
    """One question as two respondents answered it."""

    item: str
    question: str
    individual: Answered
    practitioner: Answered
    differs: bool


def answered_to(words: WordedInstrument, when: str, answers: Mapping[str, Given]) -> tuple[Answered, ...]:
    """The questions an expression rests on, directly or through a score, each with its answer."""
    named = set(parsed(when).names)
    for score in words.definition.scores:
        if score.key in named:
            named |= set(rests_on(words.definition, score))
    return tuple(in_words(item, answers.get(item.id)) for item in words.items if item.id in named)


def in_words(item: WordedItem, given: Given | None) -> Answered:
    """One question with its answer as it is read."""
    question = item.text or item.id
    if not given or "why" in given:
        return Answered(item.id, question, MISSING.get(given["why"]) if given else None, missing=True)
    return Answered(item.id, question, _shown(item, given.get("v")), missing=False)


def beside(words: WordedInstrument, individual: Mapping[str, Given], practitioner: Mapping[str, Given]) -> list[Beside]:
    """Every question that either answered, side by side, with what differs marked to be talked about."""
    return [
        Beside(
            item.id,
            item.text or item.id,
            in_words(item, individual.get(item.id)),
            in_words(item, practitioner.get(item.id)),
            differs(item, individual.get(item.id), practitioner.get(item.id)),
        )
        for item in words.items
        if (item.id in individual or item.id in practitioner) and item.type != "text" and not item.known
    ]


def differs(item: WordedItem, one: Given | None, other: Given | None) -> bool:
    """Whether two answers say different things; a missing one says nothing, so there is nothing to compare."""
    if not one or not other or "v" not in one or "v" not in other:
        return False
    mine, theirs = one["v"], other["v"]
    if item.type == "vas":
        length = (item.max if item.max is not None else 100.0) - (item.min or 0.0)
        return abs(float(mine) - float(theirs)) > APART * length
    if item.type == "multi":
        return set(mine) != set(theirs)
    return bool(mine != theirs)


def _shown(item: WordedItem, value: Any) -> Shown:
    if item.type in ("scale", "choice"):
        return _option(item, value)
    if item.type == "multi":
        return ", ".join(_options(item, value))
    if item.type == "yes_no":
        return YES_NO[bool(value)]
    if item.type in ("number", "vas"):
        return f"{value:g} {item.unit}" if item.unit else float(value)
    return str(value)


def _options(item: WordedItem, codes: Iterable[str]) -> list[str]:
    return [_option(item, code) for code in codes]


def _option(item: WordedItem, code: str) -> str:
    return next((one.text for one in item.options if one.code == code and one.text), str(code))
