"""Measure: what a form asked and what it got, counted by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gavn.catalogue.selectors import instrument
from gavn.measure.pure.effort import COUNTED, REASONS, days_to_result, held

LINES, ENTRY = "gavn/four-lines@1", "gavn/base-entry@1"
WAYS = [{"v": 5}, *({"why": reason} for reason in REASONS), None]


def counted(key: str, answers: dict) -> dict[str, int]:
    return dict(zip(COUNTED, held(instrument(key), answers), strict=True))


def test_four_questions_two_answered_one_declined_one_left_blank():
    answers = {"line_life": {"v": 5}, "line_close": {"v": 0}, "line_social": {"why": "declined"}}
    found = counted(LINES, answers)
    assert {name: n for name, n in found.items() if n} == {"asked": 4, "answered": 2, "declined": 1, "unsaid": 1}


def test_what_the_stay_knows_is_no_question():
    known = {item.id: {"why": "unknown"} for item in instrument(ENTRY).items if item.known}
    assert known
    assert counted(ENTRY, known)["unknown"] == 0


@given(st.lists(st.sampled_from(WAYS), min_size=4, max_size=4))
def test_every_question_asked_is_answered_or_missing_in_exactly_one_way(ways):
    items = [item.id for item in instrument(LINES).items]
    found = counted(LINES, {item: way for item, way in zip(items, ways, strict=True) if way})
    assert found["asked"] == 4 == sum(found[name] for name in COUNTED[1:])
    assert found["answered"] == sum(way == {"v": 5} for way in ways)
    assert found["unsaid"] == ways.count(None)


@pytest.mark.parametrize(("answered", "seen", "mode", "days"), [
    (date(2026, 3, 1), date(2026, 3, 1), "self_link", 0),
    (date(2026, 2, 27), date(2026, 3, 2), "paper", 3),
    (date(2026, 3, 2), date(2026, 3, 1), "paper", 0),
    (date(2025, 1, 1), date(2026, 3, 1), "import", None),
])  # fmt: skip
def test_days_run_from_the_answers_to_when_they_could_be_seen(answered, seen, mode, days):
    assert days_to_result(answered, seen, mode) == days
