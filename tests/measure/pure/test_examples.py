"""Measure: a worked example that comes out otherwise is a problem of its file, with its line."""

from __future__ import annotations

import pytest
from catalogue_examples import MOOD, PROGRAMME, line_of

from gavn.catalogue.pure.reading import read_indicator, read_instrument, read_programme
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


INDICATOR = """\
format: gavn-indicator/1
key: gavn/days
version: 1
title: &x {en: x, da: x, sv: x}
class: activity
quality: organisational
measure: rate
of: *x
counted: *x
left_out: [*x]
direction: more
population: entered
reads:
  since: {answer: gavn/mood@1#met, of: individual}
base: "since >= DATE '2026-01-01' AND sex IS NOT NULL"
value: goals
per: days_stayed
per_words: *x
evidence: limited
source: {doi: 10.1080/01621459.1927.10502953, title: Wilson (1927)}
rationale: *x
examples:
  - given: {since: 2026-02-01, goals: 3, days_stayed: 10, sex: woman}
    value: 3
    exposure: 10
  - given: {since: 2025-02-01, sex: wo-man}
    base: false
"""


def indicator_problems(text: str) -> list[str]:
    found = []
    forms = {"gavn/mood@1": read_instrument(MOOD).whole}
    examples_hold(reading=read_indicator(text, forms.get, file="f.yaml"), found=found)
    return [str(problem) for problem in found]


def test_examples_of_an_indicator_that_come_out_as_written_are_no_problem():
    assert indicator_problems(INDICATOR) == []


WRONG_INDICATORS = [
    ("    value: 3", "    value: 4", "examples[1].value: The example says 4, but value gives 3."),
    ("    exposure: 10", "    exposure: 9", "examples[1].exposure: The example says 9, but per gives 10."),
    ("    base: false", "    base: true", "examples[2].base: The example says true, but base gives false."),
    ("days_stayed: 10", "days_stayed: 0", "examples[1].value: The example says 3, but value gives null."),
]


@pytest.mark.parametrize(("piece", "instead", "why"), WRONG_INDICATORS)
def test_an_example_of_an_indicator_that_comes_out_otherwise_is_told(piece, instead, why):
    assert any(told.endswith(why) for told in indicator_problems(INDICATOR.replace(piece, instead, 1)))
