"""Content: every indicator counts in its worked examples what its author says, and its words are whole."""

from __future__ import annotations

import pytest

from gavn.catalogue.selectors import shipped
from gavn.measure.pure.indicators import state_of

INDICATORS = shipped("indicators")
EXAMPLES = [(one, number) for one in INDICATORS for number in range(len(one.examples))]


@pytest.mark.parametrize(("one", "number"), EXAMPLES, ids=[f"{one.key} {number}" for one, number in EXAMPLES])
def test_a_worked_example_comes_out_as_written(one, number):
    example = one.examples[number]
    state = state_of(one, example.given)
    assert (state.counted, state.value) == (example.base, example.value)
    assert example.exposure is None or state.exposure == example.exposure


@pytest.mark.parametrize("one", INDICATORS, ids=[one.key for one in INDICATORS])
def test_each_language_says_it_in_its_own_words(one):
    """A sentence that is the same in two languages was forgotten."""
    texts = [one.title, one.of, one.counted, one.rationale, *one.left_out]
    texts += [text for text in (one.direction_why, one.per_words) if text]
    assert [text.en for text in texts if text.en in (text.da, text.sv)] == []
    assert [text.da for text in texts if text.da == text.sv and len(text.da.split()) > 3] == []


@pytest.mark.parametrize("one", INDICATORS, ids=[one.key for one in INDICATORS])
def test_an_example_shows_what_is_left_out_where_something_is(one):
    assert not one.base or [example for example in one.examples if not example.base]
