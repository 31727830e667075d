"""Compare: how often intervals of change hold the truth, and how often nothing is taken for something."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtr

from gavn.compare.pure.methods.effect_size import NAMES, effect_size_from_sums
from gavn.compare.pure.methods.false_discovery import false_discovery
from gavn.compare.pure.methods.moderators import Group, moderators_from_sums
from gavn.compare.pure.methods.paired_change import PairedSums, paired_change_from_sums

pytestmark = pytest.mark.prove
ROUNDS = 3000


def pairs(seed, n, *, change, spread, correlation):
    """Rounds of n normal pairs, as six sums each: spread 1 before, ``spread`` after."""
    chance = np.random.default_rng(seed)
    x = chance.standard_normal((ROUNDS, n))
    y = change + spread * (correlation * x + np.sqrt(1 - correlation**2) * chance.standard_normal((ROUNDS, n)))
    totals = np.stack([x.sum(1), y.sum(1), (x * x).sum(1), (y * y).sum(1), (x * y).sum(1)], axis=1)
    return [PairedSums(n, *map(float, row)) for row in totals]


def truth(name, *, change, spread, correlation):
    d_z = change / np.sqrt(1 + spread**2 - 2 * correlation * spread)
    return {
        "d_z": d_z,
        "g_z": d_z,
        "d_av": change / ((1 + spread) / 2),
        "d_rm": d_z * np.sqrt(2 * (1 - correlation)),
        "glass": change,
    }[name]


@pytest.mark.parametrize("n", [3, 10, 60])
@pytest.mark.parametrize("confidence", [0.9, 0.95])
def test_the_interval_of_a_mean_change_holds_it(covers, n, confidence):
    about = {"change": 0.6, "spread": 1.3, "correlation": 0.5}
    found = [paired_change_from_sums(sums, confidence=confidence).change for sums in pairs(1, n, **about)]
    hits = sum(one.low <= 0.6 <= one.high for one in found)
    covers(
        method="paired_change",
        nominal=confidence,
        hits=hits,
        rounds=ROUNDS,
        what=f"normal, {n} pairs",
        least=confidence - 0.02,
    )


@pytest.mark.parametrize("n", [8, 15, 40])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "about",
    [
        {"change": 0.0, "spread": 1.0, "correlation": 0.5},
        {"change": 0.5, "spread": 1.0, "correlation": 0.7},
        {"change": 2.0, "spread": 1.5, "correlation": 0.3},
    ],
    ids=["none", "middling", "large"],
)
def test_the_interval_of_a_standardised_change_holds_it(covers, name, n, about):
    true = truth(name, **about)
    found = [effect_size_from_sums(sums, name=name) for sums in pairs(2, n, **about)]
    # The factor of g_z takes off what d_z is too large by; its interval is that of d_z drawn in, and so short of it.
    least = 0.93 if name != "g_z" or n >= 15 or not true else 0.90
    covers(
        method=f"effect_size {name}",
        nominal=0.95,
        hits=sum(one.low <= true <= one.high for one in found),
        rounds=ROUNDS,
        what=f"{n} pairs, true {true:.2f}, r {about['correlation']}",
        least=least,
    )


@pytest.mark.parametrize(("real", "dependent"), [(0, False), (5, False), (15, False), (0, True), (5, True)])
def test_the_share_of_false_findings_stays_below_the_level(covers, real, dependent):
    chance = np.random.default_rng(3)
    family = 20
    z = chance.standard_normal((ROUNDS, family))
    if (
        dependent
    ):  # a common part with changing signs: dependence of a kind that Benjamini-Hochberg does not promise for
        z = np.sqrt(0.5) * z + np.sqrt(0.5) * chance.standard_normal((ROUNDS, 1)) * np.resize([1, -1], family)
    z[:, :real] += 3.0
    p = 2 * ndtr(-np.abs(z))
    false = 0.0
    for row in p:
        stands = false_discovery(row, dependent=dependent).stands
        false += stands[real:].sum() / max(1, stands.sum())
    covers(
        method="false_discovery",
        nominal=0.95,
        hits=round(ROUNDS - false),
        rounds=ROUNDS,
        what=f"{real} of {family} real, {'any dependence' if dependent else 'independent'}: not false",
        least=0.94,
    )


def answers(chance, kind, *, each, differs):
    """One study: four traits of two levels, a programme; the first trait changes its effect by ``differs``."""
    levels = np.array(np.meshgrid(*[[0, 1]] * 5)).reshape(5, -1).T
    groups = []
    for programme, *traits in levels:
        effect = 0.3 + 0.4 * traits[1] + programme * (0.5 + differs * traits[0])
        if kind == "linear":
            y = effect + chance.standard_normal(each)
        else:
            y = (chance.random(each) < 1 / (1 + np.exp(0.8 - effect))).astype(float)
        groups.append(Group(bool(programme), tuple("ab"[at] for at in traits), each, y.sum(), float(y @ y)))
    return groups


@pytest.mark.parametrize("kind", ["linear", "logistic"])
def test_where_a_programme_works_alike_for_all_it_is_seldom_said_to_work_differently(covers, kind):
    chance, rounds, quiet = np.random.default_rng(4), 2000, 0
    for _ in range(rounds):
        found = moderators_from_sums(answers(chance, kind, each=12, differs=0.0), list("wxyz"), kind=kind)
        quiet += not any(one.differs for one in found.found)
    covers(
        method="moderators",
        nominal=0.95,
        hits=quiet,
        rounds=rounds,
        what=f"{kind}, none of 4 differs: quiet",
        least=0.94,
    )


def test_where_it_works_differently_by_one_trait_that_is_found_and_its_effects_hold(covers):
    chance, rounds, seen, held, false = np.random.default_rng(5), 2000, 0, 0, 0.0
    for _ in range(rounds):
        found = moderators_from_sums(answers(chance, "linear", each=12, differs=0.8), list("wxyz")).found
        seen += found[0].differs
        effect = found[0].subgroups[1].effect
        held += effect.low <= 1.3 <= effect.high
        false += sum(one.differs for one in found[1:]) / max(1, sum(one.differs for one in found))
    what = "linear, 1 of 4 differs"
    covers(method="moderators", nominal=0.95, hits=held, rounds=rounds, what=f"{what}: effect in its group", least=0.94)
    covers(
        method="moderators",
        nominal=0.95,
        hits=round(rounds - false),
        rounds=rounds,
        what=f"{what}: not false",
        least=0.94,
    )
    covers(method="moderators", nominal=0.8, hits=seen, rounds=rounds, what=f"{what}: found (power)", least=0.8)
