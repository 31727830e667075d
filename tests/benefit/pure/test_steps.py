"""Benefit: what can follow what on a proposal's way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gavn.benefit.pure.proposals import ACTS, NEXT, STATES, checked_step, checked_words
from gavn.kernel.errors import Refused

WHOLE = {"reason": "Because", "into": True, "form": "gavn/four-lines@1"}


@given(st.sampled_from(sorted(STATES)), st.sampled_from(sorted(STATES)))
def test_only_what_can_follow_follows(before, after):
    if after in NEXT[before]:
        checked_step(before, after, **WHOLE)
    else:
        with pytest.raises(Refused):
            checked_step(before, after, **WHOLE)


def test_every_proposal_can_come_to_an_end_from_wherever_it_stands():
    ends = {"declined", "in_form"}
    assert {before for before in STATES if not set(NEXT[before]) & ends and before not in {*ends, "merged"}} == set()
    assert {step for steps in NEXT.values() for step in steps} == set(ACTS)


@pytest.mark.parametrize(("before", "after", "missing", "field"), [
    ("new", "declined", {"reason": "  "}, "reason"), ("new", "merged", {"into": False}, "into"),
    ("accepted", "in_form", {"form": ""}, "form"),
])  # fmt: skip
def test_a_step_says_what_it_must(before, after, missing, field):
    with pytest.raises(Refused) as refusal:
        checked_step(before, after, **{**WHOLE, **missing})
    assert refusal.value.field == field


@pytest.mark.parametrize(("words", "field"), [
    ({"why": "x"}, "wanted"), ({"wanted": "x", "why": " "}, "why"), ({"wanted": "x", "why": "x" * 601}, "why"),
])  # fmt: skip
def test_what_is_wanted_and_why_must_be_said_and_fit(words, field):
    with pytest.raises(Refused) as refusal:
        checked_words(words)
    assert refusal.value.field == field


def test_words_are_kept_without_the_blanks_around_them_and_what_is_not_asked_is_left_out():
    words = {"wanted": " Sleep ", "why": "x" * 600, "how": "\n", "other": "no"}
    assert checked_words(words) == {"wanted": "Sleep", "why": "x" * 600, "how": "", "solve": ""}
