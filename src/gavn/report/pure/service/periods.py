"""Which period a page is about: chosen by name, or from one day to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gavn.kernel.dates import add_months
from gavn.kernel.errors import Refused
from gavn.kernel.periods import Period
from gavn.kernel.say import Said

NAMES = {
    "last-12-months": Said("Last 12 months"),
    "this-year": Said("This year"),
    "last-year": Said("Last year"),
    "all": Said("Everything"),
}
USUAL = "last-12-months"
OWN = "own"


@dataclass(frozen=True)
class PeriodChosen:
    """A period, and the name under which it was chosen; ``text`` is how an address writes it."""

    name: str
    period: Period

    @property
    def text(self) -> str:
        """How an address writes it."""
        return self.name if self.name in NAMES else str(self.period)


def period_chosen(text: str, *, today: date, first: str = "", last: str = "") -> PeriodChosen:
    """The period that was asked for by name, as ``first..last``, or by two days.

    >>> str(period_chosen("last-year", today=date(2026, 3, 10)).period)
    '2025-01-01..2025-12-31'
    >>> period_chosen("", today=date(2026, 3, 10), first="2026-01-01", last="2026-02-28").text
    '2026-01-01..2026-02-28'
    """
    if first or last:
        return PeriodChosen(OWN, _not_to_come(Period.parse(f"{first or date.min}..{last or today}"), today))
    if ".." in text:
        return PeriodChosen(OWN, _not_to_come(Period.parse(text), today))
    name = text or USUAL
    if name not in NAMES:
        raise Refused("{text} is no period; choose one, or write two days.", text=text, field="period")
    return PeriodChosen(name, _named(name, today))


def _named(name: str, today: date) -> Period:
    if name == "this-year":
        return Period(date(today.year, 1, 1), date(today.year, 12, 31))
    if name == "last-year":
        return Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
    if name == "all":
        return Period(date.min, today)
    return Period(add_months(today, -12) + timedelta(days=1), today)


def _not_to_come(period: Period, today: date) -> Period:
    if period.first > today:
        raise Refused("The period begins on {first}, and that day is yet to come.", first=period.first, field="period")
    return period
