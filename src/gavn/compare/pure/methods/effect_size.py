"""A mean change in units of a spread: five kinds, each by its name, because each divides by another spread.

Cohen 1988; Lakens 2013, doi:10.3389/fpsyg.2013.00863; non-central t interval Cumming & Finch 2001,
doi:10.1177/0013164401614002; the other intervals after Bonett 2008, doi:10.1037/1082-989X.13.2.99.
Page: docs/explanation/methods/effect_size.md
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, isnan, lgamma, log, sqrt
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import brentq
from scipy.special import nctdtr

from gavn.compare.pure.arrays import missing_with
from gavn.compare.pure.methods.paired_change import (
    TRACE,
    NotTheSamePairs,
    PairedSums,
    paired_change_from_sums,
    sums_of_pairs,
)
from gavn.compare.pure.quantiles import normal
from gavn.compare.pure.refusals import Constant, TooFew
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, rounded, said

Name = Literal["d_z", "g_z", "d_av", "d_rm", "glass"]
NAMES: tuple[Name, ...] = get_args(Name)
CLOSE = 1e-6  # how near to its chance the end of an interval must come


class BeyondCounting(Refused):
    """A change so many times its own spread that the non-central t has no number for it."""

    def __init__(self, t: float) -> None:
        super().__init__("A change {times} times its standard error is too large for an interval.", times=round(t))


@dataclass(frozen=True)
class EffectSize(Estimate):
    """A standardised change with the name of its kind; kinds must not be compared with one another."""

    name: Name = "d_z"

    def say(self) -> Said:
        """Which kind it is, how large and how sure, for how many."""
        return said(
            "{kind}: {value} (between {low} and {high}) in the {n} with both measurements; {missing} missing.",
            kind=_kind(self.name),
            value=rounded(self.value),
            low=rounded(self.low),
            high=rounded(self.high),
            n=self.n,
            missing=self.missing,
        )


@dataclass(frozen=True)
class _Spread:
    """The variances before and after, their covariance, and the variance of the change."""

    before: float
    after: float
    together: float

    @property
    def change(self) -> float:
        return self.before + self.after - 2 * self.together

    @property
    def correlation(self) -> float:
        return self.together / sqrt(self.before * self.after)


def effect_size(
    before: ArrayLike, after: ArrayLike, *, name: Name, missing: int = 0, confidence: float = 0.95
) -> EffectSize:
    """The standardised mean change of that name; half pairs are counted as missing.

    >>> first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    >>> second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    >>> found = effect_size(first, second, name="d_z")
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2)
    (1.28, 0.41, 2.12)
    """
    sums, halves = sums_of_pairs(before, after)
    return effect_size_from_sums(sums, name=name, missing=missing_with(missing, halves), confidence=confidence)


def effect_size_from_sums(sums: PairedSums, *, name: Name, missing: int = 0, confidence: float = 0.95) -> EffectSize:
    """The same from the six sums of a paired change.

    >>> sums = PairedSums(3, 60, 69, 1400, 1793, 1580)
    >>> [round(effect_size_from_sums(sums, name=name).value, 2) for name in NAMES]
    [1.73, 0.98, 0.3, 0.3, 0.3]
    """
    if name not in NAMES:
        raise Refused("{name} is no kind of standardised change; there are {names}.", name=name, names=", ".join(NAMES))
    found = paired_change_from_sums(sums, missing=missing, confidence=confidence)
    if name in ("d_z", "g_z"):
        low, high = _non_central(found.srm, sums.n, confidence)
        by = _small_sample(sums.n - 1) if name == "g_z" else 1.0
        value, low, high = by * found.srm, by * low, by * high
    else:
        spread = _spread(sums)
        unit, slope = _unit(name, spread)
        value = found.change.value / unit
        reach = normal(confidence) * sqrt(_variance(value, unit, slope, spread, sums.n - 1))
        low, high = value - reach, value + reach
    return EffectSize(value, low, high, sums.n, missing, "effect_size", confidence, name)


def _kind(name: Name) -> Said:
    """What each kind is called, and what it divides by."""
    return {
        "d_z": said("Standardised response mean (d_z: change divided by the spread of the changes)"),
        "g_z": said("Standardised response mean corrected for few people (g_z)"),
        "d_av": said("Change divided by the mean of the spreads before and after (d_av)"),
        "d_rm": said("Change divided by its spread, allowing for how alike before and after are (d_rm)"),
        "glass": said("Change divided by the spread before (Glass's delta)"),
    }[name]


def _non_central(srm: float, n: int, confidence: float) -> tuple[float, float]:
    """The standardised changes under which a t this large, or this small, would be rare."""
    t, rare = srm * sqrt(n), (1 - confidence) / 2
    return tuple(_shift(t, n - 1, chance) / sqrt(n) for chance in (1 - rare, rare))  # type: ignore[return-value]


def _shift(t: float, freedom: int, chance: float) -> float:
    """The non-centrality under which t is not exceeded with this chance."""
    if t < 0:
        return -_shift(-t, freedom, 1 - chance)

    def off(shift: float) -> float:
        found = float(nctdtr(freedom, shift, t))
        # Far out SciPy has no number; there it is all or nothing.
        return (float(shift < t) if isnan(found) else found) - chance

    step = 4 * sqrt(1 + t**2 / (2 * freedom))
    low = high = t
    while off(low) < 0 or off(high) > 0:
        low, high = (low - step, high) if off(low) < 0 else (low, high + step)
        step *= 2
    found = float(brentq(off, low, high, xtol=1e-13, rtol=1e-14))
    if not abs(off(found)) < CLOSE:
        raise BeyondCounting(t)
    return found


def _small_sample(freedom: int) -> float:
    """Hedges's J: by how much a standardised change from few people is too large; two people give no such factor."""
    if freedom < 2:
        raise TooFew(freedom + 1, 3)
    return exp(lgamma(freedom / 2) - log(sqrt(freedom / 2)) - lgamma((freedom - 1) / 2))


def _spread(sums: PairedSums) -> _Spread:
    """Variances and covariance; refuses where before or after is the same for all."""
    n = sums.n
    squares = [sums.xx - sums.x**2 / n, sums.yy - sums.y**2 / n]
    for left, total in zip(squares, (sums.xx, sums.yy), strict=True):
        if left <= TRACE * total:
            raise Constant(n)
    together = (sums.xy - sums.x * sums.y / n) / (n - 1)
    found = _Spread(squares[0] / (n - 1), squares[1] / (n - 1), together)
    if abs(found.correlation) > 1 + 1e-9:
        raise NotTheSamePairs()
    return found


def _unit(name: Name, spread: _Spread) -> tuple[float, tuple[float, float, float]]:
    """What the change is divided by, and how that answers to the two variances and the covariance."""
    one, other = sqrt(spread.before), sqrt(spread.after)
    if name == "glass":
        return one, (1 / (2 * one), 0.0, 0.0)
    if name == "d_av":
        return (one + other) / 2, (1 / (4 * one), 1 / (4 * other), 0.0)
    alike = 1 - spread.correlation
    if alike < 1e-9:
        raise Refused("Before and after go hand in hand without any error: d_rm is not defined.")
    unit, half = sqrt(spread.change / (2 * alike)), 1 / (2 * spread.change)
    leaning = spread.correlation / (4 * alike)
    return unit, (
        unit * (half - leaning / spread.before),
        unit * (half - leaning / spread.after),
        unit * (1 / (2 * one * other * alike) - 2 * half),
    )


def _variance(value: float, unit: float, slope: tuple[float, float, float], spread: _Spread, freedom: int) -> float:
    """The large-sample variance of a change in a unit that was itself estimated (normal scores)."""
    a, b, c = spread.before, spread.after, spread.together
    squares = np.array(
        [[2 * a**2, 2 * c**2, 2 * a * c], [2 * c**2, 2 * b**2, 2 * b * c], [2 * a * c, 2 * b * c, a * b + c**2]]
    )
    by = np.array(slope)
    return (spread.change + value**2 * float(by @ squares @ by)) / (freedom * unit**2)
