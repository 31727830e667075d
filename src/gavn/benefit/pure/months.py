"""The month a page is about, and the months before it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from gavn.kernel.dates import add_months
from gavn.kernel.errors import Refused
from gavn.kernel.periods import Period

BEFORE = 12  # months of a service's own past beside the month in question
WRITTEN = re.compile(r"^\d{4}-(0[1-9]|1[0-2])$", re.ASCII)


def first_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def last_over(today: date) -> date:
    """The first day of the last month that is over.

    >>> last_over(date(2026, 3, 1))
    datetime.date(2026, 2, 1)
    """
    return add_months(first_of(today), -1)


def is_over(month: date, today: date) -> bool:
    """Whether nothing more can happen in a month."""
    return month <= last_over(today)


def month_asked(text: str, *, today: date) -> date:
    """The month an address asks for as ``2026-03``; the last that is over where it asks for none.

    >>> month_asked("2026-03", today=date(2026, 3, 10)), month_asked("", today=date(2026, 3, 10))
    (datetime.date(2026, 3, 1), datetime.date(2026, 2, 1))
    """
    if not text:
        return last_over(today)
    if not WRITTEN.match(text) or text < "1900":
        raise Refused("{text} is no month; write it as 2026-03.", text=text[:20], field="month")
    month = date.fromisoformat(f"{text}-01")
    if month > today:
        raise Refused("This month is yet to come.", field="month")
    return month


def written(month: date) -> str:
    """A month as an address writes it."""
    return f"{month:%Y-%m}"


def months_until(month: date, *, before: int = BEFORE) -> list[date]:
    """The months before and the month itself, the oldest first.

    >>> [written(one) for one in months_until(date(2026, 2, 1), before=2)]
    ['2025-12', '2026-01', '2026-02']
    """
    return [add_months(month, -back) for back in range(before, -1, -1)]


def days_of(months: list[date]) -> Period:
    """From the first day of the first to the last day of the last."""
    return Period(months[0], add_months(months[-1], 1) - timedelta(days=1))
