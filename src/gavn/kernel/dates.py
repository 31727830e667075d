"""Civil dates that may be known to the day, the month, the year or not at all."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

from gavn.kernel.errors import Refused

DAYS_A_MONTH = 365.2425 / 12
LONGEST_PART = 4


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month.

    >>> add_months(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(first: date, last: date) -> float:
    """Months from the first day to the last, a month being 365.2425 / 12 days.

    >>> round(months_between(date(2026, 1, 1), date(2027, 1, 1)), 2)
    11.99
    """
    return (last - first).days / DAYS_A_MONTH


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date as far as it is known.

    >>> PartialDate.parse("2024-02").first
    datetime.date(2024, 2, 1)
    >>> str(PartialDate.parse("2024"))
    '2024'
    >>> PartialDate.parse("").precision
    'unknown'
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.precision == "unknown":
            return
        try:
            date(self.year or 0, 1 if self.month is None else self.month, 1 if self.day is None else self.day)
        except (ValueError, OverflowError) as wrong:
            raise Refused("{text} is not a date in the calendar.", text=str(self)) from wrong

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``2024-02-29``, ``2024-02``, ``2024`` or nothing."""
        parts = text.strip().split("-") if text.strip() else []
        if len(parts) > 3 or not all(part.isascii() and part.isdigit() and len(part) <= LONGEST_PART for part in parts):
            raise Refused("{text} is not a date; write it as 2024-02-29, 2024-02 or 2024.", text=text)
        return cls(*(int(part) for part in parts))

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """A date known to the day."""
        return cls(day.year, day.month, day.day)

    @property
    def precision(self) -> str:
        """``day``, ``month``, ``year`` or ``unknown``."""
        known = [name for name in ("year", "month", "day") if getattr(self, name) is not None]
        return known[-1] if known else "unknown"

    @property
    def first(self) -> date | None:
        """The earliest day it can mean."""
        return None if self.year is None else date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date | None:
        """The latest day it can mean."""
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def exact(self) -> date | None:
        """The day, where the day is known."""
        return self.first if self.precision == "day" else None

    def __lt__(self, other: PartialDate) -> bool:
        return (self.first or date.min) < (other.first or date.min)

    def __str__(self) -> str:
        widths = ((self.year, 4), (self.month, 2), (self.day, 2))
        return "-".join(f"{part:0{width}d}" for part, width in widths if part is not None)
