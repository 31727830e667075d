"""Compare: how often limits and intervals of services hold what they promise."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit

from gavn.compare.pure.methods.case_mix import case_mix
from gavn.compare.pure.methods.funnel import funnel
from gavn.compare.pure.methods.indirect_standardisation import indirect_standardisation_from_counts
from gavn.compare.pure.methods.over_dispersion import over_dispersion
from gavn.compare.pure.methods.random_intercept import random_intercept
from gavn.compare.pure.methods.rank_uncertainty import rank_uncertainty
from gavn.compare.pure.methods.shrinkage import shrinkage

pytestmark = pytest.mark.prove
ROUNDS = 2_000
SERVICES = 60
FUNNELS = [("share", "arcsine"), ("share", "exact"), ("expected", "root"), ("expected", "exact"), ("ratio", "log")]


def counts(rng, kind, ratios, rounds=ROUNDS):
    """Numerators and denominators of services of very different sizes, whose true values are these times the target."""
    sizes = np.round(np.tile(rng.lognormal(4.5, 0.6, SERVICES), (rounds, 1)))
    if kind == "share":
        return rng.binomial(sizes.astype(int), np.clip(0.3 * ratios, 0, 1)), sizes
    return rng.poisson(sizes * ratios), rng.poisson(sizes) if kind == "ratio" else sizes


@pytest.mark.parametrize(("kind", "scale"), FUNNELS)
def test_funnels_where_chance_alone_is_at_work(covers, kind, scale):
    rng = np.random.default_rng(1)
    within = wide = 0
    for numerators, denominators in zip(*counts(rng, kind, np.ones((ROUNDS, SERVICES))), strict=True):
        found = funnel(numerators, denominators, kind=kind, scale=scale)
        within += int((found.outside() == 0).sum())
        wide += int((found.outside(inner=True) == 0).sum())
    rounds = ROUNDS * SERVICES
    covers(method="funnel", nominal=0.998, hits=within, rounds=rounds, what=f"{kind}, {scale}, null", least=0.995)
    covers(method="funnel", nominal=0.95, hits=wide, rounds=rounds, what=f"{kind}, {scale}, null", least=0.94)


@pytest.mark.parametrize("spread", ["none", "multiplicative", "additive"])
def test_funnels_where_services_differ(covers, spread):
    """The limits hold nearly all services only where they hold the spread; pulling in leaves it a little too small."""
    rng = np.random.default_rng(2)
    ratios = rng.lognormal(0, 0.25, (ROUNDS, SERVICES))
    within = sum(
        int((funnel(*row, kind="expected", spread=spread).outside() == 0).sum())
        for row in zip(*counts(rng, "expected", ratios), strict=True)
    )
    least = {"none": 0.0, "multiplicative": 0.95, "additive": 0.97}[spread]
    what = f"expected, root, services differ, {spread}"
    covers(method="funnel", nominal=0.998, hits=within, rounds=ROUNDS * SERVICES, what=what, least=least)


def test_the_share_of_false_names(covers):
    rng = np.random.default_rng(3)
    ratios = np.tile(np.where(np.arange(SERVICES) < 6, 2.0, 1.0), (ROUNDS, 1))
    true = 0.0
    for row in zip(*counts(rng, "expected", ratios), strict=True):
        named = funnel(*row, kind="expected", spread="none").discoveries(0.05) != 0
        true += 1 - named[6:].sum() / max(1, named.sum())
    covers(
        method="funnel (BH)", nominal=0.95, hits=round(true), rounds=ROUNDS, what="of those named, rightly", least=0.94
    )


def test_spread_beyond_chance(covers):
    rng = np.random.default_rng(4)
    hits = 0
    for z in rng.normal(size=(ROUNDS, SERVICES)):
        plain = over_dispersion(z, np.ones(SERVICES), target=0.0).plain
        hits += plain.low <= 1 <= plain.high
    covers(method="over_dispersion", nominal=0.95, hits=hits, rounds=ROUNDS, what="plain phi, null", least=0.94)


@pytest.mark.parametrize("sigma", [0.0, 0.5])
def test_the_spread_of_random_intercepts(covers, sigma):
    rng = np.random.default_rng(5)
    hits, own, slope, rounds, services = 0, 0.0, 0, ROUNDS, 20
    names, trait = np.repeat([f"{number:02}" for number in range(services)], 2), np.tile([0, 1], services)
    for _ in range(rounds):
        true = rng.normal(0, sigma, services)
        yes = rng.binomial(40, expit(-0.5 + 0.6 * trait + np.repeat(true, 2)))
        found = random_intercept(names, trait, yes, np.full(2 * services, 40))
        hits += found.sigma.low <= sigma <= found.sigma.high
        slope += found.coefficients[1].low <= 0.6 <= found.coefficients[1].high
        departures = true + (-0.5 - found.coefficients[0].value)
        own += float(np.mean(np.abs(found.effects - departures) <= 1.959964 * found.errors + 1e-12))
    what = f"{services} services, sigma {sigma}"
    covers(method="random_intercept (sigma)", nominal=0.95, hits=hits, rounds=rounds, what=what, least=0.92)
    covers(method="random_intercept (trait)", nominal=0.95, hits=slope, rounds=rounds, what=what, least=0.93)
    if sigma:
        least = 0.85 if sigma < 0.5 else 0.92  # a small spread is at times taken for none, and effects for 0
        covers(
            method="random_intercept (effects)", nominal=0.95, hits=round(own), rounds=rounds, what=what, least=least
        )


@pytest.mark.parametrize("way", ["normal", "gamma"])
@pytest.mark.parametrize("spread", [0.2, 0.5])
def test_shrunk_ratios(covers, way, spread):
    """What is not known of the spread itself is not in the intervals: with 60 services little is lost by that."""
    rng = np.random.default_rng(6)
    drawn = {
        "normal": rng.lognormal(0, spread, (ROUNDS, SERVICES)),
        "gamma": rng.gamma(spread**-2, spread**2, (ROUNDS, SERVICES)),
    }
    hits = 0
    for row, true in zip(zip(*counts(rng, "expected", drawn[way]), strict=True), drawn[way], strict=True):
        ratios = shrinkage(*row, way=way).ratios
        hits += sum(one.low <= ratio <= one.high for one, ratio in zip(ratios, true, strict=True))
    what = f"{way}, spread {spread}"
    covers(method="shrinkage", nominal=0.95, hits=hits, rounds=ROUNDS * SERVICES, what=what, least=0.93)


def test_places_that_are_not_ruled_out_hold_for_all_services_together(covers):
    rng = np.random.default_rng(7)
    all_right, drawn, rounds = 0, 0, ROUNDS
    for _ in range(rounds):
        true, errors = rng.normal(0, 1, 12), rng.uniform(0.2, 0.6, 12)
        places = 1 + (true[:, None] < true).sum(axis=1)
        found = rank_uncertainty(true + errors * rng.normal(size=12), errors, seed=1).places
        all_right += all(rank.first <= at <= rank.last for rank, at in zip(found, places, strict=True))
        drawn += sum(rank.place.low <= at <= rank.place.high for rank, at in zip(found, places, strict=True))
    covers(method="rank_uncertainty (all)", nominal=0.95, hits=all_right, rounds=rounds, what="12 services", least=0.95)
    covers(method="rank_uncertainty (draws)", nominal=0.95, hits=drawn, rounds=12 * rounds, what="each one", least=0.92)


def test_expected_from_strata_and_from_a_model(covers):
    """Expected is taken as known, and a service is part of its own standard: intervals hold more than they promise."""
    rng = np.random.default_rng(8)
    chances, people = np.array([0.05, 0.15, 0.3]), rng.integers(20, 80, (20, 3))
    names, trait = np.repeat([f"{number:02}" for number in range(20)], 3), np.tile([[1, 0], [0, 1], [0, 0]], (20, 1))
    strata = model = auc_held = 0
    true_auc = _auc(chances, people.sum(axis=0))
    for _ in range(ROUNDS):
        yes = rng.binomial(people, chances)
        strata += sum(one.direction == 0 for one in indirect_standardisation_from_counts(yes, people).ratios)
        found = case_mix(names, trait, yes.ravel(), people.ravel())
        model += sum(one.direction == 0 for one in found.ratios)
        auc_held += found.auc.low <= true_auc <= found.auc.high
    rounds = 20 * ROUNDS
    covers(method="indirect_standardisation", nominal=0.95, hits=strata, rounds=rounds, what="null", least=0.95)
    covers(method="case_mix", nominal=0.95, hits=model, rounds=rounds, what="null", least=0.95)
    covers(
        method="case_mix (auc)", nominal=0.95, hits=auc_held, rounds=ROUNDS, what="three kinds of people", least=0.93
    )


def _auc(chances, people):
    cases, others = people * chances, people * (1 - chances)
    higher = chances[:, None] > chances
    same = np.eye(len(chances))
    return float((cases[:, None] * others * (higher + same / 2)).sum() / (cases.sum() * others.sum()))
