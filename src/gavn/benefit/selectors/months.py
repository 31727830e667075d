"""A service's month, and the same month over several services."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from gavn.access.selectors import civil_today, colleagues_at, may, services_where, unit_seen_by, units_where
from gavn.benefit.models import Acknowledgement
from gavn.benefit.pure.counted import LEAST_FORMS, Form, Month
from gavn.benefit.pure.feeds import AskedTwice
from gavn.benefit.pure.figures import MonthFigure, Point, Reader, durations, figures_of
from gavn.benefit.pure.months import is_over, last_over, month_asked, months_until
from gavn.benefit.pure.rollup import Line, ServiceMonths, lines_of
from gavn.benefit.pure.words import Slow
from gavn.benefit.selectors.counted import months_of
from gavn.benefit.selectors.questions import FormFed, asked_twice_at, forms_fed, questions_of
from gavn.catalogue.selectors import instrument, worded
from gavn.collect.pure.outcome import RESPONDENTS
from gavn.kernel.dates import add_months
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said
from gavn.measure.services import fresh_store
from gavn.report.selectors.services import FRESH, civil_day

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

ANSWERS = "collect.answer"


@dataclass(frozen=True)
class FormLine:
    """A form of the month: how often it was given, how many minutes it tells people, how many it took."""

    title: str
    respondent: Said
    given: int
    promised: int
    took: Point


@dataclass(frozen=True)
class ServiceMonth:
    """A service's month for one reader."""

    unit: Unit
    months: list[Month]
    figures: list[MonthFigure]
    forms: list[FormLine]
    fed: list[FormFed]
    twice: list[AskedTwice]
    acknowledged: Acknowledgement | None
    earlier: int
    may_acknowledge: bool
    reader: Reader
    frozen: datetime
    refused: Said | None

    @property
    def now(self) -> Month:
        """The month in question."""
        return self.months[-1]

    @property
    def slow(self) -> list[Slow]:
        """Forms that take longer than they tell people."""
        known = [(one, one.took.number) for one in self.forms]
        return [Slow(one.title, one.promised, took) for one, took in known if took and took > one.promised]

    @property
    def silent(self) -> list[str]:
        """Questions whose answers are seen nowhere."""
        return [question for form in self.fed for question in form.silent]


@dataclass(frozen=True)
class SeveralMonths:
    """A month over several services."""

    month: date
    rows: list[tuple[Unit | None, Line, Acknowledgement | None]]
    acknowledged: int
    frozen: datetime
    hides: bool
    refused: Said | None


def service_month(user: User, public_id: str, text: str) -> ServiceMonth:
    """The month of a service whose figures the reader may see; else 404. What is no month is told, not obeyed."""
    unit = unit_seen_by(user, public_id, "report.see_service")
    month, refused = _asked(text)
    store = fresh_store(FRESH)
    dates = months_until(month)
    months = months_of(store, [unit.public_id], dates, frozen=civil_day(store.made_at))[unit.public_id]
    reader = Reader(may(user, "people.see", at=unit), alone=colleagues_at(unit, ANSWERS).count() < 2)
    used = {key for one in months for key, _respondent in one.forms_of}
    mine = {one.month: one for one in Acknowledgement.objects.filter(unit=unit, month__in=dates).select_related("by")}
    acknowledged = mine.pop(month, None)
    return ServiceMonth(
        unit=unit,
        months=months,
        figures=figures_of(months, reader, questions_of(used)),
        forms=_forms(months[-1], reader),
        fed=forms_fed((key for key, _respondent in months[-1].forms_of), _language()),
        twice=asked_twice_at(unit),
        acknowledged=acknowledged,
        earlier=len(mine),
        may_acknowledge=_may_acknowledge(user, unit, month) and acknowledged is None,
        reader=reader,
        frozen=store.made_at,
        refused=refused,
    )


def _may_acknowledge(user: User, unit: Unit, month: date) -> bool:
    return is_over(month, civil_today()) and may(user, "benefit.acknowledge", at=unit)


def _asked(text: str) -> tuple[date, Said | None]:
    today = civil_today()
    try:
        return month_asked(text, today=today), None
    except Refused as refusal:
        return last_over(today), refusal.said


def _forms(month: Month, reader: Reader) -> list[FormLine]:
    """The forms of a month by title; small numbers are left out for those who may not open the persons."""
    shown = [one for one in month.forms_of.items() if reader.inside or one[1] >= LEAST_FORMS]
    return sorted(
        (_form_line(form, n, month, reader) for form, n in shown), key=lambda one: (one.title, str(one.respondent))
    )


def _form_line(form: Form, n: int, month: Month, reader: Reader) -> FormLine:
    key, respondent = form
    took = durations(month.first, month.by_form.get(form, {}), hide=reader.alone)
    title = worded(key, _language()).title
    return FormLine(title, RESPONDENTS.get(respondent, Said(respondent)), n, instrument(key).minutes, took)


def several_months(user: User, text: str) -> SeveralMonths:
    """The same month over all services the reader follows, by name; each beside its own past."""
    month, refused = _asked(text)
    units = sorted(services_where(user, "benefit.see_several"), key=lambda unit: unit.name.casefold())
    store = fresh_store(FRESH)
    counted = months_of(store, [unit.public_id for unit in units], months_until(month), frozen=civil_day(store.made_at))
    inside = set(units_where(user, "people.see").values_list("pk", flat=True))
    alone = alone_at(units)
    asked = [
        ServiceMonths(unit.public_id, counted[unit.public_id], Reader(unit.pk in inside, unit.pk in alone))
        for unit in units
    ]
    read = {
        one.unit_id: one for one in Acknowledgement.objects.filter(unit__in=units, month=month).select_related("by")
    }
    by_key = {unit.public_id: unit for unit in units}
    found = [(by_key.get(line.key), line) for line in lines_of(asked)]
    rows = [(unit, line, read.get(unit.pk) if unit else None) for unit, line in found]
    hides = any(unit.pk not in inside for unit in units)
    return SeveralMonths(month, rows, len(read), store.made_at, hides, refused)


def alone_at(units: Iterable[Unit]) -> set[int]:
    """The services at which fewer than two may fill in forms: minutes there would be one person's."""
    return {unit.pk for unit in units if colleagues_at(unit, ANSWERS).count() < 2}


def months_offered(month: date) -> list[date]:
    """The months a reader can go to: the last three that are over, this one, and the one that is shown."""
    newest = add_months(last_over(civil_today()), 1)
    return sorted({month, *(add_months(newest, -back) for back in range(4))})


def acknowledgement_of(unit: Unit, month: date) -> Acknowledgement | None:
    """What was said of a month at a service."""
    return Acknowledgement.objects.filter(unit=unit, month=month).select_related("by").first()


def _language() -> str:
    return (get_language() or "en").partition("-")[0]
