"""Compare: the mean of a population from a planned sample.

Lumley 2010, Complex Surveys (doi:10.1002/9780470580066), and the vignette of R's package survey: the stratified sample
of schools has a mean of 662.29 (SE 9.4089), the sample of districts 644.17 (SE 23.542). The rest is that package's
svymean, confint with degf, and its options survey.lonely.psu.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from survey_cast import KINDS, NAN, as_r, random_rows, schools, told

from gavn.compare.pure.methods.survey_mean import survey_mean, survey_mean_from_sums
from gavn.compare.pure.refusals import (
    Constant,
    Empty,
    NotACount,
    OneUnit,
    PopulationTooSmall,
    SingleRespondent,
    TooFew,
    Unequal,
)
from gavn.compare.pure.survey import DesignSums, Sample, sums_of
from gavn.kernel.errors import Refused

seeds = st.integers(0, 10_000)


@pytest.mark.parametrize(("kind", "mean", "se"), [("strat", 662.29, 9.4089), ("clus", 644.17, 23.542)])
def test_the_published_mean_and_error_come_out(kind, mean, se):
    found = survey_mean(schools(kind)["api00"], schools(kind).sample)
    assert found.value == pytest.approx(mean, abs=5e-3)
    assert found.se == pytest.approx(se, abs=5e-4)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_what_r_says_of_everybody_of_those_who_answered_and_of_a_domain(kind):
    them = schools(kind)
    assert told(survey_mean(them["api00"], them.sample)) == as_r(kind, "mean")
    assert told(survey_mean(them["api00gap"], them.sample)) == as_r(kind, "mean_gap")
    assert told(survey_mean(them["api00"], them.sample, domain=them.awarded)) == as_r(kind, "mean_domain")


@pytest.mark.parametrize("policy", ["certainty", "average", "adjust"])
def test_a_stratum_with_one_school_follows_the_policy_as_in_r(policy):
    them = schools("lonely")
    some = them.awarded | (them["type"] == 2)
    assert told(survey_mean(them["api00"], them.sample, lonely=policy)) == as_r("lonely", f"mean_{policy}")
    found = survey_mean(them["api00"], them.sample, lonely=policy, domain=some)
    assert told(found) == as_r("lonely", f"domain_{policy}")


def test_a_stratum_with_one_school_is_refused_unless_the_domain_does_not_touch_it():
    them = schools("lonely")
    with pytest.raises(OneUnit):
        survey_mean(them["api00"], them.sample)
    assert survey_mean(them["api00"], them.sample, domain=them["type"] != 2).freedom == 148


def test_nothing_but_single_schools_is_refused_under_every_policy_that_borrows():
    sample = Sample(strata=[0, 1, 2], population=[9, 9, 9])
    with pytest.raises(OneUnit):
        survey_mean([1, 2, 3], sample, lonely="average")
    with pytest.raises(TooFew):
        survey_mean([1, 2, 3], sample, lonely="certainty")


def test_a_stratum_asked_in_full_adds_no_error():
    sample = Sample(strata=[0] * 3 + [1], population=[30] * 3 + [1])
    found = survey_mean([4, 6, 8, 100], sample)
    alone = survey_mean([4, 6, 8], Sample(population=[30] * 3))
    assert found.se == pytest.approx(alone.se * 30 / 31)


def test_a_census_has_no_sampling_error_and_its_interval_is_the_mean():
    found = survey_mean([4, 6, 11], Sample(population=[3] * 3))
    assert (found.value, found.se, found.low, found.high) == (7, 0, 7, 7)


def test_a_census_with_gaps_is_unsure_for_another_reason_than_chance():
    with pytest.raises(Refused, match="1 did not answer"):
        survey_mean([4, 6, 11, NAN], Sample(population=[4] * 4))


def test_it_says_mean_interval_n_and_missing():
    found = survey_mean([10, 12, 14, 15, NAN], Sample(population=[50] * 5))
    assert str(found.say()) == "12.8 on average (between 9.5 and 16.0), from 4 answers; 1 missing."
    assert (found.n, found.missing, found.method, found.confidence) == (4, 1, "survey_mean", 0.95)


@settings(max_examples=20)
@given(seeds, st.booleans())
def test_rows_in_another_order_and_weights_doubled_change_nothing(seed, clusters):
    columns, sample = random_rows(seed, clusters=clusters)
    order = np.random.default_rng(seed).permutation(columns["w"].size)
    other = Sample(
        weights=2 * columns["w"][order],
        strata=columns["stratum"][order],
        psu=columns["district"][order] if clusters else None,
        population=columns["population"][order],
    )
    found = survey_mean(columns["score"], sample)
    assert told(survey_mean(columns["score"][order], other)) == pytest.approx(told(found), rel=1e-9)


@settings(max_examples=20)
@given(seeds, st.floats(-1e6, 1e6))
def test_a_constant_added_to_all_moves_the_mean_and_leaves_the_error(seed, constant):
    columns, sample = random_rows(seed)
    found, moved = survey_mean(columns["score"], sample), survey_mean(columns["score"] + constant, sample)
    assert moved.value == pytest.approx(found.value + constant, rel=1e-9)
    assert moved.se == pytest.approx(found.se, rel=1e-6)


@settings(max_examples=20)
@given(seeds)
def test_sums_of_any_origin_tell_the_same(seed):
    columns, sample = random_rows(seed)
    known = ~np.isnan(columns["score"])
    rows = []
    for stratum in range(4):
        asked = columns["stratum"] == stratum
        w, y = columns["w"][asked & known], columns["score"][asked & known]
        sums = [w.size, w @ y, w.sum(), (w * y) @ (w * y), w @ w, w @ (w * y), asked.sum(), (asked & ~known).sum()]
        rows.append([*sums, columns["population"][asked][0]])
    n, y, x, yy, xx, xy, sampled, missing, population = np.array(rows).T
    sums = DesignSums(n, n, y, x, yy, xx, xy, sampled, population, missing)
    found = survey_mean(columns["score"], sample)
    assert told(survey_mean_from_sums(sums)) == pytest.approx(told(found), rel=1e-9)
    assert (survey_mean_from_sums(sums).n, survey_mean_from_sums(sums).missing) == (found.n, found.missing)


def test_merging_strata_that_are_alike_leaves_the_mean():
    values = [1.0, 2, 3, 4, 1, 2, 3, 4]
    apart = survey_mean(values, Sample(strata=[0] * 4 + [1] * 4, population=[40] * 8))
    together = survey_mean(values, Sample(population=[80] * 8))
    assert apart.value == together.value
    assert apart.se**2 == pytest.approx(together.se**2 * 7 / 6)  # two means of four were estimated, not one of eight


@pytest.mark.parametrize(
    ("values", "sample", "refusal"),
    [
        ([], {}, Empty),
        ([NAN, NAN], {}, Empty),
        ([5, NAN], {}, SingleRespondent),
        ([5, 5, 5], {}, Constant),
        ([5, 6], {"strata": [0, 1]}, OneUnit),
        ([5, 6, NAN, NAN], {"strata": [0, 1, 0, 1]}, TooFew),
        ([5, 6], {"population": [1, 1]}, PopulationTooSmall),
        ([5, 6], {"weights": [1]}, Unequal),
        ([5, 6], {"strata": [1]}, Unequal),
    ],
)
def test_what_cannot_be_told_is_refused_by_name(values, sample, refusal):
    with pytest.raises(refusal):
        survey_mean(values, Sample(**sample))


@pytest.mark.parametrize(
    ("sample", "why"),
    [
        ({"strata": [1, NAN]}, "lack"),
        ({"psu": ["a", None]}, "lack"),
        ({"weights": [1, -1]}, "weight"),
        ({"weights": [1, NAN]}, "weight"),
        ({"population": [9, 8]}, "same in all rows"),
    ],
)
def test_weights_and_populations_that_cannot_be_are_refused(sample, why):
    with pytest.raises(Refused, match=why):
        survey_mean([5, 6], Sample(**sample))


def test_sums_of_nobody_are_refused():
    with pytest.raises(Empty, match="4 missing"):
        survey_mean_from_sums(DesignSums([0], [0], [0], [0], [0], [0], [0], 4, 30, missing=[4]))


def test_strata_may_have_names():
    found = survey_mean([1, 2, 4, 7], Sample(strata=np.array(["a", "a", "b", "b"], dtype=object)))
    assert found.value == 3.5


def test_a_domain_and_a_denominator_have_one_entry_a_row():
    with pytest.raises(Unequal):
        survey_mean([1, 2, 3], domain=[True])
    with pytest.raises(Unequal):
        sums_of([1, 2, 3], Sample(), per=[1])


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"y": NAN}, Refused),
        ({"sampled": 40}, PopulationTooSmall),
        ({"units": 4}, NotACount),
        ({"n": 20, "units": 12}, NotACount),
        ({"missing": 1}, Unequal),
        ({"domain": [0, 0]}, Unequal),
    ],
)
def test_sums_that_cannot_belong_together_are_refused(change, refusal):
    sums = {
        "n": [3],
        "units": [3],
        "y": [6],
        "x": [3],
        "yy": [14],
        "xx": [3],
        "xy": [6],
        "sampled": 10,
        "population": 30,
    }
    assert survey_mean_from_sums(DesignSums(**sums)).value == 2
    with pytest.raises(refusal):
        survey_mean_from_sums(DesignSums(**{**sums, **change}))
