"""About which years a service answers, and by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from gavn.catalogue.pure.answers import plain_row
from gavn.catalogue.pure.expressions import stored
from gavn.catalogue.pure.formats import Instrument
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said
from gavn.measure.pure.tables import CONTEXT, Column, answers_row, answers_shape

INSTRUMENT = "gavn/service-year@1"
BACK = 5
OPENS = (11, 1)
"""From November on a year can be answered for, where no season says otherwise."""
STATES: dict[str, Said] = {
    "answered": Said("Answered"),
    "due": Said("Waits for answers"),
    "late": Said("Not answered in time"),
    "later": Said("Not open yet"),
}
TONES = {"answered": "success", "due": "warning", "late": "danger", "later": "neutral"}
FIRST = (Column("service", "text"), Column("year", "whole"), Column("revision", "whole"))


def years_open(today: date) -> list[int]:
    """The years a service may answer for, the newest first: this one from November on, and the five before.

    >>> years_open(date(2027, 2, 1))[0], years_open(date(2027, 11, 1))[0]
    (2026, 2027)
    """
    newest = today.year if (today.month, today.day) >= OPENS else today.year - 1
    return [newest - back for back in range(BACK)]


def checked_year(year: int, today: date) -> int:
    """The year, where it may be answered for now."""
    if year not in years_open(today):
        raise Refused("The year {year} cannot be answered for now.", year=str(year), field="year")
    return year


def state_of(*, answered: bool, today: date, opens: date, freezes: date) -> str:
    """``answered``, or whether the answers are to come, due or too late for the season."""
    if answered:
        return "answered"
    if today < opens:
        return "later"
    return "due" if today < freezes else "late"


def columns_of(instrument: Instrument) -> tuple[Column, ...]:
    """The columns of the wide table: service, year, revision, then those of every answer as in the analysis store."""
    return (*FIRST, *answers_shape(instrument).columns[len(CONTEXT) :])


def row_of(instrument: Instrument, answers: Mapping[str, Mapping[str, Any]], about: Sequence[Any]) -> tuple[Any, ...]:
    """One service's year as a row of that table; ``about``: service, year, revision."""
    return (*about, *answers_row(instrument, answers))


def plain(instrument: Instrument, answers: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The answers as values by question, for figures; nothing where a question was left open."""
    row = plain_row(instrument, answers)
    return {item: stored(value) if isinstance(value, list) else value for item, value in row.items()}
