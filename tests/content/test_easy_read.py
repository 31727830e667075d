"""Content: what is called easy-read is easy to read, and every picture it names is drawn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gavn.catalogue.pure.formats import LANGUAGES, Instrument
from gavn.catalogue.pure.reading import read_instrument
from gavn.catalogue.pure.wording import worded_in
from gavn.web.components.drawings import DRAWINGS

LONGEST_SENTENCE = 15
MOST_OPTIONS = 3
FILES = sorted((Path(__file__).parents[2] / "content/instruments").glob("*/v*.yaml"))
READ = [read_instrument(file.read_text(encoding="utf-8"), file=str(file)).whole for file in FILES]
EASY = [instrument for instrument in READ if any(item.easy for item in instrument.items)]


def in_all_languages(instrument: Instrument) -> list[str]:
    """Every sentence a respondent of an easy-read form may meet."""
    spoken = [instrument.title, instrument.purpose, instrument.readers]
    spoken += [words for item in instrument.items for words in (item.text, item.easy and item.easy.text) if words]
    spoken += [option.text for item in instrument.items for option in item.options if option.text]
    spoken += [rule.respondent for rule in instrument.critical]
    return [
        sentence for words in spoken for language in LANGUAGES for sentence in re.split(r"[.!?]", words.in_(language))
    ]


def test_both_of_our_outcome_forms_have_an_easy_read_sister():
    assert [instrument.key for instrument in EASY] == ["gavn/four-lines-easy", "gavn/quality-of-life-easy"]


@pytest.mark.parametrize("instrument", EASY, ids=lambda instrument: instrument.key)
def test_no_sentence_is_longer_than_fifteen_words(instrument):
    assert [one for one in in_all_languages(instrument) if len(one.split()) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize("instrument", EASY, ids=lambda instrument: instrument.key)
def test_every_question_has_a_picture_and_at_most_three_answers_with_faces(instrument):
    for item in worded_in(instrument, "da").items:
        assert item.picture in DRAWINGS
        assert 2 <= len(item.options) <= MOST_OPTIONS
        # The worst answer stands first, and faces are counted from glad (1) to sad (5).
        assert [option.face for option in item.options] == sorted(
            (option.face for option in item.options), reverse=True
        )


def test_a_plain_wording_shows_no_picture_of_the_easy_one():
    assert {item.picture for item in worded_in(READ[0], "en").items} == {""}


@pytest.mark.parametrize("instrument", READ, ids=lambda instrument: instrument.key)
def test_no_list_is_longer_than_twelve_answers(instrument):
    assert [item.id for item in instrument.items if len(item.options) > 12] == []


def test_the_words_shown_to_a_respondent_after_a_critical_answer_name_no_band_or_diagnosis():
    rules = [(rule, score) for one in READ for rule in one.critical for score in one.scores]
    shown = [(rule.respondent.in_(language).lower(), band.label.in_(language).lower())
             for rule, score in rules for band in score.bands for language in LANGUAGES]  # fmt: skip
    assert shown
    assert [words for words, band in shown if band in words] == []
