"""What each service's people would have, on average, elsewhere: expected by a model of who they are.

Iezzoni 2013 (Risk adjustment); DeLong, DeLong & Clarke-Pearson 1988, doi:10.2307/2531595; Brier 1950.
Page: docs/explanation/methods/case_mix.md
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import Numbers, column, numbers, require_count
from gavn.compare.pure.fits import (
    LinearFit,
    LinearSums,
    LogisticFit,
    Patterns,
    linear_fit_from_sums,
    logistic_fit,
    patterns,
)
from gavn.compare.pure.methods.observed_expected import ObservedExpected, observed_expected_from_sums
from gavn.compare.pure.quantiles import normal, student
from gavn.compare.pure.refusals import Unequal
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, said

DRAWN = 5.0  # expected cases below which a service is not plotted
TENTHS = 10


@dataclass(frozen=True)
class Tenth:
    """People whose chances were alike: how many, and how many cases there were and were expected."""

    people: int
    observed: float
    expected: float


@dataclass(frozen=True, eq=False)
class CaseMix:
    """Observed over expected of each service; and how good the model is that expects.

    ``z`` is how many standard errors observed lies from expected; ``plotted`` where at least 5 cases were expected.
    ``auc``: how often, of two people of whom one had the outcome, the model gave that one the higher chance.
    ``brier``: the mean squared distance of chance and outcome. ``calibration``: ten groups from the lowest chance up.
    """

    services: tuple[str, ...]
    n: int
    missing: int
    fit: LogisticFit
    ratios: tuple[ObservedExpected, ...]
    z: Numbers
    plotted: tuple[bool, ...]
    auc: Estimate
    brier: float
    calibration: tuple[Tenth, ...]
    method: str = "case_mix"

    def say(self) -> Said:
        """How well the model tells people apart, and how many services are too small to be shown."""
        return said(
            "Of two people of whom one had the outcome, the model gave that one the higher chance in {auc} of 100 "
            "pairs (between {low} and {high}); services too small to be drawn: {small} of {services}; n = {n}, "
            "{missing} missing.",
            auc=round(100 * self.auc.value),
            low=round(100 * self.auc.low),
            high=round(100 * self.auc.high),
            small=self.plotted.count(False),
            services=len(self.services),
            n=self.n,
            missing=self.missing,
        )


def case_mix(
    services: Sequence[str],
    traits: ArrayLike,
    successes: ArrayLike,
    trials: ArrayLike | None = None,
    *,
    missing: int = 0,
    confidence: float = 0.95,
) -> CaseMix:
    """Expected cases by logistic regression on everybody, so that all together have as many as were observed.

    One row a person, or a group of people who are alike: its service, its traits (without the intercept), how many
    had the outcome, of how many.

    >>> found = case_mix(["a", "a", "b", "b"], [0, 1, 0, 1], [10, 20, 12, 40], [50, 40, 40, 90])
    >>> [round(ratio.exact.value, 3) for ratio in found.ratios], round(found.auc.value, 3)
    ([0.978, 1.013], 0.612)
    """
    rows = patterns(services, traits, successes, trials, missing=missing)
    fit = logistic_fit(rows.x, rows.yes, rows.of)
    chance = fit.predicted(rows.x)
    observed, expected, people = (rows.by_service(part) for part in (rows.yes, rows.of * chance, rows.of))
    return CaseMix(
        rows.services,
        n=rows.n,
        missing=rows.missing,
        fit=fit,
        ratios=tuple(
            observed_expected_from_sums(round(count), due, n=round(n), confidence=confidence)
            for count, due, n in zip(observed.tolist(), expected.tolist(), people.tolist(), strict=True)
        ),
        z=(observed - expected) / np.sqrt(rows.by_service(rows.of * chance * (1 - chance))),
        plotted=tuple(bool(due >= DRAWN) for due in expected),
        auc=_auc(rows, chance, confidence),
        brier=float(rows.yes @ (1 - chance) ** 2 + (rows.of - rows.yes) @ chance**2) / rows.n,
        calibration=_calibration(rows, chance),
    )


def _auc(rows: Patterns, chance: Numbers, confidence: float) -> Estimate:
    """How often a case has the higher chance, ties counted half, with DeLong's interval from counts."""
    _, place = np.unique(chance.round(12), return_inverse=True)
    cases, others = np.bincount(place, rows.yes), np.bincount(place, rows.of - rows.yes)
    m, n = cases.sum(), others.sum()
    over = (others.cumsum() - others / 2) / n
    under = 1 - (cases.cumsum() - cases / 2) / m
    value = float(cases @ over / m)
    if min(m, n) < 2:
        raise Refused("Too few had the outcome, or had it not, to tell how well the model tells them apart.")
    spread = cases @ (over - value) ** 2 / (m * (m - 1)) + others @ (under - value) ** 2 / (n * (n - 1))
    if spread < 1e-15:
        raise Refused("These traits tell nobody apart: there is nothing to account for.")
    reach = normal(confidence) * float(np.sqrt(spread))
    low, high = max(0.0, value - reach), min(1.0, value + reach)
    return Estimate(value, low, high, rows.n, rows.missing, "case_mix", confidence)


def _calibration(rows: Patterns, chance: Numbers) -> tuple[Tenth, ...]:
    """Tenths of people by their chance; people alike stay together, where the middle one of them belongs."""
    order = np.argsort(chance, kind="stable")
    people, yes, due = rows.of[order], rows.yes[order], (rows.of * chance)[order]
    tenth = np.floor(TENTHS * (people.cumsum() - people / 2) / rows.n).astype(int)
    sums = [np.bincount(tenth, part, minlength=TENTHS).tolist() for part in (people, yes, due)]
    return tuple(Tenth(round(n), count, expected) for n, count, expected in zip(*sums, strict=True) if n)


@dataclass(frozen=True, eq=False)
class LinearCaseMix:
    """By how much each service's mean departs from what its people would have, on average, elsewhere.

    ``slopes`` belong to the traits; ``explained`` is the share of the variance that they explain.
    """

    services: tuple[str, ...]
    n: int
    missing: int
    slopes: tuple[Estimate, ...]
    explained: float
    departures: tuple[Estimate, ...]
    method: str = "case_mix"

    def say(self) -> Said:
        """How many services depart, and how much of the differences the traits explain."""
        return said(
            "Services that depart clearly from what was expected of their people: {apart} of {services}; the traits "
            "explain {percent} % of the differences between people; n = {n}, {missing} missing.",
            apart=sum(one.low > 0 or one.high < 0 for one in self.departures),
            services=len(self.services),
            percent=round(100 * self.explained),
            n=self.n,
            missing=self.missing,
        )


def linear_case_mix(
    services: Sequence[str], traits: ArrayLike, outcomes: ArrayLike, *, missing: int = 0, confidence: float = 0.95
) -> LinearCaseMix:
    """The same for a score: expected by least squares on everybody, one row a person; NaN is missing.

    >>> found = linear_case_mix(["a", "a", "a", "b", "b", "b"], [1, 2, 3, 1, 2, 3], [5, 6, 8, 6, 8, 9])
    >>> [round(one.value, 2) for one in found.departures], round(found.slopes[0].value, 2)
    ([-0.67, 0.67], 1.5)
    """
    require_count(missing)
    y, x = column(outcomes), numbers(traits)
    x = x[:, None] if x.ndim == 1 else x
    if x.ndim != 2:
        raise Refused("Traits are a table: a row for each person, a column for each trait.")
    for other in (x, services):
        if len(other) != y.size:
            raise Unequal(y.size, len(other))
    known = np.isfinite(x).all(axis=1) & np.isfinite(y)
    names, place = np.unique(np.asarray(services, dtype=str)[known], return_inverse=True)
    # Moved near 0 first: sums of raw squares cancel. Slopes and departures stay.
    moved = [part[known] - (part[known].mean(axis=0).round() if known.any() else 0.0) for part in (x, y)]
    design = np.column_stack([np.ones(place.size), moved[0]])
    sums = [
        LinearSums(int(own.sum()), design[own].T @ design[own], design[own].T @ part, float(part @ part))
        for own, part in ((place == at, moved[1][place == at]) for at in range(names.size))
    ]
    absent = missing + int((~known).sum())
    return linear_case_mix_from_sums([str(name) for name in names], sums, missing=absent, confidence=confidence)


def linear_case_mix_from_sums(
    services: Sequence[str], sums: Sequence[LinearSums], *, missing: int = 0, confidence: float = 0.95
) -> LinearCaseMix:
    """The same from the sums of each service, the intercept first; traits and outcome moved by the same numbers.

    >>> import numpy as np
    >>> sums = [LinearSums(3, np.array([[3.0, 0], [0, 2]]), np.array([y, 3.0]), yy) for y, yy in ((-2, 6), (2, 6))]
    >>> [round(one.value, 2) for one in linear_case_mix_from_sums(["a", "b"], sums).departures]
    [-0.67, 0.67]
    """
    if len(services) != len(sums):
        raise Unequal(len(services), len(sums))
    n = sum(one.n for one in sums)
    xx = np.sum([one.xx for one in sums], axis=0) if sums else np.zeros((1, 1))
    xy = np.sum([one.xy for one in sums], axis=0) if sums else np.zeros(1)
    whole = sum(one.yy for one in sums)
    fit = linear_fit_from_sums(LinearSums(n, xx, xy, whole))

    def estimate(value: float, error: float) -> Estimate:
        reach = student(confidence, fit.freedom) * error
        return Estimate(value, value - reach, value + reach, n, missing, "case_mix", confidence)

    errors = np.sqrt(fit.covariance.diagonal())
    slopes = zip(fit.coefficients[1:].tolist(), errors[1:].tolist(), strict=True)
    return LinearCaseMix(
        tuple(services),
        n=n,
        missing=missing,
        slopes=tuple(estimate(slope, error) for slope, error in slopes),
        explained=1 - fit.residual_squares / float(whole - xy[0] ** 2 / n),
        departures=tuple(estimate(*_departure(name, one, fit)) for name, one in zip(services, sums, strict=True)),
    )


def _departure(service: str, own: LinearSums, fit: LinearFit) -> tuple[float, float]:
    """Mean of what is left over in a service, and its standard error."""
    middle = own.xx[0] / own.n
    value = float(own.xy[0] / own.n - middle @ fit.coefficients)
    variance = fit.residual_squares / fit.freedom / own.n
    left = variance - float(middle @ fit.covariance @ middle)
    if left <= 1e-9 * variance:
        raise Refused("The traits tell who belongs to {service}: nothing is left to compare.", service=service)
    return value, float(np.sqrt(left))
