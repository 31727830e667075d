"""What the forms ask and where the answers are seen, from the catalogue and the pages as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from gavn.benefit.pure.feeds import PLACES, AskedTwice, asked_twice, fed_by, silent_in
from gavn.benefit.pure.figures import Questions
from gavn.catalogue.selectors import instrument, worded
from gavn.collect.selectors import definition_of
from gavn.collect.selectors.programmes import programme_chosen
from gavn.report.selectors.counted import AT_ENTRY, AT_EXIT

if TYPE_CHECKING:
    from gavn.access.models import Unit
    from gavn.kernel.say import Said

ON_SERVICE_PAGE = (AT_ENTRY, AT_EXIT)


@dataclass(frozen=True)
class FormFed:
    """A form: how many questions it asks, how many lead to each place, and the words of those that lead nowhere."""

    title: str
    asked: int
    places: tuple[tuple[Said, int], ...]
    silent: tuple[str, ...]


def questions_of(keys: Iterable[str]) -> Questions:
    """Of each form: how many questions it asks and how many of them lead to a result."""
    return {key: _counted(key) for key in keys}


@lru_cache(256)
def _counted(key: str) -> tuple[int, int]:
    form = instrument(key)
    asked = len(fed_by(form))
    return asked, asked - len(silent_in(form))


def forms_fed(keys: Iterable[str], language: str) -> list[FormFed]:
    """Each form with where its answers are seen, by its title."""
    found = [_form_fed(key, language) for key in set(keys)]
    return sorted(found, key=lambda one: one.title.casefold())


def _form_fed(key: str, language: str) -> FormFed:
    words = worded(key, language)
    named = {item.id: item.text or item.id for item in words.items}
    fed = fed_by(words.definition, on_service_page=ON_SERVICE_PAGE)
    places = tuple((said, sum(place in one.places for one in fed)) for place, said in PLACES.items())
    silent = tuple(named[one.item] for one in fed if not one.places)
    return FormFed(words.title, len(fed), tuple(one for one in places if one[1]), silent)


def asked_twice_at(unit: Unit) -> list[AskedTwice]:
    """What a stay at a service would be asked twice, by the programme and the measures it works with today."""
    row = programme_chosen(unit)
    if row is None:
        return []
    programme = definition_of(row)
    asks = [
        ask
        for ask in programme.asks
        if ask.always or ask.instrument in row.chosen or f"{ask.instrument}|{ask.of}" in row.chosen
    ]
    return asked_twice(programme, asks, {ask.instrument: instrument(ask.instrument) for ask in programme.asks})
