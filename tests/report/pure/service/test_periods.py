"""Report: a period is chosen by name or by two days, and none begins tomorrow."""

from __future__ import annotations

from datetime import date

import pytest

from gavn.compare.pure.changed import Later
from gavn.compare.pure.scope import Scope
from gavn.kernel.errors import Refused
from gavn.kernel.periods import Period
from gavn.report.pure.service.choices import later_said
from gavn.report.pure.service.periods import period_chosen
from gavn.report.pure.year import checked, period_before, period_said, period_short

TODAY = date(2026, 3, 10)

CHOSEN = [
    ("", "", "", "last-12-months", "2025-03-11..2026-03-10", "last-12-months"),
    ("this-year", "", "", "this-year", "2026-01-01..2026-12-31", "this-year"),
    ("last-year", "", "", "last-year", "2025-01-01..2025-12-31", "last-year"),
    ("all", "", "", "all", "0001-01-01..2026-03-10", "all"),
    ("2025-02-01..2025-03-31", "", "", "own", "2025-02-01..2025-03-31", "2025-02-01..2025-03-31"),
    ("all", "2026-01-01", "", "own", "2026-01-01..2026-03-10", "2026-01-01..2026-03-10"),
    ("", "", "2026-02-28", "own", "0001-01-01..2026-02-28", "0001-01-01..2026-02-28"),
]


@pytest.mark.parametrize(("text", "first", "last", "name", "period", "address"), CHOSEN)
def test_a_period_is_chosen_by_name_or_by_two_days(text, first, last, name, period, address):
    chosen = period_chosen(text, today=TODAY, first=first, last=last)
    assert (chosen.name, str(chosen.period), chosen.text) == (name, period, address)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("next-year", "next-year is no period"),
        ("2026-03-11..2026-04-01", "yet to come"),
        ("soon..later", "soon..later is not a period"),
    ],
)
def test_what_is_no_period_or_begins_tomorrow_is_refused(text, why):
    with pytest.raises(Refused, match=why):
        period_chosen(text, today=TODAY)


SAID = [
    ("2025-01-01..2025-12-31", date(2026, 2, 1), "2025-01-01 to 2025-12-31", "2025"),
    ("2025-01-01..2025-06-30", date(2026, 2, 1), "2025-01-01 to 2025-06-30", "2025-01-01 to 2025-06-30"),
    ("2024-01-01..2025-12-31", date(2026, 2, 1), "2024-01-01 to 2025-12-31", "2024-01-01 to 2025-12-31"),
    ("2026-01-01..2026-12-31", date(2026, 2, 1), "(so far)", "(so far)"),
    ("0001-01-01..2026-02-01", date(2026, 2, 1), "everything recorded up to 2026-02-01", "everything recorded"),
]


@pytest.mark.parametrize(("period", "frozen", "said", "short"), SAID)
def test_a_period_is_said_by_its_days_or_shortly_by_its_year(period, frozen, said, short):
    scope = Scope(("a",), Period.parse(period), frozen)
    assert said in str(period_said(scope))
    assert short in str(period_short(scope))


BEFORE = [
    ("2025-01-01..2025-12-31", "2024-01-01..2024-12-31"),
    ("2024-03-01..2024-03-31", "2024-02-01..2024-02-29"),
    ("2024-01-10..2024-01-19", "2023-12-31..2024-01-09"),
]


@pytest.mark.parametrize(("period", "before"), BEFORE)
def test_a_period_is_held_against_the_one_of_its_length_before_it(period, before):
    assert str(period_before(Period.parse(period))) == before


def test_a_report_covers_at_most_five_years():
    five = Period(date(2021, 1, 1), date(2025, 12, 31))
    assert checked(five) is five
    with pytest.raises(Refused, match="at most five years"):
        checked(Period(date(2020, 1, 1), date(2025, 12, 31)))


LATER = [
    (Later(), "The newest measurement"),
    (Later("exit"), "Exit"),
    (Later("status", month=6), "Status after 6 months"),
    (Later("follow_up", month=12), "Follow-up after 12 months"),
]


@pytest.mark.parametrize(("later", "words"), LATER)
def test_a_later_measurement_is_said_in_words(later, words):
    assert str(later_said(later)) == words
