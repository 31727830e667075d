"""Compare: estimates weighted to known groups.

The help page of R's package survey: the districts' schools, post-stratified by type, have 3,680,893 pupils (SE 406,293)
instead of 3,404,940 (SE 932,235). The rest is that package's postStratify.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from survey_cast import KINDS, NAN, TYPES, as_r, random_rows, schools, told

from gavn.compare.pure.methods.post_stratified import post_stratified, post_stratified_from_sums
from gavn.compare.pure.methods.survey_mean import survey_mean
from gavn.compare.pure.refusals import Empty, OneUnit, SingleRespondent, Unequal
from gavn.compare.pure.survey import Sample
from gavn.compare.pure.survey.calibrated import cell_sums
from gavn.kernel.errors import Refused


def test_the_published_total_comes_out():
    them = schools("clus")
    found = post_stratified(them["enroll"], them["type"], TYPES, them.sample, of="total")
    assert (round(found.value), round(found.se)) == (3680893, 406293)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_what_r_says_with_gaps_of_a_domain_and_of_a_share(kind):
    them = schools(kind)

    def ours(name, **more):
        return post_stratified(them[name], them["type"], TYPES, them.sample, **more)

    case = f"post_{kind}"
    assert told(ours("api00")) == as_r(case, "mean")
    assert told(ours("enroll", of="total")) == as_r(case, "total")
    assert told(ours("api00gap"), 2) == pytest.approx(as_r(case, "mean_gap").expected[:2], rel=1e-9)
    assert told(ours("api00", domain=them.awarded), 2) == pytest.approx(
        as_r(case, "mean_domain").expected[:2], rel=1e-9
    )
    share = ours("award", of="share")
    assert told(share, 2) == pytest.approx(as_r(case, "share").expected[:2], rel=1e-9)
    assert 0 < share.low < share.value < share.high < 1


def test_a_question_that_only_the_groups_decide_has_hardly_an_error():
    groups = ["a"] * 4 + ["b"] * 4
    values = [10.0, 10, 10, 11, 90, 90, 90, 91]
    found = post_stratified(values, groups, {"a": 50, "b": 50})
    assert found.se < survey_mean(values).se / 40


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.booleans())
def test_sums_by_hand_and_rows_tell_the_same(seed, clusters):
    columns, sample = random_rows(seed, clusters=clusters)
    counts = {0: 1500, 1: 2000}
    found = post_stratified(columns["score"], columns["sex"], counts, sample)
    sums = cell_sums(columns["score"], [columns["sex"]], sample, of="mean", domain=None)
    assert told(post_stratified_from_sums(sums, counts)) == pytest.approx(told(found), rel=1e-9)
    both = [survey_mean(columns["score"], sample, domain=columns["sex"] == sex).value for sex in (0, 1)]
    known = ~np.isnan(columns["score"])
    w = columns["w"] * known
    parts = [counts[s] * w[columns["sex"] == s].sum() / columns["w"][columns["sex"] == s].sum() for s in (0, 1)]
    assert found.value == pytest.approx(np.average(both, weights=parts), rel=1e-9)


def test_without_gaps_the_mean_is_that_of_the_groups_in_their_known_parts():
    found = post_stratified([1, 2, 3, 6, 8], ["a", "a", "a", "b", "b"], {"a": 25, "b": 75})
    assert found.value == pytest.approx(0.25 * 2 + 0.75 * 7)
    assert sum(found.multipliers[name] * n for name, n in (("a", 3), ("b", 2))) == pytest.approx(100)


def test_a_population_weighted_and_asked_in_full_is_known_exactly():
    found = post_stratified([1, 2, 3, 6], ["a", "a", "b", "b"], {"a": 2, "b": 2}, Sample(population=[4] * 4))
    assert (found.value, found.low, found.high) == (3, 3, 3)


def test_it_says_the_estimate_and_that_it_was_weighted():
    values, groups, counts = [1, 2, 3, 6, 8, NAN], ["a", "a", "a", "b", "b", "b"], {"a": 25, "b": 75}
    assert str(post_stratified(values, groups, counts).say()) == (
        "5.33 (between 3.29 and 7.38), weighted to known numbers, from 5 answers; 1 missing."
    )
    assert str(post_stratified([1, 2, 3, 6, 8], groups[:5], counts, of="total").say()).startswith("575.0 (")
    yes = [1, 0, 1, 1, 0, 1]
    assert str(post_stratified(yes, groups, counts, of="share").say()).endswith(
        " %), weighted to known numbers, from 6 answers; 0 missing."
    )


@pytest.mark.parametrize(
    ("values", "counts", "refusal", "why"),
    [
        ([NAN] * 4, {"a": 5, "b": 5}, Empty, "no value"),
        ([1, NAN, NAN, NAN], {"a": 5, "b": 5}, SingleRespondent, "single"),
        ([1, 2, 3, 4], {"a": 5}, Refused, "how many there are of b"),
        ([1, 2, 3, 4], {"a": 5, "b": 5, "c": 9}, Refused, "Nobody of c"),
        ([1, 2, 3, 4], {"a": 5, "b": 0}, Refused, "People of b"),
        ([1, 2, 3], {"a": 5, "b": 5}, Unequal, "belong together"),
    ],
)
def test_what_cannot_be_weighted_is_refused(values, counts, refusal, why):
    with pytest.raises(refusal, match=why):
        post_stratified(values, ["a", "a", "b", "b"], counts)


def test_a_stratum_with_one_unit_is_refused():
    with pytest.raises(OneUnit):
        post_stratified([1, 2, 3, 5], ["a", "b", "a", "b"], {"a": 5, "b": 5}, Sample(strata=[0, 0, 0, 1]))
