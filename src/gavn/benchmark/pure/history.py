"""A service beside its own past: run chart and control chart of an indicator, with the rules in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gavn.benchmark.pure.periods import LENGTHS, Stretch
from gavn.benchmark.pure.sums import BETTER, Shown
from gavn.compare.pure.control_charts import Asked
from gavn.compare.pure.methods.p_chart import p_chart
from gavn.compare.pure.methods.run_chart import RunChart, run_chart
from gavn.compare.pure.methods.u_chart import u_chart
from gavn.compare.pure.methods.xmr_chart import xmr_chart
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats.indicator import Indicator
    from gavn.compare.pure.arrays import Numbers
    from gavn.compare.pure.control_charts import Better, Chart
    from gavn.compare.pure.indicator_estimate import IndicatorSums

LEAST = 12  # periods with enough people, below which nothing is said of a course
PEOPLE = 5
NEEDS = {
    "month": Said("A course by months needs 12 months with at least 5 people; there are {there}."),
    "quarter": Said("A course by quarters needs 12 quarters with at least 5 people; there are {there}."),
    "year": Said("A course by years needs 12 years with at least 5 people; there are {there}."),
}
CONTROL = {
    "share": Said("p chart: each period’s limits follow from how many were counted in it."),
    "mean": Said("XmR chart: limits from the steps between periods, one mean a period."),
    "rate": Said("u chart: each period’s limits follow from its exposure."),
}


@dataclass(frozen=True)
class Wished:
    """Where limits begin anew (places in the row), and how many first periods of each phase make them."""

    rebase: int | None = None
    freeze: int | None = None


@dataclass(frozen=True)
class History:
    """The periods in order, what each rule says of them, or why nothing can be said."""

    step: str
    row: Mapping[Stretch, Shown | None]
    enough: int
    values: Numbers
    run: RunChart | None
    control: Chart | None
    refused: Said | None

    @property
    def told(self) -> bool:
        """Whether there is a course to be drawn."""
        return self.refused is None


def finest(counts: Mapping[str, int]) -> str:
    """The finest step with enough periods; the coarsest with some people where none has.

    >>> finest({"month": 7, "quarter": 13, "year": 4}), finest({"month": 7, "quarter": 3, "year": 1})
    ('quarter', 'month')
    """
    return next((step for step in LENGTHS if counts.get(step, 0) >= LEAST), "month")


def enough_people(sums: IndicatorSums | None) -> bool:
    """Whether so many were counted in a period that its value says something."""
    return sums is not None and sums.n >= PEOPLE


def history(indicator: Indicator, step: str, row: Mapping[Stretch, Shown | None], wished: Wished = Wished()) -> History:
    """What the rules say of a row of periods. Those with fewer than 5 people, or hidden, stand in no rule."""
    sums = [shown.sums if shown is not None else None for shown in row.values()]
    used = [one if enough_people(one) else None for one in sums]
    enough = sum(one is not None for one in used)
    values = np.array([_value(indicator, one) for one in used], dtype=float)
    if enough < LEAST:
        return History(step, row, enough, values, None, None, said(NEEDS[step].msgid, there=enough))
    rebase = (wished.rebase,) if wished.rebase else ()
    asked = Asked(rebase=rebase, freeze=wished.freeze, better=_better(indicator))
    try:
        return History(
            step, row, enough, values, run_chart(values, asked=asked), _control(indicator, used, values, asked), None
        )
    except Refused as refusal:
        return History(step, row, enough, values, None, None, refusal.said)


def _better(indicator: Indicator) -> Better | None:
    return BETTER.get(indicator.direction)


def _value(indicator: Indicator, sums: IndicatorSums | None) -> float:
    """Share, mean or rate of a period; NaN where there is none."""
    if sums is None:
        return float("nan")
    if indicator.measure == "rate":
        return sums.events / sums.exposure if sums.exposure else float("nan")
    return (sums.events if indicator.measure == "share" else sums.total) / sums.n


def _control(indicator: Indicator, used: list[IndicatorSums | None], values: Numbers, asked: Asked) -> Chart:
    if indicator.measure == "mean":
        return xmr_chart(values, asked=asked)
    nan = float("nan")
    events = [nan if one is None else one.events for one in used]
    if indicator.measure == "share":
        return p_chart(events, [nan if one is None else one.n for one in used], asked=asked)
    return u_chart(events, [nan if one is None else one.exposure for one in used], asked=asked)


def says(indicator: Indicator, found: History) -> Said:
    """Whether the indicator moved, for better or worse, in one sentence."""
    if found.control is None or found.run is None:
        return found.refused or said("Nothing can be said of this course.")
    last = max((point.period for point in found.control.points if point.rules), default=None)
    moved = found.run.changed or last is not None
    if not moved:
        return said("No more than chance moved this indicator over {n} periods.", n=found.enough)
    meanings = {point.meaning for point in found.control.points if point.rules}
    if meanings == {"improvement"}:
        return said("Over {n} periods this indicator moved more than by chance, and for the better.", n=found.enough)
    if meanings == {"concern"}:
        return said("Over {n} periods this indicator moved more than by chance, and for the worse.", n=found.enough)
    if meanings >= {"improvement", "concern"}:
        return said(
            "Over {n} periods this indicator moved more than by chance, at times for the better and at times for the "
            "worse.",
            n=found.enough,
        )
    return said("Over {n} periods this indicator moved more than by chance.", n=found.enough)
