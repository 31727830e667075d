"""Which of many comparisons stand when all of them are looked at together.

Benjamini & Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x; for comparisons that depend on one another in
unknown ways Benjamini & Yekutieli 2001, doi:10.1214/aos/1013699998. Page: docs/explanation/methods/false_discovery.md
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import Numbers, column, is_number, known
from gavn.compare.pure.refusals import NotALevel, NotAShare
from gavn.kernel.say import Said, rounded, said


@dataclass(frozen=True)
class FalseDiscovery:
    """Each comparison's q beside the p it came from, in the order they were given; NaN stays where there was no p.

    A q is no estimate and has no interval: it is the smallest ``level`` at which the comparison would stand.
    """

    n: int
    missing: int
    level: float
    dependent: bool
    p: Numbers = field(compare=False, repr=False)
    q: Numbers = field(compare=False, repr=False)
    method: str = "false_discovery"

    @property
    def stands(self) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        """Whether each comparison stands; one that could not be made does not."""
        return np.asarray(self.q <= self.level)

    @property
    def found(self) -> int:
        """How many stand."""
        return int(self.stands.sum())

    def say(self) -> Said:
        """How many stand, and what part of such findings chance alone would bring."""
        return said(
            "Standing when all comparisons are looked at together: {found} of {n} (at most {percent} % of such "
            "findings are expected to be chance); {missing} could not be made.",
            found=self.found,
            n=self.n,
            percent=rounded(100 * self.level, 1),
            missing=self.missing,
        )


def false_discovery(p: ArrayLike, *, level: float = 0.05, dependent: bool = False) -> FalseDiscovery:
    """The q of each p (one number a comparison, NaN where none could be made) within the whole family.

    ``dependent`` takes Benjamini & Yekutieli's stricter way, which holds however the comparisons hang together.

    >>> found = false_discovery([0.01, 0.04, 0.03, 0.5])
    >>> found.q.round(4), found.found
    (array([0.04  , 0.0533, 0.0533, 0.5   ]), 1)
    """
    if not (is_number(level) and 0 < level < 1):
        raise NotALevel(level)
    values, missing = known(p)
    for wrong in values[(values < 0) | (values > 1)][:1]:
        raise NotAShare(float(wrong))
    n = values.size
    order = np.argsort(values, kind="stable")
    stricter = float((1 / np.arange(1, n + 1)).sum()) if dependent else 1.0
    steps = values[order] * (n * stricter / np.arange(1, n + 1))
    # A comparison stands where any with a larger p does.
    adjusted = np.empty(n)
    adjusted[order] = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1.0)
    given = column(p)
    q = np.full(given.size, np.nan)
    q[~np.isnan(given)] = adjusted
    return FalseDiscovery(n, missing, level, dependent, given, q)
