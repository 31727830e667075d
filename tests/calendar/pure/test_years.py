"""Calendar: a service answers about years that are over or nearly so, within the season's days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gavn.calendar.pure.years import checked_year, columns_of, plain, row_of, state_of, years_open
from gavn.catalogue.selectors import instrument
from gavn.kernel.errors import Refused

OPENS, FREEZES = date(2026, 11, 1), date(2027, 2, 1)


@pytest.mark.parametrize(("answered", "day", "state"), [
    (False, date(2026, 10, 31), "later"), (False, OPENS, "due"), (False, date(2027, 1, 31), "due"),
    (False, FREEZES, "late"), (True, date(2026, 10, 1), "answered"), (True, date(2028, 2, 29), "answered"),
])  # fmt: skip
def test_each_day_the_answers_are_to_come_due_late_or_there(answered, day, state):
    assert state_of(answered=answered, today=day, opens=OPENS, freezes=FREEZES) == state


@given(st.dates(date(2000, 1, 1), date(2150, 12, 31)))
def test_day_by_day_five_years_are_open_and_none_of_them_lies_ahead(today):
    years = years_open(today)
    assert years == sorted(years, reverse=True)
    assert (len(years), years[0] <= today.year) == (5, True)
    assert years_open(today + timedelta(days=1))[0] - years[0] in (0, 1)


def test_a_year_that_is_not_open_is_refused():
    assert checked_year(2026, FREEZES) == 2026
    for year in (2027, 2021):
        with pytest.raises(Refused, match=f"The year {year} cannot"):
            checked_year(year, FREEZES)


def test_a_services_year_is_one_row_of_a_wide_table():
    form = instrument("gavn/service-year@1")
    answers = {"places": {"v": 12.5}, "days_used": {"why": "unknown"}}
    row = dict(zip([one.name for one in columns_of(form)], row_of(form, answers, ("abc", 2026, 1)), strict=True))
    assert (row["service"], row["year"], row["revision"]) == ("abc", 2026, 1)
    assert (row["places"], row["days_used"], row["days_used__why"]) == (12.5, None, "unknown")
    assert (plain(form, answers)["places"], plain(form, answers)["days_used"]) == (12.5, None)
