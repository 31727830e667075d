"""Measure: answers in words, and where two respondents say different things."""

from __future__ import annotations

import pytest

from gavn.catalogue.pure.wording import WordedItem, WordedOption, worded_in
from gavn.catalogue.selectors import instrument
from gavn.measure.pure.answered import answered_to, beside, differs, in_words


def item(kind: str, **more) -> WordedItem:
    options = (WordedOption("bus", "By bus", None), WordedOption("foot", "", None))
    plain = {
        "id": "q", "type": kind, "text": "How?", "help": "", "low": "", "high": "", "unit": "", "area": "",
        "picture": "", "options": options, "min": None, "max": None, "whole": True, "relevant": "", "required": False,
        "factual": False, "known": None, "block": None, "long": False,
    }  # fmt: skip
    return WordedItem(**plain | more)


IN_WORDS = [
    ("choice", {}, "bus", "By bus"),
    ("choice", {}, "foot", "foot"),
    ("multi", {}, ["bus", "foot"], "By bus, foot"),
    ("yes_no", {}, True, "Yes"),
    ("yes_no", {}, False, "No"),
    ("number", {"unit": "days"}, 12, "12 days"),
    ("vas", {}, 4, "4.0"),
    ("date", {}, "2024-02-29", "2024-02-29"),
]


@pytest.mark.parametrize(("kind", "more", "value", "words"), IN_WORDS)
def test_an_answer_reads_as_its_words(kind, more, value, words):
    found = in_words(item(kind, **more), {"v": value})
    assert (str(found.answer), found.missing) == (words, False)


def test_a_missing_answer_says_why_or_nothing():
    declined, silent = in_words(item("vas"), {"why": "declined"}), in_words(item("vas"), None)
    assert (str(declined.answer), declined.missing) == ("I don't want to answer", True)
    assert (silent.answer, silent.missing) == (None, True)


def test_a_question_without_words_is_called_by_its_id():
    assert in_words(item("vas", text=""), {"v": 3}).question == "q"


DIFFERENCES = [
    ("vas", {"max": 10.0, "min": 0.0}, 3, 5, False),
    ("vas", {"max": 10.0, "min": 0.0}, 3, 5.1, True),
    ("vas", {}, 30, 50, False),
    ("vas", {}, 30, 51, True),
    ("choice", {}, "bus", "foot", True),
    ("choice", {}, "bus", "bus", False),
    ("multi", {}, ["bus", "foot"], ["foot", "bus"], False),
    ("multi", {}, ["bus"], ["foot", "bus"], True),
    ("yes_no", {}, True, False, True),
]


@pytest.mark.parametrize(("kind", "more", "one", "other", "apart"), DIFFERENCES)
def test_a_difference_is_another_answer_or_a_mark_a_fifth_of_the_line_away(kind, more, one, other, apart):
    assert differs(item(kind, **more), {"v": one}, {"v": other}) is apart


@pytest.mark.parametrize("other", [None, {}, {"why": "unknown"}])
def test_nothing_is_compared_with_a_missing_answer(other):
    assert differs(item("vas"), {"v": 3}, other) is False
    assert differs(item("vas"), other, {"v": 3}) is False


def test_a_rule_on_a_score_rests_on_the_questions_of_the_score():
    who = worded_in(instrument("gavn/who-5@1"), "en")
    found = answered_to(who, "total <= 28", {"q1": {"v": "0"}})
    assert [(one.item, one.missing) for one in found] == [
        ("q1", False), ("q2", True), ("q3", True), ("q4", True), ("q5", True),
    ]  # fmt: skip


def test_only_questions_that_somebody_answered_stand_side_by_side():
    lines = worded_in(instrument("gavn/four-lines@1"), "da")
    rows = beside(lines, {"line_life": {"v": 2}}, {"line_life": {"v": 8}, "line_close": {"v": 1}})
    assert [(row.item, row.differs) for row in rows] == [("line_life", True), ("line_close", False)]
    assert rows[0].question.startswith("Hvordan")
