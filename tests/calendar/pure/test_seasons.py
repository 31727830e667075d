"""Calendar: the days of a season come in their order, every day of every year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gavn.calendar.pure.seasons import (
    DAYS,
    TO_DO,
    checked,
    checked_year,
    comes_next,
    next_year,
    period_of,
    proposed,
    reminder_due,
    standing,
)
from gavn.kernel.dates import add_months
from gavn.kernel.errors import Refused

YEAR = proposed(2026)


def test_the_proposed_days_are_in_their_order_and_within_bounds():
    assert checked(2026, YEAR) == YEAR
    assert list(YEAR) == list(DAYS)


def test_the_figures_of_a_season_are_those_of_one_year():
    assert str(period_of(2024)) == "2024-01-01..2024-12-31"


@pytest.mark.parametrize("year", [1989, 2201, -5])
def test_a_year_nobody_means_is_refused(year):
    with pytest.raises(Refused, match="Write a year from 1990 to 2200"):
        checked_year(year)


def test_a_day_before_the_one_that_comes_earlier_is_refused_by_name():
    with pytest.raises(Refused, match="“Audit meeting” stands on 2027-01-31, before “The data are frozen”") as refusal:
        checked(2026, YEAR | {"audit": date(2027, 1, 31)})
    assert refusal.value.field == "audit"


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2029, 1, 1)])
def test_a_day_far_from_the_year_is_refused(day):
    with pytest.raises(Refused, match="too far from 2026"):
        checked(2026, YEAR | {"opens": day} if day.year < 2026 else YEAR | {"publishes": day})


def test_29_february_becomes_the_28th_next_year_and_stays_it():
    days = dict.fromkeys(DAYS, date(2028, 2, 29))
    assert set(next_year(days).values()) == {date(2029, 2, 28)}
    assert set(next_year(next_year(days)).values()) == {date(2030, 2, 28)}


@given(st.integers(2000, 2150), st.integers(0, 800))
def test_next_years_days_stay_in_order_whatever_the_days_were(year, shift):
    moved = {key: day + timedelta(days=shift) for key, day in proposed(year).items()}
    later = next_year(moved)
    assert list(later.values()) == sorted(later.values())
    assert all(later[key] == add_months(moved[key], 12) for key in DAYS)


STANDS = [
    (date(2026, 10, 31), False, "It opens on 2026-11-01", "opens"),
    (date(2026, 11, 1), False, "Open: look through what is missing", "opens"),
    (date(2026, 12, 1), False, "Open: a reminder went out", "reminds"),
    (date(2027, 1, 10), False, "Open: the last reminder went out", "again"),
    (date(2027, 2, 1), False, "The data are about to be frozen", "freezes"),
    (date(2026, 10, 1), True, "The data are frozen; the audit meeting comes next", "opens"),
    (date(2027, 2, 2), True, "The data are frozen; the audit meeting comes next", "audit"),
    (date(2027, 3, 16), True, "The audit meeting was held; the hearing comes next", "hearing"),
    (date(2027, 4, 20), True, "In hearing", "hearing"),
    (date(2027, 6, 2), True, "Published", None),
]


@pytest.mark.parametrize(("day", "frozen", "words", "following"), STANDS)
def test_each_day_falls_in_one_part_of_the_season(day, frozen, words, following):
    assert (str(standing(YEAR, day, frozen=frozen)), comes_next(YEAR, day)) == (words, following)


def walked(days, start: date, steps) -> list[tuple[date, str]]:
    """Which reminders go out when the clock walks by these steps, backwards too."""
    sent, today, reminded = [], start, ""
    for step in steps:
        today += timedelta(days=step)
        due = reminder_due(days, reminded, today)
        if due:
            sent.append((today, due))
            reminded = due
    return sent


def test_day_by_day_each_reminder_goes_out_on_its_day():
    assert walked(YEAR, date(2026, 10, 1), [1] * 400) == [(YEAR["reminds"], "reminds"), (YEAR["again"], "again")]


def test_after_days_in_which_the_clock_stood_only_the_latest_reminder_goes_out():
    assert walked(YEAR, date(2026, 11, 30), [50, 1, 1]) == [(date(2027, 1, 19), "again")]


@given(st.lists(st.integers(-20, 40), max_size=60), st.integers(2000, 2150))
def test_however_the_clock_jumps_no_reminder_goes_out_twice_or_after_the_freeze_or_before_its_day(steps, year):
    days = proposed(year)
    sent = walked(days, date(year, 10, 1), steps)
    assert len({key for _day, key in sent}) == len(sent) <= 2
    assert all(days[key] <= day < days["freezes"] for day, key in sent)


def test_gavn_itself_acts_on_three_days():
    assert TO_DO == ("reminds", "again", "freezes")
