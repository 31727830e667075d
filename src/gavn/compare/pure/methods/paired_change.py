"""Mean change of the people measured twice.

Student 1908, doi:10.1093/biomet/6.1.1. Page: docs/explanation/methods/paired_change.md
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, sqrt

import numpy as np
from scipy.special import stdtrit

from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, said


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
    srm: float

    def say(self) -> Said:
        """From what to what, by how much and how sure, for how many."""
        return said(
            "From {before} to {after} on average: a change of {change} (between {low} and {high}) "
            "in the {n} with both measurements; {missing} missing.",
            before=_one_decimal(self.before),
            after=_one_decimal(self.after),
            change=_one_decimal(self.change.value),
            low=_one_decimal(self.change.low),
            high=_one_decimal(self.change.high),
            n=self.n,
            missing=self.missing,
        )


def paired_change(
    before: Sequence[float], after: Sequence[float], *, missing: int = 0, confidence: float = 0.95
) -> PairedChange:
    """Mean change (after - before) of the pairs in which both are known; half pairs are counted as missing.

    >>> found = paired_change([10, 20, 30, float("nan")], [12, 25, 32, 8])
    >>> found.n, found.missing, found.change.value
    (3, 1, 3.0)
    """
    if len(before) != len(after):
        raise Refused("{before} values before and {after} after are no pairs.", before=len(before), after=len(after))
    x, y = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    both = np.isfinite(x) & np.isfinite(y)
    x, y = x[both], y[both]
    origin = float(np.round(x.mean())) if x.size else 0.0
    x, y = x - origin, y - origin
    sums = PairedSums(int(x.size), float(x.sum()), float(y.sum()), float(x @ x), float(y @ y), float(x @ y), origin)
    return paired_change_from_sums(sums, missing=missing + int((~both).sum()), confidence=confidence)


def paired_change_from_sums(sums: PairedSums, *, missing: int = 0, confidence: float = 0.95) -> PairedChange:
    """The same from six sums, so that nobody's answers need to leave the store.

    >>> round(paired_change_from_sums(PairedSums(3, 60, 69, 1400, 1793, 1580)).change.low, 2)
    -1.3
    """
    n = sums.n
    if n < 2:
        raise Refused(
            "A mean change needs two people with both measurements; there are {n}, and {missing} are missing.",
            n=n,
            missing=missing,
        )
    if not all(isfinite(total) for total in (sums.x, sums.y, sums.xx, sums.yy, sums.xy)):
        raise Refused("Sums that are no numbers give no change.")
    mean = (sums.y - sums.x) / n
    # Rounding of the squares can leave a trace where everybody changed alike: it counts as none.
    squares = sums.xx + sums.yy - 2 * sums.xy - n * mean**2
    trace = 1e-13 * (sums.xx + sums.yy)
    if squares < -trace:
        raise Refused("These sums do not belong to the same pairs.")
    if squares <= trace:
        raise Refused(
            "All {n} changed by exactly {change}: no interval can be given.", n=n, change=round(mean, 2) + 0.0
        )
    sd = sqrt(squares / (n - 1))
    reach = float(stdtrit(n - 1, (1 + confidence) / 2)) * sd / sqrt(n)
    change = Estimate(mean, mean - reach, mean + reach, n, missing, "paired_change", confidence)
    return PairedChange(n, missing, sums.x / n + sums.origin, sums.y / n + sums.origin, change, sd=sd, srm=mean / sd)


def _one_decimal(value: float) -> float:
    return round(value, 1) + 0.0  # never "-0.0"
