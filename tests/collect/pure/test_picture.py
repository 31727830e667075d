"""What a person sees of their own answers."""

from __future__ import annotations

from types import SimpleNamespace

from gavn.catalogue.pure.wording import worded_in
from gavn.catalogue.selectors import instrument
from gavn.collect.pure.picture import LEFT, RIGHT, own_picture
from gavn.collect.pure.sheet import in_words
from gavn.collect.selectors.pictures import help_after
from gavn.kernel.say import Said

LINES = worded_in(instrument("gavn/four-lines@1"), "en")
FACES = worded_in(instrument("gavn/four-lines-easy@1"), "en")
PHQ = worded_in(instrument("gavn/phq-9@1"), "en")


def test_a_line_shows_today_and_last_time_where_they_are():
    (mark,) = own_picture(LINES, {"line_life": {"v": 10}}, {"line_life": {"v": 0}})
    assert (mark.now, mark.before) == (RIGHT, LEFT)
    assert str(mark.words) == "Today: 10. Last time: 0."


def test_the_first_time_there_is_nothing_to_compare_with():
    (mark,) = own_picture(LINES, {"line_life": {"v": 5}}, {})
    assert (mark.now, mark.before) == ((LEFT + RIGHT) // 2, None)
    assert str(mark.words) == "Today: 5."


def test_what_was_not_answered_is_not_shown():
    assert own_picture(LINES, {"line_life": {"why": "declined"}}, {}) == []


def test_where_only_words_are_shown_there_is_no_line():
    (mark,) = own_picture(FACES, {"ask_life": {"v": "good"}}, {"ask_life": {"v": "good"}})
    assert mark.now is None
    assert "Last time it was the same." in str(mark.words)


def test_an_instrument_that_only_thanks_shows_nothing():
    assert PHQ.definition.individual_sees == "thanks"
    answers = {item.id: {"v": item.options[0].code} for item in PHQ.items}
    assert own_picture(PHQ, answers, {}) == []


def sitting(value: str) -> SimpleNamespace:
    revision = SimpleNamespace(answers={item.id: {"v": value} for item in PHQ.items if item.type == "scale"})
    return SimpleNamespace(words=PHQ, asked=SimpleNamespace(revision=revision))


def test_an_answer_that_calls_for_help_gets_the_forms_words_and_those_of_the_place():
    helps = help_after([sitting("3")], "en", ["Call 11 22 33"])
    assert len(helps) >= 2
    assert helps[-1] == "Call 11 22 33"


def test_other_answers_get_none():
    assert help_after([sitting("0")], "en", ["Call 11 22 33"]) == []


def test_answers_are_said_in_words():
    item = LINES.by_id["line_life"]
    assert in_words(item, None) == Said("Not answered")
    assert in_words(item, {"why": "unknown"}) == Said("I don't know")
    assert str(in_words(item, {"v": 7.5})) == "7.5"
