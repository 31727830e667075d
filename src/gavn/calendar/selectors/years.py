"""What services answered about their years: for the page of one, and as values and as a table for figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.http import Http404
from django.utils.translation import get_language

from gavn.access.selectors import civil_today, may, services_where, unit_seen_by
from gavn.calendar.models import Season, ServiceYearRevision
from gavn.calendar.pure.seasons import FIRST_YEAR, LAST_YEAR, proposed
from gavn.calendar.pure.years import INSTRUMENT, columns_of, plain, row_of, state_of, years_open
from gavn.catalogue.selectors import instrument, worded
from gavn.collect.selectors import programmes_chosen

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.catalogue.pure.wording import WordedInstrument
    from gavn.measure.pure.tables import Column

SEE, ANSWER = "report.see_service", "calendar.answer_year"
JOINED = ("about__unit", "by")


@dataclass(frozen=True)
class YearLine:
    """One year of a service: where it stands, by when it is wanted, and the answers that stand."""

    year: int
    state: str
    opens: date
    freezes: date
    revision: ServiceYearRevision | None


@dataclass(frozen=True)
class YearAnswered:
    """What a service answered about one year, with every revision."""

    unit: Unit
    year: int
    words: WordedInstrument
    revisions: list[ServiceYearRevision]
    line: YearLine

    @property
    def current(self) -> ServiceYearRevision | None:
        """The answers that stand."""
        return next((one for one in self.revisions if one.current), None)


def years_of(user: User, public_id: str) -> tuple[Unit, list[YearLine], bool]:
    """The years of a service one may see the figures of, and whether one may answer; else 404."""
    unit = unit_seen_by(user, public_id, SEE)
    return unit, year_lines(unit), may(user, ANSWER, at=unit)


def year_lines(unit: Unit) -> list[YearLine]:
    """The years that can be answered for, and earlier ones that were, the newest first."""
    return lines_of([unit])[unit.pk]


def lines_of(units: Sequence[Unit]) -> dict[int, list[YearLine]]:
    """The same for many services, by their inner id; as many questions to the database as for one."""
    today = civil_today()
    answered: dict[int, dict[int, ServiceYearRevision]] = {unit.pk: {} for unit in units}
    for one in _current().filter(about__unit__in=[unit.pk for unit in units]):
        answered[one.about.unit_id][one.about.year] = one
    days = _days_of(units)
    return {
        key: [_line(year, found.get(year), days[key], today) for year in sorted({*years_open(today), *found})[::-1]]
        for key, found in answered.items()
    }


def _line(year: int, revision: ServiceYearRevision | None, days: dict[int, tuple[date, date]], today: date) -> YearLine:
    usual = proposed(year)
    opens, freezes = days.get(year, (usual["opens"], usual["freezes"]))
    state = state_of(answered=revision is not None, today=today, opens=opens, freezes=freezes)
    return YearLine(year, state, opens, freezes, revision)


def _days_of(units: Sequence[Unit]) -> dict[int, dict[int, tuple[date, date]]]:
    """When the seasons of each service open and freeze, the one nearest above it before others."""
    chosen = programmes_chosen(unit.pk for unit in units)
    above = {unit.pk: [unit.path[: end * unit.steplen] for end in range(1, unit.depth + 1)] for unit in units}
    paths = {path for steps in above.values() for path in steps}
    seasons = Season.objects.filter(unit__path__in=paths).select_related("unit").order_by("unit__path")
    return {
        key: {
            one.year: (one.opens, one.freezes)
            for one in seasons
            if key in chosen and one.programme == chosen[key].programme and one.unit.path in steps
        }
        for key, steps in above.items()
    }


def year_answered(user: User, public_id: str, year: int, permission: str = SEE) -> YearAnswered:
    """One year of a service with all revisions, where the user has the permission; else 404."""
    unit = unit_seen_by(user, public_id, permission)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    found = ServiceYearRevision.objects.filter(about__unit=unit, about__year=year).select_related(*JOINED)
    line = next((one for one in year_lines(unit) if one.year == year), None)
    usual = line or _line(year, None, {}, civil_today())
    return YearAnswered(unit, year, words_now(), list(found.order_by("number")), usual)


def words_now() -> WordedInstrument:
    """The questionnaire in the reader's language."""
    return worded(INSTRUMENT, (get_language() or "en").partition("-")[0])


def years_waiting(user: User, *, most: int) -> list[tuple[Unit, YearLine]]:
    """The services whose year is due for this user to answer."""
    units = list(services_where(user, ANSWER)[:most])
    lines = lines_of(units)
    return [(unit, line) for unit in units for line in lines[unit.pk] if line.state == "due"]


def year_values(units: Iterable[str], years: Iterable[int] = ()) -> dict[tuple[str, int], dict[str, Any]]:
    """What services (by public id) answered about years, as values by question: for figures over many.

    Without years all of them. The caller narrows the services; no person is told of in these answers.
    """
    wanted = Q(about__year__in=list(years)) if years else Q()
    rows = _current().filter(wanted, about__unit__public_id__in=list(units))
    return {(one.about.unit.public_id, one.about.year): _plain(one) for one in rows}


def _plain(one: ServiceYearRevision) -> dict[str, Any]:
    return plain(instrument(f"{one.about.instrument}@{one.version}"), one.answers)


def years_table() -> tuple[tuple[Column, ...], list[tuple[Any, ...]]]:
    """Every service's years that stand, as columns and rows of one wide table: what a freeze keeps."""
    definition = instrument(INSTRUMENT)
    rows = _current().filter(about__instrument=definition.key, version=definition.version)
    return columns_of(definition), [
        row_of(definition, one.answers, (one.about.unit.public_id, one.about.year, one.number)) for one in rows
    ]


def _current() -> Any:
    return ServiceYearRevision.objects.filter(current=True).select_related(*JOINED).order_by("pk")
