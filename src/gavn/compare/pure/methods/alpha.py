"""How well the items of a scale hang together: Cronbach's alpha with Feldt's interval.

Cronbach 1951, doi:10.1007/BF02310555; Feldt 1965, doi:10.1007/BF02289499. Page: docs/explanation/methods/alpha.md
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import fdtri

from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, said


@dataclass(frozen=True)
class Alpha:
    """Alpha with its interval, the number of items and of complete answers it rests on."""

    n: int
    missing: int
    items: int
    estimate: Estimate

    def say(self) -> Said:
        """Alpha in one sentence, with n, missing and the number of items."""
        return said(
            "Alpha {alpha} (between {low} and {high}) over {items} items (n {n} complete, {missing} missing).",
            alpha=round(self.estimate.value, 2),
            low=round(self.estimate.low, 2),
            high=round(self.estimate.high, 2),
            items=self.items,
            n=self.n,
            missing=self.missing,
        )


def alpha(items: ArrayLike, *, missing: int = 0, confidence: float = 0.95) -> Alpha:
    """Alpha of the rows answered in full (people down, items across, worded the same way round).

    >>> found = alpha([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])
    >>> round(found.estimate.value, 2)
    0.91
    """
    answers = np.asarray(items, dtype=float)
    if answers.ndim != 2:
        raise Refused("Alpha needs a table with people down and items across.")
    full = np.isfinite(answers).all(axis=1)
    complete = answers[full]
    # Centred first: sums of raw squares cancel.
    origin = np.round(complete.mean(axis=0)) if len(complete) else 0.0
    moved = complete - origin
    absent = missing + int((~full).sum())
    return alpha_from_sums(len(complete), moved.sum(axis=0), moved.T @ moved, missing=absent, confidence=confidence)


def alpha_from_sums(
    n: int, sums: ArrayLike, products: ArrayLike, *, missing: int = 0, confidence: float = 0.95
) -> Alpha:
    """The same from n, the k sums of items and the k x k sums of products of complete answers.

    >>> round(alpha_from_sums(3, [6, 6], [[14, 13], [13, 14]]).estimate.value, 3)
    0.667
    """
    totals, cross = np.asarray(sums, dtype=float), np.asarray(products, dtype=float)
    k = totals.size
    if k < 2:
        raise Refused("Alpha needs at least two items.")
    if cross.shape != (k, k):
        raise Refused("Alpha needs a sum of products for each pair of the {k} items.", k=k)
    if n < 3:
        raise Refused("Alpha needs at least three complete answers; there are {n}.", n=n)
    value = _alpha((cross - np.outer(totals, totals) / n) / (n - 1))
    low, high = _feldt(value, n, k, confidence)
    return Alpha(n, missing, k, Estimate(value, low, high, n, missing, "alpha", confidence))


def _alpha(covariance: NDArray[np.float64]) -> float:
    k, whole, own = len(covariance), float(covariance.sum()), float(np.trace(covariance))
    if whole <= 1e-12 * max(own, 1e-300):
        raise Refused("The total does not differ between people: alpha is not defined.")
    value = k / (k - 1) * (1 - own / whole)
    if 1 - value < 1e-12:
        raise Refused("All items say exactly the same: alpha is 1 and no interval can be given.")
    return value


def _feldt(value: float, n: int, k: int, confidence: float) -> tuple[float, float]:
    """The interval that follows from (1 - alpha) being a scaled F variate."""
    upper, lower = (1 + confidence) / 2, (1 - confidence) / 2
    first, second = n - 1, (n - 1) * (k - 1)
    return (
        1 - (1 - value) * float(fdtri(first, second, upper)),
        1 - (1 - value) * float(fdtri(first, second, lower)),
    )
