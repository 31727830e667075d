"""Where the answer to each question is seen again; a question that feeds nothing is asked for nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple, get_args

from gavn.catalogue.pure.formats.instrument import Fact
from gavn.catalogue.pure.relevance import parsed
from gavn.catalogue.pure.wording import worded_in
from gavn.collect.pure.repeats import repeats, wording
from gavn.kernel.say import Said
from gavn.measure.pure.scoring import rests_on
from gavn.report.pure.person.blocks import TITLES, facts_of

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats import Ask, Instrument, Programme

PLACES: dict[str, Said] = {
    "score": Said("Counted in a score"),
    "person": Said("On the person’s overview"),
    "critical": Said("A critical answer somebody acts on"),
    "service": Said("In the service’s figures"),
}
PLACES_OF_FACTS = {*TITLES, "background"}  # where the overview shows answers that no score counts
WRITTEN_ONCE = {fact.partition(".")[2] for fact in get_args(Fact)} | {
    "given", "family", "number", "birth_year", "entered", "exited", "contact", "deputy",
}  # fmt: skip
"""What enrolling and ending a stay ask already, as questions would name it."""


class Fed(NamedTuple):
    """One question of a form that is asked, and where its answer is seen; nowhere is empty."""

    item: str
    places: tuple[str, ...]


class AskedTwice(NamedTuple):
    """A question whose answer is there already: which form asks it, and what knew."""

    form: str
    item: str
    known_from: str


def fed_by(instrument: Instrument, *, on_service_page: Iterable[str] = ()) -> list[Fed]:
    """Every question of a form in its order; ``on_service_page``: the forms whose choices the service's figures show.

    A person's pages show what a score rests on, and what no score counts as a fact in its block; a critical rule shows
    the answers it rests on.
    """
    asked = [item for item in instrument.items if not item.known]
    counted = {item for score in instrument.scores for item in rests_on(instrument, score)}
    critical = {name for rule in instrument.critical for name in parsed(rule.when).names}
    facts = facts_of(worded_in(instrument, "en"), {item.id: {"why": "unknown"} for item in asked})
    shown = {fact.answered.item for fact in facts if fact.block in PLACES_OF_FACTS}
    chosen = {item.id for item in asked if item.options} if instrument.key in set(on_service_page) else set()
    where = {"score": counted, "person": shown, "critical": critical, "service": chosen}
    return [Fed(item.id, tuple(place for place, items in where.items() if item.id in items)) for item in asked]


def silent_in(instrument: Instrument) -> list[str]:
    """The questions of a form whose answers are seen nowhere."""
    return [one.item for one in fed_by(instrument) if not one.places]


def asked_twice(programme: Programme, asks: Iterable[Ask], instruments: Mapping[str, Instrument]) -> list[AskedTwice]:
    """Questions that a stay would be asked although the answer is there.

    ``asks`` are what is asked together: on one occasion. Over the whole programme a fact is asked in one form only, and
    never where enrolling or ending the stay has written it down.
    """
    found = {AskedTwice(one.second.key, one.item.id, one.first.key) for one in repeats(asks, instruments)}
    first: dict[str, str] = {}
    for ask in programme.asks:
        whole = instruments[ask.instrument]
        for item in whole.items:
            if not item.known and item.id in WRITTEN_ONCE:
                found.add(AskedTwice(whole.key, item.id, ""))
            if item.factual and wording(item) and first.setdefault(wording(item), whole.key) != whole.key:
                found.add(AskedTwice(whole.key, item.id, first[wording(item)]))
    return sorted(found)
