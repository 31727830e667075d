"""Comparing services: a random-intercept logit beside lme4, and the funnels of a yearly report."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import expit

from bench._made import figure, printed
from bench.from_r import install
from gavn.compare.pure.methods.funnel import funnel
from gavn.compare.pure.methods.random_intercept import POINTS, random_intercept

SCRIPT = Path(__file__).parent / "r/_random_intercept.R"
PERSONS, SERVICES, PROVIDERS, INDICATORS, ROUNDS = 8_500, 45, 1_200, 10, 3


def run() -> dict[str, Any]:
    """Seconds beside those of R in the same run; R reads its file before its clock starts."""
    install()
    place, traits, outcome = _people()
    names = [f"{number:02}" for number in place]
    ours, found = _seconds(lambda: random_intercept(names, traits, outcome))
    theirs = _lme4(place, traits, outcome)
    estimates = [*(one.value for one in found.coefficients), found.sigma.value]
    apart = float(np.abs(np.array(estimates) - theirs["estimates"]).max())
    fitted = f"{PERSONS} persons, {SERVICES} services, {POINTS} points"
    funnels, _ = _seconds(_funnels)
    lme4 = theirs["seconds"][0]
    return {
        "figures": [
            figure(f"random intercepts with profile interval, times lme4's fit without ({fitted})", ours / lme4, 2),
            printed("random intercepts, gavn with profile interval", f"{ours:.2f} s"),
            printed("random intercepts, lme4 (same points)", f"{lme4:.2f} s"),
            printed("random intercepts, lme4 (Laplace: 1 point)", f"{theirs['laplace'][0]:.2f} s"),
            figure("random intercepts: largest difference from lme4's estimates", apart, 1e-3),
            figure(f"{INDICATORS} funnels of {PROVIDERS} providers with their spread", funnels, 1, unit=" s"),
        ]
    }


def _people() -> tuple[Any, Any, Any]:
    """Persons with two measured and three yes/no traits, so that hardly two are alike."""
    rng = np.random.default_rng(4)
    sizes = rng.lognormal(0, 0.7, SERVICES)
    place = rng.choice(SERVICES, PERSONS, p=sizes / sizes.sum())
    traits = np.column_stack([rng.normal(size=(PERSONS, 2)), rng.integers(0, 2, (PERSONS, 3))])
    departure = rng.normal(0, 0.4, SERVICES)[place]
    chance = expit(-1 + traits @ [0.3, 0.2, 0.5, -0.4, 0.3] + departure)
    return place, traits, (rng.random(PERSONS) < chance).astype(int)


def _lme4(place: Any, traits: Any, outcome: Any) -> dict[str, list[float]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.csv"
        head = ",".join(["y", "service", *(f"x{number}" for number in range(traits.shape[1]))])
        np.savetxt(
            path, np.column_stack([outcome, place, traits]), delimiter=",", header=head, comments="", fmt="%.17g"
        )
        command = ["Rscript", "--vanilla", str(SCRIPT), str(path), str(POINTS), str(ROUNDS)]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return {line.split()[0]: [float(number) for number in line.split()[1:]] for line in said}


def _funnels() -> None:
    rng = np.random.default_rng(5)
    for _ in range(INDICATORS):
        expected = rng.lognormal(3, 1, PROVIDERS)
        observed = rng.poisson(expected * rng.lognormal(0, 0.2, PROVIDERS))
        found = funnel(observed, expected, kind="expected")
        found.outside()
        found.discoveries()


def _seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """The best of some rounds, which is what the work takes when nothing else runs, and what came of it."""
    taken, found = [], None
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        found = work()
        taken.append(time.perf_counter() - begun)
    return min(taken), found
