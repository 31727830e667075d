"""Compare: what a design costs. R's package survey, deff of svymean on its own schools, with and without replacement;
Kish's 1 + cv² of the weights, worked by hand.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from survey_cast import KINDS, NAN, R, random_rows, schools

from gavn.compare.pure.methods.design_effect import design_effect, design_effect_from_sums
from gavn.compare.pure.refusals import Constant, Empty, SingleRespondent, TooFew
from gavn.compare.pure.survey import Sample, sums_of
from gavn.kernel.errors import Refused


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_what_r_says_with_and_without_replacement_and_with_gaps(kind):
    them = schools(kind)
    assert design_effect(them["api00"], them.sample).whole == pytest.approx(R[kind]["deff"][0], rel=1e-9)
    assert design_effect(them["api00gap"], them.sample).whole == pytest.approx(R[kind]["deff_gap"][0], rel=1e-9)
    again = design_effect(them["api00"], them.sample, replacing=True)
    assert again.whole == pytest.approx(R[kind]["deff_replace"][0], rel=1e-9)


def test_the_part_of_the_weights_is_one_and_their_squared_variation():
    weights = np.array([1.0, 2, 3, 4, 5, 9])
    found = design_effect([3, 5, 4, 9, 8, 7], Sample(weights=weights))
    assert found.weights == pytest.approx(1 + weights.var() / weights.mean() ** 2)
    assert found.effective_weights == pytest.approx(24**2 / 136)


def test_whole_districts_cost_many_people():
    found = design_effect(schools("clus")["api00"], schools("clus").sample)
    assert found.effective == pytest.approx(183 / 9.3458694505909499)
    assert found.weights == pytest.approx(1)


@settings(max_examples=20)
@given(st.integers(0, 10_000), st.booleans())
def test_sums_and_rows_tell_the_same(seed, clusters):
    columns, sample = random_rows(seed, clusters=clusters)
    sums, known = sums_of(columns["score"], sample), ~np.isnan(columns["score"])
    w, y = columns["w"][known], columns["score"][known] - sums.origin
    found = design_effect_from_sums(sums, squares=w @ y**2, weight_squares=w @ w)
    assert found == design_effect(columns["score"], sample)


def test_it_says_what_the_design_costs():
    found = design_effect([3, 5, 4, 9, 8, 7, NAN], Sample(weights=[1, 1, 1, 4, 4, 4, 2]))
    assert str(found.say()).startswith("The 6 answers tell as much as ")
    assert str(found.say()).endswith("; 1 missing.")


@pytest.mark.parametrize(
    ("values", "sample", "refusal"),
    [
        ([], {}, Empty),
        ([4], {}, SingleRespondent),
        ([4, 4, 4], {"weights": [2, 2, 2]}, Constant),
        ([4, 5, 6], {}, Refused),
        ([4, 5, 6], {"population": [3, 3, 3], "weights": [2, 2, 2]}, TooFew),
    ],
)
def test_what_cannot_be_told_is_refused_by_name(values, sample, refusal):
    with pytest.raises(refusal):
        design_effect(values, Sample(**sample))


def test_values_alike_in_spite_of_an_error_by_strata_are_refused():
    sums = sums_of([4, 5, 6], Sample(weights=[2, 2, 2]))
    with pytest.raises(Constant):
        design_effect_from_sums(sums, squares=0, weight_squares=12)
