"""Compare: weights that make up for those who did not answer.

R's package survey: the schools that answered, post-stratified to the weights of all asked, have the same weights; and
Kish's design effect of them.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from survey_cast import R, random_rows, schools

from gavn.compare.pure.methods.weighting_classes import ClassSums, weighting_classes, weighting_classes_from_sums
from gavn.compare.pure.refusals import NotACount, TooFew, Unequal
from gavn.kernel.errors import Refused


def test_weights_and_their_cost_are_those_of_r():
    them = schools("strat")
    answered = ~np.isnan(them["widegap"])
    found = weighting_classes(answered, them["type"], them["pw"])
    weights = [
        found.multipliers[kind] * w for kind, w in zip(them["type"][answered], them["pw"][answered], strict=True)
    ]
    assert weights == pytest.approx(R["classes"]["weights"], rel=1e-9)
    assert found.design_effect == pytest.approx(R["classes"]["kish"][0], rel=1e-9)


def test_those_who_answered_stand_for_everybody_asked_in_their_class():
    sums = ClassSums(["north", "south"], [50, 50], [40, 20], [100.0, 50.0], [80.0, 20.0], [160.0, 20.0])
    found = weighting_classes_from_sums(sums)
    assert found.multipliers == {"north": 1.25, "south": 2.5}
    assert (found.n, found.missing, found.rate, found.weighted_rate) == (60, 40, 0.6, pytest.approx(100 / 150))
    assert found.effective == pytest.approx(150**2 / (1.25**2 * 160 + 2.5**2 * 20))


def test_small_classes_are_joined_with_the_one_that_answered_most_alike():
    sums = ClassSums(
        ["a", "b", "c", "d"], [100, 100, 18, 10], [90, 30, 6, 0], [100, 100, 18, 10], [90, 30, 6, 0], [90, 30, 6, 0]
    )
    found = weighting_classes_from_sums(sums)
    assert [one.labels for one in found.classes] == [("a",), ("b", "d", "c")]
    assert found.multipliers["d"] == found.multipliers["b"] == pytest.approx(128 / 36)
    assert [(one.asked, one.answered) for one in found.classes] == [(100, 90), (128, 36)]


def test_one_class_alone_is_the_rate():
    assert weighting_classes([1, 0, 1, 0], ["all"] * 4, least=1).multipliers == {"all": 2.0}


@settings(max_examples=20)
@given(st.integers(0, 10_000))
def test_the_weights_add_up_to_those_of_everybody_asked_and_sums_tell_the_same(seed):
    columns, _sample = random_rows(seed)
    answered, w, classes = ~np.isnan(columns["score"]), columns["w"], columns["stratum"]
    found = weighting_classes(answered, classes, w)
    after = sum(found.multipliers[k] * one for k, one in zip(classes[answered].tolist(), w[answered], strict=True))
    assert after == pytest.approx(w.sum())
    labels = sorted(set(classes.tolist()))
    parts = [(classes == one, answered & (classes == one)) for one in labels]
    sums = ClassSums(
        labels,
        [asked.sum() for asked, _ in parts],
        [back.sum() for _, back in parts],
        [w[asked].sum() for asked, _ in parts],
        [w[back].sum() for _, back in parts],
        [(w[back] ** 2).sum() for _, back in parts],
    )
    again = weighting_classes_from_sums(sums)
    assert again.design_effect == pytest.approx(found.design_effect, rel=1e-9)
    assert again.multipliers == pytest.approx(found.multipliers, rel=1e-9)


def test_it_says_how_many_answered_and_what_it_costs():
    sums = ClassSums(["north", "south"], [50, 50], [40, 20], [50, 50], [40, 20], [40, 20])
    assert str(weighting_classes_from_sums(sums).say()) == (
        "60 of 100 answered (60 %), 40 did not; weighted by class (classes: 2), the answers tell as much as 53."
    )


@pytest.mark.parametrize(
    ("answered", "classes", "weights", "refusal"),
    [
        ([1, 0], ["a"], None, Unequal),
        ([1, 0], ["a", "b"], [1], Unequal),
        ([1, 2], ["a", "b"], None, Refused),
        ([1, 0], ["a", "b"], [1, -1], Refused),
        ([0, 0], ["a", "b"], None, TooFew),
        ([1, 1], ["a", "b"], [0, 0], TooFew),
        ([1] * 3, ["a"] * 3, None, TooFew),
    ],
)
def test_what_cannot_be_is_refused(answered, classes, weights, refusal):
    with pytest.raises(refusal):
        weighting_classes(answered, classes, weights, least=20 if len(answered) == 3 else 1)


def test_sums_that_cannot_be_are_refused():
    with pytest.raises(NotACount):
        weighting_classes_from_sums(ClassSums(["a"], [3], [4], [3.0], [4.0], [4.0]))
    with pytest.raises(Unequal):
        weighting_classes_from_sums(ClassSums(["a", "b"], [3], [4], [3.0], [4.0], [4.0]))
