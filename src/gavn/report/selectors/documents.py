"""A service's yearly report for one reader: its figures from the analysis store, and what was made of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from gavn.access.selectors import civil_today, may, unit_seen_by
from gavn.catalogue.selectors import instrument
from gavn.compare.pure.changed import Later
from gavn.compare.pure.scope import Scope
from gavn.kernel.errors import Refused
from gavn.kernel.periods import Period
from gavn.kernel.say import Said, said
from gavn.measure.services import fresh_store
from gavn.people.selectors import person_word
from gavn.report.gateways.wording import word
from gavn.report.models import Reading as ReadingRow
from gavn.report.pure.service_year import service_year
from gavn.report.pure.year import Outcome, Reading, Year, checked, period_before
from gavn.report.selectors.counted import counted_in, earlier_in, offered_in, outcome_in
from gavn.report.selectors.services import FRESH, civil_day

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.compare.pure.changed import Line
    from gavn.measure.gateways.store import Store
    from gavn.report.pure.document import Document

LATEST = Later()
FOR_EVERYBODY = Said("For everybody; small numbers are hidden.")


def service_year_of(
    store: Store, unit: Unit, period: Period, *, reader: User | None = None, public: bool = False
) -> Year:
    """All figures of a service for a period; nothing hidden where ``reader`` is nobody (the command line).

    ``public``: for everybody, so that small numbers are hidden whoever asks.
    """
    scope = Scope((unit.public_id,), checked(period), civil_day(store.made_at))
    earlier = earlier_in(store, Scope(scope.services, period_before(period), scope.frozen))
    inside = not public and (reader is None or may(reader, "people.see", at=unit))
    year = Year(
        service=unit.name,
        persons=person_word(unit, _language())[1],
        now=counted_in(store, scope, _language()),
        before=earlier if earlier.enrolled.total.stays else None,
        outcomes=_outcomes(store, scope),
        inside=inside,
        extremes=inside and (reader is None or may(reader, "report.see_extremes", at=unit)),
        reading=_told(reading_of(unit, period), store),
    )
    return year if year.before is None else _with_before(store, year.before.scope, year)


def reading_of(unit: Unit, period: Period) -> ReadingRow | None:
    """What was written about a seen service and period, signed or not."""
    found = ReadingRow.objects.filter(unit=unit, first=period.first, last=period.last)
    return found.select_related("unit", "author", "signed_by").first()


def _language() -> str:
    return (get_language() or "en").partition("-")[0]


def _told(row: ReadingRow | None, store: Store) -> Reading | None:
    if row is None:
        return None
    return Reading(
        text=row.text,
        author=row.author.name,
        written_on=civil_day(row.written_at),
        signed_by=row.signed_by.name if row.signed_by else "",
        signed_on=civil_day(row.signed_at) if row.signed_at else None,
        other_figures=row.signed_at is not None and row.snapshot != store.snapshot,
    )


def _outcomes(store: Store, scope: Scope) -> tuple[Outcome, ...]:
    """Every score with a later measurement, in the order of their form, the most frequent form first."""
    offered = [one.line for one in offered_in(store, scope) if sum(one.later.values())]
    forms = list(dict.fromkeys((line.full_key, line.respondent) for line in offered))

    def place(line: Line) -> tuple[int, int]:
        scores = list(instrument(line.full_key).score_by_key)
        return forms.index((line.full_key, line.respondent)), scores.index(line.score)

    return tuple(outcome_in(store, scope, line, LATEST, _language()) for line in sorted(offered, key=place))


def _with_before(store: Store, before: Scope, year: Year) -> Year:
    """The main scores with their change in the period before; the others are not held against it."""
    main = [one.line for one in year.main]
    outcomes = [
        replace(one, before=outcome_in(store, before, one.line, LATEST, _language()).changes)
        if one.line in main
        else one
        for one in year.outcomes
    ]
    return replace(year, outcomes=tuple(outcomes))


@dataclass(frozen=True)
class ReportAsked:
    """Whose report of which period, as an address asks for it; ``refused`` says what could not be understood."""

    unit: Unit
    period: Period
    store: Store
    today: date
    refused: Said | None = None

    @property
    def said(self) -> Said:
        """The period in words."""
        return said("{first} to {last}", first=self.period.first, last=self.period.last)


def report_asked(user: User, public_id: str, period: str, *, permission: str = "report.see_service") -> ReportAsked:
    """The service that the reader may see, else 404, and the period; last year where it cannot be understood."""
    unit = unit_seen_by(user, public_id, permission)
    today, store = civil_today(), fresh_store(FRESH)
    usual = years_offered(today)[1][1]
    try:
        wanted = checked(Period.parse(period)) if period else usual
        Scope((unit.public_id,), wanted, civil_day(store.made_at))
    except Refused as refusal:
        return ReportAsked(unit, usual, store, today, refusal.said)
    return ReportAsked(unit, wanted, store, today)


def service_report(asked: ReportAsked, *, reader: User | None) -> Document:
    """The report as this reader may see it; nobody is the command line, which sees everything."""
    return service_year(service_year_of(asked.store, asked.unit, asked.period, reader=reader), word)


def public_report(asked: ReportAsked) -> tuple[Document, int]:
    """The report as everybody may see it, and how many stays it is about."""
    year = service_year_of(asked.store, asked.unit, asked.period, public=True)
    document = service_year(year, word)
    return replace(document, readers=FOR_EVERYBODY), year.now.enrolled.total.stays


def years_offered(today: date) -> list[tuple[str, Period]]:
    """This year and the four before it."""
    years = range(today.year, today.year - 5, -1)
    return [(str(year), Period(date(year, 1, 1), date(year, 12, 31))) for year in years]
