"""How far raters give the same case the same number: the six intraclass correlations.

Shrout & Fleiss 1979, doi:10.1037/0033-2909.86.2.420; intervals: McGraw & Wong 1996, doi:10.1037/1082-989X.1.1.30.
Page: docs/explanation/methods/intraclass.md
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import fdtri

from gavn.compare.pure.arrays import LARGEST_SUM, require_count, require_number
from gavn.compare.pure.quantiles import normal
from gavn.compare.pure.refusals import Constant, NoWidth, TooFew
from gavn.compare.pure.tables import DUST, whole_rows
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, rounded, said

Form = tuple[float, float, float]
"""A value with its interval."""


@dataclass(frozen=True)
class RatingSums:
    """What two levels of GROUP BY return of a full table: n cases, k raters, Sx, Sxx, S(case sum)², S(rater sum)².

    Subtract a round number near the mean from large values before squaring: sums of raw squares cancel.
    """

    n: int
    raters: int
    x: float
    xx: float
    case_squares: float
    rater_squares: float


@dataclass(frozen=True)
class Intraclass:
    """The six forms: of one rater's numbers, and of the mean of all raters.

    ``one_way``: each case had raters of its own, ICC(1,1). ``agreement``: the same raters, drawn from many, rated
    every case, and a strict rater counts as disagreement, ICC(2,1). ``consistency``: these very raters; only the order
    and the distances count, ICC(3,1). The ``mean_`` forms are ICC(1,k), ICC(2,k), ICC(3,k).
    """

    n: int
    missing: int
    raters: int
    one_way: Estimate
    agreement: Estimate
    consistency: Estimate
    mean_one_way: Estimate
    mean_agreement: Estimate
    mean_consistency: Estimate

    def say(self) -> Said:
        """Agreement of one rater and of the mean of all, with n and missing."""
        one, mean = self.agreement, self.mean_agreement
        return said(
            "One rater's numbers agree with another's to {one} (between {low} and {high}; 1 is full agreement); the "
            "mean of {raters} raters would to {mean} (between {mean_low} and {mean_high}) (n {n}, missing {missing}).",
            one=rounded(one.value),
            low=rounded(one.low),
            high=rounded(one.high),
            raters=self.raters,
            mean=rounded(mean.value),
            mean_low=rounded(mean.low),
            mean_high=rounded(mean.high),
            n=self.n,
            missing=self.missing,
        )


@dataclass(frozen=True)
class _Squares:
    """Mean squares: between cases, within cases, between raters, what is left; and the sizes they rest on."""

    n: int
    k: int
    cases: float
    within: float
    raters: float
    rest: float


def intraclass(ratings: ArrayLike, *, confidence: float = 0.95) -> Intraclass:
    """The six forms of a table of numbers, cases down and raters across; cases not rated by all count as missing.

    >>> judges = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    >>> found = intraclass(judges)
    >>> round(found.one_way.value, 2), round(found.agreement.value, 2), round(found.consistency.value, 2)
    (0.17, 0.29, 0.71)
    """
    full, missing = whole_rows(ratings)
    moved = full - np.round(full.mean()) if full.size else full
    by_case, by_rater = moved.sum(axis=1), moved.sum(axis=0)
    n, raters = full.shape
    sums = RatingSums(
        n, raters, float(moved.sum()), float((moved**2).sum()), float(by_case @ by_case), float(by_rater @ by_rater)
    )
    return intraclass_from_sums(sums, missing=missing, confidence=confidence)


def intraclass_from_sums(sums: RatingSums, *, missing: int = 0, confidence: float = 0.95) -> Intraclass:
    """The same from six sums, so that nobody's ratings need to leave the store.

    >>> found = intraclass_from_sums(RatingSums(6, 4, 127, 841, 2913, 4617))
    >>> round(found.mean_one_way.value, 2), round(found.mean_agreement.value, 2), round(found.mean_consistency.value, 2)
    (0.44, 0.62, 0.91)
    """
    normal(confidence)  # refuses what is no level
    found, tail = _squares(sums, missing), (1 + confidence) / 2
    one_way = _from_f(found, found.within, found.n * (found.k - 1), tail)
    agreement = _agreement(found, tail)
    consistency = _from_f(found, found.rest, (found.n - 1) * (found.k - 1), tail)
    single = (one_way, agreement, consistency)
    forms = [*single, *(_of_the_mean(form, found.k) for form in single)]
    told = [Estimate(value, low, high, found.n, missing, "intraclass", confidence) for value, low, high in forms]
    return Intraclass(found.n, missing, found.k, *told)


def _squares(sums: RatingSums, missing: int) -> _Squares:
    n, k = sums.n, sums.raters
    require_count(n, k, missing)
    require_number(sums.x, largest=LARGEST_SUM**0.5)
    require_number(sums.xx, sums.case_squares, sums.rater_squares, largest=LARGEST_SUM)
    if k < 2:
        raise Refused("This needs at least two raters and has {raters}.", raters=k)
    if n < 2:
        raise TooFew(n, 2, missing=missing)
    middle, trace = sums.x**2 / (n * k), DUST * sums.xx
    cases, raters = sums.case_squares / k - middle, sums.rater_squares / n - middle
    within = sums.xx - sums.case_squares / k
    rest = within - raters
    if min(cases, raters, rest) < -trace:
        raise Refused("These sums do not belong to the same ratings.")
    if cases <= trace:
        raise Constant(n)
    if rest <= trace:
        raise NoWidth(n, 1.0)
    return _Squares(
        n, k, cases / (n - 1), within / (n * (k - 1)), max(raters, 0.0) / (k - 1), rest / ((n - 1) * (k - 1))
    )


def _from_f(found: _Squares, error: float, freedom: float, tail: float) -> Form:
    """A single rater's form and its interval from one ratio of mean squares."""
    ratio = found.cases / error
    low, high = ratio / fdtri(found.n - 1, freedom, tail), ratio * fdtri(freedom, found.n - 1, tail)
    value, lower, upper = ((f - 1) / (f + found.k - 1) for f in (ratio, float(low), float(high)))
    return value, lower, upper


def _agreement(found: _Squares, tail: float) -> Form:
    """ICC(2,1): three mean squares, with the degrees of freedom of Satterthwaite."""
    n, k = found.n, found.k
    others = k * found.raters + (k * n - k - n) * found.rest
    value = n * (found.cases - found.rest) / (n * found.cases + others)
    a, b = k * value * found.raters / found.rest, n * (1 + (k - 1) * value) - k * value
    freedom = (k - 1) * (n - 1) * (a + b) ** 2 / ((n - 1) * a**2 + b**2)
    low, high = 1 / float(fdtri(n - 1, freedom, tail)), float(fdtri(freedom, n - 1, tail))
    lower, upper = (n * (f * found.cases - found.rest) / (n * f * found.cases + others) for f in (low, high))
    return value, lower, upper


def _of_the_mean(form: Form, k: int) -> Form:
    """The same of the mean of k raters (Spearman and Brown); below -1/(k - 1) it would jump to the other side."""
    if min(form) * (k - 1) <= DUST - 1:
        raise Refused("The cases differ less than the raters' disagreement makes them: no agreement can be told.")
    value, low, high = (k * one / (1 + (k - 1) * one) for one in form)
    return value, low, high
