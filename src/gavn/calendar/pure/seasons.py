"""The days of one season of yearly work: in which order they come, what is next, what is due, next year's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from gavn.kernel.dates import add_months
from gavn.kernel.errors import Refused
from gavn.kernel.periods import Period
from gavn.kernel.say import Said, said

Days = Mapping[str, date]
DAYS: dict[str, Said] = {
    "opens": Said("The season opens"),
    "reminds": Said("First reminder"),
    "again": Said("Last reminder"),
    "freezes": Said("The data are frozen"),
    "audit": Said("Audit meeting"),
    "hearing": Said("Hearing of the report"),
    "publishes": Said("The report is published"),
}
MEANS: dict[str, Said] = {
    "opens": Said("Services look through what is missing, and answer the questions about their year."),
    "reminds": Said("Those for whom something waits get a mail that counts it, without names."),
    "again": Said("The same, to those for whom something still waits."),
    "freezes": Said("The figures are set aside as they stand. What comes later counts next year."),
    "audit": Said("Professionals read the frozen figures and write what they make of them."),
    "hearing": Said("Services may answer what was written, before anybody else reads it."),
    "publishes": Said("Everybody may read the report."),
}
TO_DO = ("reminds", "again", "freezes")
"""The days on which gavn itself does something."""
REMINDERS = ("reminds", "again")
FIRST_YEAR, LAST_YEAR = 1990, 2200
LATEST = 2  # years after the year in question by which everything is done


def period_of(year: int) -> Period:
    """The year that a season's figures tell of."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def checked_year(year: int) -> int:
    """The year, where a season can be about it."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused("Write a year from {first} to {last}.", first=FIRST_YEAR, last=LAST_YEAR, field="year")
    return year


def proposed(year: int) -> dict[str, date]:
    """The days to begin with: open in November, frozen in February, published in June.

    >>> proposed(2026)["freezes"]
    datetime.date(2027, 2, 1)
    """
    after = checked_year(year) + 1
    return {
        "opens": date(year, 11, 1),
        "reminds": date(year, 12, 1),
        "again": date(after, 1, 10),
        "freezes": date(after, 2, 1),
        "audit": date(after, 3, 15),
        "hearing": date(after, 4, 20),
        "publishes": date(after, 6, 1),
    }


def checked(year: int, days: Days) -> dict[str, date]:
    """The days, where they come in their order, and within the year in question or the two after it."""
    found = {key: days[key] for key in DAYS}
    first, last = date(year, 1, 1), date(year + LATEST, 12, 31)
    for key, day in found.items():
        if not first <= day <= last:
            raise Refused("{day} is too far from {year}: choose a day until {last}.", day=day, year=year, last=last,
                          field=key)  # fmt: skip
    for earlier, later in pairwise(DAYS):
        if found[later] < found[earlier]:
            raise Refused(
                "“{later}” stands on {day}, before “{earlier}”. Move one of them.",
                later=DAYS[later], day=found[later], earlier=DAYS[earlier], field=later,
            )  # fmt: skip
    return found


def next_year(days: Days) -> dict[str, date]:
    """The same days a year later; 29 February becomes the 28th."""
    return {key: add_months(days[key], 12) for key in DAYS}


def comes_next(days: Days, today: date) -> str | None:
    """The name of the next day that is today or still to come; nothing when all are past."""
    return next((key for key in DAYS if days[key] >= today), None)


def standing(days: Days, today: date, *, frozen: bool) -> Said:
    """In which part of the season a day falls, in one sentence."""
    if not frozen and days["freezes"] <= today:
        return Said("The data are about to be frozen")
    past = [key for key in DAYS if days[key] <= today]
    if frozen and today < days["freezes"]:
        past = ["freezes"]
    if not past:
        return said("It opens on {day}", day=days["opens"])
    words = {
        "opens": Said("Open: look through what is missing"),
        "reminds": Said("Open: a reminder went out"),
        "again": Said("Open: the last reminder went out"),
        "freezes": Said("The data are frozen; the audit meeting comes next"),
        "audit": Said("The audit meeting was held; the hearing comes next"),
        "hearing": Said("In hearing"),
        "publishes": Said("Published"),
    }
    return words[past[-1]]


def reminder_due(days: Days, reminded: str, today: date) -> str:
    """Which reminder is to go out: the latest whose day has come, unless it or a later one went out, or it is too late.

    After the freeze nobody is reminded: what comes then counts next year.
    """
    if today >= days["freezes"]:
        return ""
    sent = REMINDERS.index(reminded) if reminded else -1
    due = [key for place, key in enumerate(REMINDERS) if place > sent and days[key] <= today]
    return due[-1] if due else ""
