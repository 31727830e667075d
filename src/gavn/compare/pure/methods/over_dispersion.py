"""How much more services differ than chance alone would make them.

Spiegelhalter 2005, doi:10.1002/sim.1970; DerSimonian & Laird 1986, doi:10.1016/0197-2456(86)90046-2.
Page: docs/explanation/methods/over_dispersion.md
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import brentq
from scipy.special import chdtrc, chdtri

from gavn.compare.pure.arrays import SMALLEST, Numbers, is_number, missing_with, require_number, together
from gavn.compare.pure.quantiles import tail
from gavn.compare.pure.refusals import TooFew
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, rounded, said

WINSORISED = 0.1


@dataclass(frozen=True)
class OverDispersion:
    """Spread of services beyond chance, told in several ways because they seldom agree.

    ``plain`` is the mean of z squared, with its interval: about 1 where chance alone is at work. ``phi`` is the same
    after the outermost values were pulled in to the limits of ``winsorised`` at either end, and so lies below 1 by
    chance. ``tau2`` is the variance between services, on the scale of the values, that follows from ``phi``; beside
    it those of DerSimonian and Laird and of restricted maximum likelihood, from all values as they are.
    """

    n: int
    missing: int
    plain: Estimate
    phi: float
    tau2: float
    tau2_moments: float
    tau2_likelihood: float
    p: float
    winsorised: float

    def say(self) -> Said:
        """Whether services differ more than by chance, and how that was found."""
        facts = {
            "n": self.n,
            "times": rounded(self.plain.value),
            "low": rounded(self.plain.low),
            "high": rounded(self.plain.high),
            "phi": rounded(self.phi),
            "missing": self.missing,
        }
        if self.plain.low > 1:
            return said(
                "The {n} services differ more than by chance: {times} times as much (between {low} and {high}), "
                "{phi} with the outermost pulled in; {missing} missing.",
                **facts,
            )
        return said(
            "The {n} services differ no more than chance alone may explain: {times} times as much "
            "(between {low} and {high}), {phi} with the outermost pulled in; {missing} missing.",
            **facts,
        )


def over_dispersion(
    values: ArrayLike,
    errors: ArrayLike,
    *,
    target: float,
    winsorised: float = WINSORISED,
    missing: int = 0,
    confidence: float = 0.95,
) -> OverDispersion:
    """How far values of services lie from a target, measured in their standard errors under chance alone.

    Values and errors are on one scale, on which they are roughly normal; a value or error that is NaN is missing.

    >>> found = over_dispersion([1.0, 2.0, 4.0, 5.0], [0.5, 0.5, 0.5, 0.5], target=3.0, winsorised=0.0)
    >>> found.phi, round(found.tau2, 2), round(found.tau2_moments, 2)
    (10.0, 3.08, 3.08)
    """
    require_number(target)
    (y, s), unknown = together(values, errors)
    absent = missing_with(missing, unknown)
    if y.size < 2:
        raise TooFew(y.size, 2, missing=absent)
    if not (s > SMALLEST).all():
        raise Refused("A standard error is a number above 0.")
    if not (is_number(winsorised) and 0 <= winsorised < 0.5):
        raise Refused("Less than half can be pulled in at either end; {share} is too much.", share=winsorised)
    z = (y - target) / s
    phi = float(np.mean(_pulled_in(z, winsorised) ** 2))
    return OverDispersion(
        n=y.size,
        missing=absent,
        plain=_plain(z, absent, confidence),
        phi=phi,
        tau2=_excess(y.size * phi, s**-2),
        tau2_moments=_moments(y, s**-2),
        tau2_likelihood=between(y, s**2),
        p=float(chdtrc(y.size, float(z @ z))),
        winsorised=winsorised,
    )


def between(values: Numbers, variances: Numbers) -> float:
    """The variance between services by restricted maximum likelihood, given that within each.

    >>> import numpy as np
    >>> round(between(np.array([1.0, 2.0, 4.0, 5.0]), np.full(4, 0.25)), 4)
    3.0833
    """

    def slope(tau2: float) -> float:
        w = 1 / (variances + tau2)
        off = values - w @ values / w.sum()
        return float((w * off) @ (w * off) - w.sum() + w @ w / w.sum())

    if slope(0.0) <= 0:
        return 0.0
    most = float(np.ptp(values)) ** 2 + float(variances.max())
    return float(brentq(slope, 0.0, most, xtol=1e-14 * most, rtol=1e-13))


def _pulled_in(z: Numbers, share: float) -> Numbers:
    """The values with those beyond the quantiles (linear between ranks, type 7) set to them."""
    low, high = np.quantile(z, [share, 1 - share])
    return np.clip(z, low, high)


def _plain(z: Numbers, missing: int, confidence: float) -> Estimate:
    """The mean square of z; the interval is that of a variance whose centre is known."""
    squares, n, out = float(z @ z), z.size, tail(confidence)
    low, high = squares / float(chdtri(n, out)), squares / float(chdtri(n, 1 - out))
    return Estimate(squares / n, low, high, n, missing, "over_dispersion", confidence)


def _excess(squares: float, w: Numbers) -> float:
    """The variance between services that a sum of squared z needs beyond chance."""
    return max(0.0, (squares - (w.size - 1)) / float(w.sum() - w @ w / w.sum()))


def _moments(y: Numbers, w: Numbers) -> float:
    off = y - w @ y / w.sum()
    return _excess(float(w @ off**2), w)
