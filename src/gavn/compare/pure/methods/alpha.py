"""How well the items of a scale hang together: Cronbach's alpha with Feldt's interval.

Cronbach 1951, doi:10.1007/BF02310555; Feldt 1965, doi:10.1007/BF02289499. Page: docs/explanation/methods/alpha.md
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import fdtri

from gavn.compare.pure.arrays import Numbers, missing_with
from gavn.compare.pure.quantiles import normal
from gavn.compare.pure.refusals import NoWidth
from gavn.compare.pure.tables import DUST, covariance, sums_and_products, whole_rows
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, rounded, said


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
            alpha=rounded(self.estimate.value),
            low=rounded(self.estimate.low),
            high=rounded(self.estimate.high),
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
    complete, absent = whole_rows(items)
    return alpha_from_sums(
        len(complete), *sums_and_products(complete), missing=missing_with(missing, absent), confidence=confidence
    )


def alpha_from_sums(
    n: int, sums: ArrayLike, products: ArrayLike, *, missing: int = 0, confidence: float = 0.95
) -> Alpha:
    """The same from n, the k sums of items and the k x k sums of products of complete answers.

    >>> round(alpha_from_sums(3, [6, 6], [[14, 13], [13, 14]]).estimate.value, 3)
    0.667
    """
    found = covariance(n, sums, products, missing=missing)
    if len(found) < 2:
        raise Refused("Alpha needs at least two items.")
    value = coefficient(found)
    if 1 - value < DUST:
        raise NoWidth(n, 1.0)
    low, high = _feldt(value, n, len(found), confidence)
    return Alpha(n, missing, len(found), Estimate(value, low, high, n, missing, "alpha", confidence))


def coefficient(found: Numbers) -> float:
    """Alpha alone, from how the items vary together.

    >>> import numpy as np
    >>> round(coefficient(np.array([[1, 0.5], [0.5, 1]])), 3)
    0.667
    """
    k, whole, own = len(found), float(found.sum()), float(np.trace(found))
    if whole <= DUST * max(own, 1e-300):
        raise Refused("The total does not differ between people: alpha is not defined.")
    return k / (k - 1) * (1 - own / whole)


def _feldt(value: float, n: int, k: int, confidence: float) -> tuple[float, float]:
    """The interval that follows from (1 - alpha) being a scaled F variate."""
    normal(confidence)  # refuses what is no level
    upper, lower = (1 + confidence) / 2, (1 - confidence) / 2
    first, second = n - 1, (n - 1) * (k - 1)
    return (
        1 - (1 - value) * float(fdtri(first, second, upper)),
        1 - (1 - value) * float(fdtri(first, second, lower)),
    )
