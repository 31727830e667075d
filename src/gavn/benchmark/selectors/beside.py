"""A node beside all others, and services beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from django.http import Http404

from gavn.benchmark.pure.addresses import written
from gavn.benchmark.pure.others import rings
from gavn.benchmark.pure.sums import CLASSES, Shown, added, shown_groups
from gavn.benchmark.pure.told import funnel, others, places
from gavn.benchmark.pure.told.funnel import Services
from gavn.benchmark.selectors.circle import by_service, indicator_named, indicators_at, sums_in
from gavn.benchmark.selectors.own import OWN, opened, page_of, services_of
from gavn.benchmark.selectors.pages import Page, Reading, Wanted, language, reading_several

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gavn.access.models import User
    from gavn.catalogue.pure.formats.indicator import Indicator
    from gavn.compare.pure.indicator_estimate import IndicatorSums
    from gavn.kernel.say import Said

ALL = "all"


def indicator_others(user: User, public_id: str, address: str, wanted: Wanted) -> Page:
    """A node beside its organisation, municipality, region and nation, each without itself."""
    reading, found = opened(user, public_id, address, wanted)
    about = reading.about(found)
    circle = reading.here.working_with(found)
    rows = by_service(sums_in(reading.store, found, reading.scope(circle)))
    mine = [one for one in rows if one in reading.services]
    beside = rings(mine or reading.services, rows, reading.here.above, seen=reading.seen)
    known = {ring.level: ring.sums for ring in beside if ring.sums is not None}
    shown = _shown_rings(found, known, inside=reading.inside and set(rows) <= set(reading.services))
    own = added(rows[one] for one in mine)
    own_shown = shown_groups(found, {OWN: own}, inside=reading.inside)[OWN] if own is not None else None
    name = reading.unit.name if reading.unit else ""
    return page_of(reading, about, tuple(others.parts(about, name, own_shown, beside, shown)))


def _shown_rings(found: Indicator, known: Mapping[str, IndicatorSums], *, inside: bool) -> dict[str, Shown]:
    """Others as the reader may see them: a narrower circle is a part of each wider one."""
    levels = list(known)
    wholes = [(wide, (near,)) for near, wide in pairwise(levels)]
    return shown_groups(found, known, inside=inside, wholes=wholes)


@dataclass(frozen=True)
class Offered:
    """An indicator that can be held side by side, and at how many services."""

    title: str
    address: str
    services: int


@dataclass(frozen=True)
class SeveralList:
    """The indicators of the services a reader follows, by class."""

    reading: Reading
    groups: list[tuple[Said, list[Offered]]]
    total: int
    words: str

    @property
    def shown(self) -> int:
        """How many match."""
        return sum(len(lines) for _title, lines in self.groups)


def several_indicators(user: User, wanted: Wanted) -> SeveralList:
    """The indicators that at least one of the services followed works with, each with how many do."""
    reading = reading_several(user, wanted)
    known = indicators_at(reading.here, reading.services)
    groups = []
    for key, title in CLASSES.items():
        mine = [one for one in known if one.class_ == key and _matches(one, wanted.words)]
        lines = [
            Offered(one.title.in_(language()), written(one.full_key), len(services_of(reading, one))) for one in mine
        ]
        groups += [(title, sorted(lines, key=lambda line: line.title.casefold()))] if lines else []
    return SeveralList(reading, groups, len(known), wanted.words)


def _matches(found: Indicator, words: str) -> bool:
    text = found.title.in_(language()).casefold()
    return all(word in text for word in words.casefold().split())


def opened_several(user: User, address: str, wanted: Wanted) -> tuple[Reading, Indicator, tuple[str, ...]]:
    """An indicator that services the reader follows work with; else 404."""
    reading, found = reading_several(user, wanted), indicator_named(address)
    mine = services_of(reading, found)
    if not mine:
        raise Http404
    return reading, found, mine


def services_shown(reading: Reading, found: Indicator, mine: tuple[str, ...]) -> Services:
    """The services as the reader may see them."""
    rows = by_service(sums_in(reading.store, found, reading.scope(mine)))
    return Services(shown_groups(found, rows, inside=reading.inside), reading.names())


def _groups(reading: Reading, found: Indicator, mine: tuple[str, ...]) -> tuple[IndicatorSums, ...]:
    """People alike in service and in everything the indicator is adjusted for."""
    if not found.adjust:
        return ()
    return sums_in(reading.store, found, reading.scope(mine), by=("service", *found.adjust))


def indicator_funnel(user: User, address: str, wanted: Wanted) -> Page:
    """Services in their funnel, as they are and with whom they serve accounted for."""
    reading, found, mine = opened_several(user, address, wanted)
    about, groups = reading.about(found), _groups(reading, found, mine)
    return page_of(reading, about, tuple(funnel.parts(about, services_shown(reading, found, mine), groups)))


def indicator_places(user: User, address: str, wanted: Wanted) -> Page:
    """Services with shrunken values, and places only with their interval."""
    reading, found, mine = opened_several(user, address, wanted)
    about, groups = reading.about(found), _groups(reading, found, mine)
    return page_of(reading, about, tuple(places.parts(about, services_shown(reading, found, mine), groups)))
