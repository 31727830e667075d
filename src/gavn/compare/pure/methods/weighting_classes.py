"""Weights that make up for people who did not answer, class by class.

Little 1986, doi:10.2307/1403140; Kish 1992 for what the weights cost.
Page: docs/explanation/methods/weighting_classes.md
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import SMALLEST, Numbers, column, known_sums, labelled, require_count
from gavn.compare.pure.refusals import NotACount, TooFew, Unequal
from gavn.compare.pure.survey import Groups
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said

LEAST = 20


@dataclass(frozen=True)
class WeightingClass:
    """A class, or several joined: how many were asked and answered, and by what the weights are multiplied."""

    labels: tuple[Hashable, ...]
    asked: int
    answered: int
    multiplier: float


@dataclass(frozen=True)
class WeightingClasses:
    """The classes as they were used, and what the new weights cost.

    ``rate`` is the share of those asked who answered, ``weighted_rate`` the same with the weights of the design.
    ``design_effect`` is Kish's for the new weights; ``effective`` the answers it leaves.
    """

    classes: tuple[WeightingClass, ...]
    n: int
    missing: int
    weighted_rate: float
    design_effect: float

    @property
    def rate(self) -> float:
        """How large a part of those asked answered."""
        return self.n / (self.n + self.missing)

    @property
    def effective(self) -> float:
        """How many equally weighted answers would tell as much."""
        return self.n / self.design_effect

    @property
    def multipliers(self) -> dict[Any, float]:
        """By what the weight of an answer is multiplied, by the label of its class."""
        return {label: one.multiplier for one in self.classes for label in one.labels}

    def say(self) -> Said:
        """How many answered, and what making up for the others costs."""
        return said(
            "{n} of {asked} answered ({percent} %), {missing} did not; weighted by class (classes: {classes}), the "
            "answers tell as much as {effective}.",
            n=self.n,
            asked=self.n + self.missing,
            percent=round(100 * self.rate),
            missing=self.missing,
            classes=len(self.classes),
            effective=round(self.effective),
        )


@dataclass(frozen=True)
class ClassSums:
    """What one GROUP BY class returns, an entry a class: counts, and the sums of weights of those asked and answering.

    ``squares`` is Σ w² of those who answered.
    """

    labels: Sequence[Hashable]
    asked: ArrayLike
    answered: ArrayLike
    weight_asked: ArrayLike
    weight_answered: ArrayLike
    squares: ArrayLike


def weighting_classes(
    answered: ArrayLike, classes: ArrayLike, weights: ArrayLike | None = None, *, least: int = LEAST
) -> WeightingClasses:
    """Multipliers for the weights of those who answered, so that they stand for everybody asked in their class.

    ``answered``: true or false a person asked. Classes with fewer than ``least`` answers are joined, the smallest
    first, with the class that answered most alike.

    >>> who, where = [1, 1, 0, 0, 1, 1, 1, 0], ["a"] * 4 + ["b"] * 4
    >>> found = weighting_classes(who, where, least=2)
    >>> {label: round(by, 3) for label, by in found.multipliers.items()}
    {'a': 2.0, 'b': 1.333}
    """
    there = column(answered)
    labels, gaps = labelled(classes)
    w = np.ones(there.size) if weights is None else column(weights)
    for one in (labels, w):
        if one.shape != there.shape:
            raise Unequal(there.size, one.size)
    if gaps.any():
        raise Refused("Everybody asked belongs to a class.")
    if not np.isin(there, (0, 1)).all():
        raise Refused("Whether somebody answered is 1 or 0.")
    if not (w >= 0).all():
        raise Refused("A weight is a number from 0 upwards, and nobody may lack it.")
    groups = Groups.of(labels)
    sums = ClassSums(
        labels=labels[groups.first].tolist(),
        asked=groups.sums(np.ones(there.size)),
        answered=groups.sums(there),
        weight_asked=groups.sums(w),
        weight_answered=groups.sums(w * there),
        squares=groups.sums(w**2 * there),
    )
    return weighting_classes_from_sums(sums, least=least)


def weighting_classes_from_sums(sums: ClassSums, *, least: int = LEAST) -> WeightingClasses:
    """The same from the counts and sums of weights by class that one GROUP BY delivers.

    >>> sums = ClassSums(["a", "b"], [40, 60], [30, 20], [40.0, 60.0], [30.0, 20.0], [30.0, 20.0])
    >>> weighting_classes_from_sums(sums).multipliers["b"]
    3.0
    """
    table = _table(sums)
    require_count(least, *table[:, :2].ravel().tolist())
    if labelled(np.array(list(sums.labels), dtype=object))[1].any():
        raise Refused("Everybody asked belongs to a class.")
    if (table < 0).any() or (table[:, 1] > table[:, 0]).any():
        worst = int(np.argmax(table[:, 1] - table[:, 0]))
        raise NotACount(table[worst, 1], table[worst, 0])
    weights, squares = table[:, 2:4], table[:, 4]
    tiny = (table[:, 2:] < SMALLEST) & (table[:, 2:] != 0)
    if tiny.any() or (weights[:, 0] < weights[:, 1]).any() or ((weights[:, 1] > 0) != (squares > 0)).any():
        raise Refused("A weight is a number from 0 upwards, and nobody may lack it.")
    n, missing = int(table[:, 1].sum()), int((table[:, 0] - table[:, 1]).sum())
    if n < least or not table[:, 3].sum():
        raise TooFew(n, least, missing=missing)
    labels, joined = _joined([(label,) for label in sums.labels], table, least)
    multipliers = joined[:, 2] / joined[:, 3]
    classes = tuple(
        WeightingClass(one, int(row[0]), int(row[1]), float(by))
        for one, row, by in zip(labels, joined, multipliers, strict=True)
    )
    weight = joined[:, 2].sum()
    cost = n * float((multipliers**2 * joined[:, 4]).sum()) / weight**2
    return WeightingClasses(classes, n, missing, float(joined[:, 3].sum() / weight), float(cost))


def _table(sums: ClassSums) -> Numbers:
    """One row a class, one column a sum."""
    names = ("asked", "answered", "weight_asked", "weight_answered", "squares")
    columns = [np.atleast_1d(known_sums(getattr(sums, name))) for name in names]
    for one in columns:
        if one.shape != (len(sums.labels),):
            raise Unequal(len(sums.labels), one.size)
    return np.stack(columns, axis=1)


def _joined(
    labels: list[tuple[Hashable, ...]], table: Numbers, least: int
) -> tuple[list[tuple[Hashable, ...]], Numbers]:
    """The classes, joined until each has enough answers and some weight among them."""
    while len(labels) > 1:
        short = (table[:, 1] < least) | (table[:, 3] == 0)
        if not short.any():
            break
        smallest = int(np.argmin(np.where(short, table[:, 1], np.inf)))
        rates = table[:, 1] / np.maximum(table[:, 0], 1)
        apart = np.abs(rates - rates[smallest])
        apart[smallest] = np.inf
        into = int(np.argmin(apart))
        table[into] += table[smallest]
        labels[into] = labels[into] + labels[smallest]
        table = np.delete(table, smallest, axis=0)
        del labels[smallest]
    return labels, table
