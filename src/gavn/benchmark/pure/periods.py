"""Months, quarters and years one after the other, and how an address writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from gavn.kernel.dates import add_months
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said

Found = TypeVar("Found")
LENGTHS = {"month": 1, "quarter": 3, "year": 12}
STEPS = {"month": Said("Months"), "quarter": Said("Quarters"), "year": Said("Years")}
MOST = 60  # points that a picture on a phone can still hold
WRITTEN = re.compile(r"(?P<year>[0-9]{4})(?:-(?:(?P<month>[0-9]{2})|Q(?P<quarter>[1-4])))?(?:-01)?")


@dataclass(frozen=True)
class Stretch:
    """One month, quarter or year, named by its first day."""

    step: str
    first: date

    @property
    def written(self) -> str:
        """How an address and a file write it: ``2026-03``, ``2026-Q1`` or ``2026``.

        >>> Stretch("quarter", date(2026, 4, 1)).written
        '2026-Q2'
        """
        year = f"{self.first.year:04}"
        if self.step == "quarter":
            return f"{year}-Q{(self.first.month + 2) // 3}"
        return year if self.step == "year" else f"{year}-{self.first.month:02}"

    @property
    def next(self) -> Stretch:
        """The one after it."""
        return Stretch(self.step, add_months(self.first, LENGTHS[self.step]))


def stretch_of(step: str, value: object) -> Stretch:
    """The stretch that a group of sums names: by a day, a number, or as ``2026-03``, ``2026-Q1``, ``2026``.

    >>> stretch_of("month", "2026-03").first, stretch_of("year", 2026).first
    (datetime.date(2026, 3, 1), datetime.date(2026, 1, 1))
    """
    if isinstance(value, date):
        return Stretch(step, _begin(step, value.year, value.month))
    found = WRITTEN.fullmatch(str(value))
    if not found or not 1 <= (month := int(found["month"] or 3 * int(found["quarter"] or 1) - 2)) <= 12:
        raise Refused("{text} is no month, quarter or year.", text=str(value)[:20])
    if int(found["year"]) < 1:
        raise Refused("{text} is no month, quarter or year.", text=str(value)[:20])
    return Stretch(step, _begin(step, int(found["year"]), month))


def _begin(step: str, year: int, month: int) -> date:
    length = LENGTHS[step]
    return date(year, month - (month - 1) % length, 1)


def in_a_row(found: Mapping[Stretch, Found], *, until: date) -> dict[Stretch, Found | None]:
    """Every stretch from the first to the last that has something and is over, at most the newest sixty.

    >>> months = {Stretch("month", date(2026, month, 1)): month for month in (1, 3, 4)}
    >>> [each.written for each in in_a_row(months, until=date(2026, 4, 15))]
    ['2026-01', '2026-02', '2026-03']
    """
    over = sorted((one for one in found if one.next.first <= until), key=lambda one: one.first)
    row: dict[Stretch, Found | None] = {}
    one = over[0] if over else None
    while one is not None and one.first <= over[-1].first:
        row[one] = found.get(one)
        one = one.next
    return dict(list(row.items())[-MOST:])


def place_of(text: str, row: Iterable[Stretch], *, field: str) -> int | None:
    """Which of a row an address names; nothing where it names none."""
    if not text:
        return None
    written = [one.written for one in row]
    if text not in written:
        raise Refused("{text} is none of the periods shown here.", text=text[:20], field=field)
    return written.index(text)


def number_of(text: str, *, least: int, most: int, field: str) -> int | None:
    """A whole number that an address names; nothing where it names none."""
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,4}", text) or not least <= int(text) <= most:
        raise Refused("Write a whole number from {least} to {most}.", least=least, most=most, field=field)
    return int(text)
