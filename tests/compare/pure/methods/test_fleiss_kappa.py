"""Compare: agreement of several raters beyond chance.

Fleiss 1971 (doi:10.1037/h0031619), Table 1: 30 patients, six psychiatrists each, kappa .430. Gwet's R package irrCAC
prints for its first fifteen .4139265 with error .08119291 (.24 to .588), and for four raters of twelve cases with
ratings missing .76117 with error .15302 (.424 to 1). statsmodels is another implementation of the value.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rated import FOUR_RATERS, NAN, PATIENTS, error, placings, told

from gavn.compare.pure.methods.fleiss_kappa import fleiss_kappa, fleiss_kappa_from_counts
from gavn.compare.pure.refusals import ChanceAlone, Empty, NotACount, NotALevel, NoWidth, TooFew, Unequal
from gavn.kernel.errors import Refused


def test_the_psychiatrists_of_the_first_paper_agree_as_published():
    found = fleiss_kappa_from_counts(PATIENTS)
    assert (found.value, found.observed, found.by_chance) == (
        pytest.approx(0.430, abs=5e-4),
        pytest.approx(0.556, abs=1e-3),  # .5556 from the table; the paper rounds its shares first
        pytest.approx(0.220, abs=5e-4),
    )


def test_value_error_and_interval_are_those_of_irrcac():
    found = fleiss_kappa_from_counts(PATIENTS[:15])
    assert found.value == pytest.approx(0.4139265, abs=5e-8)
    assert error(found, 15) == pytest.approx(0.08119291, abs=5e-9)
    assert (found.low, found.high) == (pytest.approx(0.24, abs=5e-4), pytest.approx(0.588, abs=5e-4))


def test_missing_ratings_are_handled_as_irrcac_does():
    found = fleiss_kappa(FOUR_RATERS)
    assert found.value == pytest.approx(0.76117, abs=5e-6)
    assert error(found, 12) == pytest.approx(0.15302, abs=5e-6)
    assert (found.low, found.high) == (pytest.approx(0.424, abs=5e-4), 1.0)
    assert (found.n, found.missing) == (11, 1)


def test_the_value_is_that_of_statsmodels():
    from statsmodels.stats.inter_rater import fleiss_kappa as theirs

    assert fleiss_kappa_from_counts(PATIENTS).value == pytest.approx(theirs(np.array(PATIENTS)), rel=1e-12)


@given(placings)
def test_ratings_and_counts_agree(ratings):
    counts = [[row.count(code) for code in (1, 2, 3)] for row in ratings]
    assert told(fleiss_kappa, ratings) == told(fleiss_kappa_from_counts, counts)
    kinds, times = np.unique(np.array(counts), axis=0, return_counts=True)
    assert told(fleiss_kappa_from_counts, kinds, times=times) == told(fleiss_kappa_from_counts, counts)


@given(placings, st.permutations([1, 2, 3]), st.permutations(range(4)))
def test_other_names_and_another_order_of_raters_change_nothing(ratings, names, order):
    renamed = [[names[row[rater] - 1] for rater in order] for row in ratings]
    assert told(fleiss_kappa, renamed) == told(fleiss_kappa, ratings)


def test_a_case_nobody_rated_is_missing_and_changes_nothing():
    found = fleiss_kappa([*FOUR_RATERS, [NAN] * 4])
    assert (found.n, found.missing) == (11, 2)
    assert told(fleiss_kappa, [*FOUR_RATERS, [NAN] * 4]) == told(fleiss_kappa, FOUR_RATERS)


def test_it_says_its_name_n_and_missing():
    assert str(fleiss_kappa(FOUR_RATERS).say()) == (
        "Fleiss’ kappa 0.76 (between 0.42 and 1.0): two ratings of the same case agree in 82 %; by chance alone it "
        "would be 24 % (n 11, missing 1)."
    )


@pytest.mark.parametrize(
    ("ratings", "refusal"),
    [
        ([[1, 1], [1, 1], [1, 1]], ChanceAlone),
        ([[1, 1], [2, 2], [2, 2]], NoWidth),
        ([[1, 2], [1, NAN], [NAN, 2]], TooFew),
        ([[NAN, NAN], [NAN, NAN]], Empty),
    ],
)
def test_what_has_no_kappa_is_refused_by_name(ratings, refusal):
    with pytest.raises(refusal):
        fleiss_kappa(ratings)


def test_counts_that_cannot_be_are_refused():
    with pytest.raises(NotACount):
        fleiss_kappa_from_counts([[3, -1], [1, 1]])
    with pytest.raises(Unequal):
        fleiss_kappa_from_counts([[3, 1], [1, 1]], times=[1, 2, 3])
    with pytest.raises(NotALevel):
        fleiss_kappa_from_counts(PATIENTS, confidence=0)


@pytest.mark.parametrize(("ratings", "why"), [([1, 2, 3], "table"), ([[1, float("inf")]], "no number")])
def test_what_is_no_table_of_numbers_is_refused(ratings, why):
    with pytest.raises(Refused, match=why):
        fleiss_kappa(ratings)
