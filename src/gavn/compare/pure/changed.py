"""Change on one score for everybody who is counted: the paired, and those who are missing, each once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add

from gavn.compare.pure.methods.change_by_band import BandSums, ChangeByBand, band_change, change_by_band_from_sums
from gavn.compare.pure.methods.paired_change import PairedChange, PairedSums
from gavn.compare.pure.methods.reliable_counts import ReliableCounts
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said

PAIRED = ("improved", "unchanged", "worse", "unjudged")


@dataclass(frozen=True)
class Line:
    """One score of one form, as one kind of respondent answers it. Versions and respondents are never mixed."""

    instrument: str
    version: int
    score: str
    respondent: str

    @property
    def full_key(self) -> str:
        """The instrument as ``owner/name@version``."""
        return f"{self.instrument}@{self.version}"

    def __str__(self) -> str:
        return f"{self.full_key}|{self.score}|{self.respondent}"


@dataclass(frozen=True)
class Later:
    """Which measurement the first one is held against: the newest, or that of a kind, a month or a number.

    >>> str(Later()), str(Later("status", month=6)), Later.parse("follow_up-24")
    ('latest', 'status-6', Later(kind='follow_up', month=24, number=None))
    """

    kind: str = ""
    month: int | None = None
    number: int | None = None

    @classmethod
    def parse(cls, text: str) -> Later:
        """Read ``latest``, ``exit`` or ``status-6``."""
        kind, _, month = text.partition("-")
        if kind not in {"latest", "exit", "status", "follow_up"} or not (month.isdigit() or not month):
            raise Refused("{text} is no later measurement; write latest, exit or status-6.", text=text)
        return cls("" if kind == "latest" else kind, int(month) if month else None)

    def __str__(self) -> str:
        if not self.kind:
            return "latest"
        return self.kind if self.month is None else f"{self.kind}-{self.month}"


@dataclass(frozen=True)
class Offered:
    """A score of which something is known: how many first values, and how many at each later measurement."""

    line: Line
    first: int
    later: Mapping[Later, int]

    @property
    def values(self) -> int:
        """All values together."""
        return self.first + sum(self.later.values())


@dataclass(frozen=True)
class Cell:
    """Stays of one sex and one first band that came out alike; the sums of the paired."""

    sex: str
    band: str
    outcome: str
    n: int
    sums: PairedSums | None = None


@dataclass(frozen=True)
class Change:
    """What became of a set of stays. ``due`` = paired + missing; every stay stands in exactly one of them.

    Without a threshold nobody knows which changes are more than error of measurement: ``counts`` is then empty.
    """

    due: int
    outcomes: Mapping[str, int]
    paired: PairedChange | None
    refused: Said | None
    counts: ReliableCounts | None

    @property
    def n(self) -> int:
        """Stays with both measurements."""
        return sum(n for outcome, n in self.outcomes.items() if outcome in PAIRED)

    @property
    def missing(self) -> int:
        """Stays without one of them."""
        return self.due - self.n

    @property
    def missing_by_reason(self) -> tuple[tuple[str, int], ...]:
        """Why, the most frequent first."""
        found = [(outcome, n) for outcome, n in self.outcomes.items() if outcome not in PAIRED]
        return tuple(sorted(found, key=lambda one: (-one[1], one[0])))


@dataclass(frozen=True)
class Changes:
    """The change on a score as one table of cells, to be added up by sex, by where people began, or whole.

    ``reliability`` is that of the norm in use, where it is known.
    """

    line: Line
    later: Later
    threshold: float | None
    cells: tuple[Cell, ...]
    reliability: float | None = None

    @property
    def total(self) -> Change:
        """Everybody."""
        return changed(self.cells)

    def by_sex(self) -> dict[str, Change]:
        """Each sex by itself."""
        return self._by("sex")

    def by_band(self) -> dict[str, Change]:
        """By the band of the first measurement; those without one stand under an empty name."""
        return self._by("band")

    def regression(self) -> ChangeByBand | None:
        """What must be borne in mind when bands are read side by side; nothing where all began in one."""
        if len({cell.band for cell in self.cells if cell.sums is not None}) < 2:
            return None
        bands = {cell.band for cell in self.cells}
        sums = {band: _added(cell for cell in self.cells if cell.band == band) for band in sorted(bands)}
        reliability = self.reliability if self.reliability is not None and 0 <= self.reliability <= 1 else None
        return change_by_band_from_sums(sums, reliability=reliability)

    def _by(self, dimension: str) -> dict[str, Change]:
        names = dict.fromkeys(getattr(cell, dimension) for cell in self.cells)
        return {name: changed(cell for cell in self.cells if getattr(cell, dimension) == name) for name in names}


def changed(cells: Iterable[Cell]) -> Change:
    """The cells added up."""
    cells = tuple(cells)
    outcomes, found = _outcomes(cells), band_change("", _added(cells))
    return Change(sum(outcomes.values()), outcomes, found.paired, found.refused, found.counts)


def _outcomes(cells: Iterable[Cell]) -> dict[str, int]:
    outcomes: dict[str, int] = {}
    for cell in cells:
        outcomes[cell.outcome] = outcomes.get(cell.outcome, 0) + cell.n
    return outcomes


def _added(cells: Iterable[Cell]) -> BandSums:
    """The sums of the paired and the counts of all these cells."""
    cells = tuple(cells)
    outcomes, sums = _outcomes(cells), [cell.sums for cell in cells if cell.sums is not None]
    missing = {outcome: n for outcome, n in outcomes.items() if outcome not in PAIRED}
    improved, unchanged, worse, _unjudged = (outcomes.get(outcome, 0) for outcome in PAIRED)
    return BandSums(reduce(add, sums) if sums else None, improved, unchanged, worse, missing=missing)
