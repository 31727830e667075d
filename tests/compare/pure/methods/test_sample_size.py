"""Compare: how many to ask. Cochran 1977, sections 4.4 and 4.7; Krejcie and Morgan 1970; samplingbook; R, each tried.

Krejcie and Morgan: doi:10.1177/001316447003000308. Kauermann and Küchenhoff 2010: doi:10.1007/978-3-642-12318-4
"""

from __future__ import annotations

from math import ceil, sqrt
from statistics import NormalDist

import pytest
from from_r import from_r
from hypothesis import given
from hypothesis import strategies as st

from gavn.compare.pure.methods.sample_size import (
    achieved_half_width,
    achieved_half_width_of_mean,
    sample_size,
    sample_size_for_mean,
)
from gavn.compare.pure.refusals import Empty, NotACount, NotALevel, NotAShare, PopulationTooSmall
from gavn.kernel.errors import Refused

R = from_r("sampling")
TRIED = {case: found for case, found in R.items() if "cochran" in found}
TWO = 2 * NormalDist().cdf(2) - 1  # Cochran reckons with two standard errors
NAN = float("nan")


@pytest.mark.parametrize(
    ("population", "cochran", "samplingbook"),
    [(None, 97, 97), (1000, 88, 88), (400, 78, 78), (200, 66, 65), (100, 50, 49), (1, 1, 1)],
)
def test_ten_points_either_way_take_fewer_answers_in_a_small_population(population, cochran, samplingbook):
    assert sample_size(population).n == cochran
    assert sample_size(population, convention="samplingbook").n == samplingbook


def test_rounding_before_the_correction_asks_one_too_many():
    # svy 0.35 rounds 96.04 up to 97 before it corrects for a population of 400, and comes to 79.
    first = 1.959964**2 * 0.25 / 0.01
    assert ceil(ceil(first) / (1 + ceil(first) / 400)) == 79
    assert sample_size(400).n == 78
    assert achieved_half_width(78, 400).value <= 0.1 < achieved_half_width(77, 400).value


def test_cochrans_island_needs_356():
    assert sample_size(3200, within=0.05, confidence=TWO).n == 356


def test_cochrans_seedlings_need_78():
    assert sample_size_for_mean(430, within=1.9, sd=sqrt(85.6), confidence=TWO).n == 78


@pytest.mark.parametrize(
    ("population", "printed", "needed"),
    [(10, 10, 10), (50, 44, 45), (100, 80, 80), (110, 86, 86), (1200, 291, 292), (2800, 338, 338), (9000, 368, 369)],
)
def test_krejcie_and_morgan_round_to_the_nearest_and_then_miss_their_precision(population, printed, needed):
    assert sample_size(population, within=0.05).n == needed
    if printed < needed:
        assert achieved_half_width(printed, population).value > 0.05
    assert achieved_half_width(needed, population).value <= 0.05


@pytest.mark.parametrize(
    ("population", "within", "share", "printed"),
    [
        (None, 0.01, 0.5, 9604),
        (None, 0.01, 0.39, 9139),
        (300, 0.05, 0.5, 169),
        (10, 0.1, 0.2, 9),
        (10, 0.1, 0.3, 9),
        (10, 0.1, 0.4, 10),
    ],
)
def test_samplingbooks_printed_numbers_come_out_under_its_convention(population, within, share, printed):
    assert sample_size(population, within=within, share=share, convention="samplingbook").n == printed


@pytest.mark.parametrize("case", TRIED)
@pytest.mark.parametrize("convention", ["cochran", "samplingbook"])
def test_no_smaller_sample_is_found_by_trying_each(case, convention):
    people, share, within = map(float, case.split())
    population = None if people == float("inf") else int(people)
    found = sample_size(population, within=within, share=share, convention=convention)
    assert found.n == TRIED[case][convention][0]


@pytest.mark.parametrize("within", [1, 4])
def test_no_smaller_sample_for_a_mean_is_found_by_trying_each(within):
    assert sample_size_for_mean(300, within=within, sd=10).n == R[f"mean {within}"]["n"][0]


@given(st.integers(2, 5000), st.floats(0.02, 0.3), st.floats(0.05, 0.95), st.floats(0.5, 3))
def test_the_answers_needed_reach_the_precision_and_one_less_does_not(population, within, share, design_effect):
    wish = {"share": share, "design_effect": design_effect}
    needed = sample_size(population, within=within, **wish).n
    assert achieved_half_width(needed, population, **wish).value <= within * (1 + 1e-6)
    if needed > 1:
        assert achieved_half_width(needed - 1, population, **wish).value > within * (1 - 1e-6)


@given(st.integers(4, 5000), st.integers(30, 100))
def test_of_the_invited_enough_answer_or_everybody_is_invited(population, percent):
    found = sample_size(population, response=percent / 100)
    assert found.invited <= population
    assert found.expected * 100 <= found.invited * percent
    assert found.enough or found.invited == population


def test_a_response_is_taken_as_the_decimal_it_is():
    # 66 / 0.55 is 120; in binary fractions 66 * 1 / 0.55 may come out a little above.
    assert sample_size(200, response=0.55).invited == 120


def test_nothing_is_left_to_estimate_when_everybody_answers():
    assert achieved_half_width(40, 40).value == 0
    assert str(achieved_half_width(40, 40).say()) == "Everybody answers (n 40), so nothing is estimated: it is known."
    assert achieved_half_width(1, 1).value == 0


def test_it_says_how_many_to_invite():
    assert str(sample_size(400, response=0.6).say()) == (
        "Invite 130 to get answers from 78: that tells a share to within 10 points either way, 95 times in 100."
    )
    assert str(sample_size_for_mean(None, within=2.5, sd=10).say()) == (
        "Invite 62 to get answers from 62: that tells a mean to within 2.5 either way, 95 times in 100."
    )


def test_it_says_when_even_everybody_is_not_enough():
    few = sample_size(60, response=0.25)
    assert (few.n, few.invited, few.expected, few.enough) == (38, 60, 15, False)
    assert str(few.say()) == (
        "Even with everybody invited (60), answers are to be hoped for from 15 only, not from 38 as needed: that "
        "tells a share to within 22.1 points either way, not 10."
    )
    mean = sample_size_for_mean(60, within=1, sd=10, response=0.5)
    assert str(mean.say()) == (
        "Even with everybody invited (60), answers are to be hoped for from 30 only, not from 52 as needed: that "
        "tells a mean to within 2.53 either way, not 1."
    )


def test_what_was_achieved_says_itself():
    told = "Answers from 78 tell a share to within 10 points either way, 95 times in 100."
    assert str(achieved_half_width(78, 400).say()) == told
    told = "Answers from 169 tell a mean to within 0.996 either way, 95 times in 100."
    assert str(achieved_half_width_of_mean(169, 300, sd=10).say()) == told


REFUSED = [
    ((400,), {"within": 0}, NotAShare),
    ((400,), {"within": 1}, NotAShare),
    ((400,), {"share": 0}, NotAShare),
    ((400,), {"share": 1.2}, NotAShare),
    ((400,), {"share": NAN}, NotAShare),
    ((400,), {"response": 0}, NotAShare),
    ((400,), {"response": 1.1}, NotAShare),
    ((400,), {"confidence": 95}, NotALevel),
    ((0,), {}, Empty),
    ((-1,), {}, NotACount),
]


@pytest.mark.parametrize(("given", "wish", "refusal"), REFUSED, ids=str)
def test_wishes_that_cannot_be_are_refused(given, wish, refusal):
    with pytest.raises(refusal):
        sample_size(*given, **wish)


def test_wishes_for_a_mean_that_cannot_be_are_refused():
    with pytest.raises(Refused, match="precision must be a number above 0"):
        sample_size_for_mean(300, within=0, sd=10)
    with pytest.raises(Refused, match="How much people differ"):
        sample_size_for_mean(300, within=1, sd=NAN)
    with pytest.raises(Refused, match="design effect"):
        sample_size(300, design_effect=0)


def test_more_answers_than_people_are_refused_and_so_are_none():
    with pytest.raises(PopulationTooSmall):
        achieved_half_width(401, 400)
    with pytest.raises(Empty):
        achieved_half_width(0, 400)


def test_a_population_in_which_nobody_is_likely_to_answer_is_refused():
    with pytest.raises(Refused) as refusal:
        sample_size(3, response=0.3)
    assert str(refusal.value) == "Of 3 invited, nobody is likely to answer."
