"""How long people stay: Kaplan-Meier with those who were already there when watching began.

Kaplan & Meier 1958, doi:10.1080/01621459.1958.10501452. Page: docs/explanation/methods/time_to_exit.md
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import Numbers, missing_with, numbers, require_count
from gavn.compare.pure.quantiles import normal
from gavn.compare.pure.refusals import Empty, MedianNotReached, NotACount, Unequal
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, said, trimmed

SAME_DAY = 0.5  # a stay that ends the day it comes under observation counts as half a day
HALF = 0.5 + 1e-12  # a product that should be exactly one half may miss it by a rounding error


class NoStay(Empty):
    """There is no stay at all."""

    def __init__(self, missing: int = 0) -> None:
        super().__init__(missing)
        self.said = said("There is no stay to follow; {missing} missing.", missing=missing)


@dataclass(frozen=True)
class DayCount:
    """How many came under observation, left, and were last seen (still there) on one day of their stay.

    Somebody seen from the first day enters on day 0; somebody already there for 90 days enters on day 90.
    Whoever enters and ends on the same day ends half a day later.
    """

    day: float
    entries: int = 0
    exits: int = 0
    ongoing: int = 0


@dataclass(frozen=True)
class Step:
    """A day on which somebody left: how many could have, how many did, the share still there after it."""

    day: float
    at_risk: int
    exits: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class TimeToExit:
    """The curve of those still there, by day of their stay; a median that was not reached is empty."""

    n: int
    missing: int
    exits: int
    late: int
    same_day: int
    follow_up: float
    steps: tuple[Step, ...]
    median: float | None
    median_low: float | None
    median_high: float | None
    confidence: float

    @property
    def ongoing(self) -> int:
        """How many were still there when last seen."""
        return self.n - self.exits

    def still_there(self, day: float) -> Estimate:
        """Share still there after so many days, with its log-log interval.

        Before the first exit the log-log interval is not defined; the lower end of the first step is used,
        which is too low rather than too high.
        """
        if not self.steps:
            raise Refused("Nobody of {n} has left: there is no curve.", n=self.n)
        if not 0 <= day <= self.follow_up and not (day > 0 and self.steps[-1].share == 0):
            raise Refused("Nobody was seen as long as day {day}; the longest is {last}.", day=day, last=self.follow_up)
        past = [step for step in self.steps if step.day <= day]
        share, low, high = (past[-1].share, past[-1].low, past[-1].high) if past else (1.0, self.steps[0].low, 1.0)
        return Estimate(share, low, high, self.n, self.missing, "time_to_exit", self.confidence)

    def restricted_mean(self, horizon: float) -> Estimate:
        """Mean number of days spent there within the first ``horizon`` days: the area under the curve."""
        if not 0 < horizon <= self.follow_up:
            raise Refused("The mean stay can be told up to day {last}, not {day}.", last=self.follow_up, day=horizon)
        steps = [step for step in self.steps if step.day < horizon]
        if not steps:
            raise Refused("Nobody left before day {day}: no interval can be given.", day=horizon)
        days = [0.0, *(step.day for step in steps), horizon]
        shares = [1.0, *(step.share for step in steps)]
        areas = [share * (last - first) for share, (first, last) in zip(shares, pairwise(days), strict=True)]
        variance = sum(
            sum(areas[later:]) ** 2 * step.exits / (step.at_risk * (step.at_risk - step.exits))
            for later, step in enumerate(steps, start=1)
            if step.exits < step.at_risk
        )
        mean, reach = sum(areas), normal(self.confidence) * sqrt(variance)
        low, high = max(0.0, mean - reach), min(horizon, mean + reach)
        return Estimate(mean, low, high, self.n, self.missing, "time_to_exit", self.confidence)

    def median_estimate(self) -> Estimate:
        """The day by which half had left, as a number with its interval; refuses where either was not reached."""
        if self.median is None or self.median_low is None:
            raise MedianNotReached(trimmed(self.follow_up))
        if self.median_high is None:
            raise Refused(
                "Half had left by day {median}; how much later it may be cannot be told, too few were seen longer.",
                median=trimmed(self.median),
            )
        found = self.median, self.median_low, self.median_high
        return Estimate(*found, self.n, self.missing, "time_to_exit", self.confidence)

    def say(self) -> Said:
        """When half had left, or that half have not; with n, ongoing and missing."""
        counts = {"n": self.n, "exits": self.exits, "ongoing": self.ongoing, "missing": self.missing}
        if self.median is None:
            return said(
                "Fewer than half had left by day {last}, the longest seen: the median is not reached "
                "(n {n}, {exits} left, {ongoing} ongoing, {missing} missing).",
                last=trimmed(self.follow_up),
                **counts,
            )
        if self.median_low is None or self.median_high is None:
            return said(
                "Half had left by day {median}; how much later it may be cannot be told "
                "(n {n}, {exits} left, {ongoing} ongoing, {missing} missing).",
                median=trimmed(self.median),
                **counts,
            )
        return said(
            "Half had left by day {median} (between {low} and {high}; "
            "n {n}, {exits} left, {ongoing} ongoing, {missing} missing).",
            median=trimmed(self.median),
            low=trimmed(self.median_low),
            high=trimmed(self.median_high),
            **counts,
        )


def time_to_exit(
    entered: ArrayLike, ended: ArrayLike, left: ArrayLike, *, missing: int = 0, confidence: float = 0.95
) -> TimeToExit:
    """The curve from one row a stay, all in days since the stay began.

    ``entered``: when it came under observation (0, or the days it was already open); ``ended``: when the person
    left or was last seen there; ``left``: whether the person left. A row in which any of them is not known is missing.

    >>> found = time_to_exit([0, 0, 90, 0], [30, 200, 400, 200], [True, True, False, False])
    >>> found.median, found.late, found.ongoing
    (200.0, 1, 2)
    """
    counts, same_day, unknown = counts_of_stays(entered, ended, left)
    return time_to_exit_from_counts(
        counts, same_day=same_day, missing=missing_with(missing, unknown), confidence=confidence
    )


def counts_of_stays(entered: ArrayLike, ended: ArrayLike, left: ArrayLike) -> tuple[list[DayCount], int, int]:
    """One row a day from one row a stay; how many ended the day they entered, and of how many a day or the
    ending is not known.

    >>> counts_of_stays([0, 0, 30], [30, 30, 30], [True, False, True])[1:]
    (1, 0)
    """
    begin, end, whether = numbers(entered), numbers(ended), numbers(left)
    if begin.ndim != 1:
        raise Refused("Each stay needs one beginning, one end and whether it was an exit.")
    for other in (end, whether):
        if other.shape != begin.shape:
            raise Unequal(begin.size, other.size)
    if not np.isin(whether[~np.isnan(whether)], (0.0, 1.0)).all():
        raise Refused("Whether somebody left is told by 1 or 0, or is missing.")
    known = ~np.isnan(begin + end + whether)
    begin, end, gone = begin[known], end[known], whether[known] == 1
    if (begin < 0).any() or (end < begin).any():
        raise Refused("A stay cannot end before it comes under observation, nor that before its first day.")
    same = end == begin
    end = np.where(same, end + SAME_DAY, end)
    days = np.unique(np.concatenate([begin, end]))
    rows = zip(days.tolist(), _count(days, begin), _count(days, end[gone]), _count(days, end[~gone]), strict=True)
    return [DayCount(*row) for row in rows], int(same.sum()), int((~known).sum())


def time_to_exit_from_counts(
    counts: Sequence[DayCount], *, same_day: int = 0, missing: int = 0, confidence: float = 0.95
) -> TimeToExit:
    """The same from one row a day, so that nobody's stay needs to leave the store.

    >>> time_to_exit_from_counts([DayCount(0, entries=4), DayCount(30, exits=3), DayCount(60, ongoing=1)]).median
    30.0
    """
    return _curve(*table_of(counts), same_day=same_day, missing=missing, confidence=confidence)


def table_of(counts: Sequence[DayCount]) -> Numbers:
    """Days, entries, exits and ongoing as columns, by day; refuses what cannot be counted.

    >>> table_of([DayCount(30, exits=1), DayCount(0, entries=1)])[0]
    array([ 0., 30.])
    """
    rows = [(count.day, count.entries, count.exits, count.ongoing) for count in counts]
    table = numbers(rows).reshape(-1, 4).T
    table = table[:, np.argsort(table[0], kind="stable")]
    if np.isnan(table).any():
        raise Refused("A day or a number of people is unknown, so it cannot be counted.")
    if (table < 0).any():
        raise NotACount(float(table.min()))
    if (np.diff(table[0]) == 0).any():
        raise Refused("A day stands twice among the counts; add them up first.")
    if (table[1:] != np.floor(table[1:])).any():
        raise NotACount(float(table[1:][table[1:] != np.floor(table[1:])][0]))
    return table


def as_far_as_told(counts: Sequence[DayCount]) -> tuple[list[DayCount], int]:
    """The counts up to the day by which all under observation had left while others came under it later.

    Beyond that day the curve would stay at nothing, whoever comes; so it is told up to there, those still there are
    last seen on that day, and whoever came under observation later is left out; the second value says how many.

    >>> days = [DayCount(0, entries=3), DayCount(100, exits=1), DayCount(200, exits=2), DayCount(900, entries=1)]
    >>> kept, left_out = as_far_as_told([*days, DayCount(950, ongoing=1)])
    >>> kept[-1], left_out
    (DayCount(day=200, entries=0, exits=0, ongoing=2), 1)
    """
    ordered = sorted(counts, key=lambda count: count.day)
    entries, came, went = sum(count.entries for count in ordered), 0, 0
    for place, count in enumerate(ordered):
        at_risk = came - went
        if 0 < count.exits == at_risk and came < entries:
            return [*ordered[:place], DayCount(count.day, ongoing=at_risk)], entries - came
        came, went = came + count.entries, went + count.exits + count.ongoing
    return ordered, 0


def _curve(
    days: Numbers,
    entries: Numbers,
    exits: Numbers,
    ongoing: Numbers,
    *,
    same_day: int,
    missing: int,
    confidence: float,
) -> TimeToExit:
    require_count(same_day, missing)
    if not entries.sum():
        raise NoStay(missing)
    at_risk = people_at_risk(entries, exits, ongoing)
    came = np.cumsum(entries) - entries
    emptied = (exits > 0) & (exits == at_risk) & (came < entries.sum())
    if emptied.any():
        raise Refused(
            "By day {day} all who were under observation had left, before the others came under it: "
            "too few were seen from the beginning to tell how long people stay.",
            day=trimmed(float(days[emptied][0])),
        )
    on = exits > 0
    steps = _steps(days[on], at_risk[on], exits[on], confidence)
    return TimeToExit(
        n=int(entries.sum()),
        missing=missing,
        exits=int(exits.sum()),
        late=int(entries[days > 0].sum()),
        same_day=same_day,
        follow_up=float(days[-1]),
        steps=steps,
        median=next((step.day for step in steps if step.share <= HALF), None),
        median_low=next((step.day for step in steps if step.low <= HALF), None),
        median_high=next((step.day for step in steps if step.high <= HALF), None),
        confidence=confidence,
    )


def people_at_risk(entries: Numbers, exits: Numbers, ongoing: Numbers) -> Numbers:
    """Who came under observation before each day and had not ended before it.

    >>> people_at_risk(np.array([2.0, 0, 0]), np.array([0, 1.0, 0]), np.array([0, 0, 1.0]))
    array([0., 2., 1.])
    """
    ends = exits + ongoing
    came, went = np.cumsum(entries) - entries, np.cumsum(ends) - ends
    at_risk = came - went
    if (at_risk < ends).any() or entries.sum() != ends.sum():
        raise Refused("The counts do not add up: everybody who enters ends once, on a later day.")
    return np.asarray(at_risk)


def _steps(days: Numbers, at_risk: Numbers, exits: Numbers, confidence: float) -> tuple[Step, ...]:
    """Kaplan-Meier with Greenwood's variance on the log-log scale.

    When nobody is left that scale ends; the upper limit then stays where it was, which still holds.
    """
    shares = np.cumprod(1 - exits / at_risk)
    some = exits < at_risk
    terms = np.where(some, exits / (at_risk * np.where(some, at_risk - exits, 1)), 0.0)
    reach = normal(confidence) * np.sqrt(np.cumsum(terms))
    steps: list[Step] = []
    for day, risk, count, share, far in zip(days, at_risk, exits, shares, reach, strict=True):
        low, high = 0.0, steps[-1].high if steps else 1.0
        if share > 0:
            width = np.exp(far / -np.log(share))
            low, high = float(share**width), float(share ** (1 / width))
        steps.append(Step(float(day), int(risk), int(count), float(share), low, high))
    return tuple(steps)


def _count(days: Numbers, when: Numbers) -> list[int]:
    found: list[int] = np.bincount(np.searchsorted(days, when), minlength=len(days)).tolist()
    return found
