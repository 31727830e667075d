"""How a set of durations, ages or scores lies: number, missing, extremes, mean, median, spread.

Page: docs/explanation/methods/described.md
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum, sqrt
from statistics import median

import numpy as np

from gavn.compare.pure.arrays import column, is_count
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, rounded, said


@dataclass(frozen=True)
class Described:
    """A description that never leaves out how many are missing.

    ``lowest`` and ``highest`` are one person's values: they are empty for those who may not open the persons.
    """

    n: int
    missing: int
    lowest: float | None
    highest: float | None
    mean: float | None
    median: float | None
    sd: float | None

    def say(self) -> Said:
        """Mean and median in one sentence, with n and missing."""
        if self.mean is None or self.median is None:
            return said("No usable value; {missing} missing.", missing=self.missing)
        return said(
            "Mean {mean}, median {median} (n {n}, missing {missing}).",
            mean=rounded(self.mean, 1),
            median=rounded(self.median, 1),
            n=self.n,
            missing=self.missing,
        )


def described(values: Sequence[float], *, missing: int = 0, hide_extremes: bool = False) -> Described:
    """Number, missing, lowest, highest, mean, median and standard deviation (n - 1) of the values.

    >>> found = described([1, 4, 7, 173], missing=8)
    >>> found.n, found.missing, found.mean, found.median
    (4, 8, 46.25, 5.5)
    """
    if not is_count(missing):
        raise Refused("{missing} cannot be the number of missing values.", missing=missing)
    found = column(values)
    if np.isnan(found).any():
        raise Refused("A value that is no number belongs to the missing ones.")
    values, n = found.tolist(), len(values)
    if n == 0:
        return Described(0, missing, None, None, None, None, None)
    mean = fsum(values) / n
    sd = sqrt(fsum((value - mean) ** 2 for value in values) / (n - 1)) if n > 1 else None
    lowest, highest = (None, None) if hide_extremes else (float(min(values)), float(max(values)))
    return Described(n, missing, lowest, highest, mean, float(median(values)), sd)


def described_from_counts(counts: Mapping[float, int], *, missing: int = 0, hide_extremes: bool = False) -> Described:
    """The same from how often each value occurs, so that nobody's value needs to leave the store.

    >>> found = described_from_counts({1: 1, 4: 2, 173: 1}, missing=8)
    >>> found.n, found.missing, found.mean, found.median
    (4, 8, 45.5, 4.0)
    """
    if not all(is_count(count) for count in (missing, *counts.values())):
        raise Refused("A number of people below 0 cannot be.")
    ordered = sorted((value, count) for value, count in counts.items() if count)
    if np.isnan(column([value for value, _ in ordered])).any():
        raise Refused("A value that is no number belongs to the missing ones.")
    n = sum(count for _, count in ordered)
    if n == 0:
        return Described(0, missing, None, None, None, None, None)
    mean = fsum(value * count for value, count in ordered) / n
    squares = fsum(count * (value - mean) ** 2 for value, count in ordered)
    sd = sqrt(squares / (n - 1)) if n > 1 else None
    middle = (_at(ordered, (n - 1) // 2) + _at(ordered, n // 2)) / 2
    lowest, highest = (None, None) if hide_extremes else (float(ordered[0][0]), float(ordered[-1][0]))
    return Described(n, missing, lowest, highest, mean, middle, sd)


def _at(ordered: Sequence[tuple[float, int]], place: int) -> float:
    """The value at a place of the sorted values, counted from 0."""
    up_to = list(accumulate(count for _, count in ordered))
    return float(ordered[bisect_right(up_to, place)][0])
