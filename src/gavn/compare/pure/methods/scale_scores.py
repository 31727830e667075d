"""Scores of many people at once: sums or means of items, reversed items, and what happens to missing answers.

The rule is that of one response (measure/pure/totals.py), not a second one. Prorating: Fairclough & Cella 1996,
doi:10.1007/BF00433916. Page: docs/explanation/methods/scale_scores.md
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import Numbers, is_count, numbers, require_count, require_number
from gavn.compare.pure.refusals import Unequal
from gavn.compare.pure.tables import table
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said
from gavn.measure.pure.totals import from_sum, least_answered, reversed_value


@dataclass(frozen=True)
class ScaleScores:
    """One score a person (NaN: too few answers), and how many items each answered; ``n`` have a score.

    Scores are no estimate: they have no interval. Their mean has one, in described and in a survey's estimate.
    """

    n: int
    missing: int
    items: int
    values: Numbers
    answered: Numbers
    prorated: int

    def say(self) -> Said:
        """How many have a score, how many of these with missing answers made up for, and how many have none."""
        return said(
            "With a score: {n}, of whom with missing answers counted as the mean of the others: {prorated}. With too "
            "few of {items} items answered: {missing}.",
            n=self.n,
            prorated=self.prorated,
            missing=self.missing,
            items=self.items,
        )


def scale_scores(
    answers: ArrayLike,
    *,
    method: Literal["sum", "mean"] = "sum",
    reverse: Sequence[int] = (),
    lowest: ArrayLike = 0.0,
    highest: ArrayLike = 0.0,
    up_to: int = 0,
    times: float = 1.0,
) -> ScaleScores:
    """Scores of a table of answers, people down and items across, NaN where somebody did not answer.

    ``reverse``: the columns (from 0) counted from the other end, of ``lowest`` and ``highest`` possible answers (one
    number, or one an item). ``up_to``: how many answers may be missing. ``times``: what the result is multiplied by.

    >>> missing = float("nan")
    >>> found = scale_scores([[3, 0, 2], [1, missing, 1], [missing] * 3], reverse=[1], highest=3, up_to=1)
    >>> found.values, found.answered, found.n, found.missing
    (array([ 8.,  3., nan]), array([3., 2., 0.]), 2, 1)
    """
    found = table(answers)
    items = found.shape[1]
    if not items:
        raise Refused("A score needs at least one item.")
    turned = _turned(found, reverse, lowest, highest)
    require_count(up_to)
    require_number(times)
    if method not in ("sum", "mean"):
        raise Refused("A score is a sum or a mean; {method} is neither.", method=method)
    answered = np.asarray((~np.isnan(turned)).sum(axis=1), dtype=float)
    enough = answered >= least_answered(items, up_to)
    values = np.full(len(found), np.nan)
    values[enough] = from_sum(
        np.nansum(turned[enough], axis=1), answered[enough], items, mean=method == "mean", times=times
    )
    n = int(enough.sum())
    prorated = int((enough & (answered < items)).sum())
    return ScaleScores(n, len(found) - n, items, values, answered, prorated)


def _turned(found: Numbers, reverse: Sequence[int], lowest: ArrayLike, highest: ArrayLike) -> Numbers:
    """The answers, all worded the same way round."""
    places = [int(place) if is_count(place) else place for place in list(np.ravel(np.asarray(reverse, dtype=object)))]
    items = found.shape[1]
    if not all(is_count(place) and place < items for place in places):
        raise Refused("Only the items 0 to {last} can be reversed.", last=items - 1)
    low, high = (_of_each(end, items)[places] for end in (lowest, highest))
    if (high <= low).any():
        raise Refused("To reverse an item its lowest and its highest answer must be known.")
    outside = (found[:, places] < low) | (found[:, places] > high)
    if outside.any():
        raise Refused("{value} is no possible answer to a reversed item.", value=float(found[:, places][outside][0]))
    turned = found.copy()
    turned[:, places] = reversed_value(low, high, found[:, places])
    return turned


def _of_each(end: ArrayLike, items: int) -> Numbers:
    found = numbers(end)
    if found.shape not in ((), (items,)):
        raise Unequal(found.size, items)
    return np.broadcast_to(found, (items,))
