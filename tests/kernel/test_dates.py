"""Kernel: dates known to the day, the month, the year or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from gavn.kernel.dates import PartialDate, add_months, months_between
from gavn.kernel.errors import Refused

KNOWN = [
    # written, precision, earliest, latest, exact
    ("2024-02-29", "day", date(2024, 2, 29), date(2024, 2, 29), date(2024, 2, 29)),
    ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29), None),
    ("2024", "year", date(2024, 1, 1), date(2024, 12, 31), None),
    ("", "unknown", None, None, None),
]


@pytest.mark.parametrize(("written", "precision", "first", "last", "exact"), KNOWN)
def test_a_date_means_what_is_known_of_it(written, precision, first, last, exact):
    day = PartialDate.parse(written)
    assert (day.precision, day.first, day.last, day.exact, str(day)) == (precision, first, last, exact, written)


@pytest.mark.parametrize(
    "written",
    [
        "2023-02-29",
        "2024-13",
        "2024-02-30",
        "0000",
        "29.2.2024",
        "2024-02-29-1",
        "soon",
        "2024-99999",
        "²024",
        "9" * 5000,
    ],
)
def test_what_is_no_date_is_refused_with_the_text(written):
    with pytest.raises(Refused) as refusal:
        PartialDate.parse(written)
    assert written in str(refusal.value)


def test_dates_are_ordered_by_the_earliest_day_they_can_mean_and_unknown_comes_first():
    written = ["2024-03", "", "2024-02-29", "2024"]
    assert [str(day) for day in sorted(map(PartialDate.parse, written))] == ["", "2024", "2024-02-29", "2024-03"]


def test_a_day_of_the_calendar_is_known_to_the_day():
    assert PartialDate.of(date(2026, 11, 22)) == PartialDate.parse("2026-11-22")


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months_are_added_without_leaving_the_month(start, months, end):
    assert add_months(start, months) == end


def test_four_years_are_forty_eight_months():
    assert months_between(date(2024, 1, 1), date(2028, 1, 1)) == pytest.approx(48, abs=0.01)


@pytest.mark.parametrize("day", [0, 32, 10**40])
def test_a_day_that_no_month_has_is_refused(day):
    with pytest.raises(Refused, match="not a date in the calendar"):
        PartialDate(2024, 2, day)
