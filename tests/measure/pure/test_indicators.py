"""Measure: what one stay counts in an indicator, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from indicator_examples import WORDS, indicator

from gavn.measure.pure.indicators import (
    CountsIn,
    FormGiven,
    GoalSet,
    Occurred,
    StayFacts,
    StayState,
    Threshold,
    row_of,
    state_of,
    stay_state,
)

FORM = "gavn/f@1"
SCORE = {"score": f"{FORM}#total", "of": "individual"}
TODAY = date(2026, 6, 30)


def occasion(kind, number, due, *, done=True, baseline=False, **told):
    return Occurred(kind, number, due, told.pop("closes", due), baseline, due if done else None, **told)


ENTRY = occasion("entry", 0, date(2026, 1, 10), baseline=True)
FIRST = occasion("status", 1, date(2026, 3, 10))
SECOND = occasion("status", 2, date(2026, 5, 10))


def form(at, value, *, of="individual", day=None, answers=None):
    return FormGiven(FORM, of, at, day or at.due, answers or {}, {"total": value})


STAY = StayFacts(
    columns={"sex": "woman", "birth_year": 1980, "age_at_entry": 45, "already_there": False, "dead": False},
    as_of=TODAY,
    entered_on=date(2026, 1, 10),
    occasions=(ENTRY, FIRST, SECOND),
    forms=(form(SECOND, 4.0), form(ENTRY, 10.0), form(FIRST, None), form(FIRST, 1.0, of="practitioner")),
    goals=(
        GoalSet(date(2026, 1, 20), "improve", date(2026, 4, 1), "reached"),
        GoalSet(date(2026, 2, 20), "maintain", moved=0.0),
        GoalSet(date(2026, 2, 21), "slow_decline", moved=-2.0),
        GoalSet(date(2026, 2, 22), "maintain", date(2026, 9, 1), "reached"),
    ),
    interventions=(("network", date(2026, 2, 1)), ("developing", date(2026, 3, 1)), ("network", date(2026, 12, 1))),
)
READS = [
    ({**SCORE, "take": "first"}, 10.0),
    (SCORE, 4.0),
    ({**SCORE, "take": "nth", "number": 2}, 4.0),
    ({**SCORE, "take": "nth", "number": 3}, None),
    ({**SCORE, "take": "change"}, -6.0),
    ({**SCORE, "take": "reliable"}, 1.0),
    ({**SCORE, "of": "practitioner", "take": "change"}, None),
    ({"score": f"{FORM}#other", "of": "individual"}, None),
    ({"answer": f"{FORM}#home", "of": "individual"}, None),
    ({"days_to": "exit"}, None),
    ({"days_to": "first_status"}, 59.0),
    ({"days_to": "first_goal"}, 10.0),
    ({"days_to": "first_intervention"}, 22.0),
    ({"days_to": "entry_asked"}, 0.0),
    ({"count": "interventions", "kinds": ["network"]}, 1.0),
    ({"count": "interventions"}, 2.0),
    ({"count": "goals"}, 4.0),
    ({"count": "goals_reached"}, 1.0),
    ({"count": "goals_kept"}, 1.0),
    ({"count": "answered", "of": "individual"}, 3.0),
    ({"count": "answered", "of": "individual", "instrument": "gavn/g@1"}, 0.0),
]


@pytest.mark.parametrize(("read", "value"), READS)
def test_each_read_takes_what_it_says(read, value):
    one = indicator(reads={"it": read}, value="it IS NULL")
    assert row_of(one, STAY, {"it": Threshold(5.0, higher_is_better=False)})["it"] == value


def test_without_a_norm_nobody_knows_whether_a_change_is_reliable():
    one = indicator(reads={"it": {**SCORE, "take": "reliable"}}, value="it > 0")
    assert row_of(one, STAY, {})["it"] is None


STATUSES = [
    ("done", occasion("status", 1, date(2026, 5, 1)), (1, 1)),
    ("given up", occasion("status", 1, date(2026, 5, 1), done=False, not_done="refused"), (1, 0)),
    ("past its time", occasion("status", 1, date(2026, 5, 1), done=False), (1, 0)),
    ("within its time", occasion("status", 1, date(2026, 6, 20), done=False, closes=date(2026, 7, 20)), (0, 0)),
    ("not due after all", occasion("status", 1, date(2026, 5, 1), done=False, not_done="not_due"), (0, 0)),
    ("yet to come", occasion("status", 1, date(2026, 8, 1), done=False), (0, 0)),
    ("no status", occasion("exit", 1, date(2026, 5, 1)), (0, 0)),
]


@pytest.mark.parametrize(("one", "counts"), [case[1:] for case in STATUSES], ids=[case[0] for case in STATUSES])
def test_a_status_is_due_when_it_is_done_given_up_or_past_its_time(one, counts):
    row = row_of(indicator(), replace(STAY, occasions=(one,)), {})
    assert (row["statuses_due"], row["statuses_done"]) == counts


def test_what_ends_after_the_day_has_not_ended():
    left = replace(STAY, closed=True, exited_on=date(2026, 7, 5), exit_reason="planned")
    one = indicator(reads={"it": {"days_to": "exit"}}, value="it > 1")
    row = row_of(one, left, {})
    assert (row["closed"], row["exit_reason"], row["days_stayed"], row["it"]) == (False, None, 171.0, None)
    row = row_of(
        indicator(reads={"it": {"days_to": "exit"}}, value="it > 1"), replace(left, as_of=date(2026, 7, 5)), {}
    )
    assert (row["closed"], row["exit_reason"], row["days_stayed"], row["it"]) == (True, "planned", 176.0, 176.0)


def test_an_entry_or_end_that_nobody_knows_gives_no_days():
    assert row_of(indicator(), replace(STAY, entered_on=None), {})["days_stayed"] is None
    assert row_of(indicator(), replace(STAY, closed=True), {})["days_stayed"] is None


STATES = [
    ({"value": "sex = 'woman'"}, StayState(True, True)),
    ({"value": "sex = 'man'"}, StayState(True, False)),
    ({"value": "exit_reason = 'planned'"}, StayState(True)),
    ({"base": "age_at_entry >= 65", "value": "dead"}, StayState(False)),
    ({"base": "exit_reason = 'died'", "value": "dead"}, StayState(False)),
    ({"measure": "mean", "value": "goals"}, StayState(True, 4.0)),
    ({"measure": "rate", "value": "goals", "per": "days_stayed", "per_words": WORDS}, StayState(True, 4.0, 171.0)),
    ({"measure": "rate", "value": "goals", "per": "goals - 4", "per_words": WORDS}, StayState(True)),
    ({"measure": "rate", "value": "1 / (goals - 4)", "per": "goals", "per_words": WORDS}, StayState(True)),
    ({"measure": "rate", "value": "goals", "per": "birth_year / 0", "per_words": WORDS}, StayState(True)),
]


@pytest.mark.parametrize(("told", "state"), STATES)
def test_left_out_is_not_missing(told, state):
    one = indicator(**told)
    assert state_of(one, row_of(one, STAY, {})) == state


WAITING = [
    ("ended", STAY, True),
    ("ended", replace(STAY, closed=True, exited_on=date(2026, 5, 1)), False),
    ("measured", STAY, False),
    ("measured", replace(STAY, occasions=(ENTRY,)), True),
    ("present", STAY, False),
    ("entered", STAY, False),
]


@pytest.mark.parametrize(("population", "facts", "waits"), WAITING)
def test_a_stay_waits_for_the_day_it_is_counted_on(population, facts, waits):
    assert stay_state(indicator(population=population), facts, {}).waits is waits


SAID = [
    (StayState(False, waits=True), "Later: it has not come to that yet"),
    (StayState(False), "Left out"),
    (StayState(True), "Not known"),
    (StayState(True, True), "Yes"),
    (StayState(True, False), "No"),
    (StayState(True, 2.3456), "2.35"),
    (StayState(True, 2.0, 10.0), "2.0 against 10.0"),
]


@pytest.mark.parametrize(("state", "words"), SAID)
def test_what_a_stay_counts_is_said_in_words(state, words):
    assert str(CountsIn(indicator(), state, "Glad").said) == words
