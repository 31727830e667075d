"""Compare: the share of a population that would say yes.

R's package survey on its own schools: svyciprop with method xlogit (the interval by log odds) and beta (Korn and
Graubard 1998, Survey Methodology 24). Where nobody or everybody says yes R has no interval; ours is Clopper and
Pearson's, and for a simple draw from a known population the hypergeometric one (Buonaccorsi 1987,
doi:10.1080/00031305.1987.10475484): with 0 of 20 from 60 at most 8 can say yes, for C(51, 20) / C(60, 20) < 2.5 %.
"""

from __future__ import annotations

from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from survey_cast import KINDS, NAN, as_r, random_rows, schools, told

from gavn.compare.pure.methods.share_exact import share_exact
from gavn.compare.pure.methods.survey_share import survey_share, survey_share_from_sums
from gavn.compare.pure.refusals import Empty, NotALevel, OneUnit, SingleRespondent, TooFew
from gavn.compare.pure.survey import DesignSums, Sample, sums_of
from gavn.kernel.errors import Refused

INTERVALS = [("logit", "xlogit"), ("korn_graubard", "beta")]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("interval", "method"), INTERVALS)
def test_both_intervals_are_those_of_r(kind, interval, method):
    them = schools(kind)
    found = survey_share(them["wide"], them.sample, interval=interval)
    assert told(found, 4) == as_r(kind, f"share_{method}")
    assert found.interval == interval
    found = survey_share(them["widegap"], them.sample, interval=interval, domain=~them.awarded)
    assert told(found, 4) == as_r(kind, f"share_domain_{method}")


@pytest.mark.parametrize("kind", KINDS)
def test_log_odds_from_a_fitted_model_agree_as_far_as_r_iterates(kind):
    them = schools(kind)
    assert told(survey_share(them["wide"], them.sample), 4) == pytest.approx(
        as_r(kind, "share_logit").expected, rel=1e-7
    )


def test_where_all_say_yes_the_interval_has_a_width_and_is_clopper_and_pearsons():
    sample = Sample(strata=[0] * 6 + [1] * 6, population=[600] * 6 + [600] * 6)
    found = survey_share([1] * 12, sample)
    exact = share_exact(12, 12)
    assert (found.value, found.high, found.interval) == (1, 1, "clopper_pearson")
    assert found.low == pytest.approx(exact.low, rel=1e-9)


def test_unequal_weights_count_as_fewer_people_where_all_say_no():
    weights = np.array([1.0, 1, 1, 1, 8, 8, 8, 8])
    found = survey_share([0] * 8, Sample(weights=weights))
    n = weights.sum() ** 2 / (weights**2).sum()
    assert (found.low, found.high) == (0, pytest.approx(1 - 0.025 ** (1 / n)))
    assert found.high > share_exact(0, 8).high


def test_of_a_small_known_population_what_it_cannot_be_is_ruled_out_exactly():
    found = survey_share([0] * 20, Sample(population=[60] * 20))
    assert (found.interval, found.low, found.high) == ("hypergeometric", 0, pytest.approx(8 / 60))
    assert comb(60 - 9, 20) / comb(60, 20) < 0.025 < comb(60 - 8, 20) / comb(60, 20)


def test_strata_that_disagree_in_themselves_alike_have_an_interval_too():
    found = survey_share([1, 1, 1, 0, 0, 0], Sample(strata=[0] * 3 + [1] * 3, population=[30] * 6))
    assert (found.value, found.se, found.interval) == (0.5, 0, "clopper_pearson")
    assert (found.low, found.high) == (pytest.approx(share_exact(3, 6).low), pytest.approx(share_exact(3, 6).high))


def test_a_census_is_known_exactly_and_one_with_gaps_is_not():
    found = survey_share([1, 0, 0, 1, 1], Sample(population=[5] * 5))
    assert (found.value, found.low, found.high) == (0.6, 0.6, 0.6)
    parts = survey_share([1, 0, 1, 1], Sample(strata=[0, 0, 1, 1], population=[2, 2, 2, 2]))
    assert (parts.low, parts.high) == (0.75, 0.75)
    gaps = survey_share([1, 0, 0, 1, NAN], Sample(population=[5] * 5))
    assert (gaps.low, gaps.high, gaps.missing) == (0.4, 0.6, 1)


@settings(max_examples=20)
@given(st.integers(0, 10_000), st.booleans(), st.sampled_from(["logit", "korn_graubard"]))
def test_sums_and_rows_tell_the_same_and_no_turns_yes_around(seed, clusters, interval):
    columns, sample = random_rows(seed, clusters=clusters)
    found = survey_share(columns["yes"], sample, interval=interval)
    assert survey_share_from_sums(sums_of(columns["yes"], sample), interval=interval) == found
    other = survey_share(1 - columns["yes"], sample, interval=interval)
    assert [1 - other.value, other.se, 1 - other.high, 1 - other.low] == pytest.approx(told(found, 4), rel=1e-9)
    assert 0 < found.low < found.value < found.high < 1


def test_it_says_share_interval_n_and_missing():
    found = survey_share([1, 1, 0, 1, NAN, 0], Sample(population=[80] * 6))
    assert str(found.say()) == "60 % of the population (between 9 and 96 %), from 5 answers; 1 missing."


@pytest.mark.parametrize(
    ("answers", "sample", "refusal"),
    [
        ([], {}, Empty),
        ([NAN], {}, Empty),
        ([1, NAN], {}, SingleRespondent),
        ([1, 0], {"strata": [0, 1]}, OneUnit),
        ([1, 0, NAN, NAN], {"strata": [0, 1, 0, 1]}, TooFew),
        ([1, 2], {}, Refused),
    ],
)
def test_what_cannot_be_told_is_refused_by_name(answers, sample, refusal):
    with pytest.raises(refusal):
        survey_share(answers, Sample(**sample))


def test_a_confidence_outside_0_to_1_is_refused():
    with pytest.raises(NotALevel):
        survey_share([1, 0, 1], confidence=95)


def test_sums_of_no_share_are_refused():
    with pytest.raises(Refused, match="no sums of answers"):
        survey_share_from_sums(DesignSums(3, 3, 6, 3, 14, 3, 6, sampled=3, population=30))
