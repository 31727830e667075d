"""Compare: what a population adds up to.

The vignette of R's package survey: 3,404,940 pupils (SE 932,235) in the schools of all districts, from 15 of them.
The rest is that package's svytotal.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from survey_cast import KINDS, NAN, as_r, random_rows, schools, told

from gavn.compare.pure.methods.survey_total import survey_total, survey_total_from_sums
from gavn.compare.pure.refusals import Constant, Empty, SingleRespondent
from gavn.compare.pure.survey import Sample, sums_of


def test_the_published_total_comes_out():
    found = survey_total(schools("clus")["enroll"], schools("clus").sample)
    assert (round(found.value), round(found.se)) == (3404940, 932235)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_what_r_says_of_everybody_of_those_who_answered_and_of_a_domain(kind):
    them = schools(kind)
    assert told(survey_total(them["enroll"], them.sample)) == as_r(kind, "total")
    assert told(survey_total(them["api00gap"], them.sample)) == as_r(kind, "total_gap")
    assert told(survey_total(them["enroll"], them.sample, domain=them.awarded)) == as_r(kind, "total_domain")


@pytest.mark.parametrize("policy", ["certainty", "average", "adjust"])
def test_a_stratum_with_one_school_follows_the_policy_as_in_r(policy):
    them = schools("lonely")
    assert told(survey_total(them["enroll"], them.sample, lonely=policy)) == as_r("lonely", f"total_{policy}")


@settings(max_examples=20)
@given(st.integers(0, 10_000), st.booleans())
def test_sums_about_an_origin_and_rows_tell_the_same(seed, clusters):
    columns, sample = random_rows(seed, clusters=clusters)
    found = survey_total(columns["score"], sample)
    sums = sums_of(columns["score"], sample)
    assert sums.origin != 0
    assert told(survey_total_from_sums(sums)) == pytest.approx(told(found), rel=1e-9)


@settings(max_examples=20)
@given(st.integers(0, 10_000))
def test_totals_of_the_sexes_add_up_to_the_whole(seed):
    columns, sample = random_rows(seed)
    parts = [survey_total(columns["score"], sample, domain=columns["sex"] == sex).value for sex in (0, 1)]
    assert np.sum(parts) == pytest.approx(survey_total(columns["score"], sample).value)


def test_a_census_counts_exactly():
    found = survey_total([4, 6, 11], Sample(population=[3] * 3))
    assert (found.value, found.se, found.low, found.high) == (21, 0, 21, 21)


def test_it_says_total_interval_n_and_that_the_missing_count_nothing():
    found = survey_total([30, 32, 31, NAN], Sample(population=[400] * 4, weights=[400 / 3] * 4))
    assert str(found.say()) == "12400 in all (between -5320 and 30120), from 3 answers; 1 missing count nothing."


@pytest.mark.parametrize(
    ("values", "refusal"), [([], Empty), ([NAN], Empty), ([3], SingleRespondent), ([3, 3, 3], Constant)]
)
def test_what_cannot_be_told_is_refused_by_name(values, refusal):
    with pytest.raises(refusal):
        survey_total(values)
