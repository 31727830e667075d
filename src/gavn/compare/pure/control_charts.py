"""Points over time between limits that chance alone would keep: phases, the four rules, better or worse, a target.

Many series at once: a row is a series, a column a period, NaN a period without a value. One series is one row.
Limits: Shewhart 1931; rules as NHS England's Making Data Count draws them (after Nelson 1984,
doi:10.1080/00224065.1984.11978921): page docs/explanation/methods/xmr_chart.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gavn.compare.pure.arrays import Numbers, numbers
from gavn.compare.pure.refusals import Constant, Empty, TooFew
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, in_digits, said

Marks = NDArray[np.bool_]
Better = Literal["higher", "lower"]

RULES = {
    "outside": Said("Beyond the limits: {points}."),
    "trend": Said("Seven or more in a row rising or falling: {points}."),
    "two_of_three": Said("Two of three close to a limit: {points}."),
    "shift": Said("Seven or more in a row on one side of the middle: {points}."),
}
"""In the order in which they name a point that several of them mark."""
TARGETS = {
    "passes": Said("As things are, the target of {target} is met consistently."),
    "fails": Said("As things are, the target of {target} is missed consistently."),
    "hit_and_miss": Said("The target of {target} is met or missed by chance."),
}
RUN = 7  # points in a trend, or on one side, that make a signal
LEAST = 3  # points below which no limits are drawn
TRIAL = 13  # points below which limits are told to be trial limits
SPREAD = 1.128  # d2: the mean range of two normal values, in standard deviations
ROUNDING = 1e-12  # a point that should lie exactly on a line may miss it by a rounding error


@dataclass(frozen=True)
class Asked:
    """Where limits begin anew, which first periods make them, what is left out; what is better, and a target.

    Periods are counted from 0. ``rebase`` names the first period of each new phase, ``freeze`` how many first periods
    of a phase make its limits. A period in ``exclude`` is drawn, but neither makes limits nor is judged by them.
    """

    rebase: tuple[int, ...] = ()
    freeze: int | None = None
    exclude: tuple[int, ...] = ()
    better: Better | None = None
    target: float | None = None

    def __post_init__(self) -> None:
        if self.freeze is not None and self.freeze < LEAST:
            raise TooFew(self.freeze, LEAST)
        if self.better not in (None, "higher", "lower"):
            raise Refused("Better is “higher” or “lower”, not “{word}”.", word=self.better)
        if self.target is not None and self.better is None:
            raise Refused("A target needs to know whether higher or lower is better.")

    def phases(self, periods: int) -> list[slice]:
        """The phases of so many periods, one after the other."""
        if any(not 0 <= period < periods for period in (*self.rebase, *self.exclude)):
            raise Refused("A period that begins a phase or is left out is one of the {n} periods.", n=periods)
        starts = sorted({0, *self.rebase})
        return [slice(first, last) for first, last in zip(starts, [*starts[1:], periods], strict=True)]

    def judged(self, periods: int) -> Marks:
        """The periods not left out."""
        return ~np.isin(np.arange(periods), self.exclude)

    def making(self, phase: slice) -> Marks:
        """Which periods of a phase make its limits."""
        width = phase.stop - phase.start
        return np.arange(width) < (width if self.freeze is None else self.freeze)


PLAIN = Asked()


@dataclass(frozen=True, eq=False)
class Lines:
    """Centre, lower and upper limit, and the two lines two thirds of the way to them; and what else was measured."""

    drawn: Numbers
    measured: Mapping[str, Numbers] = field(default_factory=dict)

    @property
    def centre(self) -> Numbers:
        """The line in the middle."""
        return np.asarray(self.drawn[0])

    @property
    def low(self) -> Numbers:
        """The lower limit."""
        return np.asarray(self.drawn[1])

    @property
    def high(self) -> Numbers:
        """The upper limit."""
        return np.asarray(self.drawn[2])

    def of(self, row: int) -> Lines:
        """The lines of one row."""
        return Lines(self.drawn[:, row], {name: found[row] for name, found in self.measured.items()})


def lines_around(
    middle: Numbers, reach: Numbers, *, least: float = -np.inf, most: float = np.inf, **measured: Numbers
) -> Lines:
    """Limits so far from the middle (rows x periods), but within the smallest and largest value there can be."""
    middle, reach = np.broadcast_arrays(middle, reach)
    low, high = np.maximum(least, middle - reach), np.minimum(most, middle + reach)
    return Lines(np.stack([middle, low, high, middle - 2 * reach / 3, middle + 2 * reach / 3]), measured)


Limits = Callable[[slice, Marks], Lines]
Remark = Callable[[Mapping[str, float]], tuple[Said, ...]]


@dataclass(frozen=True)
class Point:
    """One period: its value, its lines, the rules that mark it, and whether that is better or worse."""

    period: int
    value: float | None
    centre: float
    low: float
    high: float
    rules: tuple[str, ...]
    meaning: str

    @property
    def label(self) -> str:
        """The first rule that marks the point, or nothing."""
        return self.rules[0] if self.rules else ""


@dataclass(frozen=True, eq=False)
class Charts:
    """Many series with their lines and signals: a row a series; ``marks`` is rules x rows x periods.

    ``making`` are the points that made the limits. A series that cannot be told has its refusal in ``refused``,
    lines of NaN and no mark.
    """

    method: str
    values: Numbers
    lines: Lines
    marks: Marks
    making: Marks
    refused: Mapping[int, Refused]
    asked: Asked
    percent: bool = False
    remark: Remark | None = None

    def one(self, row: int) -> Chart:
        """One of the series; refuses with its reason where it cannot be told."""
        if row in self.refused:
            raise self.refused[row]
        return Chart(self, row)


@dataclass(frozen=True, eq=False)
class Chart:
    """One series with its lines and signals; arrays have one value a period."""

    among: Charts
    row: int

    @property
    def values(self) -> Numbers:
        """The value of each period, NaN where it is missing."""
        return np.asarray(self.among.values[self.row])

    @property
    def lines(self) -> Lines:
        """Centre and limits of each period."""
        return self.among.lines.of(self.row)

    @property
    def marks(self) -> Marks:
        """One row a rule: the periods it marks."""
        return np.asarray(self.among.marks[:, self.row])

    @property
    def n(self) -> int:
        """How many periods have a value and are judged."""
        return int((~np.isnan(self.values) & self.among.asked.judged(self.values.size)).sum())

    @property
    def missing(self) -> int:
        """How many periods have no value."""
        return int(np.isnan(self.values).sum())

    @property
    def measured(self) -> dict[str, float]:
        """What else was measured, as it stands in the last phase."""
        return {name: float(found[-1]) for name, found in self.lines.measured.items()}

    @property
    def signals(self) -> dict[str, tuple[int, ...]]:
        """The periods that each rule marks, rules that mark none left out."""
        found = {rule: tuple(np.flatnonzero(row).tolist()) for rule, row in zip(RULES, self.marks, strict=True)}
        return {rule: periods for rule, periods in found.items() if periods}

    @property
    def points(self) -> tuple[Point, ...]:
        """Every period with what is known of it."""
        meanings, lines, marks = self._meanings(), self.lines, self.marks
        return tuple(
            Point(
                period,
                None if np.isnan(value) else float(value),
                float(lines.centre[period]),
                float(lines.low[period]),
                float(lines.high[period]),
                tuple(rule for rule, row in zip(RULES, marks, strict=True) if row[period]),
                str(meanings[period]),
            )
            for period, value in enumerate(self.values)
        )

    def _meanings(self) -> NDArray[np.str_]:
        """Better or worse by the side of the middle; on the middle, by where the trend goes."""
        marked, better = self.marks.any(axis=0), self.among.asked.better
        if better is None:
            return np.where(marked, "change", "")
        way = side(self.values, self.lines.centre)
        for period in np.flatnonzero(marked & (way == 0)):
            around = self.values[max(0, period - 1) : period + 2]
            way[period] = np.sign(around[-1] - around[0])
        good = way == (1 if better == "higher" else -1)
        return np.where(marked, np.where(good, "improvement", "concern"), "")

    @property
    def assurance(self) -> str:
        """Whether the target is always met, never met, or met by chance, by the limits of the last period."""
        target, lines = self.among.asked.target, self.lines
        if target is None:
            return ""
        if lines.low[-1] <= target <= lines.high[-1]:
            return "hit_and_miss"
        return "passes" if (target < lines.low[-1]) == (self.among.asked.better == "higher") else "fails"

    @property
    def trial(self) -> bool:
        """Whether the limits of the last phase rest on so few points that they will still move."""
        last = self.among.asked.phases(self.values.size)[-1]
        return int(self.among.making[self.row, last].sum()) < TRIAL

    def say(self) -> Said:
        """The middle, the limits as they stand now, how many points stand out, n and missing."""
        return said(
            "{n} points around {centre}, between {low} and {high} by chance alone; standing out: {marked}; {missing} "
            "missing.",
            n=self.n,
            centre=self._shown(self.lines.centre[-1]),
            low=self._shown(self.lines.low[-1]),
            high=self._shown(self.lines.high[-1]),
            marked=int(self.marks.any(axis=0).sum()),
            missing=self.missing,
        )

    def notes(self) -> tuple[Said, ...]:
        """What belongs beside the sentence: which rules, the target, trial limits, how limits were made."""
        found = [Said(RULES[rule].msgid, {"points": len(at)}) for rule, at in self.signals.items()]
        if met := self.assurance:
            found.append(Said(TARGETS[met].msgid, {"target": self._shown(self.among.asked.target)}))
        if self.trial:
            found.append(said("Fewer than {least} points made these limits: they are trial limits.", least=TRIAL))
        return (*found, *(self.among.remark(self.measured) if self.among.remark else ()))

    def _shown(self, value: float | None) -> Said | float:
        """Four digits that count; shares in percent."""
        shown = in_digits((100 if self.among.percent else 1) * float(value or 0))
        return said("{share} %", share=shown) if self.among.percent else shown


def rows_of(values: ArrayLike) -> Numbers:
    """One row a series, one column a period; a single series becomes one row."""
    found = np.atleast_2d(numbers(values))
    if not found.size:
        raise Empty()
    if found.ndim != 2:
        raise Refused("A chart needs one value a period.")
    return found


def charted(
    method: str, values: Numbers, limits: Limits, asked: Asked, *, percent: bool = False, remark: Remark | None = None
) -> Charts:
    """Lines and signals of every row, phase by phase; rows without enough to tell are refused one by one."""
    periods = values.shape[1]
    judged, known = asked.judged(periods), ~np.isnan(values)
    making = np.zeros(values.shape, dtype=bool)
    refused: dict[int, Refused] = {}
    parts: list[Lines] = []
    marks = np.zeros((len(RULES), *values.shape), dtype=bool)
    for phase in asked.phases(periods):
        base = known[:, phase] & judged[phase] & asked.making(phase)
        lines = limits(phase, base)
        _refuse(refused, base, lines, missing=(~known[:, phase]).sum(axis=1))
        making[:, phase] = base
        marks[:, :, phase] = signals(np.where(judged[phase], values[:, phase], np.nan), lines)
        parts.append(lines)
    marks[:, list(refused)] = False
    lines = _joined(parts, list(refused))
    return Charts(method, values, lines, marks, making, refused, asked, percent=percent, remark=remark)


def _refuse(refused: dict[int, Refused], base: Marks, lines: Lines, *, missing: NDArray[np.int_]) -> None:
    """Note the rows of a phase with too few points, no two beside each other, or without any spread."""
    points, size = base.sum(axis=1), np.maximum(np.abs(lines.high), np.abs(lines.low))
    spread = (lines.high - lines.low > ROUNDING * size).all(axis=1)
    for row in np.flatnonzero((points < LEAST) | ~spread).tolist():
        n, absent = int(points[row]), int(missing[row])
        if n < LEAST:
            refused.setdefault(row, TooFew(n, LEAST, missing=absent) if n else Empty(absent))
        elif np.isnan(lines.high[row]).any():
            refused.setdefault(row, Refused("No two periods in a row have a value: their steps make the limits."))
        else:
            refused.setdefault(row, Constant(n))


def _joined(parts: list[Lines], untold: list[int]) -> Lines:
    """The lines of all phases beside each other; what was measured has one column a phase."""
    drawn = np.concatenate([part.drawn for part in parts], axis=2)
    drawn[:, untold] = np.nan
    return Lines(drawn, {name: np.stack([part.measured[name] for part in parts], axis=1) for name in parts[0].measured})


def side(values: Numbers, line: Numbers) -> Numbers:
    """1 above a line, -1 below it, 0 on it or where the value is missing."""
    apart = values - line
    on = ~(np.abs(apart) > ROUNDING * np.maximum(np.abs(values), np.abs(line)))
    return np.where(on, 0.0, np.sign(apart))


def signals(values: Numbers, lines: Lines) -> Marks:
    """Which points each rule marks (rules x rows x periods); a missing period breaks every run."""
    at, above, below = side(values, lines.centre), side(values, lines.high) > 0, side(values, lines.low) < 0
    outside = above | below
    near = ~outside & ((side(values, lines.drawn[3]) < 0) | (side(values, lines.drawn[4]) > 0))
    steps = side(values[:, 1:], values[:, :-1])
    trend = _runs(steps > 0, RUN - 1, points=RUN) | _runs(steps < 0, RUN - 1, points=RUN)
    shift = _runs(at > 0, RUN) | _runs(at < 0, RUN)
    return np.stack([outside, trend, _two_of_three(near, at), shift])


def _two_of_three(near: Marks, at: Numbers) -> Marks:
    """Three in a row on one side, two of them or more near the limit: those near it."""
    wide = max(0, near.shape[1] - 2)
    first, second, third = (near[:, step : step + wide].astype(np.int8) for step in range(3))
    close = first + second + third >= 2
    alike = _starts(at > 0, 3) | _starts(at < 0, 3)
    return near & _spread(close & alike, 3, near.shape[1])


def _runs(on: Marks, length: int, *, points: int | None = None) -> Marks:
    """The points of every unbroken run of at least ``length`` marks; between points a mark joins two of them."""
    return _spread(_starts(on, length), points or length, on.shape[1] + (points or length) - length)


def _starts(on: Marks, length: int) -> Marks:
    """Where ``length`` marks in a row begin."""
    wide = max(0, on.shape[1] - length + 1)
    found = np.ones((on.shape[0], wide), dtype=bool)
    for step in range(length):
        found &= on[:, step : step + wide]
    return found


def _spread(starts: Marks, length: int, periods: int) -> Marks:
    """Mark ``length`` points from each start on."""
    found = np.zeros((starts.shape[0], periods), dtype=bool)
    for step in range(length):
        found[:, step : step + starts.shape[1]] |= starts
    return found


def moving_ranges(values: Numbers, base: Marks) -> Numbers:
    """The difference between each period and the one before where both make limits; elsewhere NaN."""
    steps = np.abs(np.diff(np.where(base, values, 0.0), axis=1))
    return np.where(base[:, 1:] & base[:, :-1], steps, np.nan)


def mean_known(values: Numbers) -> Numbers:
    """The mean of what is known in each row, as a column; NaN where nothing is."""
    count = (~np.isnan(values)).sum(axis=1, keepdims=True)
    total = np.nansum(values, axis=1, keepdims=True)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
