"""Which cells may not be shown because they tell about single persons, by the rules of a policy.

Hundepool et al. 2012, doi:10.1002/9781118348239 (threshold, dominance, p % rule).
Page: docs/explanation/methods/primary_suppression.md
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic

import numpy as np
from numpy.typing import NDArray

from gavn.compare.pure.arrays import column, require_count, require_number
from gavn.compare.pure.disclosure import Key, Policy, Protection
from gavn.compare.pure.refusals import Empty, NotACount, TooFew, Unequal
from gavn.kernel.say import Said, said

SMALL = "small"
SINGLE = "single respondent"
FEW = "few respondents"
DOMINANCE = "dominance"
P_PERCENT = "p percent"
EMPTY = "empty"


@dataclass(frozen=True)
class Contributions:
    """A cell in sums: how many values, from how many different respondents, their total, the largest respondents'.

    ``largest`` holds what the largest respondents gave together over all their values, the largest first; two are
    enough for the p % rule and for dominance of up to two, n for dominance of n.
    """

    n: int
    respondents: int
    total: float
    largest: tuple[float, ...]


@dataclass(frozen=True)
class Primary(Generic[Key]):
    """The cells that a policy hides, each with its reasons and with what it needs to stay hidden."""

    policy: str
    reasons: Mapping[Key, tuple[str, ...]]
    protect: Mapping[Key, Protection]
    n: int
    missing: int = 0
    method: str = "primary_suppression"

    @property
    def cells(self) -> frozenset[Key]:
        """The cells that may not be shown."""
        return frozenset(self.reasons)

    def say(self) -> Said:
        """How many cells are hidden, in one sentence."""
        return said(
            "Cells not to be shown ({policy}): {hidden} of {n}; without a cell or a value: {missing}.",
            hidden=len(self.reasons),
            n=self.n,
            policy=self.policy,
            missing=self.missing,
        )


def primary_suppression(
    cells: Sequence[Any],
    values: NDArray[np.float64] | Sequence[float],
    respondents: Sequence[Any] | None = None,
    *,
    policy: Policy,
) -> Primary[Any]:
    """The cells of a table of amounts that may not be shown, from one line a value.

    ``cells``, ``values`` (0 or more; NaN is missing) and ``respondents`` are of one length; without respondents each
    line is its own. Several values of one respondent in a cell are added up first. A cell ``None`` is missing too.
    """
    amounts = column(values)
    whom: Sequence[Any] = range(len(amounts)) if respondents is None else respondents
    if len(cells) != len(amounts) or len(whom) != len(amounts):
        raise Unequal(len(cells), len(amounts) if len(cells) != len(amounts) else len(whom))
    if np.nanmin(amounts, initial=0.0) < 0:
        raise NotACount(float(np.nanmin(amounts)))
    names = list(dict.fromkeys(cell for cell in cells if cell is not None))
    number = {cell: place for place, cell in enumerate(names)}
    people = {who: place for place, who in enumerate(dict.fromkeys(whom))}
    place = np.array([number.get(cell, -1) for cell in cells], dtype=int)
    who = np.array([people[one] for one in whom], dtype=int)
    kept = (place >= 0) & ~np.isnan(amounts)
    deep = policy.dominance[0] if policy.dominance else 2
    found = _contributions(place[kept], who[kept], amounts[kept], len(names), max(2, deep))
    return primary_suppression_from_sums(
        dict(zip(names, found, strict=True)), policy=policy, missing=int((~kept).sum())
    )


def _contributions(
    place: NDArray[Any], who: NDArray[Any], amounts: NDArray[np.float64], cells: int, deep: int
) -> list[Contributions]:
    """Each cell in sums, without a loop over people."""
    pairs, at = np.unique(np.stack([place, who], axis=1), axis=0, return_inverse=True)
    each = np.bincount(at.ravel(), weights=amounts, minlength=len(pairs))
    order = np.lexsort((-each, pairs[:, 0]))
    cell, each = pairs[order, 0], each[order]
    starts = np.searchsorted(cell, np.arange(cells + 1))
    lines = np.bincount(place, minlength=cells)
    totals = np.bincount(place, weights=amounts, minlength=cells)
    return [
        Contributions(
            int(lines[one]),
            int(starts[one + 1] - starts[one]),
            float(totals[one]),
            tuple(each[starts[one] : min(starts[one] + deep, starts[one + 1])].tolist()),
        )
        for one in range(cells)
    ]


def primary_suppression_from_sums(
    cells: Mapping[Key, Contributions], *, policy: Policy, missing: int = 0
) -> Primary[Key]:
    """The same from sums, as one GROUP BY delivers them.

    >>> from gavn.compare.pure.disclosure import Policy
    >>> cells = {"mining": Contributions(3, 3, 330.0, (300.0, 20.0))}
    >>> primary_suppression_from_sums(cells, policy=Policy("85 %", 3, dominance=(1, 85.0))).reasons
    {'mining': ('dominance',)}
    """
    require_count(missing)
    if not cells:
        raise Empty(missing)
    reasons: dict[Key, tuple[str, ...]] = {}
    protect: dict[Key, Protection] = {}
    for key, cell in cells.items():
        _check(cell, policy)
        found = _reasons(cell, policy)
        if found:
            reasons[key], protect[key] = found, _protection(cell, policy)
    return Primary(policy.name, reasons, protect, len(cells), missing)


def primary_suppression_from_counts(counts: Mapping[Key, int], *, policy: Policy) -> Primary[Key]:
    """The cells of a table of counts that may not be shown: too small, or empty where the policy hides that.

    >>> from gavn.compare.pure.disclosure import INSIDE
    >>> primary_suppression_from_counts({"women": 4, "men": 5, "other": 0}, policy=INSIDE).reasons
    {'women': ('small',)}
    """
    require_count(*counts.values())
    reasons: dict[Key, tuple[str, ...]] = {
        key: (SMALL if count else EMPTY,)
        for key, count in counts.items()
        if (0 < count < policy.least) or (policy.zeros and count == 0)
    }
    return Primary(policy.name, reasons, dict.fromkeys(reasons, Protection(width=policy.width)), len(counts))


def _check(cell: Contributions, policy: Policy) -> None:
    require_count(cell.n, cell.respondents)
    require_number(cell.total)
    if column(cell.largest).size:
        require_number(*cell.largest)
    if not 0 <= cell.respondents <= cell.n:
        raise NotACount(cell.respondents, of=cell.n)
    if min((cell.total, *cell.largest)) < 0:
        raise NotACount(min((cell.total, *cell.largest)))
    if sum(cell.largest) > cell.total * (1 + 1e-9):
        raise NotACount(sum(cell.largest), of=cell.total)
    needed = max(2 if policy.p is not None else 0, policy.dominance[0] if policy.dominance else 0)
    if len(cell.largest) < min(needed, cell.respondents):
        raise TooFew(len(cell.largest), min(needed, cell.respondents))


def _reasons(cell: Contributions, policy: Policy) -> tuple[str, ...]:
    """Why this cell may not be shown: every rule that it breaks."""
    first, second, *_more = (*cell.largest, 0.0, 0.0)
    if cell.n == 0:
        return (EMPTY,) if policy.zeros else ()
    tests = (
        (SMALL, cell.n < policy.least),
        (SINGLE, cell.respondents == 1),
        (FEW, 1 < cell.respondents < policy.respondents),
        (P_PERCENT, policy.p is not None and cell.total - first - second < (policy.p or 0.0) / 100 * first),
        (DOMINANCE, policy.dominance is not None and _dominated(cell, *policy.dominance)),
    )
    return tuple(name for name, broken in tests if broken)


def _dominated(cell: Contributions, n: int, k: float) -> bool:
    return sum(cell.largest[:n]) > k / 100 * cell.total


def _protection(cell: Contributions, policy: Policy) -> Protection:
    """How far above its value the cell must seem possible, so that the rule would hold there; the same below."""
    first, second, *_more = (*cell.largest, 0.0, 0.0)
    above = 0.0
    if policy.p is not None:
        above = max(above, policy.p / 100 * first - (cell.total - first - second))
    if policy.dominance is not None:
        n, k = policy.dominance
        above = max(above, 100 / k * sum(cell.largest[:n]) - cell.total)
    if not above:  # only too few stand behind it: hide its size
        above = cell.total
    return Protection(below=min(above, cell.total), above=above)
