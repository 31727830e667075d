"""Content: every programme reads without a problem over the instruments that ship, and the sample pack fits."""

from __future__ import annotations

from pathlib import Path

import pytest

from gavn.catalogue.pure.reading import read_instrument, read_pack, read_programme
from gavn.catalogue.pure.wording import worded_in
from gavn.measure.pure.examples import differences

ROOT = Path(__file__).parents[2]
INSTRUMENTS = {
    read.full_key: read
    for file in sorted((ROOT / "content/instruments").glob("*/v*.yaml"))
    for read in [read_instrument(file.read_text(encoding="utf-8"), file=str(file)).whole]
}
PROGRAMMES = sorted((ROOT / "content/programmes").glob("*/v*.yaml"))
OWN = [one for one in INSTRUMENTS.values() if one.origin == "own"]


@pytest.mark.parametrize("file", PROGRAMMES, ids=lambda file: file.parent.name)
def test_a_programme_asks_what_ships(file):
    assert list(read_programme(file.read_text(encoding="utf-8"), INSTRUMENTS.get, file=file.name).problems) == []


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=lambda instrument: instrument.key)
def test_the_worked_examples_come_out_as_written(instrument):
    assert instrument.examples
    assert [str(why) for one in instrument.examples for _, why in differences(instrument, one)] == []


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=lambda instrument: instrument.key)
def test_every_score_has_an_example_with_too_few_answers(instrument):
    unknown = {key for one in instrument.examples for key, value in one.scores.items() if value is None}
    single = {score.key for score in instrument.scores if len(score.items) == 1}
    assert {score.key for score in instrument.scores} - single <= unknown


def test_only_our_own_forms_ship_their_words():
    assert [one.key for one in INSTRUMENTS.values() if one.licence.ships_text] == [one.key for one in OWN]


def test_the_sample_pack_makes_the_who_5_answerable_with_words_that_are_not_its_own():
    text = (ROOT / "tests/content/packs/who-5-sample.yaml").read_text(encoding="utf-8")
    pack = read_pack(text, INSTRUMENTS.get).whole
    instrument = INSTRUMENTS["gavn/who-5@1"]
    assert not worded_in(instrument, "sv").answerable
    worded = worded_in(instrument, "sv", pack=pack)
    assert worded.answerable
    assert [item.text for item in worded.items] == [f"Provfråga {number}" for number in range(1, 6)]
