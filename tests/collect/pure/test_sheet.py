"""Collect: each kind of question is shown, read back and looked over in words."""

from __future__ import annotations

import pytest
from catalogue_examples import MOOD

from gavn.catalogue.pure.reading import read_instrument
from gavn.catalogue.pure.wording import worded_in
from gavn.catalogue.selectors import instrument
from gavn.collect.pure.outcome import missing_kinds
from gavn.collect.pure.sheet import Sheet, compared, in_words

WORDS = worded_in(read_instrument(MOOD).whole, "da")
EASY = worded_in(instrument("gavn/four-lines-easy@1"), "en")

IN_WORDS = [
    ("glad", {"v": "2"}, "Altid"),
    ("glad", {"v": "7"}, "7"),
    ("alone", {"v": True}, "Yes"),
    ("alone", {"v": False}, "No"),
    ("why", {"v": ["work", "home"]}, "Arbejde, Hjem"),
    ("life", {"v": 7.5}, "7.5"),
    ("note", {"v": "Mere"}, "Mere"),
    ("note", {"why": "declined"}, "I don't want to answer"),
    ("note", {"why": "other"}, "Not answered"),
    ("note", None, "Not answered"),
]


@pytest.mark.parametrize(("item", "answer", "words"), IN_WORDS)
def test_an_answer_is_read_in_words(item, answer, words):
    assert str(in_words(WORDS.by_id[item], answer)) == words


def test_each_question_is_shown_in_its_kind_and_an_error_leads_to_its_first_control():
    shown = {one.id: (one.kind, one.target) for one in Sheet(WORDS, {}).questions}
    assert shown == {
        "glad": ("choices", "id_glad.a_0"), "sad": ("choices", "id_sad.a_0"), "alone": ("choices", "id_alone.a_0"),
        "nights": ("number", "id_nights.a"), "life": ("vas", "id_life.a"), "why": ("choices", "id_why.a_0"),
        "note": ("text", "id_note.a"), "since": ("month", "id_since.a_month"), "met": ("date", "id_met.a_day"),
    }  # fmt: skip


def test_yes_comes_before_no_and_the_faces_are_counted_from_the_saddest_of_five():
    alone = Sheet(WORDS, {}).question(WORDS.by_id["alone"])
    assert [(one.value, str(one.label)) for one in alone.choices] == [("yes", "Yes"), ("no", "No")]
    life = Sheet(EASY, {}).question(EASY.by_id["ask_life"])
    assert life.kind == "faces"
    assert sorted(one.step for one in life.choices) == [0, 2, 4]
    assert [one.step for one in life.choices if one.value == "good"] == [4]


def test_a_line_knows_where_it_begins_and_ends_and_how_finely_it_is_marked():
    life = Sheet(WORDS, {"life.a": ["7,5"]}).question(WORDS.by_id["life"])
    assert (life.value, life.least, life.most, life.step, life.many) == ("7,5", 0, 10, "any", False)


def test_what_is_wrong_is_told_above_the_form_only_when_it_was_sent():
    fields = {"life.a": ["11"]}
    assert Sheet(WORDS, fields).errors == []
    (error,) = Sheet(WORDS, fields, shows_wrong=True).errors
    assert (error["id"], error["label"]) == ("id_life.a", "Livet i det hele")
    assert Sheet(WORDS, fields, shows_wrong=True).question(WORDS.by_id["life"]).errors == [error["text"]]


def test_two_sets_of_answers_stand_side_by_side():
    rows = compared(WORDS, {"glad": {"v": "2"}, "alone": {"v": True}}, {"glad": {"v": "2"}})
    assert [(row["question"], str(row["theirs"]), row["differs"]) for row in rows] == [
        ("Var du glad?", "Altid", False), ("Var du alene?", "Not answered", True),
    ]  # fmt: skip


WAYS = [
    ("own", "individual", ("unknown", "declined", "not_understood")),
    ("own", "practitioner", ("unknown",)),
    ("established", "individual", ("skipped",)),
    ("established", "practitioner", ("skipped",)),
]


@pytest.mark.parametrize(("origin", "respondent", "ways"), WAYS)
def test_the_ways_past_a_question_depend_on_whose_form_it_is_and_who_answers(origin, respondent, ways):
    assert missing_kinds(origin, respondent) == ways
