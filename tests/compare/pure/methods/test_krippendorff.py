"""Compare: agreement of any number of raters, on any level, with ratings missing.

Krippendorff 2011 (Computing Krippendorff's Alpha-Reliability), four observers and twelve units with values missing:
.743 nominal, .815 ordinal, .849 interval, .797 ratio. Three coders of fifteen units (the example that his method is
commonly taught by): .691 nominal, .811 interval. Gwet's irrCAC prints .4204384 for six psychiatrists.
bench/r/agreement.R computes all four levels, and an interval, from the definition, pair by pair.
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r
from hypothesis import given
from hypothesis import strategies as st
from rated import FOUR_RATERS, NAN, PATIENTS, close, placings, told

from gavn.compare.pure.methods.krippendorff import (
    krippendorff,
    krippendorff_from_coincidences,
    krippendorff_from_counts,
)
from gavn.compare.pure.refusals import ChanceAlone, NotALevel, NoWidth, TooFew, Unequal
from gavn.kernel.errors import Refused

R = from_r("agreement")
LEVELS = ["nominal", "ordinal", "interval", "ratio"]
THREE_CODERS = np.array(
    [
        [NAN, NAN, NAN, NAN, NAN, 3, 4, 1, 2, 1, 1, 3, 3, NAN, 3],
        [1, NAN, 2, 1, 3, 3, 4, 3, NAN, NAN, NAN, NAN, NAN, NAN, NAN],
        [NAN, NAN, 2, 1, 3, 4, 4, NAN, 2, 1, 1, 3, 3, NAN, 4],
    ]
).T
UNEVEN = np.array([[0, 2, 7, 10, 4, NAN, 3, 8], [1, 2, 5, 10, NAN, 6, 3, 9], [0, NAN, 8, 9, 4, 6, 1, NAN]]).T


def coincidences(counts):
    """How often each two values meet within a case, each case weighing by its number of ratings less one."""
    counts = np.array([row for row in counts if sum(row) > 1], dtype=float)
    raters = counts.sum(axis=1)
    pairs = np.einsum("ij,ik->ijk", counts, counts) - np.einsum("ij,jk->ijk", counts, np.eye(counts.shape[1]))
    return (pairs / (raters - 1)[:, None, None]).sum(axis=0)


def counts_of(ratings, values):
    return [[sum(given == value for given in row) for value in values] for row in ratings]


@pytest.mark.parametrize(("level", "published"), [*zip(LEVELS, [0.743, 0.815, 0.849, 0.797], strict=True)])
def test_krippendorffs_own_figures_come_out(level, published):
    found = krippendorff(FOUR_RATERS, level=level)
    assert (found.value, found.n, found.missing) == (pytest.approx(published, abs=5e-4), 11, 1)


@pytest.mark.parametrize(("level", "published"), [("nominal", 0.691), ("interval", 0.811)])
def test_three_coders_agree_as_published(level, published):
    assert krippendorff(THREE_CODERS, level=level).value == pytest.approx(published, abs=5e-4)


def test_the_psychiatrists_agree_as_published():
    assert krippendorff_from_counts(range(5), PATIENTS[:15]).value == pytest.approx(0.4204384, abs=5e-8)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("case", "ratings"), [("published", FOUR_RATERS), ("uneven", UNEVEN)])
def test_each_level_gives_what_the_definition_gives_in_r(case, ratings, level):
    assert krippendorff(ratings, level=level).value == pytest.approx(R[case][level][0], rel=1e-9)


def test_the_interval_is_that_of_cases_drawn_one_by_one_in_r():
    low, high = R["published"]["interval, resampled"]
    found = krippendorff(FOUR_RATERS, level="interval", rounds=4000)
    assert (found.low, found.high) == (pytest.approx(low, abs=0.03), pytest.approx(high, abs=0.03))


@pytest.mark.parametrize("level", LEVELS)
@given(ratings=placings)
def test_ratings_counts_and_coincidences_agree(level, ratings):
    counts = counts_of(ratings, (1, 2, 3))
    ours = told(krippendorff, ratings, level=level, rounds=50)
    kinds, times = np.unique(np.array(counts), axis=0, return_counts=True)
    assert told(krippendorff_from_counts, (1, 2, 3), kinds, times=times, level=level, rounds=50) == ours
    if isinstance(ours, list):
        assert krippendorff_from_coincidences((1, 2, 3), coincidences(counts), level=level) == ours[0]


@given(placings, st.permutations([1, 2, 3]), st.permutations(range(4)))
def test_other_names_and_another_order_of_raters_change_nothing(ratings, names, order):
    renamed = [[names[row[rater] - 1] for rater in order] for row in ratings]
    try:
        assert krippendorff(renamed, rounds=50).value == pytest.approx(krippendorff(ratings, rounds=50).value)
    except Refused as refused:
        with pytest.raises(type(refused)):
            krippendorff(ratings, rounds=50)


@given(placings, st.integers(-5, 5), st.sampled_from([0.5, 2, 10]))
def test_another_origin_and_unit_change_nothing_on_an_interval_scale(ratings, shift, unit):
    moved = np.array(ratings) * unit + shift
    assert told(krippendorff, moved, level="interval", rounds=50) == told(
        krippendorff, ratings, level="interval", rounds=50
    )


@given(placings, st.randoms(use_true_random=False))
def test_the_order_of_cases_changes_nothing_not_even_the_interval(ratings, chance):
    mixed = list(ratings)
    chance.shuffle(mixed)
    assert told(krippendorff, mixed, rounds=50) == told(krippendorff, ratings, rounds=50)


def test_the_same_seed_gives_the_same_interval_and_another_seed_another():
    assert krippendorff(FOUR_RATERS, seed=3) == krippendorff(FOUR_RATERS, seed=3)
    assert krippendorff(FOUR_RATERS, seed=3).low != krippendorff(FOUR_RATERS, seed=4).low


def test_it_says_alpha_n_and_missing():
    assert str(krippendorff(FOUR_RATERS).say()) == (
        "Krippendorff's alpha 0.74 (between 0.43 and 1.0): 1 is full agreement, 0 what chance gives (n 11 rated at "
        "least twice, 1 not)."
    )


@pytest.mark.parametrize(
    ("ratings", "refusal"),
    [
        ([[1, 1], [1, 1], [1, NAN]], ChanceAlone),
        ([[1, 1], [2, 2], [3, 3], [1, 1], [2, 2], [3, 3]], NoWidth),
        ([[1, 2], [1, NAN], [NAN, 2]], TooFew),
    ],
)
def test_what_has_no_alpha_is_refused_by_name(ratings, refusal):
    with pytest.raises(refusal):
        krippendorff(ratings)


def test_one_case_that_differs_is_too_little_to_tell_how_sure_it_is():
    with pytest.raises(Refused, match="leaves only one value"):
        krippendorff([[1, 1]] * 20 + [[1, 2]])


@pytest.mark.parametrize(
    ("ratings", "options", "why"),
    [
        ([[1, -2], [2, 2], [1, 1]], {"level": "ratio"}, "from 0 up"),
        ([[1, 2], [2, 2], [1, 1]], {"level": "cardinal"}, "nominal, ordinal, interval or ratio"),
    ],
)
def test_a_level_that_does_not_fit_is_refused(ratings, options, why):
    with pytest.raises(Refused, match=why):
        krippendorff(ratings, **options)


def test_a_confidence_of_a_hundred_per_cent_is_refused():
    with pytest.raises(NotALevel):
        krippendorff(FOUR_RATERS, confidence=1)


@pytest.mark.parametrize(
    ("values", "pairs", "refusal"),
    [
        ([1, 2, 3], [[1, 1], [1, 1]], Unequal),
        ([1, 2], [[1, 1, 1], [1, 1, 1]], Unequal),
        ([1, 2], [[4, 0], [0, 0]], ChanceAlone),
    ],
)
def test_coincidences_that_tell_nothing_are_refused_by_name(values, pairs, refusal):
    with pytest.raises(refusal):
        krippendorff_from_coincidences(values, pairs)


def test_values_out_of_order_are_refused():
    with pytest.raises(Refused, match="rising order"):
        krippendorff_from_counts([2, 1], [[1, 1], [2, 0]])


def test_nothing_between_zeros_is_no_distance():
    assert krippendorff_from_coincidences([0, 4], [[2, 1], [1, 2]], level="ratio") == close(1 - 5 * 2 / 18)[0]
