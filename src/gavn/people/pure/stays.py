"""The rules of a stay: which dates can be, which stays overlap, how old and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gavn.kernel.dates import PartialDate, months_between
from gavn.kernel.errors import Refused

MIDDLE_OF_MONTH = 15
EARLIEST_BIRTH = 1890
NOT_KNOWN = PartialDate()
LATEST = date.max - timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """From entry to exit as far as the days are known; ``closed`` tells an ended stay from an ongoing one."""

    entered: PartialDate
    exited: PartialDate = NOT_KNOWN
    closed: bool = False

    @property
    def latest_start(self) -> date:
        """The latest day on which it can have begun."""
        known = self.entered.last or LATEST
        return min(known, self.exited.last or LATEST) if self.closed else known

    @property
    def earliest_end(self) -> date:
        """The earliest day on which it can have ended."""
        if not self.closed:
            return date.max
        return self.exited.first or self.entered.first or date.min


def usable_day(known: PartialDate, *, low: date | None = None, high: date | None = None) -> date | None:
    """The day to count with: the day itself, the middle of a known month, nothing when only the year is known.

    ``low`` and ``high`` keep the middle of a month on the right side of entry and today.
    """
    if known.precision not in {"day", "month"} or known.first is None:
        return None
    if known.exact:
        return known.exact
    day = known.first.replace(day=MIDDLE_OF_MONTH)
    if high is not None:
        day = min(day, high)
    return max(day, low) if low is not None else day


def check_span(span: Span, *, on: date, birth_year: int | None = None) -> None:
    """Refuse an entry or exit to come, an exit before the entry, an entry before birth."""
    entry, leaving = span.entered, span.exited
    if entry.first is not None and entry.first > on:
        raise Refused(
            "The entry on {day} is yet to come. Enrol the person on the day they enter.",
            day=entry.first,
            field="entered",
        )
    if birth_year and entry.last is not None and entry.last.year < birth_year:
        raise Refused("The entry is before the year of birth, {year}.", year=str(birth_year), field="entered")
    if not span.closed:
        return
    if leaving.first is not None and leaving.first > on:
        raise Refused(
            "The exit on {day} is yet to come. End the stay when it has happened.", day=leaving.first, field="exited"
        )
    if leaving.last is not None and entry.first is not None and leaving.last < entry.first:
        raise Refused(
            "The exit on {last} is before the entry on {first}.", last=leaving.last, first=entry.first, field="exited"
        )


def overlapping(one: Span, other: Span) -> bool:
    """Whether two stays share time for certain; leaving and entering on the same day do not."""
    return one.latest_start < other.earliest_end and other.latest_start < one.earliest_end


def check_alone(span: Span, others: Iterable[Span]) -> None:
    """Refuse a stay that overlaps another one in the same service."""
    for other in others:
        if overlapping(span, other):
            since = str(other.entered) or "?"
            raise Refused("The person already has a stay in this service since {since}.", since=since, field="entered")


def check_birth(year: int | None, month: int | None, *, on: date) -> None:
    """Refuse a month or year of birth that cannot be."""
    if month is not None and not 1 <= month <= 12:
        raise Refused("The month of birth is a number from 1 to 12.", field="birth_month")
    if year is None:
        return
    if not EARLIEST_BIRTH <= year <= on.year or (year, month or 1) > (on.year, on.month):
        raise Refused(
            "The year of birth lies between {first} and today.", first=str(EARLIEST_BIRTH), field="birth_year"
        )


def age_at(year: int | None, month: int | None, on: date) -> int | None:
    """Whole years of age from year and month of birth; without a month, July stands in.

    >>> age_at(1980, 2, date(2026, 1, 31))
    45
    """
    return None if year is None else on.year - year - (on.month < (month or 7))


def months_enrolled(entered: date | None, last: date) -> float | None:
    """Months from entry to exit or to the day of counting; nothing when the entry is not known."""
    return None if entered is None else months_between(entered, last)
