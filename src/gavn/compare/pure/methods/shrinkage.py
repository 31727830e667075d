"""Observed over expected of each service, drawn towards what all have together as far as it is uncertain.

Efron & Morris 1975, doi:10.1080/01621459.1975.10479864; Clayton & Kaldor 1987, doi:10.2307/2532003.
Page: docs/explanation/methods/shrinkage.md
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import brentq
from scipy.special import gammaincinv, psi

from gavn.compare.pure.arrays import Numbers, column, missing_with, together
from gavn.compare.pure.methods.observed_expected import exact_events
from gavn.compare.pure.methods.over_dispersion import between
from gavn.compare.pure.quantiles import normal, tail
from gavn.compare.pure.refusals import NotACount, NotConverged, NothingExpected, TooFew
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, rounded, said

FEWEST = 1e-6  # expected cases below which a ratio has no meaning
LEAST = 3  # services without which their spread cannot be told
ALIKE = 1e7  # shape of a gamma distribution so narrow that all are alike
ROUNDS = 500


@dataclass(frozen=True)
class Shrinkage:
    """The ratio of each service after shrinking (nothing for a service without figures), and what it was drawn to.

    ``spread`` is the variance between services: of log ratios for the normal way, of ratios over their mean for the
    gamma way. ``weights`` says how much of each service's own ratio stayed. ``alike``: no spread was found, and all
    were drawn to the middle wholly.
    """

    n: int
    missing: int
    way: str
    middle: float
    spread: float
    ratios: tuple[Estimate | None, ...]
    weights: tuple[float | None, ...]
    method: str = "shrinkage"

    @property
    def alike(self) -> bool:
        """Whether services differ no more than by chance."""
        return self.spread == 0

    def say(self) -> Said:
        """What was drawn where, and how far."""
        kept = [weight for weight in self.weights if weight is not None]
        return said(
            "The ratios of {n} services were drawn towards {middle}, the more the smaller a service: between {low} "
            "and {high} % of their own difference stayed; {missing} missing.",
            n=self.n,
            middle=rounded(self.middle),
            low=round(100 * min(kept)),
            high=round(100 * max(kept)),
            missing=self.missing,
        )


def shrinkage(
    observed: ArrayLike, expected: ArrayLike, *, way: str = "normal", missing: int = 0, confidence: float = 0.95
) -> Shrinkage:
    """Empirical Bayes ratios from observed and expected of each service (NaN where one is not known).

    ``way``: "normal", log ratios with a spread by restricted maximum likelihood; or "gamma", counts whose ratios
    follow a gamma distribution, fitted by maximum likelihood of the negative binomial.

    >>> found = shrinkage([2, 40, 9, 22, 5], [4.0, 20.0, 10.0, 21.0, 12.0])
    >>> [round(ratio.value, 2) for ratio in found.ratios], [round(weight, 2) for weight in found.weights]
    ([0.7, 1.75, 0.9, 1.02, 0.52], [0.53, 0.85, 0.74, 0.85, 0.77])
    """
    if way not in ("normal", "gamma"):
        raise Refused("Ratios are shrunk in the normal or in the gamma way.")
    (count, due), unknown = together(observed, expected)
    absent = missing_with(missing, unknown)
    if (count < 0).any():
        raise NotACount(float(count.min()))
    if not (due > FEWEST).all():
        raise NothingExpected()
    if count.size < LEAST:
        raise TooFew(count.size, LEAST, missing=absent)
    fitted = _normal(count, due, confidence) if way == "normal" else _gamma(count, due, confidence)
    middle, spread, table, weights = fitted
    there = ~np.isnan(column(observed) + column(expected))
    rows = iter(
        [Estimate(value, low, high, count.size, absent, "shrinkage", confidence) for value, low, high in table.tolist()]
    )
    kept = iter(weights.tolist())
    return Shrinkage(
        n=count.size,
        missing=absent,
        way=way,
        middle=middle,
        spread=spread,
        ratios=tuple(next(rows) if known else None for known in there),
        weights=tuple(next(kept) if known else None for known in there),
    )


Fitted = tuple[float, float, Numbers, Numbers]


def _normal(count: Numbers, due: Numbers, confidence: float) -> Fitted:
    """Best linear unbiased predictions; half a case on either side keeps those with none on the scale."""
    y, v = np.log((count + 0.5) / (due + 0.5)), 1 / due
    tau2 = between(y, v)
    w = 1 / (v + tau2)
    middle, own = float(w @ y / w.sum()), tau2 * w
    centre = middle + own * (y - middle)
    reach = normal(confidence) * np.sqrt(own * v + (1 - own) ** 2 / w.sum())
    return float(np.exp(middle)), tau2, np.exp(np.column_stack([centre, centre - reach, centre + reach])), own


def _gamma(count: Numbers, due: Numbers, confidence: float) -> Fitted:
    """What is known of each ratio after its count, when ratios follow the fitted gamma distribution."""
    if not count.any():
        raise Refused("Nothing was observed in any service: how much they differ cannot be told.")
    shape, middle = _shape(count, due)
    out = tail(confidence)
    if np.isinf(shape):
        low, high = (events / float(due.sum()) for events in exact_events(int(count.sum()), confidence))
        return middle, 0.0, np.tile([middle, low, high], (count.size, 1)), np.zeros(count.size)
    rate = shape / middle
    known = count + shape
    bounds = [gammaincinv(known, share) / (due + rate) for share in (out, 1 - out)]
    return middle, 1 / shape, np.column_stack([known / (due + rate), *bounds]), due / (due + rate)


def _shape(count: Numbers, due: Numbers) -> tuple[float, float]:
    """Shape and mean of the gamma distribution of ratios; an infinite shape where they do not differ."""
    pooled = float(count.sum() / due.sum())
    if float(((count - due * pooled) ** 2 - count).sum()) <= 0:
        return np.inf, pooled

    def slope(shape: float) -> float:
        due_here = due * _mean(count, due, shape, pooled)
        terms = psi(count + shape) - psi(shape) - np.log1p(due_here / shape)
        return float((terms + (due_here - count) / (shape + due_here)).sum())

    low = high = 1.0
    while slope(low) < 0:
        low /= 4
    while slope(high) > 0:
        high *= 4
        if high > ALIKE:
            return np.inf, pooled
    shape = float(brentq(slope, low, high, rtol=1e-12))
    return shape, _mean(count, due, shape, pooled)


def _mean(count: Numbers, due: Numbers, shape: float, start: float) -> float:
    """The likeliest mean ratio: counts over expected, weighed by how sure each is; repeated until it stays."""
    middle = start
    for _ in range(ROUNDS):
        weight = 1 / (shape + due * middle)
        before, middle = middle, float(weight @ count / (weight @ due))
        if abs(middle - before) <= 1e-13 * middle:
            return middle
    raise NotConverged(ROUNDS)
