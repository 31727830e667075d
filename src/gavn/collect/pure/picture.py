"""What a person sees of their own answers: plain words and a line, never a score or a band."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gavn.collect.pure.sheet import in_words
from gavn.kernel.say import Said

if TYPE_CHECKING:
    from gavn.catalogue.pure.wording import WordedInstrument, WordedItem

LEFT, RIGHT = 20, 380


@dataclass(frozen=True)
class Mark:
    """One answer of today beside that of last time; on a line where the question was one."""

    title: str
    words: Said
    now: int | None = None
    before: int | None = None
    low: str = ""
    high: str = ""


def own_picture(words: WordedInstrument, answers: Mapping[str, Any], before: Mapping[str, Any]) -> list[Mark]:
    """The person's answers of today beside those of last time, as far as the instrument lets them be seen."""
    sees = words.definition.individual_sees
    if sees == "thanks":
        return []
    shown = [item for item in words.items if not item.known and item.type in ("vas", "scale", "choice")]
    return [
        _mark(item, answers[item.id], before.get(item.id), drawn=sees == "picture")
        for item in shown
        if _is(answers, item)
    ]


def _is(answers: Mapping[str, Any], item: WordedItem) -> bool:
    return "v" in answers.get(item.id, {})


def _mark(item: WordedItem, now: Mapping[str, Any], before: Mapping[str, Any] | None, *, drawn: bool) -> Mark:
    known = before is not None and "v" in before
    title = item.area or item.text
    today = in_words(item, now)
    if not known:
        said = Said("Today: {now}.", {"now": today})
    elif now == before:
        said = Said("Today: {now}. Last time it was the same.", {"now": today})
    else:
        said = Said("Today: {now}. Last time: {before}.", {"now": today, "before": in_words(item, before)})
    if item.type != "vas" or not drawn:
        return Mark(title, said)
    place = _place(item, before) if known else None
    return Mark(title, said, _place(item, now), place, item.low, item.high)


def _place(item: WordedItem, answer: Mapping[str, Any] | None) -> int:
    """Where an answer stands on a line that is drawn from LEFT to RIGHT."""
    low, high = item.min or 0, 10 if item.max is None else item.max
    value = (answer or {}).get("v", low)
    return round(LEFT + (RIGHT - LEFT) * (value - low) / (high - low)) if high > low else LEFT
