"""People: which days a stay can have."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.people.pure.stays import (
    Span,
    age_at,
    check_alone,
    check_birth,
    check_span,
    months_enrolled,
    overlapping,
    usable_day,
)

TODAY = date(2026, 11, 22)


def span(text: str) -> Span:
    """``2024-02..2024-05``, or ``2024-02..`` for a stay that goes on."""
    entered, _dots, exited = text.partition("..")
    return Span(PartialDate.parse(entered), PartialDate.parse(exited.replace("?", "")), closed=bool(exited))


CANNOT_BE = [
    ("2026-11-23..", "yet to come"),
    ("2026-12..", "yet to come"),
    ("2027..", "yet to come"),
    ("2026-01-10..2026-01-09", "before the entry"),
    ("2026-02..2026-01", "before the entry"),
    ("2026-01-01..2026-11-23", "yet to come"),
    ("1979-01-01..", "before the year of birth"),
]


@pytest.mark.parametrize(("text", "why"), CANNOT_BE)
def test_days_that_cannot_be_are_refused(text, why):
    with pytest.raises(Refused, match=why):
        check_span(span(text), on=TODAY, birth_year=1980)


@pytest.mark.parametrize(
    "text", ["2026-11-22..", "2026-11..", "2026..", "..", "2026-01-10..2026-01-10", "2026-02..2026-02", "2024-02-29..?"]
)
def test_days_that_can_be_are_taken(text):
    check_span(span(text), on=TODAY, birth_year=1980)


OVERLAPS = [
    ("2024-01-01..2024-06-30", "2024-06-01..2024-12-31", True),
    ("2024-01-01..2024-06-30", "2024-06-30..2024-12-31", False),  # left and came back on the same day
    ("2024-01-01..", "2024-06-01..", True),
    ("2024-01-01..", "2023-01-01..2023-12-31", False),
    ("..", "..", True),
    ("..2024-06", "2024-07-01..", False),
    ("2024-01..2024-06", "2024-06..", False),  # may not overlap: June is long
    ("2024-01..2024-06", "2024-05..", True),
    ("2024..?", "2024-05-01..", False),  # may have ended at once
]


@pytest.mark.parametrize(("one", "other", "shared"), OVERLAPS)
def test_two_stays_overlap_only_when_it_is_certain(one, other, shared):
    assert overlapping(span(one), span(other)) is shared
    assert overlapping(span(other), span(one)) is shared


def test_a_second_stay_at_the_same_time_is_refused_with_the_entry_of_the_first():
    with pytest.raises(Refused, match="since 2024-01-01"):
        check_alone(span("2024-06-01.."), [span("2024-01-01..")])


def test_a_stay_between_two_others_is_taken():
    check_alone(span("2024-06-01..2024-06-30"), [span("2023-01-01..2024-06-01"), span("2024-06-30..")])
    check_alone(span("2024-06-01.."), [])


USABLE = [("2024-02-29", "2024-02-29"), ("2024-02", "2024-02-15"), ("2024", None), ("", None)]


@pytest.mark.parametrize(("known", "day"), USABLE)
def test_the_middle_stands_in_for_a_month_and_nothing_for_a_year(known, day):
    assert usable_day(PartialDate.parse(known)) == (date.fromisoformat(day) if day else None)


def test_the_middle_of_a_month_stays_between_entry_and_today():
    month = PartialDate(2026, 11)
    assert usable_day(month, high=date(2026, 11, 3)) == date(2026, 11, 3)
    assert usable_day(month, low=date(2026, 11, 20), high=TODAY) == date(2026, 11, 20)


BIRTHS = [(1889, 1), (2027, 1), (2026, 12), (1980, 13), (1980, 0)]


@pytest.mark.parametrize(("year", "month"), BIRTHS)
def test_a_birth_that_cannot_be_is_refused(year, month):
    with pytest.raises(Refused, match="birth"):
        check_birth(year, month, on=TODAY)


AGES = [(1980, 11, 46), (1980, 12, 45), (1980, None, 46), (None, None, None), (2026, 11, 0)]


@pytest.mark.parametrize(("year", "month", "age"), AGES)
def test_age_follows_from_year_and_month(year, month, age):
    check_birth(year, month, on=TODAY)
    assert age_at(year, month, TODAY) == age


def test_a_stay_over_a_leap_year_lasts_twelve_months():
    assert months_enrolled(date(2024, 2, 29), date(2025, 2, 28)) == pytest.approx(11.99, abs=0.01)
    assert months_enrolled(None, TODAY) is None


DAYS = st.dates(date(2000, 1, 1), TODAY)


@given(DAYS, st.integers(0, 1000), DAYS, st.integers(0, 1000))
def test_exact_stays_overlap_as_intervals_of_days_do(first, long, second, longer):
    ends = [first + timedelta(days=long), second + timedelta(days=longer)]
    one, other = (
        Span(PartialDate.of(start), PartialDate.of(end), closed=True)
        for start, end in zip([first, second], ends, strict=True)
    )
    assert overlapping(one, other) == (first < ends[1] and second < ends[0])
