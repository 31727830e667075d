"""Catalogue: an answer is kept when it fits its question; else the question is named, and how to mend it."""

from __future__ import annotations

from datetime import date

import pytest
from catalogue_examples import MOOD
from hypothesis import given
from hypothesis import strategies as st

from gavn.catalogue.pure.answers import WHYS, answer_types, cleaned, plain_row, spelled_out
from gavn.catalogue.pure.reading import read_instrument
from gavn.catalogue.pure.relevance import relevant_items, still_required
from gavn.catalogue.pure.rows import bounds
from gavn.kernel.errors import Refused

mood = read_instrument(MOOD).whole

KEPT = [
    ({"glad": {"v": "2"}}, {"glad": {"v": "2"}}),
    ({"alone": {"v": True}, "nights": {"v": 3.0}}, {"alone": {"v": True}, "nights": {"v": 3}}),
    ({"life": {"v": 7}}, {"life": {"v": 7.0}}),
    ({"why": {"v": ["home", "work", "home"]}}, {"why": {"v": ["work", "home"]}}),
    ({"since": {"v": "2024-02"}, "met": {"v": "2024-02-29"}}, {"since": {"v": "2024-02"}, "met": {"v": "2024-02-29"}}),
    ({"sex": {"v": "woman"}}, {"sex": {"v": "woman"}}),
    ({"glad": {}, "sad": None, "why": {"v": []}, "met": {"v": ""}, "since": {"v": None}}, {}),
    ({"met": {"why": "unknown"}, "glad": {"why": "skipped"}}, {"glad": {"why": "skipped"}, "met": {"why": "unknown"}}),
]


@pytest.mark.parametrize(("raw", "kept"), KEPT)
def test_what_fits_is_kept_in_the_order_of_the_questions(raw, kept):
    found = cleaned(mood, raw)
    assert found == kept
    assert list(found) == [item.id for item in mood.items if item.id in kept]


REFUSED = [
    ({"gald": {"v": "1"}}, "gald", "did you mean glad"),
    ({"whatever_else": {"v": "1"}}, "whatever_else", "leave it out"),
    ({"glad": {"v": "3"}}, "glad", "choose one of 0, 1, 2"),
    ({"glad": {"v": 1}}, "glad", "none of the answers"),
    ({"glad": "1"}, "glad", "Write an answer as"),
    ({"glad": {"v": "1", "why": "unknown"}}, "glad", "Write an answer as"),
    ({"glad": {"value": "1"}}, "glad", "Write an answer as"),
    ({"glad": {"why": "tired"}}, "glad", "write one of unknown"),
    ({"glad": {"why": ["unknown"]}}, "glad", "write one of unknown"),
    ({"nights": {"v": 31}}, "nights", "outside 0 to 30"),
    ({"nights": {"v": -1}}, "nights", "outside 0 to 30"),
    ({"nights": {"v": 2.5}}, "nights", "not a whole number"),
    ({"nights": {"v": "2"}}, "nights", "not a number"),
    ({"nights": {"v": True}}, "nights", "not a number"),
    ({"nights": {"v": float("nan")}}, "nights", "not a number"),
    ({"nights": {"v": float("inf")}}, "nights", "outside 0 to 30"),
    ({"nights": {"v": 10**5000}}, "nights", "outside 0 to 30"),
    ({"alone": {"v": 1}}, "alone", "write true or false"),
    ({"why": {"v": "work"}}, "why", "list of codes"),
    ({"why": {"v": ["holiday"]}}, "why", "choose one of work, home"),
    ({"why": {"v": [["work"]]}}, "why", "choose one of work, home"),
    ({"since": {"v": "2024-13"}}, "since", "write it as 2024-02."),
    ({"since": {"v": 2024}}, "since", "write it as 2024-02."),
    ({"met": {"v": "2023-02-29"}}, "met", "not in the calendar"),
    ({"met": {"v": "20240229"}}, "met", "write it as 2024-02-29"),
    ({"met": {"v": "0024-02-29"}}, "met", "The year 24 cannot be meant"),
    ({"note": {"v": 7}}, "note", "not a text"),
    ({"note": {"v": "a" * 10_001}}, "note", "10000 is the most"),
    ({"note": {"v": "a\x00b"}}, "note", "cannot be kept"),
    ({"note": {"v": "a\ud800"}}, "note", "cannot be kept"),
    ([], "", "Answers come as"),
    (None, "", "Answers come as"),
]


@pytest.mark.parametrize(("raw", "field", "why"), REFUSED)
def test_what_does_not_fit_is_refused_with_its_question_and_how_to_mend_it(raw, field, why):
    with pytest.raises(Refused) as refusal:
        cleaned(mood, raw)
    assert refusal.value.field == field
    assert why in str(refusal.value)


def test_a_text_keeps_its_signs_and_loses_its_edges():
    raw = {"alone": {"v": True}, "nights": {"v": 3}, "why": {"v": ["work"]}, "note": {"v": "  שלום 😀\nå  "}}
    assert cleaned(mood, raw)["note"] == {"v": "שלום 😀\nå"}
    assert "note" not in cleaned(mood, raw | {"note": {"v": "   "}})


def test_what_is_not_asked_under_these_answers_is_dropped():
    raw = {"alone": {"v": False}, "nights": {"v": 9}, "why": {"v": ["work"]}, "note": {"v": "x"}}
    assert set(cleaned(mood, raw)) == {"alone", "why"}


def test_a_question_is_asked_when_its_condition_holds_and_not_when_it_cannot_be_known():
    always = {"glad", "sad", "alone", "life", "why", "sex", "since", "met"}
    assert relevant_items(mood, {}) == always
    assert relevant_items(mood, {"alone": {"why": "declined"}}) == always
    asked = relevant_items(mood, {"alone": {"v": True}, "nights": {"v": 3}, "why": {"v": ["work"]}})
    assert asked == always | {"nights", "note"}


def test_a_required_question_wants_an_answer_or_a_reason_why_not():
    assert still_required(mood, {}) == ["since"]
    assert still_required(mood, {"since": {"why": "unknown"}}) == []


def test_a_row_holds_numbers_for_what_counts_and_codes_for_what_does_not():
    raw = {
        "glad": {"v": "2"},
        "alone": {"v": True},
        "nights": {"v": 3},
        "life": {"v": 5},
        "why": {"v": ["work"]},
        "sex": {"v": "man"},
        "since": {"v": "2024-02"},
        "met": {"v": "2024-02-29"},
        "sad": {"why": "declined"},
    }
    assert plain_row(mood, cleaned(mood, raw)) == {
        "glad": 2.0, "sad": None, "alone": True, "nights": 3.0, "life": 5.0, "why": ["work"], "sex": "man",
        "note": None, "since": date(2024, 2, 1), "met": date(2024, 2, 29),
    }  # fmt: skip
    assert plain_row(mood, {"glad": {"v": "no such code"}})["glad"] is None
    assert {name: str(kind) for name, kind in answer_types(mood).items()} == {
        "glad": "number", "sad": "number", "alone": "bool", "nights": "number", "life": "number", "why": "multi",
        "sex": "text", "note": "text", "since": "date", "met": "date",
    }  # fmt: skip


def test_the_bounds_of_a_question_are_those_of_what_its_answers_count():
    assert {name: bounds(item) for name, item in mood.by_id.items() if bounds(item)} == {
        "glad": (0, 2), "sad": (0, 2), "alone": (0, 1), "nights": (0, 30), "life": (0, 10),
    }  # fmt: skip


def test_an_example_may_be_written_in_short():
    short = {"glad": 1, "why": ["work", 2], "alone": True, "nights": 4, "sad": {"why": "declined"}, "met": None, "x": 1}
    assert spelled_out(mood, short) == {
        "glad": {"v": "1"}, "why": {"v": ["work", "2"]}, "alone": {"v": True}, "nights": {"v": 4},
        "sad": {"why": "declined"}, "met": None, "x": {"v": 1},
    }  # fmt: skip


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
answers = st.fixed_dictionaries({"v": junk}) | st.fixed_dictionaries({"why": junk | st.sampled_from(WHYS)}) | junk


@given(raw=st.dictionaries(st.sampled_from(sorted(mood.by_id)) | st.text(max_size=8), answers, max_size=6) | junk)
def test_whatever_is_sent_is_either_kept_in_a_form_that_is_kept_again_or_refused(raw):
    try:
        once = cleaned(mood, raw)
    except Refused as refusal:
        once, why = {}, str(refusal)
    else:
        why = "kept"
    assert why
    assert cleaned(mood, once) == once
    assert set(plain_row(mood, once)) == set(mood.by_id)
