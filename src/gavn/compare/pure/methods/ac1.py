"""How well raters agree on which category a case belongs to, where one category is by far the commonest: Gwet's AC1.

Gwet 2008, doi:10.1348/000711006X126600. Page: docs/explanation/methods/ac1.md
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import Numbers
from gavn.compare.pure.refusals import ChanceAlone
from gavn.compare.pure.tables import Agreement, Rated, beyond_chance, rated, rated_from_counts


def ac1(ratings: ArrayLike, *, categories: ArrayLike | None = None, confidence: float = 0.95) -> Agreement:
    """Agreement in a table of category codes, cases down and raters across, NaN where somebody did not rate.

    ``categories``: every code a rater could choose, also those nobody chose; without it, those that were chosen.

    >>> found = ac1([[1, 1, 1], [1, 1, 2], [2, 2, 2], [2, 2, 2], [1, 2, 2]])
    >>> round(found.value, 3), round(found.by_chance, 3)
    (0.487, 0.48)
    """
    return _of(rated(ratings, categories)[1], confidence)


def ac1_from_counts(counts: ArrayLike, *, times: ArrayLike | None = None, confidence: float = 0.95) -> Agreement:
    """The same from how many raters chose each category, cases down and categories across, unused ones too.

    ``times``: how many cases are placed alike, where each distinct row is given once.

    >>> round(ac1_from_counts([[3, 0], [2, 1], [0, 3], [1, 2]], times=[1, 1, 2, 1]).value, 3)
    0.487
    """
    return _of(rated_from_counts(counts, times), confidence)


def _of(placed: Rated, confidence: float) -> Agreement:
    if placed.counts.shape[1] < 2:
        raise ChanceAlone()
    return beyond_chance(placed, _as_if_in_doubt, method="ac1", confidence=confidence)


def _as_if_in_doubt(shares: Numbers) -> Numbers:
    """By chance only cases in doubt are guessed, and those evenly over the categories."""
    return np.asarray((1 - shares) / (shares.size - 1))
