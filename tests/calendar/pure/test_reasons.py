"""Calendar: each reason for a missing or doubtful answer is decided by one rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gavn.calendar.pure.reasons import (
    DOUBTS,
    OUTCOMES,
    REASONS,
    Case,
    Form,
    doubts_of,
    outcome_of,
    outcomes,
)
from gavn.collect.pure.outcome import NOT_DONE

DUE, CLOSES = date(2026, 3, 1), date(2026, 3, 31)
TODAY = date(2026, 12, 31)


def case(done: date | None = None, not_done: str = "") -> Case:
    return Case(DUE, CLOSES, done, not_done)


def test_every_reason_that_can_be_written_down_stands_on_the_list_and_no_other():
    assert {one.key for one in REASONS} == set(NOT_DONE)


def test_the_list_says_of_each_reason_what_it_means_and_how_it_is_decided():
    assert all(str(one.means) and str(one.decided) and one.kind in ("loss", "doubt") for one in OUTCOMES.values())


@pytest.mark.parametrize(("occasion", "today", "outcome"), [
    (case(done=DUE), TODAY, "answered"),
    (case(done=CLOSES), TODAY, "answered"),
    (case(done=CLOSES + timedelta(days=1)), TODAY, "late"),
    (case(), DUE - timedelta(days=1), "not_due"),
    (case(), DUE, "waiting"),
    (case(), CLOSES + timedelta(days=90), "waiting"),
    (case(), CLOSES + timedelta(days=91), "not_asked"),
    *((case(not_done=code), TODAY, code) for code in NOT_DONE),
])  # fmt: skip
def test_an_occasion_comes_to_one_outcome(occasion, today, outcome):
    assert outcome_of(occasion, today) == outcome


CASES = st.builds(
    lambda due, window, done, code: Case(
        due, due + timedelta(days=window), None if done is None else due + timedelta(days=done), code
    ),
    st.dates(date(2020, 1, 1), date(2032, 12, 31)),
    st.integers(0, 60),
    st.none() | st.integers(-30, 200),
    st.sampled_from(["", *NOT_DONE]),
)


@given(st.lists(CASES, max_size=30), st.dates(date(2020, 1, 1), date(2033, 12, 31)))
def test_on_any_day_every_occasion_is_counted_exactly_once(cases, today):
    counted = outcomes(cases, today)
    assert sum(counted.values()) == len(cases)
    assert list(counted) == list(OUTCOMES)


@given(CASES, st.dates(date(2020, 1, 1), date(2033, 1, 1)))
def test_what_was_answered_or_explained_never_changes_with_the_days(one, today):
    if one.done_on or one.not_done:
        assert {outcome_of(one, today + timedelta(days=step)) for step in range(0, 400, 40)} == {outcome_of(one, today)}


def form(**more) -> Form:
    return Form(**{"answered_on": DUE, "closes": CLOSES, "answered": 20, **more})


@pytest.mark.parametrize(("given_form", "twin", "doubts"), [
    (form(), False, ()),
    (form(answered_on=CLOSES + timedelta(days=1)), False, ("late",)),
    (form(), True, ("duplicate",)),
    (form(seconds=19), False, ("implausible",)),
    (form(seconds=20), False, ()),
    (form(seconds=1, answered=4), False, ()),
    (form(alike=("3",) * 8, turned=True), False, ("implausible",)),
    (form(alike=("3",) * 7, turned=True), False, ()),
    (form(alike=("3",) * 8), False, ()),
    (form(alike=("3",) * 7 + ("2",), turned=True), False, ()),
    (form(answered_on=CLOSES + timedelta(days=1), seconds=0), True, ("late", "duplicate", "implausible")),
])  # fmt: skip
def test_answers_are_doubtful_for_reasons_that_are_told(given_form, twin, doubts):
    assert doubts_of(given_form, twin=twin) == doubts
    assert set(doubts) <= set(DOUBTS)
