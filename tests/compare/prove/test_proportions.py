"""Compare: over many seeded samples, intervals of shares and ratios hold the truth as often as they promise.

Exact intervals never fall below their promise but for the noise of the simulation; Wilson's and Byar's keep it on
average.
"""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from gavn.compare.pure.methods.observed_expected import observed_expected_from_sums
from gavn.compare.pure.methods.sample_size import sample_size, sample_size_for_mean
from gavn.compare.pure.methods.share import share
from gavn.compare.pure.methods.share_difference import share_difference
from gavn.compare.pure.methods.share_exact import share_exact
from gavn.compare.pure.methods.share_finite import share_finite
from gavn.compare.pure.methods.share_finite_wilson import share_finite_wilson

pytestmark = pytest.mark.prove
ROUNDS = 40_000
# Three standard errors of a simulated coverage of 95 %.
NOISE = 3 * sqrt(0.95 * 0.05 / ROUNDS)


def held(found, seen, truth):
    """How many of the rounds have the truth in their interval; one interval for each count that can be seen."""
    low, high = (np.array([getattr(one, end) for one in found]) for end in ("low", "high"))
    return int(((low[seen] - 1e-12 <= truth) & (truth <= high[seen] + 1e-12)).sum())


@pytest.mark.parametrize(("n", "p"), [(12, 0.5), (20, 0.1), (20, 0.9), (50, 0.3), (263, 0.31)])
@pytest.mark.parametrize(("method", "least"), [(share, 0.925), (share_exact, 0.95 - NOISE)])
def test_intervals_of_a_share(covers, method, least, n, p):
    seen = np.random.default_rng(1927).binomial(n, p, ROUNDS)
    hits = held([method(x, n) for x in range(n + 1)], seen, p)
    covers(method=method.__name__, nominal=0.95, hits=hits, rounds=ROUNDS, what=f"n {n}, p {p}", least=least)


@pytest.mark.parametrize(("method", "least"), [(share, 0.945), (share_exact, 0.95 - NOISE)])
def test_intervals_of_a_share_on_average_over_all_shares(covers, method, least):
    rng = np.random.default_rng(1934)
    p = rng.uniform(size=ROUNDS)
    hits = held([method(x, 20) for x in range(21)], rng.binomial(20, p), p)
    covers(method=method.__name__, nominal=0.95, hits=hits, rounds=ROUNDS, what="n 20, p anywhere", least=least)


def test_wilsons_interval_falls_short_close_to_nothing_and_says_so_on_its_page(covers):
    seen = np.random.default_rng(1927).binomial(50, 0.0035, ROUNDS)
    hits = held([share(x, 50) for x in range(51)], seen, 0.0035)
    covers(method="share", nominal=0.95, hits=hits, rounds=ROUNDS, what="n 50, p 0.0035 (the worst)", least=0.83)
    assert hits / ROUNDS < 0.9


@pytest.mark.parametrize(("population", "n", "such"), [(40, 15, 4), (60, 55, 30), (300, 100, 135), (300, 100, 6)])
@pytest.mark.parametrize(("method", "least"), [(share_finite, 0.95 - NOISE), (share_finite_wilson, 0.92)])
def test_intervals_of_a_share_in_a_small_population(covers, method, least, population, n, such):
    seen = np.random.default_rng(2015).hypergeometric(such, population - such, n, ROUNDS)
    hits = held([method(x, n, population) for x in range(n + 1)], seen, such / population)
    what = f"{n} of {population}, {such} of them such"
    covers(method=method.__name__, nominal=0.95, hits=hits, rounds=ROUNDS, what=what, least=least)


@pytest.mark.parametrize(("n", "p"), [((70, 80), (0.8, 0.6)), ((20, 20), (0.5, 0.5)), ((12, 40), (0.9, 0.5))])
def test_the_interval_of_a_difference(covers, n, p):
    rng = np.random.default_rng(1998)
    one, other = (rng.binomial(size, chance, ROUNDS) for size, chance in zip(n, p, strict=True))
    later, earlier = ([share(x, size) for x in range(size + 1)] for size in n)
    found = [share_difference(a, b) for a in later for b in earlier]
    hits = held(found, one * len(earlier) + other, p[0] - p[1])
    what = f"n {n[0]} and {n[1]}, p {p[0]} and {p[1]}"
    covers(method="share_difference", nominal=0.95, hits=hits, rounds=ROUNDS, what=what, least=0.93)


@pytest.mark.parametrize("truth", [0.5, 3.3, 9.6, 40.0])
@pytest.mark.parametrize(("which", "least"), [("exact", 0.95 - NOISE), ("byar", 0.94)])
def test_intervals_of_observed_over_expected(covers, which, least, truth):
    expected = 8.0
    seen = np.random.default_rng(1936).poisson(truth, ROUNDS)
    found = [observed_expected_from_sums(o, expected, n=1000) for o in range(seen.max() + 1)]
    hits = held([getattr(one, which) for one in found], seen, truth / expected)
    what = f"{which}, {truth} events a year"
    covers(method="observed_expected", nominal=0.95, hits=hits, rounds=ROUNDS, what=what, least=least)


@pytest.mark.parametrize("population", [100, 200, 400, 1000])
@pytest.mark.parametrize("p", [0.5, 0.3])
def test_a_sample_of_that_size_tells_a_share_as_closely_as_promised(covers, population, p):
    n, such = sample_size(population, share=p).n, round(p * population)
    seen = np.random.default_rng(1977).hypergeometric(such, population - such, n, ROUNDS)
    hits = int((np.abs(seen / n - p) <= 0.1 + 1e-12).sum())
    what = f"{n} of {population}, within 10 points of {p}"
    covers(method="sample_size", nominal=0.95, hits=hits, rounds=ROUNDS, what=what, least=0.94)


def test_a_sample_of_that_size_tells_a_mean_as_closely_as_promised(covers):
    rng, rounds = np.random.default_rng(430), 4000
    people = rng.normal(19, 9.25, 430)
    n = sample_size_for_mean(430, within=1.9, sd=float(people.std(ddof=1))).n
    drawn = np.argpartition(rng.random((rounds, 430)), n, axis=1)[:, :n]
    hits = int((np.abs(people[drawn].mean(axis=1) - people.mean()) <= 1.9).sum())
    what = f"mean of {n} of 430, within 1.9"
    covers(method="sample_size", nominal=0.95, hits=hits, rounds=rounds, what=what, least=0.94)
