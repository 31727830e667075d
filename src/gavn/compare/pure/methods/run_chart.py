"""Whether a series has changed at all, without limits: how long it stays on one side of its median.

Anhøj & Olesen 2014, doi:10.1371/journal.pone.0113825. Page: docs/explanation/methods/run_chart.md
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, log2

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import Numbers, known
from gavn.compare.pure.control_charts import PLAIN, Asked, side
from gavn.compare.pure.refusals import Constant
from gavn.kernel.say import Said, in_digits, said

LEAST = 10  # points off the median below which the two rules say nothing
RARE = 0.05


@dataclass(frozen=True)
class RunPhase:
    """One phase: its median, its points off the median, and the two counts beside what chance allows."""

    first: int
    last: int
    median: float
    useful: int
    longest: int
    longest_allowed: int
    crossings: int
    crossings_needed: int

    @property
    def enough(self) -> bool:
        """Whether there are enough points off the median for the rules to say anything."""
        return self.useful >= LEAST

    @property
    def signals(self) -> tuple[str, ...]:
        """Which of the two rules tell a change: ``long_run``, ``few_crossings``."""
        if not self.enough:
            return ()
        long_run = ("long_run",) if self.longest > self.longest_allowed else ()
        return (*long_run, *(("few_crossings",) if self.crossings < self.crossings_needed else ()))


@dataclass(frozen=True)
class RunChart:
    """The phases of a series one after the other; ``n`` periods have a value and are judged."""

    n: int
    missing: int
    phases: tuple[RunPhase, ...]
    method: str = "run_chart"

    @property
    def changed(self) -> bool:
        """Whether any phase shows a change within it."""
        return any(phase.signals for phase in self.phases)

    def say(self) -> Said:
        """Whether the last phase shows a change, with the two counts, n and missing."""
        last = self.phases[-1]
        words = {"n": self.n, "missing": self.missing, "median": in_digits(last.median)}
        if not last.enough:
            return said(
                "Too few points off the median {median} to tell a change by: {useful} of {n}; {missing} missing.",
                useful=last.useful,
                **words,
            )
        counts = {
            "longest": last.longest,
            "allowed": last.longest_allowed,
            "crossings": last.crossings,
            "needed": last.crossings_needed,
        }
        if last.signals:
            return said(
                "{n} points, median {median}: there is a change. Points in the longest run on one side: {longest} "
                "(chance allows {allowed}); crossings of the median: {crossings} (chance: at least {needed}); "
                "{missing} missing.",
                **words,
                **counts,
            )
        return said(
            "{n} points, median {median}: no sign of a change. Points in the longest run on one side: {longest} "
            "(chance allows {allowed}); crossings of the median: {crossings} (chance: at least {needed}); {missing} "
            "missing.",
            **words,
            **counts,
        )


def run_chart(values: ArrayLike, *, asked: Asked = PLAIN) -> RunChart:
    """One value a period, in order; NaN where a period is missing. Of ``asked`` the phases count.

    >>> found = run_chart([9, 8, 9, 7, 8, 9, 4, 3, 4, 2, 3, 4, 3])
    >>> found.phases[0].median, found.phases[0].longest, found.phases[0].signals
    (4.0, 6, ('few_crossings',))
    """
    _, missing = known(values)
    numbers = np.asarray(values, dtype=float)
    judged = np.where(asked.judged(numbers.size), numbers, np.nan)
    phases = tuple(_phase(judged, part, asked) for part in asked.phases(numbers.size))
    return RunChart(int((~np.isnan(judged)).sum()), missing, phases)


def limits_by_chance(useful: int) -> tuple[int, int]:
    """The longest run and the fewest crossings that chance allows among so many points off the median.

    >>> limits_by_chance(10), limits_by_chance(24)
    ((6, 2), (8, 8))
    """
    crossings, tail, steps = 0, 1, max(useful - 1, 0)
    while tail < RARE * 2**steps:
        crossings += 1
        tail += comb(steps, crossings)
    return round(log2(max(useful, 1))) + 3, crossings


def _phase(values: Numbers, part: slice, asked: Asked) -> RunPhase:
    mine = values[part]
    making, _ = known(np.where(asked.making(part), mine, np.nan))
    if (making == making[0]).all() and making.size > 1:
        raise Constant(making.size)
    median = float(np.median(making))
    at = side(mine, np.full(mine.shape, median))
    at = at[at != 0]
    turns = np.flatnonzero(np.diff(at))
    lengths = np.diff(np.concatenate([[-1], turns, [at.size - 1]]))
    allowed, needed = limits_by_chance(at.size)
    return RunPhase(part.start, part.stop - 1, median, at.size, int(lengths.max()), allowed, turns.size, needed)
