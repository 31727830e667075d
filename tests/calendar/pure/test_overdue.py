"""Calendar: on each day an occasion waits, is late or was never asked, and only what is on a list may be asked for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gavn.calendar.pure.overdue import STILL, Wanted, state_of, wanted, week_of

DAYS = st.dates(date(1999, 1, 1), date(2101, 1, 1))
ORDER = ("later", "due", "late", "unasked")


@given(DAYS, st.integers(0, 200), st.integers(-400, 600))
def test_day_by_day_an_occasion_goes_through_its_states_in_their_order_and_never_back(due, window, start):
    closes = due + timedelta(days=window)
    first = due + timedelta(days=start)
    walked = [state_of(due, closes, first + timedelta(days=step)) for step in range(400)]
    places = [ORDER.index(one) for one in walked]
    assert places == sorted(places)


@given(DAYS, st.integers(0, 200))
def test_each_state_begins_on_its_own_day(due, window):
    closes, day = due + timedelta(days=window), timedelta(days=1)
    assert [state_of(due, closes, on) for on in (due - day, due, closes, closes + day, closes + STILL)] == [
        "later", "due", "due", "late", "late",
    ]  # fmt: skip
    assert state_of(due, closes, closes + STILL + day) == "unasked"


@given(DAYS)
def test_a_week_has_seven_days_also_over_new_year_and_29_february(day):
    monday = day - timedelta(days=day.weekday())
    assert {week_of(monday + timedelta(days=step)) for step in range(7)} == {week_of(day)}
    assert week_of(monday + timedelta(days=7)) != week_of(day)


@pytest.mark.parametrize("asked", [
    {"by": "x", "state": "x", "service": "a/b", "kind": "x", "contact": "'; --", "sort": "enrolment__individual"},
    {"page": "3", "nonsense": "1"},
])  # fmt: skip
def test_what_is_on_no_list_is_left_out(asked):
    assert wanted(asked) == Wanted()


def test_what_was_asked_stands_in_the_address_again():
    asked = {"by": "kind", "state": "late", "service": "abc1", "programme": "gavn/x", "kind": "status",
             "contact": "abc2", "q": "Linden", "sort": "-due"}  # fmt: skip
    assert wanted(asked).query == asked
    assert wanted({}).query == {}
    assert wanted({"q": "a\x00b" + "c" * 200}).words == "a b" + "c" * 77
