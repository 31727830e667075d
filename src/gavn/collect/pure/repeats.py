"""The same question in two forms: nobody is asked twice on one occasion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats import Ask, Instrument, Item


class Repeat(NamedTuple):
    """A question that two forms ask of the same respondent on the same occasion."""

    kind: str
    first: Instrument
    second: Instrument
    item: Item


def wording(item: Item) -> str:
    """What is asked, so that the same question is known again; nothing where the words are not ours."""
    return " ".join(item.text.en.casefold().split()) if item.text and not item.known else ""


def repeats(asks: Iterable[Ask], instruments: Mapping[str, Instrument]) -> Iterator[Repeat]:
    """Every question that is asked twice; an opinion of two respondents is two answers, a fact is one."""
    before: dict[tuple[str, str, str], Instrument] = {}
    for ask in asks:
        whole = instruments[ask.instrument]
        for item in filter(wording, whole.items):
            for kind in ask.at:
                key = kind, "" if item.factual else ask.of, wording(item)
                earlier = before.setdefault(key, whole)
                if earlier is not whole:
                    yield Repeat(kind, earlier, whole, item)
