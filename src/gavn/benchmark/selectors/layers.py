"""A service's year in three layers: its own answers, its indicators, and those of all others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404

from gavn.access.selectors import civil_today
from gavn.benchmark.pure.layers import Price, Values, inputs, price, year_asked
from gavn.benchmark.pure.others import FEWEST
from gavn.benchmark.pure.sums import added, shown_groups
from gavn.benchmark.pure.told.layers import Beside, Layers, parts
from gavn.benchmark.selectors.circle import by_service, indicators_at, sums_in
from gavn.benchmark.selectors.pages import Page, Reading, Wanted, language, reading_at
from gavn.calendar.selectors.years import year_values
from gavn.compare.selectors import enrolled_in
from gavn.kernel.errors import Refused
from gavn.kernel.periods import Period
from gavn.kernel.say import Said, said
from gavn.report.pure.hiding import TOO_FEW, too_few_but_some

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.catalogue.pure.formats.indicator import Indicator
    from gavn.compare.pure.scope import Scope

OUTCOMES = ("goal", "result")


def service_layers(user: User, public_id: str, wanted: Wanted) -> Page:
    """What goes in, what is done and what comes of it at one service in one year."""
    reading = reading_at(user, public_id, wanted)
    if len(reading.services) != 1:
        raise Http404
    year, refused = _asked(wanted.year)
    [own] = reading.services
    others = tuple(one for one in reading.here.units if one != own and _alike(reading, own, one))
    answers = year_values([own, *others], [year])
    mine = answers.get((own, year))
    found = indicators_at(reading.here, reading.services)
    lines = {one.full_key: _beside(reading, one, year) for one in found}
    cost, good = _cost(reading, found, lines, (mine, year))
    told = Layers(
        year=year,
        answered=mine is not None,
        inputs=inputs(mine, [values for (key, _year), values in answers.items() if key != own]),
        outputs=[lines[one.full_key] for one in found if one.class_ == "activity"],
        outcomes=[lines[one.full_key] for one in found if one.class_ in OUTCOMES],
        cost=cost,
        good=good,
        frozen=reading.day,
    )
    name = reading.unit.name if reading.unit else ""
    query = {"year": str(year)}
    return Page(reading, None, name, said("the year {year}", year=str(year)), tuple(parts(told)), query, refused)


def _asked(text: str) -> tuple[int, Said | None]:
    today = civil_today().year
    try:
        return year_asked(text, today_year=today), None
    except Refused as refusal:
        return year_asked("", today_year=today), refusal.said


def _alike(reading: Reading, own: str, other: str) -> bool:
    """Whether another service works with some of the same indicators."""
    return bool(set(reading.here.keys.get(own, ())) & set(reading.here.keys.get(other, ())))


def _beside(reading: Reading, found: Indicator, year: int) -> Beside:
    """One's own and all others as the reader may see them; others only where no single service can be read off."""
    rows = by_service(sums_in(reading.store, found, _within(reading, reading.here.working_with(found), year)))
    groups = {"own": added(one for key, one in rows.items() if key in reading.services)}
    rest = {key: one for key, one in rows.items() if key not in reading.services}
    if not 0 < len(rest.keys() - reading.seen) < FEWEST:
        groups["others"] = added(rest.values())
    shown = {
        key: shown_groups(found, {key: sums}, inside=reading.inside and (key == "own" or not rest))[key]
        for key, sums in groups.items()
        if sums is not None
    }
    return Beside(found.title.in_(language()), shown.get("own"), shown.get("others"))


def _cost(
    reading: Reading, found: Sequence[Indicator], lines: Mapping[str, Beside], asked: tuple[Values | None, int]
) -> tuple[Price | Said, str]:
    """What a stay cost, and a stay with the first result that is a share and that the reader may see."""
    values, year = asked
    stays = enrolled_in(reading.store, _within(reading, reading.services, year)).total.stays
    good = next((one for one in found if one.class_ == "result" and one.measure == "share"), None)
    shown = lines[good.full_key].own if good is not None else None
    events = shown.sums.events if shown is not None and shown.sums is not None else None
    if not reading.inside and too_few_but_some(stays):
        return TOO_FEW, ""
    try:
        return price(values, stays, events), good.title.in_(language()) if good is not None else ""
    except Refused as refusal:
        return refusal.said, ""


def _within(reading: Reading, services: tuple[str, ...], year: int) -> Scope:
    return reading.within(services, Period(date(year, 1, 1), date(year, 12, 31)))
