"""What each item of a scale does: how it is answered, how it goes with the others, and whether it is needed.

Corrected item-total correlation: Nunnally & Bernstein 1994, ISBN 9780070478497; its interval: Fisher 1915,
doi:10.1093/biomet/10.4.507.
Page: docs/explanation/methods/item_statistics.md
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atanh, sqrt, tanh

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import Numbers, column, known_sums, numbers, require_count
from gavn.compare.pure.methods.alpha import coefficient
from gavn.compare.pure.methods.share import Share, share
from gavn.compare.pure.quantiles import normal
from gavn.compare.pure.refusals import NotACount, TooFew, Unequal
from gavn.compare.pure.tables import DUST, covariance, sums_and_products, table
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, rounded, said

LEAST = 4  # Fisher's interval needs one more than three


@dataclass(frozen=True)
class ItemSums:
    """What one GROUP BY returns of k items: of each by itself, and together of those who answered all of them.

    ``n``, ``sums``, ``squares``, ``at_lowest``, ``at_highest`` and ``missing`` are k numbers each; ``complete`` people
    answered every item, with ``complete_sums`` (k) and ``products`` (k x k).
    """

    n: ArrayLike
    missing: ArrayLike
    sums: ArrayLike
    squares: ArrayLike
    at_lowest: ArrayLike
    at_highest: ArrayLike
    complete: int
    complete_sums: ArrayLike
    products: ArrayLike
    origin: ArrayLike = 0.0


@dataclass(frozen=True)
class ItemStatistics:
    """One item: its answers, how it correlates with the sum of the other items, and alpha of the others alone.

    ``with_others`` is empty where the item or the others do not differ between people, or say exactly the same;
    ``alpha_without`` where fewer than two items or no differences are left.
    """

    n: int
    missing: int
    mean: float
    sd: float
    at_lowest: Share
    at_highest: Share
    with_others: Estimate | None
    alpha_without: float | None

    def say(self) -> Said:
        """The item in one sentence, with n, missing and its correlation with the others."""
        facts = {
            "mean": rounded(self.mean),
            "lowest": round(100 * self.at_lowest.value),
            "highest": round(100 * self.at_highest.value),
            "n": self.n,
            "missing": self.missing,
        }
        if self.with_others is None:
            return said(
                "Mean {mean}; {lowest} % at the lowest answer, {highest} % at the highest (n {n}, missing {missing}). "
                "How it goes with the others cannot be told.",
                **facts,
            )
        return said(
            "Mean {mean}; {lowest} % at the lowest answer, {highest} % at the highest (n {n}, missing {missing}). "
            "It goes with the sum of the others to {correlation} (between {low} and {high}; 1 is fully).",
            correlation=rounded(self.with_others.value),
            low=rounded(self.with_others.low),
            high=rounded(self.with_others.high),
            **facts,
        )


def item_statistics(
    answers: ArrayLike, *, lowest: ArrayLike, highest: ArrayLike, confidence: float = 0.95
) -> tuple[ItemStatistics, ...]:
    """Each item of a table of answers, people down and items across, worded the same way round, NaN: no answer.

    ``lowest`` and ``highest`` possible answer: one number, or one an item. Correlations and alpha rest on those who
    answered every item, everything else on all who answered this one.

    >>> found = item_statistics([[1, 2, 1], [2, 2, 3], [3, 3, 2], [4, 4, 5], [5, 3, 4]], lowest=1, highest=5)
    >>> found[0].mean, round(found[0].with_others.value, 2), round(found[0].alpha_without, 2)
    (3.0, 0.83, 0.77)
    """
    found = table(answers)
    low, high = (_of_each(end, found.shape[1]) for end in (lowest, highest))
    if not (low < high).all():
        raise Refused("An item needs a lowest and a highest possible answer.")
    outside = (found < low) | (found > high)
    if outside.any():
        raise Refused("{value} is no possible answer to this item.", value=float(found[outside][0]))
    known = ~np.isnan(found)
    origin = np.round((low + high) / 2)
    moved = np.where(known, found - origin, 0.0)
    complete = moved[known.all(axis=1)]
    together = sums_and_products(complete)
    sums = ItemSums(
        *(known.sum(axis=0), (~known).sum(axis=0), moved.sum(axis=0), (moved**2).sum(axis=0)),
        *((found == low).sum(axis=0), (found == high).sum(axis=0), len(complete), *together, origin),
    )
    return item_statistics_from_sums(sums, confidence=confidence)


def item_statistics_from_sums(sums: ItemSums, *, confidence: float = 0.95) -> tuple[ItemStatistics, ...]:
    """The same from sums, so that nobody's answers need to leave the store.

    >>> sums = ItemSums([5] * 2, [0] * 2, [15, 14], [55, 42], [1, 0], [1, 0], 5, [15, 14], [[55, 46], [46, 42]])
    >>> round(item_statistics_from_sums(sums)[0].with_others.value, 2)
    0.76
    """
    n, missing = _checked(sums)
    k = n.size
    if k < 2:
        raise Refused("Items are told of beside each other: this needs at least two.")
    if sums.complete < LEAST:
        raise TooFew(sums.complete, LEAST, missing=int((n + missing).max()) - sums.complete)
    if sums.complete > n.min():
        raise NotACount(sums.complete, of=int(n.min()))
    varying = covariance(sums.complete, sums.complete_sums, sums.products)
    if len(varying) != k:
        raise Unequal(k, len(varying))
    absent = int((n + missing).max()) - sums.complete
    return tuple(_one(sums, varying, item, absent=absent, confidence=confidence) for item in range(k))


def _checked(sums: ItemSums) -> tuple[Numbers, Numbers]:
    """How many answered each item and how many did not; refuses what no answers can add up to."""
    n = column(sums.n)
    counts = (n, *(numbers(counts) for counts in (sums.missing, sums.at_lowest, sums.at_highest)))
    totals = (known_sums(sums.sums), known_sums(sums.squares))
    for found in (*counts, *totals):
        if found.shape != n.shape:
            raise Unequal(n.size, found.size)
    require_count(sums.complete, *(float(count) for found in counts for count in found))
    if np.isnan(_of_each(sums.origin, n.size)).any():
        raise Refused("What was taken off an item before squaring must be known.")
    return n, counts[1]


def _of_each(one: ArrayLike, items: int) -> Numbers:
    """One number an item."""
    found = numbers(one)
    if found.shape not in ((), (items,)):
        raise Unequal(found.size, items)
    return np.broadcast_to(found, (items,))


def _one(sums: ItemSums, varying: Numbers, item: int, *, absent: int, confidence: float) -> ItemStatistics:
    """Everything about one item."""
    own = (numbers(counts)[item] for counts in (sums.n, sums.missing, sums.at_lowest, sums.at_highest))
    n, missing, at_lowest, at_highest = (int(count) for count in own)
    total, squares = (float(known_sums(each)[item]) for each in (sums.sums, sums.squares))
    origin = float(_of_each(sums.origin, len(varying))[item])
    sd = sqrt(max(squares - total**2 / n, 0.0) / (n - 1))
    return ItemStatistics(
        n,
        missing,
        total / n + origin,
        sd,
        at_lowest=share(at_lowest, n, missing=missing, confidence=confidence),
        at_highest=share(at_highest, n, missing=missing, confidence=confidence),
        with_others=_with_others(varying, item, sums.complete, absent, confidence=confidence),
        alpha_without=_alpha_without(varying, item),
    )


def _with_others(varying: Numbers, item: int, n: int, missing: int, *, confidence: float) -> Estimate | None:
    """The item's correlation with the sum of the others, with Fisher's interval."""
    own = float(varying[item, item])
    shared = float(varying[item].sum()) - own
    others = float(varying.sum()) - own - 2 * shared
    if min(own, others) <= DUST * float(np.trace(varying)):
        return None
    value = shared / sqrt(own * others)
    if abs(value) >= 1 - DUST:
        return None
    reach = normal(confidence) / sqrt(n - 3)
    low, high = tanh(atanh(value) - reach), tanh(atanh(value) + reach)
    return Estimate(value, low, high, n, missing, "item_statistics", confidence)


def _alpha_without(varying: Numbers, item: int) -> float | None:
    """Alpha of the other items."""
    others = np.delete(np.delete(varying, item, axis=0), item, axis=1)
    if len(others) < 2 or others.sum() <= DUST * float(np.trace(varying)):
        return None
    return coefficient(others)
