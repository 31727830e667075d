"""Tables of ratings and of answers: one row a case or a person, one column a rater or an item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import Numbers, known_sums, numbers, require_count
from gavn.compare.pure.quantiles import student
from gavn.compare.pure.refusals import ChanceAlone, Empty, NotACount, NoWidth, TooFew, Unequal
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, rounded, said

DUST = 1e-12  # what rounding leaves of nothing
NAMES = {"kappa": "Kappa", "fleiss_kappa": "Fleiss’ kappa", "ac1": "AC1"}


@dataclass(frozen=True)
class Rated:
    """How raters placed cases: each distinct row of counts by category once, and how many cases were placed so.

    ``counts`` is rows x categories, ``times`` one number a row.
    """

    counts: Numbers
    times: Numbers

    @property
    def raters(self) -> Numbers:
        """How many rated the cases of each row."""
        return np.asarray(self.counts.sum(axis=1))

    def by_at_least(self, raters: int) -> Rated:
        """Only the cases that so many raters placed."""
        enough = self.raters >= raters
        return Rated(self.counts[enough], self.times[enough])

    @property
    def cases(self) -> int:
        """How many cases there are."""
        return int(self.times.sum())


@dataclass(frozen=True)
class Agreement(Estimate):
    """Agreement beyond chance with its interval, and the two shares it is made of.

    ``observed`` is how often two ratings of one case agree, ``by_chance`` how often they would by chance alone.
    """

    observed: float = 0.0
    by_chance: float = 0.0
    weighted: bool = False

    def say(self) -> Said:
        """The coefficient and what it is made of in one sentence, with n and missing."""
        facts = {
            "coefficient": NAMES[self.method],
            "value": rounded(self.value),
            "low": rounded(self.low),
            "high": rounded(self.high),
            "observed": round(100 * self.observed),
            "chance": round(100 * self.by_chance),
            "n": self.n,
            "missing": self.missing,
        }
        if self.weighted:
            return said(
                "{coefficient}, where near misses count in part: {value} (between {low} and {high}). Two ratings of "
                "the same case agree to {observed} %; by chance alone it would be {chance} % "
                "(n {n}, missing {missing}).",
                **facts,
            )
        return said(
            "{coefficient} {value} (between {low} and {high}): two ratings of the same case agree in {observed} %; "
            "by chance alone it would be {chance} % (n {n}, missing {missing}).",
            **facts,
        )


def table(values: ArrayLike) -> Numbers:
    """Rows and columns of numbers in which NaN is a missing value; infinity is refused."""
    found = numbers(values)
    if found.ndim != 2:
        raise Refused("This needs a table: a row for each case or person, a column for each rater or item.")
    return found


def whole_rows(values: ArrayLike) -> tuple[Numbers, int]:
    """The rows in which nothing is missing, and how many rows are not so.

    >>> whole_rows([[1, 2], [3, float("nan")]])
    (array([[1., 2.]]), 1)
    """
    found = table(values)
    whole = ~np.isnan(found).any(axis=1)
    return found[whole], int((~whole).sum())


def sums_and_products(rows: Numbers) -> tuple[Numbers, Numbers]:
    """The sums of the columns and of their products; moved near 0 first, because sums of raw squares cancel."""
    moved = rows - np.round(rows.mean(axis=0)) if len(rows) else rows
    return moved.sum(axis=0), moved.T @ moved


def covariance(n: int, sums: ArrayLike, products: ArrayLike, *, missing: int = 0) -> Numbers:
    """How k columns vary together (n - 1), from n, their k sums and the k x k sums of their products.

    >>> covariance(3, [6, 6], [[14, 13], [13, 14]])
    array([[1. , 0.5],
           [0.5, 1. ]])
    """
    totals, cross = known_sums(sums), known_sums(products)
    if totals.ndim != 1 or cross.shape != (totals.size, totals.size):
        raise Unequal(totals.size, cross.size)
    require_count(n, missing)
    if n < 3:
        raise TooFew(n, 3, missing=missing)
    return np.asarray((cross - np.outer(totals, totals) / n) / (n - 1))


def counted(counts: ArrayLike) -> Numbers:
    """A table of numbers of people or ratings: whole numbers from 0."""
    found = table(counts)
    wrong = ~((found >= 0) & (found == np.floor(found)))
    if wrong.any():
        raise NotACount(float(found[wrong][0]))
    return found


def rated_from_counts(counts: ArrayLike, times: ArrayLike | None = None) -> Rated:
    """Counts of raters by case and category; ``times`` where a row stands for several cases that are placed alike."""
    found = counted(counts)
    often = counted(np.ones((len(found), 1)) if times is None else np.reshape(numbers(times), (-1, 1)))
    if len(often) != len(found):
        raise Unequal(len(found), len(often))
    kinds, which = np.unique(found, axis=0, return_inverse=True)
    return Rated(kinds, np.bincount(which.ravel(), often.ravel(), minlength=len(kinds)).astype(float))


def placed(values: Numbers, categories: ArrayLike | None) -> tuple[Numbers, Numbers]:
    """The categories in their order, and which of them each known value is (-1: missing)."""
    known = ~np.isnan(values)
    seen = np.unique(values[known])
    every = seen if categories is None else np.unique(numbers(categories))
    foreign = seen[~np.isin(seen, every)]
    if foreign.size:
        raise Refused("{value} is none of the categories.", value=float(foreign[0]))
    return every, np.where(known, np.searchsorted(every, values), -1)


def rated(ratings: ArrayLike, categories: ArrayLike | None = None) -> tuple[Numbers, Rated]:
    """The categories, and how the raters placed the cases (cases down, raters across, NaN: not rated)."""
    found = table(ratings)
    every, which = placed(found, categories)
    if not every.size:
        raise Empty(len(found))
    counts = np.stack([(which == category).sum(axis=1) for category in range(every.size)], axis=1)
    return every, rated_from_counts(counts)


def beyond_chance(all_of: Rated, chance: Callable[[Numbers], Numbers], *, method: str, confidence: float) -> Agreement:
    """Agreement among any number of raters, with the interval of Gwet 2008 for cases drawn from many.

    ``chance`` tells from the shares of the categories how much a rating in each counts towards agreement by chance.
    Cases with one rating tell how often categories are used, not how raters agree: they count as missing.
    """
    some = all_of.by_at_least(1)
    raters, times, cases = some.raters, some.times, some.cases
    paired = raters >= 2
    n = int(times[paired].sum())
    missing = all_of.cases - n
    if n < 2:
        raise TooFew(n, 2, missing=missing)
    shares = some.counts / raters[:, None]
    weights = chance(times @ shares / cases)
    by_chance = float(times @ shares @ weights / cases)
    if by_chance >= 1 - DUST:
        raise ChanceAlone()
    agreed = (some.counts * (some.counts - 1)).sum(axis=1) / np.where(paired, raters * (raters - 1), 1)
    observed = float(times @ agreed / n)
    value = (observed - by_chance) / (1 - by_chance)
    # What each case pulls at the coefficient: through its own agreement, and through the shares chance rests on.
    own = cases / n * np.where(paired, agreed - by_chance, 0.0)
    pull = (own - 2 * (1 - value) * (shares @ weights - by_chance)) / (1 - by_chance) - value
    error = sqrt(float(times @ pull**2) / (cases * (cases - 1)))
    if error <= DUST:
        raise NoWidth(n, value)
    reach = student(confidence, cases - 1) * error
    low, high = max(value - reach, -1.0), min(value + reach, 1.0)
    return Agreement(value, low, high, n, missing, method, confidence, observed=observed, by_chance=by_chance)
