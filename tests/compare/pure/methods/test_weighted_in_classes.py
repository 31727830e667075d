"""Compare: estimates in which those who answered stand for everybody asked in their class.

R's package survey (bench/r/classes.R): the weighted estimate, its error from the linearised values by ``svytotal``, and
from the jackknife, which weighs anew in each replicate: it knows nothing of the formula.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from from_r import from_r
from hypothesis import given, settings
from hypothesis import strategies as st
from survey_cast import NAN, random_rows, schools

from gavn.compare.pure.methods.survey_mean import survey_mean
from gavn.compare.pure.methods.weighted_in_classes import weighted_in_classes, weighted_in_classes_from_sums
from gavn.compare.pure.methods.weighting_classes import weighting_classes
from gavn.compare.pure.refusals import Empty, NotALevel, OneUnit, SingleRespondent, Unequal
from gavn.compare.pure.survey import Sample
from gavn.compare.pure.survey.calibrated import cell_sums
from gavn.kernel.errors import Refused

R = from_r("classes")
YES_NO = [1, 1, 0, 1, NAN, 0, 1, 1, NAN, 1]
PLACES = ["a"] * 5 + ["b"] * 5


def answered(kind: str, what: str):
    """The schools with the answers that R was given, and their classes."""
    them = schools(kind)
    place = np.arange(1, them["pw"].size + 1)
    there = (place % 4 != 0) & ~((np.array(R[kind]["api99"]) < 600) & (place % 3 == 0))
    values = them["award"] if what == "share" else them["api00"]
    return np.where(there, values, NAN), them["wide" if kind == "strat" else "type"], them.sample


@pytest.mark.parametrize("what", ["mean", "total", "share"])
@pytest.mark.parametrize(("kind", "near"), [("strat", 0.02), ("srs", 0.02), ("clus", 0.1)])
def test_estimate_and_error_are_those_of_r_and_the_jackknife_is_near(kind, near, what):
    values, classes, sample = answered(kind, what)
    found = weighted_in_classes(values, classes, sample, of=what)
    estimate, error, jackknife = R[kind][what]
    assert [found.value, found.se] == pytest.approx([estimate, error], rel=1e-9)
    assert found.se == pytest.approx(jackknife, rel=near)


def test_with_everybody_answering_it_is_the_plain_mean():
    them = schools("strat")
    plain = survey_mean(them["api00"], them.sample)
    found = weighted_in_classes(them["api00"], them["wide"], them.sample)
    assert [found.value, found.se, found.low, found.high] == pytest.approx(
        [plain.value, plain.se, plain.low, plain.high]
    )


def test_the_estimate_is_that_of_the_multiplied_weights():
    values, classes, sample = answered("strat", "mean")
    there, weights = ~np.isnan(values), schools("strat")["pw"]
    by = weighting_classes(there, classes, weights).multipliers
    new = np.array([by[one] for one in classes.tolist()]) * weights
    assert weighted_in_classes(values, classes, sample).value == pytest.approx(
        np.average(values[there], weights=new[there])
    )


def test_when_all_were_asked_only_answering_leaves_something_to_chance():
    values = np.array([4.0, 6, 5, NAN, 9, 7, 8, NAN, NAN, 8])
    found = weighted_in_classes(values, PLACES, Sample(population=[10] * 10))
    own = [(values[:5], 5 / 4), (values[5:], 5 / 3)]
    chance = sum(by * (by - 1) * np.nansum((part - np.nanmean(part)) ** 2) for part, by in own) / 100
    assert found.se**2 == pytest.approx(chance)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_sums_and_rows_tell_the_same_and_order_changes_nothing(seed, clusters):
    columns, sample = random_rows(seed, clusters=clusters)
    values, classes = columns["score"], columns["sex"]
    found = weighted_in_classes(values, classes, sample)
    sums = cell_sums(values, [classes], sample, of="mean", domain=None)
    assert weighted_in_classes_from_sums(sums) == found
    order = np.random.default_rng(seed).permutation(values.size)
    moved = replace(
        sample,
        **{
            name: getattr(sample, name)[order]
            for name in ("weights", "strata", "psu", "population")
            if getattr(sample, name) is not None
        },
    )
    other = weighted_in_classes(values[order], classes[order], moved)
    assert [other.value, other.se] == pytest.approx([found.value, found.se], rel=1e-9)
    doubled = weighted_in_classes(values, classes, replace(sample, weights=2 * columns["w"], population=None))
    single = weighted_in_classes(values, classes, replace(sample, population=None))
    assert [doubled.value, doubled.se] == pytest.approx([single.value, single.se], rel=1e-9)


def test_it_says_itself_with_n_and_missing():
    assert str(weighted_in_classes(YES_NO, PLACES, of="share").say()) == (
        "75 % (between 28 and 96 %), weighted for those who did not answer: 2 missing, answers from 8."
    )
    assert str(weighted_in_classes([4, 6, NAN, 9, 7, 8], ["a"] * 3 + ["b"] * 3).say()) == (
        "6.5 (between 4.23 and 8.77), weighted for those who did not answer: 1 missing, answers from 5."
    )


@pytest.mark.parametrize(
    ("values", "classes", "options", "refusal"),
    [
        ([NAN, NAN], ["a", "b"], {}, Empty),
        ([1.0, NAN, NAN], ["a", "a", "a"], {}, SingleRespondent),
        ([1.0, 2.0], ["a", "a", "b"], {}, Unequal),
        ([1.0, 3.0, 2.0], ["a"] * 3, {"confidence": 1.5}, NotALevel),
        ([1.0, 3.0, 2.0], ["a"] * 3, {"sample": Sample(strata=[1, 1, 2], population=[9, 9, 9])}, OneUnit),
    ],
)
def test_what_cannot_be_told_is_refused_by_name(values, classes, options, refusal):
    with pytest.raises(refusal):
        weighted_in_classes(values, classes, **options)


def test_a_class_in_which_nobody_answered_is_refused():
    with pytest.raises(Refused, match="Nobody of b answered: join it with a similar class"):
        weighted_in_classes([1, 2, 3, NAN], ["a", "a", "a", "b"])
