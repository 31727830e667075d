"""Each service's value drawn towards all as far as it is uncertain, and its place, never without an interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import numpy as np

from gavn.benchmark.pure.funnels import PEOPLE
from gavn.compare.pure.methods.over_dispersion import between
from gavn.compare.pure.methods.rank_uncertainty import rank_uncertainty
from gavn.compare.pure.methods.shrinkage import shrinkage
from gavn.compare.pure.quantiles import normal
from gavn.compare.pure.refusals import Constant
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, said

if TYPE_CHECKING:
    from gavn.benchmark.pure.mix import Expected
    from gavn.catalogue.pure.formats.indicator import Indicator
    from gavn.compare.pure.indicator_estimate import IndicatorSums
    from gavn.compare.pure.methods.rank_uncertainty import Ranks

LEAST = 3
SEED = 20261123  # the same figures give the same places
WAYS = {"more": True, "less": False}


@dataclass(frozen=True)
class Place:
    """One service: its value as it is and shrunken, how much of its own difference stayed, its place."""

    service: str
    n: int
    raw: float
    shrunken: Estimate
    kept: float
    first: int | None
    last: int | None


@dataclass(frozen=True)
class Places:
    """All services, and why they have no places where they have none."""

    rows: tuple[Place, ...]
    middle: float
    alike: bool
    left_out: int
    unranked: Said | None
    adjusted: bool

    @property
    def n(self) -> int:
        """How many services stand here."""
        return len(self.rows)


def places(indicator: Indicator, services: Mapping[str, IndicatorSums], expected: Expected | None) -> Places:
    """Every service with at least 5 people; ``expected`` where whom they serve is accounted for."""
    there = {name: one for name, one in services.items() if one.n >= PEOPLE}
    if expected is not None:
        there = {name: one for name, one in there.items() if name in expected.services}
    if len(there) < LEAST:
        raise Refused(
            "Places need {least} services with at least {people} people; there are {there}.",
            least=LEAST,
            people=PEOPLE,
            there=len(there),
        )
    table = _of_means(there, expected) if indicator.measure == "mean" else _of_cases(indicator, there, expected)
    ranks, unranked = _ranks(indicator, table)
    rows = []
    for place, (name, one) in enumerate(there.items()):
        rank = ranks.places[place] if ranks else None
        rows.append(
            Place(
                name,
                one.n,
                table.raw[place],
                table.shrunken[place],
                table.kept[place],
                rank.first if rank else None,
                rank.last if rank else None,
            )
        )
    left_out = len(services) - len(there)
    return Places(tuple(rows), table.middle, table.alike, left_out, unranked, expected is not None)


@dataclass(frozen=True)
class _Table:
    """Raw and shrunken values of every service, and their errors on the scale on which places are drawn."""

    raw: list[float]
    shrunken: list[Estimate]
    kept: list[float]
    drawn: list[float]
    errors: list[float]
    middle: float
    alike: bool


def _of_cases(indicator: Indicator, there: Mapping[str, IndicatorSums], expected: Expected | None) -> _Table:
    """Observed over expected, shrunken, times what all have together: a share or a rate again."""
    of = [one.n if indicator.measure == "share" else one.exposure for one in there.values()]
    events = [one.events for one in there.values()]
    overall = sum(events) / sum(of)
    if not overall:
        raise Constant(sum(one.n for one in there.values()))
    if expected is None:
        due = [overall * size for size in of]
    else:
        told = dict(zip(expected.services, zip(expected.observed, expected.expected, strict=True), strict=True))
        events, due = (list(column) for column in zip(*(told[name] for name in there), strict=True))
    found = shrinkage(events, due)
    most = 1.0 if indicator.measure == "share" else float("inf")
    kept = [one for one in found.ratios if one is not None]
    shrunken = [
        Estimate(
            min(one.value * overall, most), min(one.low * overall, most), min(one.high * overall, most), sums.n,
            sums.missing, "shrinkage",
        )
        for one, sums in zip(kept, there.values(), strict=True)
    ]  # fmt: skip
    reach = 2 * normal(0.95)
    return _Table(
        [count / size * overall if size else 0.0 for count, size in zip(events, due, strict=True)],
        shrunken,
        [float(weight or 0.0) for weight in found.weights],
        [log(one.value) for one in kept],
        [(log(one.high) - log(one.low)) / reach for one in kept],
        found.middle * overall,
        found.alike,
    )


def _of_means(there: Mapping[str, IndicatorSums], expected: Expected | None) -> _Table:
    """Normal means drawn towards their weighted middle (Efron & Morris 1975, doi:10.1080/01621459.1975.10479864)."""
    n = np.array([one.n for one in there.values()], dtype=float)
    raw = np.array([one.total / one.n for one in there.values()])
    if expected is not None:
        told = dict(zip(expected.services, zip(expected.observed, expected.expected, strict=True), strict=True))
        off = np.array([told[name][0] - told[name][1] for name in there])
        raw = float(n @ raw / n.sum()) + off
    within = sum(max(0.0, one.squares - one.total**2 / one.n) for one in there.values())
    freedom = float(n.sum()) - len(there)
    if not within > 0:
        raise Constant(int(n.sum()))
    v = within / freedom / n
    tau2 = between(raw, v)
    w = 1 / (v + tau2)
    middle, own = float(w @ raw / w.sum()), tau2 * w
    centre = middle + own * (raw - middle)
    errors = np.sqrt(own * v + (1 - own) ** 2 / w.sum())
    reach = normal(0.95) * errors
    shrunken = [
        Estimate(float(centre[at]), float(centre[at] - reach[at]), float(centre[at] + reach[at]), one.n, one.missing,
                 "shrinkage")
        for at, one in enumerate(there.values())
    ]  # fmt: skip
    return _Table(raw.tolist(), shrunken, own.tolist(), centre.tolist(), errors.tolist(), middle, tau2 == 0)


def _ranks(indicator: Indicator, table: _Table) -> tuple[Ranks | None, Said | None]:
    """The places, or why there are none."""
    if indicator.direction not in WAYS:
        return None, Said("Neither more nor less of this is better in itself, so services have no places.")
    highest = WAYS[indicator.direction]
    return rank_uncertainty(table.drawn, table.errors, seed=SEED, highest_first=highest), None


def place_said(one: Place, n: int) -> Said:
    """A place, never without its interval."""
    if one.first is None or one.last is None:
        return Said("no place")
    if one.first == one.last:
        return said("{place} of {n}", place=one.first, n=n)
    return said("between {first} and {last} of {n}", first=one.first, last=one.last, n=n)


def says(found: Places) -> Said:
    """How much order there is among the services."""
    if found.unranked is not None:
        return found.unranked
    if found.alike:
        return said("The {n} services differ no more than by chance: any of them could have any place.", n=found.n)
    sure = sum(
        one.first is not None and one.last is not None and (one.last <= found.n / 2 or one.first > (found.n + 1) / 2)
        for one in found.rows
    )
    if not sure:
        return said("Of {n} services none lies for certain in the better or the worse half.", n=found.n)
    return said(
        "Services that lie for certain in the better or in the worse half: {sure} of {n}. The others could lie in "
        "either.",
        sure=sure,
        n=found.n,
    )
