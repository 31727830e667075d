"""The middle of a few durations, with an interval that asks nothing of how they are spread.

Page: docs/explanation/methods/median.md
"""

from __future__ import annotations

from collections.abc import Mapping

from scipy.stats import binom

from gavn.compare.pure.arrays import column, is_count
from gavn.compare.pure.methods.described import described_from_counts
from gavn.compare.pure.quantiles import tail
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, said

INSIDE = 2  # an interval ends at the second value from either end at the earliest, never at one person's extreme


def median(counts: Mapping[float, int], *, missing: int = 0, confidence: float = 0.95) -> Estimate | None:
    """The median of values told by how often each occurs; nothing where there is none.

    The interval goes from the k-th value to the k-th from above, k as large as the confidence allows. Where that would
    be the smallest and the largest value there is no interval: ``low`` and ``high`` are then the median itself.

    >>> found = median({2: 4, 3: 5, 4: 3, 9: 1})
    >>> found.value, found.low, found.high, found.n
    (3.0, 2.0, 4.0, 13)
    """
    column(list(counts))
    if not all(is_count(count) for count in (missing, *counts.values())):
        raise Refused("A number of people below 0 cannot be.")
    found = described_from_counts(counts, missing=missing)
    if found.median is None:
        return None
    rank = rank_of_end(found.n, confidence=confidence)
    if rank < INSIDE:
        return Estimate(found.median, found.median, found.median, found.n, missing, "median", confidence)
    ordered = sorted((value, count) for value, count in counts.items() if count)
    low, high = _at(ordered, rank), _at(ordered, found.n + 1 - rank)
    return Estimate(found.median, low, high, found.n, missing, "median", confidence)


def has_interval(found: Estimate) -> bool:
    """Whether there were values enough for an interval."""
    return rank_of_end(found.n, confidence=found.confidence) >= INSIDE


def rank_of_end(n: int, *, confidence: float = 0.95) -> int:
    """Which value from below, and from above, ends the interval of a median; 0 where there are too few.

    >>> rank_of_end(5), rank_of_end(9), rank_of_end(100)
    (0, 2, 40)
    """
    least = tail(confidence)
    rank = max(int(binom.ppf(least, n, 0.5)), 0)
    return min(rank + int(binom.cdf(rank, n, 0.5) <= least), n // 2)


def say_median(found: Estimate) -> Said:
    """The median in one sentence, with its interval where there is one."""
    words = {"value": found.value, "n": found.n, "missing": found.missing}
    if not has_interval(found):
        return said("Median {value} (n {n}, missing {missing}).", **words)
    return said(
        "Median {value}, between {low} and {high} (n {n}, missing {missing}).", low=found.low, high=found.high, **words
    )


def _at(ordered: list[tuple[float, int]], place: int) -> float:
    """The value at a place of the sorted values, counted from 1."""
    for value, count in ordered:
        place -= count
        if place <= 0:
            return float(value)
    raise AssertionError(place)
