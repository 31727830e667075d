"""Mean change of the people measured twice.

Student 1908, doi:10.1093/biomet/6.1.1. Page: docs/explanation/methods/paired_change.md
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import LARGEST_SUM, column, missing_with, require_count, require_number
from gavn.compare.pure.quantiles import student
from gavn.compare.pure.refusals import Constant, TooFew, Unequal
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, rounded, said

TRACE = 1e-13  # what rounding can leave of squares that cancel, as a part of them


class TooFewPairs(TooFew):
    """Fewer than two people with both measurements."""

    def __init__(self, n: int, missing: int) -> None:
        super().__init__(n, 2, missing=missing)
        self.said = said(
            "A mean change needs two people with both measurements and has {n}; {missing} missing.",
            n=n,
            missing=missing,
        )


class ChangedAlike(Constant):
    """Everybody changed by the same."""

    def __init__(self, n: int, change: float) -> None:
        super().__init__(n)
        self.said = said(
            "Everybody changed by exactly {change} (n {n}): no interval can be given.", n=n, change=rounded(change)
        )


class NotTheSamePairs(Refused):
    """Sums that no pairs can have."""

    def __init__(self) -> None:
        super().__init__("These sums do not belong to the same pairs.")


@dataclass(frozen=True)
class PairedSums:
    """What one GROUP BY over complete pairs returns: n, Sx, Sy, Sxx, Syy, Sxy.

    x is before, y after. Subtract a round ``origin`` near the mean from both before squaring large values:
    sums of raw squares cancel.
    """

    n: int
    x: float
    y: float
    xx: float
    yy: float
    xy: float
    origin: float = 0.0

    def __add__(self, other: PairedSums) -> PairedSums:
        """The pairs of both, about the origin of the first."""
        moved = other.about(self.origin)
        return PairedSums(
            n=self.n + moved.n,
            x=self.x + moved.x,
            y=self.y + moved.y,
            xx=self.xx + moved.xx,
            yy=self.yy + moved.yy,
            xy=self.xy + moved.xy,
            origin=self.origin,
        )

    def about(self, origin: float) -> PairedSums:
        """The same pairs with another number subtracted before squaring.

        >>> PairedSums(2, 3, 5, 5, 13, 8).about(1)
        PairedSums(n=2, x=1.0, y=3.0, xx=1.0, yy=5.0, xy=2.0, origin=1)
        """
        by = self.origin - origin
        if not by:
            return self
        n, x, y = self.n, self.x, self.y
        xx, yy = self.xx + 2 * by * x + n * by**2, self.yy + 2 * by * y + n * by**2
        return PairedSums(n, x + n * by, y + n * by, xx, yy, xy=self.xy + by * (x + y) + n * by**2, origin=origin)


@dataclass(frozen=True)
class PairedChange:
    """Mean change with its t interval; beside it the spread of the changes and the standardised response mean.

    ``srm`` is mean / standard deviation of the changes: not comparable with other kinds of "d".
    """

    n: int
    missing: int
    before: float
    after: float
    change: Estimate
    sd: float

    @property
    def srm(self) -> float:
        """The standardised response mean; its interval is given by ``effect_size``, where it is called d_z."""
        return self.change.value / self.sd

    def say(self) -> Said:
        """From what to what, by how much and how sure, for how many."""
        return said(
            "From {before} to {after} on average: a change of {change} (between {low} and {high}) "
            "in the {n} with both measurements; {missing} missing.",
            before=rounded(self.before, 1),
            after=rounded(self.after, 1),
            change=rounded(self.change.value, 1),
            low=rounded(self.change.low, 1),
            high=rounded(self.change.high, 1),
            n=self.n,
            missing=self.missing,
        )


def paired_change(before: ArrayLike, after: ArrayLike, *, missing: int = 0, confidence: float = 0.95) -> PairedChange:
    """Mean change (after - before) of the pairs in which both are known; half pairs are counted as missing.

    >>> found = paired_change([10, 20, 30, float("nan")], [12, 25, 32, 8])
    >>> found.n, found.missing, found.change.value
    (3, 1, 3.0)
    """
    sums, halves = sums_of_pairs(before, after)
    return paired_change_from_sums(sums, missing=missing_with(missing, halves), confidence=confidence)


def sums_of_pairs(before: ArrayLike, after: ArrayLike) -> tuple[PairedSums, int]:
    """The six sums over the pairs in which both are known, and how many pairs are not."""
    x, y = column(before), column(after)
    if x.size != y.size:
        raise Unequal(x.size, y.size)
    both = ~(np.isnan(x) | np.isnan(y))
    x, y = x[both], y[both]
    origin = float(np.round(x.mean())) if x.size else 0.0
    x, y = x - origin, y - origin
    sums = PairedSums(int(x.size), float(x.sum()), float(y.sum()), float(x @ x), float(y @ y), float(x @ y), origin)
    return sums, int((~both).sum())


def paired_change_from_sums(sums: PairedSums, *, missing: int = 0, confidence: float = 0.95) -> PairedChange:
    """The same from six sums, so that nobody's answers need to leave the store.

    >>> round(paired_change_from_sums(PairedSums(3, 60, 69, 1400, 1793, 1580)).change.low, 2)
    -1.3
    """
    n = sums.n
    require_count(missing)
    require_sums(sums)
    if n < 2:
        raise TooFewPairs(n, missing)
    mean = (sums.y - sums.x) / n
    # Rounding of the squares can leave a trace where everybody changed alike: it counts as none.
    squares = sums.xx + sums.yy - 2 * sums.xy - n * mean**2
    trace = TRACE * (sums.xx + sums.yy)
    if squares < -trace:
        raise NotTheSamePairs()
    if squares <= trace:
        raise ChangedAlike(n, mean)
    sd = sqrt(squares / (n - 1))
    reach = student(confidence, n - 1) * sd / sqrt(n)
    change = Estimate(mean, mean - reach, mean + reach, n, missing, "paired_change", confidence)
    return PairedChange(n, missing, sums.x / n + sums.origin, sums.y / n + sums.origin, change, sd=sd)


def require_sums(sums: PairedSums) -> None:
    """Refuse sums that are no numbers, or too large to count with."""
    require_count(sums.n)
    require_number(sums.x, sums.y, sums.origin, largest=LARGEST_SUM**0.5)
    require_number(sums.xx, sums.yy, sums.xy, largest=LARGEST_SUM)
