"""Compare: agreement of raters where one category is by far the commonest.

Gwet's R package irrCAC prints AC1 .8493305 with error .04321747 (.764 to .935) for two abstractors of a hundred files,
.4448007 with error .08418757 (.264 to .625) for six psychiatrists and fifteen patients of Fleiss 1971, and .77544 with
error .14295 (.461 to 1) for four raters with ratings missing. Feinstein & Cicchetti 1990
(doi:10.1016/0895-4356(90)90158-L) have the tables in which kappa falls though raters agree.
"""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rated import FOUR_RATERS, PATIENTS, error, placings, told

from gavn.compare.pure.methods.ac1 import ac1, ac1_from_counts
from gavn.compare.pure.methods.kappa import kappa_from_counts
from gavn.compare.pure.refusals import ChanceAlone, NoWidth, TooFew
from gavn.kernel.errors import Refused


def of_two(counts):
    """Two raters' k x k table as counts by category, with how many cases each row stands for."""
    k = len(counts)
    places = np.eye(k, dtype=int)
    rows = [places[i] + places[j] for i in range(k) for j in range(k)]
    return {"counts": rows, "times": np.ravel(counts)}


def test_the_abstractors_agree_as_published():
    found = ac1_from_counts(**of_two([[13, 0, 0], [0, 20, 7], [0, 4, 56]]))
    assert found.value == pytest.approx(0.8493305, abs=5e-8)
    # For a table of two raters the package divides by n, for raw ratings by n - 1, as we always do.
    assert error(found, 100) * sqrt(99 / 100) == pytest.approx(0.04321747, abs=5e-8)
    assert (found.low, found.high) == (pytest.approx(0.764, abs=1e-3), pytest.approx(0.935, abs=1e-3))


def test_the_psychiatrists_agree_as_published():
    found = ac1_from_counts(PATIENTS[:15])
    assert found.value == pytest.approx(0.4448007, abs=5e-8)
    assert error(found, 15) == pytest.approx(0.08418757, abs=5e-9)
    assert (found.low, found.high) == (pytest.approx(0.264, abs=5e-4), pytest.approx(0.625, abs=5e-4))


def test_missing_ratings_are_handled_as_published():
    found = ac1(FOUR_RATERS)
    assert found.value == pytest.approx(0.77544, abs=5e-6)
    assert error(found, 12) == pytest.approx(0.14295, abs=5e-6)
    assert (found.low, found.high, found.n, found.missing) == (pytest.approx(0.461, abs=5e-4), 1.0, 11, 1)


def test_it_stands_where_kappa_falls_though_raters_agree_as_often():
    """Feinstein & Cicchetti's two tables: 85 of 100 the same in both, kappa .70 and .32."""
    even, uneven = [[40, 9], [6, 45]], [[80, 10], [5, 5]]
    assert kappa_from_counts(even).value == pytest.approx(0.70, abs=5e-3)
    assert kappa_from_counts(uneven).value == pytest.approx(0.32, abs=5e-3)
    assert ac1_from_counts(**of_two(even)).value == pytest.approx(0.70, abs=5e-3)
    assert ac1_from_counts(**of_two(uneven)).value == pytest.approx(0.81, abs=5e-3)


@given(placings)
def test_ratings_and_counts_agree(ratings):
    counts = [[row.count(code) for code in (1, 2, 3)] for row in ratings]
    assert told(ac1, ratings, categories=[1, 2, 3]) == told(ac1_from_counts, counts)


@given(placings, st.permutations([1, 2, 3]), st.randoms(use_true_random=False))
def test_other_names_and_another_order_of_cases_change_nothing(ratings, names, chance):
    renamed = [[names[code - 1] for code in row] for row in ratings]
    chance.shuffle(renamed)
    assert told(ac1, renamed, categories=[1, 2, 3]) == told(ac1, ratings, categories=[1, 2, 3])


def test_a_category_nobody_chose_makes_chance_smaller():
    assert ac1(FOUR_RATERS, categories=range(1, 8)).by_chance < ac1(FOUR_RATERS).by_chance


def test_it_says_its_name_n_and_missing():
    assert str(ac1(FOUR_RATERS).say()).startswith("AC1 0.78 (between 0.46 and 1.0): two ratings of the same case")


@pytest.mark.parametrize(
    ("counts", "refusal"),
    [
        ([[2], [2], [3]], ChanceAlone),
        ([[2, 0], [2, 0], [2, 0]], NoWidth),
        ([[2, 0], [0, 1], [1, 0]], TooFew),
    ],
)
def test_what_has_no_ac1_is_refused_by_name(counts, refusal):
    with pytest.raises(refusal):
        ac1_from_counts(counts)


def test_a_code_outside_the_categories_is_refused():
    with pytest.raises(Refused, match="none of the categories"):
        ac1(FOUR_RATERS, categories=[1, 2, 3])
