"""Compare: how well items hang together.

Shrout & Fleiss 1979 (doi:10.1037/0033-2909.86.2.420), Table 2: ICC(3,4) of these ratings is .91, which is alpha;
the R package psych prints its interval, the same F inversion, as 0.676 to 0.99 with F(5, 15) = 11.0. psych's own alpha
with Feldt's interval (bench/r/scales.R) is the reference for thirty departments, and for nine and three ability tests.
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r
from hypothesis import given, settings
from hypothesis import strategies as st
from rated import JUDGES as SHROUT_FLEISS
from rated import NAN

from gavn.compare.pure.methods.alpha import alpha, alpha_from_sums
from gavn.compare.pure.refusals import NotALevel, NoWidth, TooFew, Unequal
from gavn.kernel.errors import Refused

R = from_r("scales")
moves = st.lists(st.integers(-50, 50), min_size=4, max_size=4)


def test_the_published_coefficient_and_interval_come_out():
    found = alpha(SHROUT_FLEISS)
    assert found.estimate.value == pytest.approx(0.91, abs=0.005)
    assert 1 / (1 - found.estimate.value) == pytest.approx(11.0, abs=0.05)
    assert (found.estimate.low, found.estimate.high) == (pytest.approx(0.676, abs=5e-4), pytest.approx(0.99, abs=0.005))


@pytest.mark.parametrize(("case", "items"), [("attitude", 7), ("holzinger", 9), ("visual", 3)])
def test_alpha_and_feldts_interval_are_those_of_psych(case, items):
    n = int(R[case]["n"][0])
    varying = np.array([R[case][f"covariance {row}"] for row in range(1, items + 1)])
    found = alpha_from_sums(n, np.zeros(items), varying * (n - 1)).estimate
    assert [found.value, found.low, found.high] == [pytest.approx(number, abs=1e-9) for number in R[case]["alpha"]]


def test_departments_answers_give_what_psych_gives():
    columns = ("rating", "complaints", "privileges", "learning", "raises", "critical", "advance")
    found = alpha(np.array([R["attitude"][column] for column in columns]).T).estimate
    assert [found.value, found.low, found.high] == [
        pytest.approx(number, abs=1e-9) for number in R["attitude"]["alpha"]
    ]


def test_incomplete_answers_are_missing():
    found = alpha([*SHROUT_FLEISS, [1, NAN, 2, 3], [NAN] * 4], missing=1)
    assert (found.n, found.missing, found.items) == (6, 3, 4)
    assert found.estimate.value == alpha(SHROUT_FLEISS).estimate.value


def test_sums_and_rows_agree():
    rows = np.array(SHROUT_FLEISS, dtype=float)
    found = alpha_from_sums(6, rows.sum(axis=0), rows.T @ rows, missing=2)
    assert found.estimate.value == pytest.approx(alpha(SHROUT_FLEISS).estimate.value)
    assert (found.estimate.low, found.missing) == (pytest.approx(0.676, abs=5e-4), 2)


def test_it_says_alpha_items_n_and_missing():
    assert str(alpha(SHROUT_FLEISS, missing=2).say()) == (
        "Alpha 0.91 (between 0.68 and 0.99) over 4 items (n 6 complete, 2 missing)."
    )


@settings(deadline=None)
@given(moves, st.permutations(range(4)))
def test_moving_or_reordering_items_changes_nothing(shift, order):
    moved = (np.array(SHROUT_FLEISS) + shift)[:, list(order)]
    assert alpha(moved).estimate.value == pytest.approx(alpha(SHROUT_FLEISS).estimate.value)


def test_an_item_the_other_way_round_lowers_alpha():
    turned = [[10 - first, *others] for first, *others in SHROUT_FLEISS]
    assert alpha(turned).estimate.value < alpha(SHROUT_FLEISS).estimate.value - 0.3


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        ([[1, 2], [2, 3]], TooFew),
        ([[NAN, 2], [2, NAN], [NAN, NAN]], TooFew),
        ([[1, 1], [2, 2], [4, 4]], NoWidth),
    ],
)
def test_what_alpha_cannot_be_told_of_is_refused_by_name(rows, refusal):
    with pytest.raises(refusal):
        alpha(rows)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([1, 2, 3], "table"),
        ([[1], [2], [3]], "at least two items"),
        ([[1, 3], [2, 2], [3, 1]], "does not differ"),
        ([[2, 2], [2, 2], [2, 2]], "does not differ"),
    ],
)
def test_what_alpha_cannot_be_told_of_is_refused(rows, why):
    with pytest.raises(Refused, match=why):
        alpha(rows)


def test_sums_of_products_must_match_the_items():
    with pytest.raises(Unequal):
        alpha_from_sums(5, [1, 2, 3], [[1, 2], [2, 1]])


def test_a_confidence_of_a_hundred_per_cent_is_refused():
    with pytest.raises(NotALevel):
        alpha(SHROUT_FLEISS, confidence=1.0)
