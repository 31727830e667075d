"""Every content file is sound, and each of its worked examples comes out as its author says."""

from __future__ import annotations

import pytest

from gavn.catalogue.gateways import content_files, shown_path
from gavn.catalogue.pure.reading import read_instrument
from gavn.catalogue.pure.rows import type_of
from gavn.catalogue.selectors import content_problems
from gavn.measure.pure.examples import differences
from gavn.people.pure.vocabulary import EXIT_REASONS, SEX

FILES = content_files("instruments")
INSTRUMENTS = [read_instrument(path.read_text(), file=shown_path(path)).whole for path in FILES]
EXAMPLES = [(one, example) for one in INSTRUMENTS for example in one.examples]
FACTS = {"individual.sex": SEX, "enrolment.exit_reason": EXIT_REASONS}


def test_the_content_check_finds_nothing():
    checked, problems = content_problems()
    assert checked >= len(FILES)
    assert [str(problem) for problem in problems] == []


@pytest.mark.parametrize(
    ("instrument", "example"), EXAMPLES, ids=[f"{one.full_key}: {example.name}"[:90] for one, example in EXAMPLES]
)
def test_worked_example(instrument, example):
    assert [str(what) for _path, what in differences(instrument, example)] == []


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=[one.full_key for one in INSTRUMENTS])
def test_a_known_fact_is_answered_with_the_codes_it_is_kept_in(instrument):
    known = [item for item in instrument.items if item.known in FACTS]
    foreign = {item.id: {option.code for option in item.options} - set(FACTS[item.known]) for item in known}
    assert {name: codes for name, codes in foreign.items() if codes} == {}


PRORATED = [(one, score) for one in INSTRUMENTS for score in one.scores if score.missing.rule == "prorate"]


@pytest.mark.parametrize(
    ("instrument", "score"), PRORATED, ids=[f"{one.full_key} {score.key}" for one, score in PRORATED]
)
def test_a_score_that_prorates_shows_it_in_an_example(instrument, score):
    """What a score does with missing answers is its most misread rule."""
    computed = [example.answers for example in instrument.examples if example.scores.get(score.key) is not None]
    answered = [
        {name for name, value in answers.items() if not isinstance(value, dict) or "v" in value} for answers in computed
    ]
    assert any(not set(score.items) <= names for names in answered)


def test_no_wording_of_others_lies_in_the_content():
    silent = [one for one in INSTRUMENTS if not one.licence.ships_text]
    assert silent
    assert [item.id for one in silent for item in one.items if item.text or any(o.text for o in item.options)] == []
    assert all(type_of(item) for one in silent for item in one.items)
