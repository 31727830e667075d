"""Improve: a step follows the one before and says what it must; an action is overdue when open after its day."""

from __future__ import annotations

from datetime import date

import pytest

from gavn.improve.pure.actions import ASKS, ENDS, NEXT, STATES, STEPS, checked_step, checked_words, is_overdue, shown_as
from gavn.kernel.errors import Refused

DAY = date(2026, 5, 1)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", [one for one in STEPS if one != "opened"])
def test_only_what_can_follow_does(state, step):
    if step in NEXT[state]:
        assert checked_step(state, step, " So it is. ") == "So it is."
    else:
        with pytest.raises(Refused, match="cannot follow"):
            checked_step(state, step, "So it is.")


@pytest.mark.parametrize("step", ASKS)
def test_a_step_says_what_it_must(step):
    state = next(one for one, steps in NEXT.items() if step in steps)
    with pytest.raises(Refused):
        checked_step(state, step, "  ")
    with pytest.raises(Refused, match="at most"):
        checked_step(state, step, "x" * 2001)


def test_every_end_leads_to_a_state():
    assert set(ENDS.values()) <= set(STATES)
    assert checked_step("open", "changed", "") == ""


def test_title_and_what_are_needed_and_bounded():
    assert checked_words(" Ask ", " Ring ", "") == ("Ask", "Ring", "")
    for words in (("", "Ring", ""), ("Ask", " ", "")):
        with pytest.raises(Refused, match="Write a sentence"):
            checked_words(*words)
    with pytest.raises(Refused, match="161 characters"):
        checked_words("x" * 161, "Ring", "")


@pytest.mark.parametrize(
    ("state", "due", "word", "tone"),
    [
        ("open", DAY, "Open", "info"),
        ("open", date(2026, 4, 30), "Overdue", "danger"),
        ("done", date(2026, 4, 30), "Done", "success"),
        ("dropped", date(2026, 4, 30), "Dropped", "neutral"),
    ],
)
def test_how_an_action_stands_is_said(state, due, word, tone):
    said, colour = shown_as(state, due, DAY)
    assert (str(said), colour) == (word, tone)
    assert is_overdue(state, due, DAY) is (word == "Overdue")
