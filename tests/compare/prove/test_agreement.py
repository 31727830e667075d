"""Compare: how often the intervals of agreement and of scales hold the truth, in studies drawn from a known one."""

from __future__ import annotations

import numpy as np
import pytest

from gavn.compare.pure.methods.ac1 import ac1_from_counts
from gavn.compare.pure.methods.alpha import alpha
from gavn.compare.pure.methods.fleiss_kappa import fleiss_kappa_from_counts
from gavn.compare.pure.methods.intraclass import intraclass
from gavn.compare.pure.methods.item_statistics import item_statistics
from gavn.compare.pure.methods.kappa import kappa_from_counts
from gavn.compare.pure.methods.krippendorff import krippendorff_from_counts
from gavn.compare.pure.methods.omega import omega
from gavn.kernel.errors import Refused

pytestmark = pytest.mark.prove
ROUNDS = 2000
JOINT = np.array([[0.30, 0.05, 0.01], [0.06, 0.25, 0.04], [0.01, 0.05, 0.23]])
COMMON = np.array([0.5, 0.3, 0.2])
ANSWERS = np.array([[0.8, 0.1, 0.1], [0.15, 0.75, 0.1], [0.05, 0.15, 0.8]])
LOADS, OWN = np.array([0.5, 0.7, 0.9, 1.1, 0.8]), np.array([1.0, 0.6, 0.8, 1.0, 0.5])


def held(truth, rounds):
    """In how many rounds the interval held the truth; a round that was refused held nothing."""
    hits = 0
    for compute in rounds:
        try:
            found = compute()
        except Refused:
            continue
        hits += found.low <= truth <= found.high
    return hits


def placed(rng, cases, raters):
    """Counts by category of raters who see the same true category and err independently."""
    truth = rng.choice(3, size=cases, p=COMMON)
    return np.stack([rng.multinomial(raters, ANSWERS[kind]) for kind in truth])


def beyond(by_chance):
    """The true coefficient of the raters above."""
    observed = float(COMMON @ (ANSWERS**2).sum(axis=1))
    return (observed - by_chance) / (1 - by_chance)


@pytest.mark.parametrize(
    ("weights", "cases", "least"),
    [
        *(("none", 20, 0.94), ("linear", 20, 0.94), ("quadratic", 20, 0.94)),
        *(("none", 50, 0.94), ("linear", 50, 0.94), ("quadratic", 50, 0.92)),
        *(("none", 200, 0.94), ("linear", 200, 0.94), ("quadratic", 200, 0.93)),
    ],
)
def test_kappa(covers, weights, cases, least):
    rng = np.random.default_rng(41)
    apart = np.abs(np.subtract.outer(range(3), range(3))) / 2
    worth = {"none": np.eye(3), "linear": 1 - apart, "quadratic": 1 - apart**2}[weights]
    chance = JOINT.sum(axis=1) @ worth @ JOINT.sum(axis=0)
    truth = ((worth * JOINT).sum() - chance) / (1 - chance)
    # A table without any disagreement has no interval: it is refused, and those are left out here.
    tables = [
        t for t in rng.multinomial(cases, JOINT.ravel(), size=2 * ROUNDS).reshape(-1, 3, 3) if np.trace(t) < cases
    ]
    for scale, floor in (("fisher", least), ("plain", {20: 0.85, 50: 0.88, 200: 0.93}[cases])):
        rounds = (lambda t=table, s=scale: kappa_from_counts(t, weights=weights, scale=s) for table in tables)
        covers(
            method="kappa",
            nominal=0.95,
            hits=held(truth, rounds),
            rounds=len(tables),
            what=f"{scale}, weights {weights}, {cases} cases",
            least=floor,
        )


@pytest.mark.parametrize("cases", [20, 60])
def test_fleiss_kappa_and_ac1(covers, cases):
    rng = np.random.default_rng(42)
    used = COMMON @ ANSWERS
    studies = [placed(rng, cases, 4) for _ in range(ROUNDS)]
    for method, chance in ((fleiss_kappa_from_counts, used @ used), (ac1_from_counts, used @ (1 - used) / 2)):
        hits = held(beyond(float(chance)), (lambda s=study, m=method: m(s) for study in studies))
        name = method.__name__.removesuffix("_from_counts")
        covers(method=name, nominal=0.95, hits=hits, rounds=ROUNDS, what=f"4 raters, {cases} cases", least=0.92)


@pytest.mark.parametrize(("cases", "least"), [(20, 0.91), (40, 0.91), (100, 0.92)])
def test_krippendorff(covers, cases, least):
    rng = np.random.default_rng(43)
    used = COMMON @ ANSWERS
    studies = [placed(rng, cases, 3) for _ in range(ROUNDS)]
    rounds = (lambda s=study: krippendorff_from_counts([1, 2, 3], s, rounds=500) for study in studies)
    hits = held(beyond(float(used @ used)), rounds)
    covers(
        method="krippendorff",
        nominal=0.95,
        hits=hits,
        rounds=ROUNDS,
        what=f"nominal, 3 raters, {cases} cases",
        least=least,
    )


@pytest.mark.parametrize("form", ["one_way", "agreement", "consistency", "mean_agreement"])
def test_intraclass(covers, form):
    rng = np.random.default_rng(44)
    n, k, between, strict, rest = 25, 4, 2.0, 0.0 if form == "one_way" else 0.5, 1.0
    noise = strict if form in ("agreement", "mean_agreement") else 0.0
    single = between / (between + noise + rest)
    truth = k * single / (1 + (k - 1) * single) if form == "mean_agreement" else single
    shape = (2 * ROUNDS, n, k)
    ratings = (
        rng.normal(0, between**0.5, (*shape[:2], 1))
        + rng.normal(0, strict**0.5, (shape[0], 1, k))
        + rng.normal(0, rest**0.5, shape)
    )
    hits = held(truth, (lambda s=study: getattr(intraclass(s), form) for study in ratings))
    covers(method="intraclass", nominal=0.95, hits=hits, rounds=len(ratings), what=f"{form}, 25 x 4", least=0.93)


@pytest.mark.parametrize("people", [20, 100])
def test_alpha(covers, people):
    rng = np.random.default_rng(45)
    answers = rng.normal(size=(2 * ROUNDS, people, 1)) + rng.normal(0, 1.2, (2 * ROUNDS, people, 6))
    truth = 6 / (6 + 1.2**2)
    hits = held(truth, (lambda s=study: alpha(s).estimate for study in answers))
    covers(
        method="alpha",
        nominal=0.95,
        hits=hits,
        rounds=len(answers),
        what=f"Feldt, 6 items, {people} people",
        least=0.94,
    )


@pytest.mark.parametrize(("people", "least"), [(60, 0.92), (200, 0.935)])
def test_omega(covers, people, least):
    rng = np.random.default_rng(46)
    answers = rng.normal(size=(ROUNDS, people, 1)) * LOADS + rng.normal(size=(ROUNDS, people, 5)) * np.sqrt(OWN)
    truth = LOADS.sum() ** 2 / (LOADS.sum() ** 2 + OWN.sum())
    hits = held(truth, (lambda s=study: omega(s).estimate for study in answers))
    covers(method="omega", nominal=0.95, hits=hits, rounds=ROUNDS, what=f"5 items, {people} people", least=least)


def test_item_statistics(covers):
    rng = np.random.default_rng(47)
    answers = rng.normal(size=(ROUNDS, 50, 1)) * LOADS + rng.normal(size=(ROUNDS, 50, 5)) * np.sqrt(OWN)
    others = LOADS[1:].sum()
    truth = LOADS[0] * others / np.sqrt((LOADS[0] ** 2 + OWN[0]) * (others**2 + OWN[1:].sum()))
    hits = held(truth, (lambda s=study: item_statistics(s, lowest=-50, highest=50)[0].with_others for study in answers))
    covers(
        method="item_statistics",
        nominal=0.95,
        hits=hits,
        rounds=ROUNDS,
        what="correlation with others, n 50",
        least=0.94,
    )
