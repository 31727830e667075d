"""Measure: a worked example that comes out otherwise is a problem of its file, with its line."""

from __future__ import annotations

import pytest
from catalogue_examples import MOOD, PROGRAMME, line_of

from gavn.catalogue.pure.reading import read_instrument, read_programme
from gavn.measure.pure.examples import examples_hold


def problems(text: str) -> list[str]:
    found = []
    examples_hold(reading=read_instrument(text, file="f.yaml"), found=found)
    return [str(problem) for problem in found]


def test_examples_that_come_out_as_written_are_no_problem():
    assert problems(MOOD) == []


WRONG = [
    ("{mood: 3, load: 10}", "{mood: 2, load: 10}", "The example says 2, but mood computes to 3."),
    ("{mood: 3, load: 10}", "{mood: null, load: 10}", "The example says null, but mood computes to 3."),
    ("{mood: 2, load: null}", "{mood: 2, load: 0.5}", "The example says 0.5, but load computes to null."),
    ("    critical: [many_nights]\n", "", "critical rules –, but the answers meet many_nights."),
    (
        "    scores: {mood: 2, load: null}\n",
        "    critical: [many_nights]\n",
        "critical rules many_nights, but the answers meet –.",
    ),
]


@pytest.mark.parametrize(("piece", "instead", "why"), WRONG)
def test_an_example_that_comes_out_otherwise_is_told_at_its_line(piece, instead, why):
    broken = MOOD.replace(piece, instead, 1)
    (told,) = problems(broken)
    assert told.endswith(why)
    assert int(told.split(":")[1]) >= line_of(broken, "examples:")


def test_a_difference_no_publication_would_print_is_none():
    assert problems(MOOD.replace("{mood: 3, load: 10}", "{mood: 3.0000001, load: 10}", 1)) == []


def test_what_has_no_examples_is_left_alone():
    found = []
    mood = read_instrument(MOOD).whole
    examples_hold(reading=read_programme(PROGRAMME, {"gavn/mood@1": mood}.get), found=found)
    examples_hold(reading=read_instrument(""), found=found)
    assert found == []
