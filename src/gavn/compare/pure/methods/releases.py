"""What a new table gives away together with all tables that were released before.

Hundepool et al. 2012, doi:10.1002/9781118348239, section 5.2 (disclosure by differencing).
Page: docs/explanation/methods/releases.md
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any, Generic

from gavn.compare.pure.arrays import require_number
from gavn.compare.pure.disclosure import CLOSE, Key, Policy, Range, Sum
from gavn.compare.pure.methods.attack import attack
from gavn.compare.pure.methods.suppression import Suppression
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said


@dataclass(frozen=True)
class Release(Generic[Key]):
    """A table that went out, or is about to: what it showed, what it hid, and which sums its readers know.

    A key says what is counted (of whom, where, when): the same key in two releases is the same number. ``within`` names
    cells whose persons are all counted in a larger cell too, of this or another release: readers can subtract.
    ``small``: which of the hidden cells are small themselves; without it all of them may be. ``least``: what readers
    know each hidden count to be at least.
    """

    name: str
    shown: Mapping[Key, float]
    hidden: frozenset[Key] = frozenset()
    sums: tuple[Sum[Key], ...] = ()
    within: Mapping[Key, Key] = field(default_factory=dict)
    small: frozenset[Key] | None = None
    least: float = 0.0


@dataclass(frozen=True)
class Revealed:
    """A count that can be worked out: what it is, from where to where it lies, and by which releases together."""

    cell: Any
    range: Range
    by: tuple[str, ...]


@dataclass(frozen=True)
class Releases:
    """What a new table would reveal; nothing where it may go out."""

    name: str
    revealed: tuple[Revealed, ...]
    n: int
    earlier: int
    method: str = "releases"

    @property
    def safe(self) -> bool:
        """Whether the table may be released."""
        return not self.revealed

    def say(self) -> Said:
        """Whether the table may go out, in one sentence."""
        counts = {"name": self.name, "n": self.n, "earlier": self.earlier}
        if self.safe:
            return said(
                "“{name}” gives no small number away, nor does it together with what was released before (tables: "
                "{earlier}).",
                **counts,
            )
        first = self.revealed[0]
        return said(
            "“{name}” gives small numbers away: {revealed}; the first by what was released in: {by}.",
            revealed=len(self.revealed),
            by=", ".join(map(str, first.by)) or self.name,
            **counts,
        )


class ToldTwice(Refused):
    """The same number was released with different values."""

    def __init__(self, cell: object, earlier: str) -> None:
        super().__init__(
            "“{cell}” was released as another number in “{earlier}”; say what changed before releasing it again.",
            cell=str(cell),
            earlier=earlier,
        )


def release_of(
    name: str,
    counts: Mapping[Key, float],
    found: Suppression[Key],
    sums: Sequence[Sum[Key]],
    *,
    within: Mapping[Key, Key] | None = None,
) -> Release[Key]:
    """A table as it goes out after suppression."""
    shown = {key: counts[key] for key in found.shown}
    return Release(name, shown, found.hidden, tuple(sums), within or {}, frozenset(found.primary), 1.0)


def releases(new: Release[Any], ledger: Sequence[Release[Any]], *, policy: Policy) -> Releases:
    """Which small counts the new table would reveal together with those released before, and by which of them.

    A count is revealed where it lies in a range narrower than the policy's width that holds a small number and not 0
    alone. What the earlier tables give away already is not held against the new one.

    >>> from gavn.compare.pure.disclosure import INSIDE
    >>> whole = Release("region", {"all": 60})
    >>> found = releases(Release("without A", {"rest": 57}, within={"rest": "all"}), [whole], policy=INSIDE)
    >>> found.revealed[0].cell, found.revealed[0].range.low, found.revealed[0].by
    (('all', 'without', 'rest'), 3.0, ('region',))
    """
    for release in (new, *ledger):
        require_number(release.least, *release.shown.values())
    for earlier in ledger:
        for cell, value in earlier.shown.items():
            if cell in new.shown and abs(new.shown[cell] - value) > CLOSE:
                raise ToldTwice(cell, earlier.name)
    before = _found(list(ledger), policy)
    after = _found([*ledger, new], policy)
    fresh = {cell: one for cell, one in after.items() if cell not in before or one.width < before[cell].width - CLOSE}
    told = tuple(Revealed(cell, one, _by(new, list(ledger), cell, policy)) for cell, one in fresh.items())
    return Releases(new.name, told, len(new.shown) + len(new.hidden), len(ledger))


def _by(new: Release[Any], ledger: list[Release[Any]], cell: Hashable, policy: Policy) -> tuple[str, ...]:
    """The earlier releases that are needed for it, as few as can be: the newest are left out first."""
    needed = list(ledger)
    for one in reversed(ledger):
        fewer = [other for other in needed if other is not one]
        if cell in _found([*fewer, new], policy):
            needed = fewer
    return tuple(one.name for one in needed)


def _found(tables: Sequence[Release[Any]], policy: Policy) -> dict[Any, Range]:
    """What all these tables together reveal."""
    shown = {cell: value for one in tables for cell, value in one.shown.items()}
    known = shown.keys() | {cell for one in tables for cell in one.hidden}
    within = [pair for one in tables for pair in one.within.items() if set(pair) <= known]
    rest = {pair: (pair[1], "without", pair[0]) for pair in within}
    sums = [one for table in tables for one in table.sums]
    sums += [Sum(whole, (part, rest[part, whole])) for part, whole in within]
    least = {cell: (one.least, inf) for one in tables for cell in one.hidden if cell not in shown}
    small = [cell for one in tables for cell in (one.hidden if one.small is None else one.small) if cell not in shown]
    asked = dict.fromkeys([*small, *rest.values()])
    found = attack(shown, sums, hidden=asked, known=least)
    return {cell: one for cell, one in found.ranges.items() if _small(one, policy)}


def _small(one: Range, policy: Policy) -> bool:
    """Whether a range says too much about few persons."""
    return one.width < policy.width - CLOSE and one.low < policy.least and one.high > 0
