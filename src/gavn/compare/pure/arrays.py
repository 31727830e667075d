"""Columns of numbers as methods take them: NaN is a missing value, and is counted."""

from __future__ import annotations

from numbers import Integral, Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gavn.compare.pure.refusals import Empty, NotACount, Unequal
from gavn.kernel.errors import Refused

Numbers = NDArray[np.float64]
LARGEST = 1e15  # beyond it a floating-point number does not tell one from the next
SMALLEST = 1e-100  # below it the square of a number vanishes
LARGEST_SUM = 1e60  # a sum of squares of many such numbers stays below it, and its own square can still be told


def numbers(values: ArrayLike, *, largest: float = LARGEST) -> Numbers:
    """An array of numbers, NaN where one is missing; refuses words, infinity and what is too large to count with.

    >>> numbers([1, None, 3])
    array([ 1., nan,  3.])
    """
    try:
        found = np.asarray(values, dtype=float)
    except (TypeError, ValueError, OverflowError):
        raise Refused("Some of these are no numbers, or the rows are not equally long.") from None
    if np.isinf(found).any():
        raise Refused("A value that is no number belongs to the missing ones.")
    size = np.abs(found)
    if (size > largest).any():
        raise Refused("A value of {value} is too large to count with.", value=f"{np.nanmax(size):.0e}")
    return found


def is_number(value: Any, *, largest: float = LARGEST) -> bool:
    """Whether this is a number that is known and not too large to count with.

    >>> is_number(3), is_number(float("nan")), is_number(1e300)
    (True, False, False)
    """
    real = isinstance(value, Real)
    return real and (value == 0 or bool(SMALLEST <= abs(value) <= largest))


def require_number(*values: object, largest: float = LARGEST) -> None:
    """Refuse a word, NaN, infinity and what is too large to count with."""
    for value in values:
        if not is_number(value, largest=largest):
            raise Refused("{value} is no number to count with.", value=_short(value))


def known_sums(values: ArrayLike) -> Numbers:
    """An array of sums of which none may be missing."""
    found = numbers(values, largest=LARGEST_SUM)
    if np.isnan(found).any():
        raise Refused("A sum that is not known cannot be counted with.")
    return found


def is_count(value: Any) -> bool:
    """Whether this is 0, 1, 2 …

    >>> is_count(3.0), is_count(2.5), is_count(-1), is_count(float("nan"))
    (True, False, False, False)
    """
    return is_number(value) and bool(value >= 0 and value == int(value))


def require_count(*counts: object) -> None:
    """Refuse what cannot be a number of people or events."""
    for count in counts:
        if not is_count(count):
            raise NotACount(count if isinstance(count, float) else _short(count))


def missing_with(missing: int, more: int) -> int:
    """Those missing from the start, and more of them.

    >>> missing_with(2, 1)
    3
    """
    require_count(missing)
    return missing + more


def require_seed(seed: object) -> None:
    """Refuse what no draw can be repeated from."""
    if not (isinstance(seed, Integral) and is_count(seed)):
        raise Refused("A seed is a whole number from 0 up; {seed} is not.", seed=_short(seed))


def _short(value: object) -> str:
    return text if len(text := str(value)) <= 20 else f"{text[:20]}…"


def column(values: ArrayLike) -> Numbers:
    """One number a person; infinity is refused."""
    found = numbers(values)
    if found.ndim != 1:
        raise Refused("This needs one value a person.")
    return found


def labelled(values: ArrayLike) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """One label a row, and the rows without one: None, NaN or nothing.

    >>> labelled(["w", None, float("nan"), ""])[1]
    array([False,  True,  True,  True])
    """
    given = isinstance(values, np.ndarray) and values.dtype != object
    # Words and gaps are read as objects first: an array of words would turn a gap into the word for it.
    found = np.asarray(values if given else np.asarray(values, dtype=object))
    if found.ndim != 1 or any(isinstance(one, (list, tuple, np.ndarray)) for one in ([] if given else found)):
        raise Refused("This needs one label a person.")
    gaps = np.not_equal(found, found).astype(bool)
    if not given:
        gaps |= np.array([one is None or one == "" for one in found], dtype=bool)
        found = found if gaps.any() else np.asarray(found.tolist())
    elif found.dtype.kind == "U":
        gaps |= found == ""
    return found, gaps


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
