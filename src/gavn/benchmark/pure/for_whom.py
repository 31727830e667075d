"""For whom it goes differently with an intervention: every kind, every subgroup, honest about how many are looked at.

Who gets an intervention is not drawn by lot, so a difference is no effect; the page says so. Intervals are widened to
the number of comparisons (Bonferroni; Dunn 1961, doi:10.1080/01621459.1961.10482090).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gavn.benchmark.pure.others import mean_difference
from gavn.compare.pure.disclosure import INSIDE, Sum
from gavn.compare.pure.methods.false_discovery import false_discovery
from gavn.compare.pure.methods.moderators import Group, moderators_from_sums
from gavn.compare.pure.methods.share import share
from gavn.compare.pure.methods.share_difference import share_difference
from gavn.compare.pure.released import hidden_counts
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, said

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats.indicator import Indicator

LEAST = 20  # people with, and without, below which nothing is said of a subgroup
ALL = ""
HIDDEN = Said("hidden")
NO_RATES = Said("Rates are not held apart by subgroup here; take an indicator that is a share or a mean.")


@dataclass(frozen=True)
class Cell:
    """People alike in the kinds of intervention they had and in every trait: how many, their sum, that of squares."""

    kinds: frozenset[str]
    traits: Mapping[str, str]
    n: int
    total: float
    squares: float


@dataclass(frozen=True)
class Part:
    """People of one subgroup with or without a kind of intervention."""

    n: int = 0
    total: float = 0.0
    squares: float = 0.0

    def and_(self, cell: Cell) -> Part:
        """These people and those of a cell."""
        return Part(self.n + cell.n, self.total + cell.total, self.squares + cell.squares)


@dataclass(frozen=True)
class Compared:
    """One kind of intervention in one subgroup: those with it, those without, and the difference, or why none."""

    kind: str
    trait: str
    level: str
    having: Part
    lacking: Part
    difference: Estimate | Said
    hidden: bool = False


@dataclass(frozen=True)
class Judged:
    """Whether a kind of intervention goes along with something else by a trait; q among all that were tested."""

    kind: str
    trait: str
    q: float | None
    differs: bool
    refused: Said | None


@dataclass(frozen=True)
class ForWhom:
    """All comparisons, how many could be made, and the tests of every kind by every trait."""

    rows: tuple[Compared, ...]
    looked_at: int
    tests: tuple[Judged, ...]
    n: int

    @property
    def clear(self) -> tuple[Compared, ...]:
        """The comparisons whose widened interval leaves out no difference."""
        return tuple(one for one in self.rows if isinstance(one.difference, Estimate) and _apart(one.difference))


def _apart(found: Estimate) -> bool:
    return found.low > 0 or found.high < 0


def for_whom(
    indicator: Indicator, cells: Sequence[Cell], kinds: Sequence[str], traits: Sequence[str], *, inside: bool
) -> ForWhom:
    """Every kind of intervention in everybody and in every subgroup, with intervals for all of them together."""
    if indicator.measure == "rate":
        raise Refused(NO_RATES.msgid)
    found = [one for kind in kinds for one in _of_kind(cells, kind, traits)]
    kept = frozenset() if inside else _hidden(indicator, found)
    enough = [place for place, one in enumerate(found) if place not in kept and _enough(one)]
    confidence = 1 - 0.05 / max(1, len(enough))
    rows = []
    for place, (kind, trait, level, having, lacking) in enumerate(found):
        hidden = place in kept
        apart = HIDDEN if hidden else _difference(indicator, having, lacking, confidence)
        rows.append(Compared(kind, trait, level, having, lacking, apart, hidden))
    tests = _tests(indicator, cells, kinds, traits)
    return ForWhom(tuple(rows), len(enough), tests, sum(cell.n for cell in cells))


Raw = tuple[str, str, str, Part, Part]


def _of_kind(cells: Sequence[Cell], kind: str, traits: Sequence[str]) -> list[Raw]:
    """One kind in everybody, then level by level of each trait."""
    rows = [_row(cells, kind, ALL, ALL)]
    for trait in traits:
        levels = sorted({cell.traits[trait] for cell in cells})
        rows += [_row(cells, kind, trait, level) for level in levels]
    return rows


def _row(cells: Iterable[Cell], kind: str, trait: str, level: str) -> Raw:
    having, lacking = Part(), Part()
    for cell in cells:
        if trait and cell.traits[trait] != level:
            continue
        if kind in cell.kinds:
            having = having.and_(cell)
        else:
            lacking = lacking.and_(cell)
    return kind, trait, level, having, lacking


def _enough(one: Raw) -> bool:
    return min(one[3].n, one[4].n) >= LEAST


def _difference(indicator: Indicator, having: Part, lacking: Part, confidence: float) -> Estimate | Said:
    fewer = min(having.n, lacking.n)
    if fewer < LEAST:
        return said("needs {least} people with it and {least} without; there are {there}", least=LEAST, there=fewer)
    try:
        if indicator.measure == "share":
            one, other = (share(int(part.total), part.n, confidence=confidence) for part in (having, lacking))
            return share_difference(one, other)
        return mean_difference(
            (having.n, having.total, having.squares), (lacking.n, lacking.total, lacking.squares), confidence=confidence
        )
    except Refused as refusal:
        return refusal.said


def _hidden(indicator: Indicator, found: Sequence[Raw]) -> frozenset[int]:
    """The comparisons behind which stands a count that outsiders may not see, or work out."""
    counts: dict[object, int] = {}
    sums: list[Sum[object]] = []
    for place, (_kind, _trait, _level, *parts) in enumerate(found):
        for side, part in enumerate(parts):
            counts[place, side] = part.n
            if indicator.measure == "share":
                counts[place, side, "yes"] = int(part.total)
                counts[place, side, "no"] = part.n - int(part.total)
                sums.append(Sum((place, side), ((place, side, "yes"), (place, side, "no"))))
    sums += _levels(found)
    hidden = hidden_counts(counts, sums, policy=INSIDE)
    return frozenset(key[0] for key in hidden if isinstance(key, tuple))


def _levels(found: Sequence[Raw]) -> list[Sum[object]]:
    """The levels of a trait add up to everybody."""
    wholes = {one[0]: place for place, one in enumerate(found) if one[1] == ALL}
    parts: dict[tuple[str, str], list[int]] = {}
    for place, one in enumerate(found):
        if one[1] != ALL:
            parts.setdefault((one[0], one[1]), []).append(place)
    sums: list[Sum[object]] = []
    for (kind, _trait), places in parts.items():
        tails = ((0,), (1,), (0, "yes"), (1, "yes"), (0, "no"), (1, "no"))
        sums += [Sum((wholes[kind], *tail), tuple((place, *tail) for place in places)) for tail in tails]
    return sums


def _tests(
    indicator: Indicator, cells: Sequence[Cell], kinds: Sequence[str], traits: Sequence[str]
) -> tuple[Judged, ...]:
    """Kind × trait in a model that holds every trait, all of them judged as one family."""
    tried: list[tuple[str, str, float, Said | None]] = []
    nothing = float("nan")
    for kind in kinds:
        groups = [
            Group(kind in cell.kinds, tuple(cell.traits[trait] for trait in traits), cell.n, cell.total, cell.squares)
            for cell in cells
        ]
        logistic = indicator.measure == "share"
        try:
            found = moderators_from_sums(groups, traits, kind="logistic" if logistic else "linear", least=LEAST)
        except Refused as refusal:
            tried += [(kind, trait, nothing, refusal.said) for trait in traits]
            continue
        tried += [(kind, one.name, nothing if one.p is None else one.p, one.refused) for one in found.found]
    chances = [one[2] for one in tried]
    if not any(chance == chance for chance in chances):
        return tuple(Judged(kind, trait, None, False, why) for kind, trait, _p, why in tried)
    judged = false_discovery(chances)
    return tuple(
        Judged(kind, trait, None if p != p else float(q), bool(stands), why)
        for (kind, trait, p, why), q, stands in zip(tried, judged.q.tolist(), judged.stands.tolist(), strict=True)
    )


def says(found: ForWhom) -> Said:
    """How many were looked at, and how many stand."""
    if not found.looked_at:
        return said(
            "No comparison has {least} people with an intervention and {least} without; {n} people are counted in all.",
            least=LEAST,
            n=found.n,
        )
    if not found.clear:
        return said(
            "{looked_at} comparisons were looked at, and none of them shows a difference.", looked_at=found.looked_at
        )
    return said(
        "{looked_at} comparisons were looked at, and these show a difference: {clear}. Who got an intervention was not "
        "drawn by lot, so this is a reason to ask, not proof that it works.",
        looked_at=found.looked_at,
        clear=len(found.clear),
    )
