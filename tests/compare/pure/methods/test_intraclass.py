"""Compare: how far raters give the same case the same number.

Shrout & Fleiss 1979 (doi:10.1037/0033-2909.86.2.420), Tables 2 to 4: .17 .29 .71 and .44 .62 .91. The R package psych
(bench/r/agreement.R) gives the intervals, also for thirty departments of R's own data, and for raters who contradict
each other; there it has a lower end of 31.5 above an upper end of 0.66.
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r
from hypothesis import given
from hypothesis import strategies as st
from rated import JUDGES, NAN, close

from gavn.compare.pure.methods.intraclass import RatingSums, intraclass, intraclass_from_sums
from gavn.compare.pure.refusals import Constant, NotALevel, NoWidth, TooFew
from gavn.kernel.errors import Refused

R = from_r("agreement")
FORMS = ["one_way", "agreement", "consistency", "mean_one_way", "mean_agreement", "mean_consistency"]
BY_PSYCH = dict(zip(FORMS, ["ICC1", "ICC2", "ICC3", "ICC1k", "ICC2k", "ICC3k"], strict=True))
DEPARTMENTS = np.array([R["attitude"][column] for column in ("complaints", "learning", "raises")]).T
CONTRARY = [[1, 5, 2], [3, 4, 2], [3, 3, 5], [1, 2, 4], [4, 4, 1]]
tables = st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=3, max_size=10)


def numbers(found):
    estimates = [getattr(found, form) for form in FORMS]
    return close(*(number for one in estimates for number in (one.value, one.low, one.high)))


def told(method, *arguments):
    try:
        return numbers(method(*arguments))
    except Refused as refused:
        return type(refused)


def sums_of(ratings):
    x = np.array(ratings, dtype=float)
    return RatingSums(*x.shape, x.sum(), (x**2).sum(), (x.sum(axis=1) ** 2).sum(), (x.sum(axis=0) ** 2).sum())


@pytest.mark.parametrize(("form", "published"), [*zip(FORMS, [0.17, 0.29, 0.71, 0.44, 0.62, 0.91], strict=True)])
def test_the_six_published_coefficients_come_out(form, published):
    assert getattr(intraclass(JUDGES), form).value == pytest.approx(published, abs=0.005)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("case", "ratings"), [("judges", JUDGES), ("attitude", DEPARTMENTS)])
def test_values_and_intervals_are_those_of_psych(case, ratings, form):
    found = getattr(intraclass(ratings), form)
    assert [found.value, found.low, found.high] == [
        pytest.approx(number, abs=1e-9) for number in R[case][BY_PSYCH[form]]
    ]


def test_where_the_lower_end_would_jump_above_the_upper_nothing_is_told():
    value, low, high = R["contrary"]["ICC2k"]
    assert low > high > value
    with pytest.raises(Refused, match="no agreement can be told"):
        intraclass(CONTRARY)


@given(tables)
def test_ratings_and_sums_agree(ratings):
    assert told(intraclass, ratings) == told(intraclass_from_sums, sums_of(ratings))


@given(tables, st.permutations(range(3)), st.integers(-40, 40), st.sampled_from([0.5, 3, 10]))
def test_another_order_of_raters_another_origin_and_another_unit_change_nothing(ratings, order, shift, unit):
    assert told(intraclass, np.array(ratings)[:, list(order)] * unit + shift) == told(intraclass, ratings)


def test_a_strict_rater_lowers_agreement_and_not_consistency():
    strict = np.array(JUDGES) + np.array([0, 0, 0, -5])
    assert intraclass(strict).agreement.value < intraclass(JUDGES).agreement.value
    assert intraclass(strict).consistency.value == pytest.approx(intraclass(JUDGES).consistency.value)


def test_large_numbers_lose_nothing():
    assert numbers(intraclass(np.array(JUDGES) + 1e6)) == numbers(intraclass(JUDGES))


def test_cases_not_rated_by_all_are_missing():
    found = intraclass([*JUDGES, [5, NAN, 4, 4], [NAN] * 4])
    assert (found.n, found.missing, found.raters) == (6, 2, 4)
    assert (found.agreement.n, found.agreement.missing) == (6, 2)
    assert numbers(found) == numbers(intraclass(JUDGES))


def test_it_says_one_rater_the_mean_n_and_missing():
    assert str(intraclass([*JUDGES, [NAN] * 4]).say()) == (
        "One rater's numbers agree with another's to 0.29 (between 0.02 and 0.76; 1 is full agreement); the mean of 4 "
        "raters would to 0.62 (between 0.07 and 0.93) (n 6, missing 1)."
    )


@pytest.mark.parametrize(
    ("ratings", "refusal"),
    [
        ([[1, 2], [NAN, 2]], TooFew),
        ([[NAN, 2], [1, NAN]], TooFew),
        ([[1, 2, 3], [2, 3, 1], [3, 1, 2]], Constant),
        ([[4, 4], [4, 4], [4, 4]], Constant),
        ([[1, 2], [3, 4], [7, 8]], NoWidth),
    ],
)
def test_what_has_no_correlation_is_refused_by_name(ratings, refusal):
    with pytest.raises(refusal):
        intraclass(ratings)


def test_one_rater_is_refused():
    with pytest.raises(Refused, match="at least two raters and has 1"):
        intraclass([[1], [2], [3]])


def test_a_confidence_of_a_hundred_per_cent_is_refused():
    with pytest.raises(NotALevel):
        intraclass(JUDGES, confidence=1)


def test_sums_of_different_ratings_are_refused():
    with pytest.raises(Refused, match="do not belong to the same ratings"):
        intraclass_from_sums(RatingSums(6, 4, 127, 700, 2913, 4617))
