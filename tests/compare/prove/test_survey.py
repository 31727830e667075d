"""Compare: how often survey intervals hold the mean or share of the population that samples were drawn from.

Every round draws anew from one fixed, finite population. The rounds of a design are the domains of one table of sums,
so that all are worked out at once, by the code that works out a report.
"""

from __future__ import annotations

import numpy as np
import pytest

from gavn.compare.pure.methods.raked import raked
from gavn.compare.pure.methods.weighted_in_classes import weighted_in_classes
from gavn.compare.pure.survey import DesignSums, Sample, limits, linearised, share_limits
from gavn.compare.pure.survey.limits import why_not

pytestmark = pytest.mark.prove
ROUNDS = 4000
SIZES, ASKED = (120, 300, 600, 80), (10, 20, 30, 8)


def population(seed: int) -> list[np.ndarray]:
    """Four strata of skewed values that differ in mean and spread."""
    random = np.random.default_rng(seed)
    return [random.gamma(4, 2 + number, size) + 5 * number for number, size in enumerate(SIZES)]


def draws(random: np.random.Generator, size: int, count: int) -> np.ndarray:
    """Which units each round draws, without returning any."""
    return np.argsort(random.random((ROUNDS, size)), axis=1)[:, :count]


def sums_of_rounds(strata: list[np.ndarray], seed: int) -> DesignSums:
    """The sums of each round and stratum, in each round as many drawn as ``ASKED`` says."""
    random = np.random.default_rng(seed)
    parts = []
    for values, count in zip(strata, ASKED, strict=True):
        weight = values.size / count
        y = values[draws(random, values.size, count)]
        ones = np.ones(ROUNDS)
        sums = [weight * y.sum(1), weight * count * ones, (weight * y**2).sum(1) * weight, weight**2 * count * ones]
        parts.append([count * ones, *sums, weight**2 * y.sum(1), count * ones, values.size * ones, np.arange(ROUNDS)])
    n, y, x, yy, xx, xy, sampled, there, domain = np.concatenate(parts, axis=1)
    return DesignSums(n, n, y, x, yy, xx, xy, sampled=sampled, population=there, domain=domain.astype(int))


def held(bounds, truth: float) -> int:
    low, high = bounds
    return int(((low <= truth + 1e-12) & (truth - 1e-12 <= high)).sum())


@pytest.mark.parametrize("confidence", [0.8, 0.95])
def test_the_stratified_mean(covers, confidence):
    strata = population(1)
    found = linearised(sums_of_rounds(strata, 2))
    assert not why_not(found).any()
    hits = held(limits(found, confidence), np.concatenate(strata).mean())
    covers(
        method="survey_mean", nominal=confidence, hits=hits, rounds=ROUNDS, what="4 strata, 68 of 1100, skewed",
        least=confidence - 0.025,
    )  # fmt: skip


@pytest.mark.parametrize(("share", "least"), [(0.5, 0.93), (0.1, 0.92), (0.03, 0.92)])
@pytest.mark.parametrize("interval", ["logit", "korn_graubard"])
def test_the_stratified_share(covers, share, least, interval):
    random = np.random.default_rng(3)
    strata = [
        (random.random(size) < share * factor).astype(float)
        for size, factor in zip(SIZES, (1, 0.7, 1.2, 1.4), strict=True)
    ]
    found = linearised(sums_of_rounds(strata, 4))
    assert not why_not(found, share=True).any()
    bounds = share_limits(found, 0.95, korn_graubard=interval == "korn_graubard")
    assert (bounds[1] > bounds[0]).all()
    covers(
        method=f"survey_share, {interval}", nominal=0.95, hits=held(bounds, np.concatenate(strata).mean()),
        rounds=ROUNDS, what=f"4 strata, 68 of 1100, about {share:.0%}", least=least,
    )  # fmt: skip


def test_the_mean_of_a_cluster_sample(covers):
    random = np.random.default_rng(5)
    count, there = 20, 150
    sizes = random.integers(5, 30, there)
    level = random.normal(50, 6, there)
    clusters = [random.normal(mean, 10, size) for mean, size in zip(level, sizes, strict=True)]
    totals, weight = np.array([one.sum() for one in clusters]), there / count
    chosen = draws(random, there, count)
    y, x = weight * (totals - 50 * sizes)[chosen], weight * sizes[chosen]
    sums = DesignSums(
        sizes[chosen].sum(1), np.full(ROUNDS, count), y.sum(1), x.sum(1), (y**2).sum(1), (x**2).sum(1), (x * y).sum(1),
        sampled=count, population=there, origin=50.0, domain=np.arange(ROUNDS),
    )  # fmt: skip
    hits = held(limits(linearised(sums)), np.concatenate(clusters).mean())
    covers(method="survey_mean", nominal=0.95, hits=hits, rounds=ROUNDS, what="20 of 150 clusters", least=0.925)


def test_the_raked_mean(covers):
    random = np.random.default_rng(6)
    there, asked, rounds = 2000, 150, 2000
    sex, age = random.integers(0, 2, there), random.integers(0, 3, there)
    values = 40 + 6 * sex + 5 * age + random.gamma(4, 2, there)
    counts = {
        "sex": dict(enumerate(np.bincount(sex).tolist())),
        "age": dict(enumerate(np.bincount(age).tolist())),
    }
    hits, sample = 0, Sample(population=np.full(asked, there))
    for _round in range(rounds):
        drawn = random.choice(there, asked, replace=False)
        found = raked(values[drawn], {"sex": sex[drawn], "age": age[drawn]}, counts, sample)
        hits += found.low <= values.mean() <= found.high
    covers(method="raked", nominal=0.95, hits=hits, rounds=rounds, what="150 of 2000 to sex and age", least=0.93)


@pytest.mark.parametrize(("asked", "least"), [(60, 0.93), (200, 0.935), (400, 0.935)])
def test_the_mean_where_some_do_not_answer(covers, asked, least):
    """Classes that differ in what they would answer and in how many do; of 400 people up to all are asked."""
    random = np.random.default_rng(61)
    classes = np.repeat([0, 1], [250, 150])
    values, answers = random.gamma(4, 3, 400) + 10 * classes, np.array([0.8, 0.4])[classes]
    hits, rounds = 0, ROUNDS // 2
    for _ in range(rounds):
        drawn = random.permutation(400)[:asked]
        told = np.where(random.random(asked) < answers[drawn], values[drawn], np.nan)
        found = weighted_in_classes(told, classes[drawn], Sample(population=[400] * asked))
        hits += found.low <= values.mean() <= found.high
    covers(
        method="weighted_in_classes", nominal=0.95, hits=hits, rounds=rounds, what=f"{asked} of 400 asked, two classes",
        least=least,
    )  # fmt: skip
