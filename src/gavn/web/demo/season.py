"""The demo's season of yearly work, and what two services answered about their year; nothing is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.access.selectors import civil_today
from gavn.calendar.pure.years import years_open
from gavn.calendar.services import answer_year, open_season
from gavn.collect.selectors import programme_chosen

if TYPE_CHECKING:
    from gavn.web.demo.region import Region

YEARS = {
    "lindenhof": {"places": 14, "days_used": 4702, "employed": 19, "left": 2, "complaints": 1},
    "skovly": {"places": 9, "days_used": 3120, "employed": 12, "left": 4, "complaints": 0},
}


def keep_a_season(land: Region) -> None:
    """The season of this year for the whole region, with the programme of Lindenhof."""
    chosen = programme_chosen(land.services["lindenhof"])
    if chosen is not None:
        by = land.accounts["coordinator"]
        open_season(by=by, unit=land.root, programme=chosen.programme, year=civil_today().year)
    for key in YEARS.keys() & land.services.keys():
        answers = {item: {"v": value} for item, value in YEARS[key].items()}
        answer_year(by=land.staff[key][0], unit=land.services[key], year=years_open(civil_today())[-1] + 3,
                    answers=answers, expected=0, language="en")  # fmt: skip
