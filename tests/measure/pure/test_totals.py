"""Measure: the rule by which answers become a score is one, for one response and for many people's."""

from __future__ import annotations

import subprocess
import sys

import pytest
from catalogue_examples import MOOD
from hypothesis import given
from hypothesis import strategies as st

from gavn.catalogue.pure.formats.instrument import Missing
from gavn.catalogue.pure.reading import read_instrument
from gavn.compare.pure.methods.scale_scores import scale_scores
from gavn.measure.pure.scoring import scored
from gavn.measure.pure.totals import from_sum, least_answered

NAN = float("nan")
MOOD_ITEMS = {"glad": (0, 2), "sad": (0, 2), "life": (0, 10), "alone": (0, 1)}
mood = read_instrument(MOOD).whole
rules = st.tuples(
    st.sampled_from(["sum", "mean"]), st.sets(st.integers(0, 3)), st.integers(0, 3), st.sampled_from([1.0, 4.0, 2.5])
)
people = st.lists(
    st.tuples(*(st.none() | st.integers(low, high) for low, high in MOOD_ITEMS.values())), min_size=1, max_size=8
)


def with_rule(method, reverse, up_to, times):
    """The instrument with one score by this rule in place of its own."""
    rule = {
        "method": method,
        "items": tuple(MOOD_ITEMS),
        "reverse": tuple(name for place, name in enumerate(MOOD_ITEMS) if place in reverse),
        "missing": Missing(rule="prorate" if up_to else "complete", up_to=up_to),
        "times": times,
        "bands": (),
    }
    return mood.model_copy(update={"scores": (mood.scores[0].model_copy(update=rule),)})


def response(row):
    """One person's answers as they are stored."""
    given = {name: answer for name, answer in zip(MOOD_ITEMS, row, strict=True) if answer is not None}
    stored = {"glad": str, "sad": str, "life": float, "alone": bool}
    return {name: {"v": stored[name](answer)} for name, answer in given.items()}


@given(rules, people)
def test_a_response_scored_alone_and_among_many_scores_the_same(rule, rows):
    method, reverse, up_to, times = rule
    instrument = with_rule(*rule)
    alone = [scored(instrument, response(row))[0] for row in rows]
    low, high = zip(*MOOD_ITEMS.values(), strict=True)
    answers = [[NAN if answer is None else answer for answer in row] for row in rows]
    many = scale_scores(
        answers, method=method, reverse=sorted(reverse), lowest=low, highest=high, up_to=up_to, times=times
    )
    assert list(many.answered) == [one.answered for one in alone]
    assert list(many.values) == pytest.approx(
        [NAN if one.value is None else one.value for one in alone], rel=1e-12, nan_ok=True
    )


@pytest.mark.parametrize(("items", "up_to", "least"), [(4, 0, 4), (4, 1, 3), (4, 4, 1), (1, 9, 1)])
def test_at_least_one_item_is_answered(items, up_to, least):
    assert least_answered(items, up_to) == least


def test_whole_numbers_stay_whole():
    assert from_sum(7.0, 3.0, 6, mean=False, times=1) == 14.0


def test_scoring_a_response_does_not_load_numpy():
    lines = "import sys, gavn.measure.pure.totals; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", lines], check=False).returncode == 0
