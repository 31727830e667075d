"""Columns of numbers as methods take them: NaN is a missing value, and is counted."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gavn.compare.pure.refusals import Empty, Unequal
from gavn.kernel.errors import Refused

Numbers = NDArray[np.float64]


def column(values: ArrayLike) -> Numbers:
    """One number a person; infinity is refused."""
    found = np.asarray(values, dtype=float)
    if found.ndim != 1:
        raise Refused("This needs one value a person.")
    if np.isinf(found).any():
        raise Refused("A value that is no number belongs to the missing ones.")
    return found


def known(values: ArrayLike) -> tuple[Numbers, int]:
    """The values that are known, and how many are missing; refuses where none is known.

    >>> known([1, float("nan"), 3])
    (array([1., 3.]), 1)
    """
    found = column(values)
    kept = found[~np.isnan(found)]
    missing = found.size - kept.size
    if not kept.size:
        raise Empty(missing)
    return kept, missing


def together(*columns: ArrayLike) -> tuple[list[Numbers], int]:
    """The rows in which every column is known, and how many rows are not.

    >>> together([1, 2, float("nan")], [4, 5, 6])
    ([array([1., 2.]), array([4., 5.])], 1)
    """
    found = [column(values) for values in columns]
    for other in found[1:]:
        if other.size != found[0].size:
            raise Unequal(found[0].size, other.size)
    whole = ~np.isnan(np.stack(found)).any(axis=0)
    if not whole.any():
        raise Empty(found[0].size)
    return [values[whole] for values in found], int((~whole).sum())
