"""How well several raters agree on which category a case belongs to, beyond what chance would give: Fleiss' kappa.

Fleiss 1971, doi:10.1037/h0031619; interval: Gwet 2008, doi:10.1348/000711006X126600.
Page: docs/explanation/methods/fleiss_kappa.md
"""

from __future__ import annotations

from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import Numbers
from gavn.compare.pure.tables import Agreement, Rated, beyond_chance, rated, rated_from_counts


def fleiss_kappa(ratings: ArrayLike, *, confidence: float = 0.95) -> Agreement:
    """Agreement in a table of category codes, cases down and raters across, NaN where somebody did not rate.

    >>> found = fleiss_kappa([[1, 1, 1], [1, 1, 2], [2, 2, 2], [2, 2, 2], [1, 2, 2]])
    >>> round(found.value, 3), round(found.observed, 3), found.n
    (0.444, 0.733, 5)
    """
    return _of(rated(ratings)[1], confidence)


def fleiss_kappa_from_counts(
    counts: ArrayLike, *, times: ArrayLike | None = None, confidence: float = 0.95
) -> Agreement:
    """The same from how many raters chose each category, cases down and categories across.

    ``times``: how many cases are placed alike, where each distinct row is given once.

    >>> round(fleiss_kappa_from_counts([[3, 0], [2, 1], [0, 3], [1, 2]], times=[1, 1, 2, 1]).value, 3)
    0.444
    """
    return _of(rated_from_counts(counts, times), confidence)


def _of(placed: Rated, confidence: float) -> Agreement:
    return beyond_chance(placed, _as_often_as_used, method="fleiss_kappa", confidence=confidence)


def _as_often_as_used(shares: Numbers) -> Numbers:
    """By chance a rating meets its like as often as its category is used."""
    return shares
