"""A service beside all others of its organisation, municipality, region and nation: each with the difference."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from gavn.benchmark.pure.sums import added
from gavn.compare.pure.indicator_estimate import indicator_estimate
from gavn.compare.pure.methods.share import share
from gavn.compare.pure.methods.share_difference import share_difference
from gavn.compare.pure.quantiles import student
from gavn.compare.pure.refusals import Constant, TooFew
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, said

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats.indicator import Indicator
    from gavn.compare.pure.indicator_estimate import IndicatorSums

LEVELS = ("organisation", "municipality", "region", "nation", "all")
OTHERS = {
    "organisation": Said("Others of the same organisation"),
    "municipality": Said("Others of the municipality"),
    "region": Said("Others of the region"),
    "nation": Said("Others of the nation"),
    "all": Said("All others"),
}
FEWEST = 3  # services together, so that nobody reads one of them off the rest
PEOPLE = 5
STRANGE = Said("needs {least} more services whose figures are not open to you; there are {there}")


@dataclass(frozen=True)
class Ring:
    """Everybody else up to one level: how many services, their sums, or why they are not shown."""

    level: str
    services: int
    sums: IndicatorSums | None
    refused: Said | None = None


def rings(
    own: Collection[str],
    by_service: Mapping[str, IndicatorSums],
    nodes: Mapping[str, Mapping[str, str | None]],
    *,
    seen: Collection[str],
) -> list[Ring]:
    """The others level by level, from the nearest to the farthest; levels that add nobody are left out.

    ``nodes`` names for each service its node of each level, ``seen`` the services whose figures the reader may see.
    What a level holds that the reader may not see, and that the level before did not hold, is of three services at
    least: otherwise one of them could be read off by subtraction.
    """
    found: list[Ring] = []
    known: frozenset[str] = frozenset()
    widest = 0
    for level in LEVELS:
        there = frozenset(_at(own, by_service, nodes, level))
        if len(there) <= widest:
            continue
        widest = len(there)
        strange = len((there - known) - set(seen))
        if 0 < strange < FEWEST:
            found.append(Ring(level, len(there), None, said(STRANGE.msgid, least=FEWEST, there=strange)))
            continue
        known = there
        found.append(Ring(level, len(there), added(by_service[one] for one in sorted(there))))
    return found


def _at(
    own: Collection[str],
    by_service: Mapping[str, IndicatorSums],
    nodes: Mapping[str, Mapping[str, str | None]],
    level: str,
) -> list[str]:
    """The others that lie under the same node of a level as all of one's own."""
    others = [one for one in by_service if one not in own]
    if level == "all":
        return others
    mine = {nodes.get(one, {}).get(level) for one in own}
    [node] = mine if len(mine) == 1 else [None]
    return [one for one in others if node is not None and nodes.get(one, {}).get(level) == node]


def difference(indicator: Indicator, own: IndicatorSums, others: IndicatorSums) -> Estimate:
    """Own less others, with its interval: Newcombe's of shares, Welch's of means, MOVER of rates.

    Rates: Zou & Donner 2008, doi:10.1002/sim.3095, from each rate's own interval.
    """
    for one in (own, others):
        if one.n < PEOPLE:
            raise TooFew(one.n, PEOPLE, missing=one.missing)
    if indicator.measure == "share":
        mine, theirs = (share(sums.events, sums.n, missing=sums.missing) for sums in (own, others))
        return share_difference(mine, theirs)
    if indicator.measure == "mean":
        return mean_difference((own.n, own.total, own.squares), (others.n, others.total, others.squares))
    return _of_rates(indicator, own, others)


def mean_difference(
    own: tuple[int, float, float], others: tuple[int, float, float], *, confidence: float = 0.95
) -> Estimate:
    """Difference of two means from n, sum and sum of squares each (Welch 1947, doi:10.1093/biomet/34.1-2.28).

    >>> found = mean_difference((3, 6.0, 14.0), (3, 15.0, 77.0))
    >>> round(found.value, 2), round(found.low, 3), round(found.high, 3)
    (-3.0, -5.267, -0.733)
    """
    (m, u), (n, v) = spread_of(*own), spread_of(*others)
    squared = u + v
    if not squared > 0:
        raise Constant(own[0] + others[0])
    freedom = squared**2 / (u**2 / (own[0] - 1) + v**2 / (others[0] - 1))
    value, reach = m - n, student(confidence, freedom) * sqrt(squared)
    return Estimate(value, value - reach, value + reach, own[0] + others[0], 0, "welch", confidence)


def spread_of(n: int, total: float, squares: float) -> tuple[float, float]:
    """The mean, and the variance of the mean."""
    if n < 2:
        raise TooFew(n, 2)
    mean = total / n
    return mean, max(0.0, squares - n * mean**2) / (n - 1) / n


def _of_rates(indicator: Indicator, own: IndicatorSums, others: IndicatorSums) -> Estimate:

    one, other = indicator_estimate(indicator, own), indicator_estimate(indicator, others)
    value = one.value - other.value
    down = sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    up = sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    return Estimate(value, value - down, value + up, one.n + other.n, one.missing + other.missing, "mover")


def says(indicator: Indicator, found: Estimate | None, others: Said) -> Said:
    """Whether own differs from others, and whether that is better."""
    if found is None:
        return said("Nothing can be held beside own people yet.")
    way = (found.low > 0) - (found.high < 0)
    if not way:
        return said("Own people do not clearly differ from these: {others}.", others=others)
    good = {"more": 1, "less": -1}.get(indicator.direction)
    if good is None:
        higher = (
            "Own people lie higher than these: {others}." if way > 0 else "Own people lie lower than these: {others}."
        )
        return said(higher, others=others)
    if way == good:
        return said("It goes better for own people than for these: {others}.", others=others)
    return said("It goes worse for own people than for these: {others}.", others=others)


def nearest(found: Sequence[Ring]) -> Ring | None:
    """The widest circle of others that is shown: the one a sentence is about."""
    shown = [ring for ring in found if ring.sums is not None]
    return shown[-1] if shown else None
