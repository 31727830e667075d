"""Compare: least squares and logistic regression.

Independent implementation: statsmodels (OLS, WLS, GLM Binomial), on data drawn with a fixed seed and on two small
published tables: Longley 1967 (NIST's certified values, which are hard to reach) and the beetles of Bliss 1935.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gavn.compare.pure.fits import LinearSums, linear_fit, linear_fit_from_sums, logistic_fit
from gavn.compare.pure.refusals import Collinear, Constant, NotACount, NotConverged, Separated, TooFew, Unequal
from gavn.kernel.errors import Refused

LONGLEY = [
    (60323, 83.0, 234289, 2356, 1590, 107608, 1947),
    (61122, 88.5, 259426, 2325, 1456, 108632, 1948),
    (60171, 88.2, 258054, 3682, 1616, 109773, 1949),
    (61187, 89.5, 284599, 3351, 1650, 110929, 1950),
    (63221, 96.2, 328975, 2099, 3099, 112075, 1951),
    (63639, 98.1, 346999, 1932, 3594, 113270, 1952),
    (64989, 99.0, 365385, 1870, 3547, 115094, 1953),
    (63761, 100.0, 363112, 3578, 3350, 116219, 1954),
    (66019, 101.2, 397469, 2904, 3048, 117388, 1955),
    (67857, 104.6, 419180, 2822, 2857, 118734, 1956),
    (68169, 108.4, 442769, 2936, 2798, 120445, 1957),
    (66513, 110.8, 444546, 4681, 2637, 121950, 1958),
    (68655, 112.6, 482704, 3813, 2552, 123366, 1959),
    (69564, 114.2, 502601, 3931, 2514, 125368, 1960),
    (69331, 115.7, 518173, 4806, 2572, 127852, 1961),
    (70551, 116.9, 554894, 4007, 2827, 130081, 1962),
]
DOSE = [1.6907, 1.7242, 1.7552, 1.7842, 1.8113, 1.8369, 1.8610, 1.8839]
KILLED, BEETLES = [6, 13, 18, 28, 52, 53, 61, 60], [59, 60, 62, 56, 63, 59, 62, 60]


def made(seed: int, people: int = 60) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    x = np.column_stack([np.ones(people), rng.normal(size=people), rng.integers(0, 2, people)])
    y = 50 + x @ [1.0, 2.0, -1.0] + rng.normal(size=people)
    return x, y, rng.uniform(0.5, 3, people)


def sums_of(x, y, weights, origin=50.0) -> LinearSums:
    moved = y - origin
    return LinearSums(
        len(y), x.T @ (x * weights[:, None]), x.T @ (weights * moved), float(weights @ moved**2), np.log(weights).sum()
    )


def test_longleys_certified_values_come_out_with_the_columns_moved_near_0():
    rows = np.array(LONGLEY)
    x = rows[:, 1:] - rows[:, 1:].round().mean(axis=0)
    found = linear_fit(np.column_stack([np.ones(16), x]), rows[:, 0])
    certified = [15.0618722713733, -0.358191792925910e-1, -2.02022980381683, -1.03322686717359, -0.511041056535807e-1]
    assert found.coefficients[1:6] == pytest.approx(certified, rel=1e-9)
    assert found.coefficients[6] == pytest.approx(1829.15146461355, rel=1e-9)
    assert np.sqrt(found.covariance[6, 6]) == pytest.approx(455.478499142212, rel=1e-9)
    assert np.sqrt(found.residual_squares / found.freedom) == pytest.approx(304.854073561965, rel=1e-9)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_weighted_least_squares_are_those_of_statsmodels(seed):
    import statsmodels.api as sm

    x, y, weights = made(seed)
    found, reference = linear_fit(x, y, weights), sm.WLS(y, x, weights).fit()
    assert found.coefficients == pytest.approx(reference.params, rel=1e-9)
    assert found.covariance == pytest.approx(reference.cov_params(), rel=1e-9)
    assert found.log_likelihood == pytest.approx(reference.llf, rel=1e-9)
    assert (found.residual_squares, found.freedom) == (pytest.approx(reference.ssr), reference.df_resid)
    assert found.predicted(x[:3]) == pytest.approx(reference.predict(x[:3]))


@given(st.integers(0, 10**6), st.booleans())
def test_sums_say_the_same_as_rows(seed, weighted):
    x, y, weights = made(seed)
    weights = weights if weighted else np.ones(len(y))
    rows, sums = linear_fit(x, y - 50, weights), linear_fit_from_sums(sums_of(x, y, weights))
    assert sums.coefficients == pytest.approx(rows.coefficients, rel=1e-9, abs=1e-9)
    assert sums.covariance == pytest.approx(rows.covariance, rel=1e-9, abs=1e-12)
    assert sums.log_likelihood == pytest.approx(rows.log_likelihood, rel=1e-9)


def test_the_beetles_of_bliss_come_out_as_statsmodels_says():
    import statsmodels.api as sm

    x = np.column_stack([np.ones(8), DOSE])
    reference = sm.GLM(np.column_stack([KILLED, np.subtract(BEETLES, KILLED)]), x, sm.families.Binomial()).fit()
    found = logistic_fit(x, KILLED, BEETLES)
    assert found.coefficients == pytest.approx([-60.72, 34.27], abs=5e-3)  # Dobson 1990, table 8.4
    assert found.coefficients == pytest.approx(reference.params, rel=1e-7)
    assert found.covariance == pytest.approx(reference.cov_params(), rel=1e-6)
    assert (found.n, found.freedom) == (481, 479)


@given(st.integers(0, 10**6))
def test_people_one_by_one_say_the_same_as_their_groups(seed):
    rng = np.random.default_rng(seed)
    x = np.array([[1, a, b] for a in (0, 1) for b in (0, 1)], dtype=float)
    trials = rng.integers(8, 20, 4)
    yes = np.array([rng.integers(2, of - 1) for of in trials])
    people = np.repeat(x, trials, axis=0)
    outcome = np.concatenate([np.arange(of) < count for count, of in zip(yes, trials, strict=True)])
    groups, single = logistic_fit(x, yes, trials), logistic_fit(people, outcome, np.ones(len(outcome)))
    assert single.coefficients == pytest.approx(groups.coefficients, rel=1e-6, abs=1e-8)
    assert single.log_likelihood == pytest.approx(groups.log_likelihood, rel=1e-9)
    assert trials @ groups.predicted(x) == pytest.approx(yes.sum())


def test_a_group_of_nobody_adds_nothing():
    with_nobody = logistic_fit([[1, 0], [1, 1], [1, 5]], [20, 30, 0], [100, 50, 0])
    assert with_nobody.coefficients == pytest.approx(logistic_fit([[1, 0], [1, 1]], [20, 30], [100, 50]).coefficients)


def test_a_steep_but_overlapping_trait_is_no_separation():
    x = np.column_stack([np.ones(7), [-9, -8, -1, 0, 1, 8, 30]])
    found = logistic_fit(x, [0, 0, 0, 1, 0, 1, 1], np.ones(7))
    assert np.abs(x @ found.coefficients).max() > 10


ROWS = [[1, 0], [1, 1], [1, 2], [1, 3]]


@pytest.mark.parametrize(
    "successes",
    [
        [0, 0, 9, 9],  # complete
        [0, 0, 3, 9],  # all but the group between: the slope still has no end
        [9, 9, 9, 9],
        [0, 0, 0, 0],
    ],
)
def test_separation_is_refused(successes):
    with pytest.raises(Separated, match="same outcome"):
        logistic_fit(ROWS, successes, [9, 9, 9, 9])


def test_groups_in_which_all_or_none_have_it_are_no_separation_as_long_as_others_cross_over():
    assert logistic_fit(ROWS, [0, 1, 3, 9], [9, 9, 9, 9]).coefficients[1] > 0


def test_a_single_group_in_which_nobody_has_it_is_refused():
    with pytest.raises(Separated):
        logistic_fit([[1, 0, 0], [1, 1, 0], [1, 0, 1]], [4, 5, 0], [9, 9, 9])


def test_a_search_without_end_is_refused(monkeypatch):
    monkeypatch.setattr("gavn.compare.pure.fits.ROUNDS", 2)
    with pytest.raises(NotConverged, match="2 rounds"):
        logistic_fit(np.column_stack([np.ones(8), DOSE]), KILLED, BEETLES)


@pytest.mark.parametrize(
    ("x", "y", "weights", "refusal"),
    [
        ([[1, 2], [1, 2], [1, 2]], [1, 2, 4], None, Collinear),
        ([[1, 0], [1, 0], [1, 0]], [1, 2, 4], None, Collinear),
        ([[1, 0], [1, 1], [1, 2]], [1, 2, 3], None, Constant),
        ([[1, 0], [1, 1]], [1, 2], None, TooFew),
        ([[1, 0], [1, 1]], [1, 2, 3], None, Unequal),
        ([[1], [1], [1]], [1, 2, 4], [1, 2], Unequal),
        ([[1], [1], [1]], [1, 2, 4], [1, 2, 0], Refused),
        ([[1], [1], [1]], [1, 2, 4], [1, 2, float("inf")], Refused),
        ([[1], [1], [1]], [1, 2, float("nan")], None, Refused),
        ([1, 1, 1], [1, 2, 3], None, Refused),
        ([[], [], []], [1, 2, 3], None, Refused),
    ],
)
def test_what_least_squares_cannot_fit_is_refused(x, y, weights, refusal):
    with pytest.raises(refusal):
        linear_fit(x, y, weights)


@pytest.mark.parametrize(
    ("sums", "refusal"),
    [
        (LinearSums(9, np.ones((2, 2)), np.ones(2), 5.0), Collinear),
        (LinearSums(9, np.ones((2, 2)), np.ones(3), 5.0), Unequal),
        (LinearSums(1, np.ones((1, 1)), np.ones(1), 5.0), TooFew),
        (LinearSums(3, np.array([[3.0]]), np.array([3.0]), 3.0), Constant),
        (LinearSums(9, np.ones((1, 1)), np.ones(1), float("nan")), Refused),
    ],
)
def test_what_sums_do_not_tell_is_refused(sums, refusal):
    with pytest.raises(refusal):
        linear_fit_from_sums(sums)


@pytest.mark.parametrize(
    ("x", "yes", "of", "refusal"),
    [
        (ROWS, [1, 2, 3, 4], [9, 9, 9], Unequal),
        (ROWS, [1, 2, 3, 10], [9, 9, 9, 9], NotACount),
        (ROWS, [1, 2, 3, -1], [9, 9, 9, 9], NotACount),
        (ROWS, [1, 2, 3, 4], [9, 9, 9, float("inf")], NotACount),
        (ROWS[:2], [0, 1], [1, 1], TooFew),
        ([[1, 2]] * 4, [1, 2, 3, 4], [9, 9, 9, 9], Collinear),
    ],
)
def test_what_is_no_table_of_outcomes_is_refused(x, yes, of, refusal):
    with pytest.raises(refusal):
        logistic_fit(x, yes, of)
