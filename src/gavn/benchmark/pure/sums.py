"""An indicator's sums put together, its value with its interval, and both as a reader may see them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from gavn.compare.pure.disclosure import INSIDE, Sum
from gavn.compare.pure.indicator_estimate import indicator_estimate
from gavn.compare.pure.released import released
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said
from gavn.report.pure.document import Interval, Number, Value
from gavn.report.pure.hiding import HIDDEN, too_few_but_some, values_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    from gavn.catalogue.pure.formats.indicator import Indicator
    from gavn.compare.pure.control_charts import Better
    from gavn.compare.pure.indicator_estimate import IndicatorSums
    from gavn.kernel.estimates import Estimate

COUNTS = ("population", "left_out", "base", "missing", "n")
DECIMALS = {"share": 0, "mean": 1, "rate": 2}


@dataclass(frozen=True)
class Shown:
    """One group as a reader may see it: its counts, its value with interval, and what it rests on where shown."""

    counts: Mapping[str, Value]
    value: Value
    sums: IndicatorSums | None

    @property
    def hidden(self) -> bool:
        """Whether the value is kept from this reader."""
        return self.sums is None


def added(rows: Iterable[IndicatorSums]) -> IndicatorSums | None:
    """All groups as one; nothing where there is none."""
    found = list(rows)
    return reduce(add, found) if found else None


def value_of(indicator: Indicator, sums: IndicatorSums | None) -> Value:
    """The value with its interval; nothing where it cannot be told."""
    found = estimate_or_none(indicator, sums)
    return Number(None) if found is None else as_interval(indicator, found)


def estimate_or_none(indicator: Indicator, sums: IndicatorSums | None) -> Estimate | None:
    """The estimate; nothing where there is too little for one."""
    try:
        return None if sums is None else indicator_estimate(indicator, sums)
    except Refused:
        return None


def as_interval(indicator: Indicator, found: Estimate, *, change: bool = False) -> Interval:
    """An estimate as pages and files show it: shares in percent, means and rates with their decimals."""
    share = indicator.measure == "share"
    return Interval(found.value, found.low, found.high, DECIMALS[indicator.measure], share, change)


def shown_groups(
    indicator: Indicator,
    groups: Mapping[str, IndicatorSums],
    *,
    inside: bool,
    wholes: Sequence[tuple[str, Collection[str]]] = (),
) -> dict[str, Shown]:
    """Every group as the reader may see it, in order; ``wholes`` are groups that others of them add up to.

    Who may open the persons sees everything. Others see no count below 5, none from which one follows, and a value
    only where the counts behind it are shown.
    """
    counts: dict[Hashable, int] = {}
    kinds: list[Sum[Hashable]] = []
    for name, one in groups.items():
        counts |= {(name, key): number for key, number in _kept(indicator, one, inside=inside).items()}
        kinds += _within(indicator, name)
    for whole, parts in wholes:
        for key in (*COUNTS, "events", "others"):
            if all((name, key) in counts for name in (whole, *parts)):
                # What a whole has beyond its parts follows from both, so it is a count like any other.
                counts["rest", whole, key] = counts[whole, key] - sum(counts[part, key] for part in parts)
                kinds.append(Sum((whole, key), (*((part, key) for part in parts), ("rest", whole, key))))
    found = released(counts, kinds, policy=None if inside else INSIDE)
    values = values_of(found)
    return {name: _shown(indicator, name, one, values) for name, one in groups.items()}


def counts_of(indicator: Indicator, sums: IndicatorSums) -> dict[str, int]:
    """How many belong to the population, are left out, should be counted, are missing, are counted, have it."""
    counts = {
        "population": sums.population,
        "left_out": sums.left_out,
        "base": sums.base,
        "missing": sums.missing,
        "n": sums.n,
    }
    if indicator.measure == "share":
        counts |= {"events": sums.events, "others": sums.n - sums.events}
    return counts


def _kept(indicator: Indicator, sums: IndicatorSums, *, inside: bool) -> dict[str, int]:
    """The counts that are told at all: where few are missing or left out, their whole is not, so that n can be."""
    counts = counts_of(indicator, sums)
    small = any(too_few_but_some(counts[key]) for key in ("missing", "left_out"))
    if inside or not small:
        return counts
    return {key: number for key, number in counts.items() if key not in ("population", "base")}


def _within(indicator: Indicator, name: str) -> list[Sum[Hashable]]:
    """What everybody knows to add up within one group."""
    found: list[Sum[Hashable]] = [
        Sum((name, "population"), ((name, "left_out"), (name, "base"))),
        Sum((name, "base"), ((name, "missing"), (name, "n"))),
    ]
    if indicator.measure == "share":
        found.append(Sum((name, "n"), ((name, "events"), (name, "others"))))
    return found


def _shown(indicator: Indicator, name: str, sums: IndicatorSums, values: Mapping[Hashable, Value]) -> Shown:
    mine = {key: values.get((name, key), HIDDEN) for key in counts_of(indicator, sums)}
    resting = [mine[key] for key in ("n", "events", "others") if key in mine]
    if HIDDEN in resting:
        return Shown(mine, HIDDEN, None)
    return Shown(mine, value_of(indicator, sums), sums)


def known(found: Mapping[str, Shown]) -> dict[str, IndicatorSums]:
    """The groups whose sums this reader may see."""
    return {name: one.sums for name, one in found.items() if one.sums is not None}


MEASURES = {
    "share": Said("Share"),
    "mean": Said("Mean"),
    "rate": Said("Rate"),
}
CLASSES = {
    "background": Said("Background: who comes, and with what"),
    "activity": Said("Activity: what is done"),
    "goal": Said("Goals: what was agreed, and what became of it"),
    "result": Said("Results: what changed for people"),
}
QUALITIES = {
    "user_experienced": Said("Quality as people experience it"),
    "professional": Said("Professional quality"),
    "organisational": Said("Organisational quality"),
}
DIRECTIONS = {
    "more": Said("More is better."),
    "less": Said("Less is better."),
    "keep": Said("Keeping it as it is counts as success."),
    "none": Said("Neither more nor less is better in itself."),
}
EVIDENCE = {
    "strong": Said("Strong evidence"),
    "moderate": Said("Moderate evidence"),
    "limited": Said("Limited evidence"),
    "professional_consensus": Said("Professional consensus"),
}
POPULATIONS = {
    "present": Said("Stays that touch the period"),
    "entered": Said("Stays that began in the period"),
    "ended": Said("Stays that ended in the period"),
    "measured": Said("Stays with a measurement after the first in the period"),
}
BETTER: dict[str, Better] = {"more": "higher", "less": "lower"}
