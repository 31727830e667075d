"""Which occasions follow from a programme and a stay."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gavn.catalogue.pure.formats.programme import OccasionRule, Programme
from gavn.collect.pure.schedule import MOST_STATUSES, Stay, next_status, planned
from gavn.kernel.dates import add_months
from gavn.kernel.errors import Refused

LEAP = date(2024, 2, 29)
RULES = (
    OccasionRule(kind="entry", window_days=30),
    OccasionRule(kind="status", every_months=6, window_days=45),
    OccasionRule(kind="exit", window_days=30),
    OccasionRule(kind="follow_up", months=(12,), counted_from="exit", window_days=60),
)


def programme(*rules: OccasionRule) -> Programme:
    return Programme.model_construct(key="gavn/x", version=1, occasions=rules or RULES, asks=(), track=(), look_at=())


def shape(stay: Stay, today: date, *rules: OccasionRule, every: int | None = None) -> list[tuple[str, int, str, bool]]:
    found = planned(programme(*rules), stay, today=today, status_every=every)
    return [(one.kind, one.number, one.due.isoformat(), one.baseline) for one in found]


def test_a_new_person_has_an_entry_and_the_next_status():
    assert shape(Stay(date(2026, 1, 15), date(2026, 1, 15)), date(2026, 1, 20)) == [
        ("entry", 1, "2026-01-15", True),
        ("status", 1, "2026-07-15", False),
    ]


def test_somebody_there_already_has_a_first_status_as_baseline_on_the_day_measuring_begins():
    stay = Stay(measured_from=date(2026, 3, 1), entered=date(2019, 5, 5), already_there=True)
    assert shape(stay, date(2026, 3, 1)) == [("status", 1, "2026-03-01", True), ("status", 2, "2026-09-01", False)]


def test_an_unknown_day_of_entry_counts_from_where_measuring_began():
    assert shape(Stay(measured_from=date(2026, 3, 1)), date(2026, 3, 1))[0] == ("entry", 1, "2026-03-01", True)


LEAP_STATUSES = [(1, "2024-08-29"), (2, "2025-02-28"), (3, "2025-08-29"), (4, "2026-02-28"), (8, "2028-02-29")]


@pytest.mark.parametrize(("number", "due"), LEAP_STATUSES)
def test_statuses_of_somebody_who_came_on_29_february_keep_to_the_end_of_february(number, due):
    status = next_status(programme(), Stay(LEAP, LEAP), number=number)
    assert status is not None
    assert status.due.isoformat() == due


def test_an_exit_ends_the_statuses_and_begins_the_follow_up():
    stay = Stay(date(2025, 1, 31), date(2025, 1, 31), exited=LEAP.replace(year=2025, day=28) + timedelta(days=200))
    assert shape(stay, date(2026, 1, 1)) == [
        ("entry", 1, "2025-01-31", True),
        ("status", 1, "2025-07-31", False),
        ("exit", 1, "2025-09-16", False),
        ("follow_up", 1, "2026-09-16", False),
    ]


def test_a_status_due_on_the_day_of_exit_gives_way_to_the_exit():
    stay = Stay(date(2025, 1, 31), date(2025, 1, 31), exited=date(2025, 7, 31))
    assert [kind for kind, *_rest in shape(stay, date(2026, 1, 1))] == ["entry", "exit", "follow_up"]


def test_the_dead_are_not_followed_up():
    stay = Stay(date(2025, 1, 31), date(2025, 1, 31), exited=date(2025, 3, 1), died=True)
    assert [kind for kind, *_rest in shape(stay, date(2026, 1, 1))] == ["entry", "exit"]


def test_follow_ups_counted_from_entry_are_there_from_the_first_day():
    rules = (OccasionRule(kind="entry"), OccasionRule(kind="follow_up", months=(6, 12, 18, 24)))
    assert shape(Stay(LEAP, LEAP), LEAP, *rules) == [
        ("entry", 1, "2024-02-29", True),
        ("follow_up", 1, "2024-08-29", False),
        ("follow_up", 2, "2025-02-28", False),
        ("follow_up", 3, "2025-08-29", False),
        ("follow_up", 4, "2026-02-28", False),
    ]


def test_the_services_own_interval_replaces_the_programmes():
    assert shape(Stay(date(2026, 1, 1), date(2026, 1, 1)), date(2026, 1, 2), every=3)[1][2] == "2026-04-01"


def test_a_programme_without_statuses_still_gives_those_already_there_a_baseline():
    stay = Stay(measured_from=date(2026, 3, 1), already_there=True)
    assert shape(stay, date(2026, 3, 1), OccasionRule(kind="exit")) == [("status", 1, "2026-03-01", True)]


def test_an_exit_before_the_entry_is_refused():
    with pytest.raises(Refused, match="lies before"):
        planned(programme(), Stay(date(2026, 1, 2), date(2026, 1, 2), exited=date(2026, 1, 1)), today=LEAP)


def test_a_stay_of_more_than_a_lifetime_still_has_an_end_of_its_statuses():
    found = planned(programme(), Stay(date(1900, 1, 1), date(1900, 1, 1)), today=date(2026, 1, 1), status_every=1)
    assert [one.number for one in found if one.kind == "status"] == list(range(1, MOST_STATUSES))


days = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@given(
    entered=days, length=st.integers(0, 2000), every=st.integers(1, 24), there=st.booleans(), later=st.integers(0, 900)
)
def test_every_stay_has_one_baseline_first_and_nothing_of_its_statuses_after_its_exit(
    entered, length, every, there, later
):
    exited = entered + timedelta(days=length)
    stay = Stay(entered, entered, exited=exited, already_there=there)
    found = planned(programme(), stay, today=entered + timedelta(days=later), status_every=every)
    baselines = [one for one in found if one.baseline]
    assert len(baselines) == (0 if there and length == 0 else 1)
    assert all(one.due == entered for one in baselines)
    assert all(one.due < exited for one in found if one.kind == "status")
    assert len({(one.kind, one.number) for one in found}) == len(found)
    assert all(one.closes >= one.due for one in found)


@given(entered=days, every=st.integers(1, 24), later=st.integers(0, 2000))
def test_an_open_stay_always_has_exactly_one_status_in_the_future(entered, every, later):
    today = entered + timedelta(days=later)
    found = planned(programme(), Stay(entered, entered), today=today, status_every=every)
    statuses = [one for one in found if one.kind == "status"]
    assert [one.due > today for one in statuses] == [False] * (len(statuses) - 1) + [True]
    assert [one.number for one in statuses] == list(range(1, len(statuses) + 1))
    assert all(one.due == add_months(entered, one.number * every) for one in statuses)
