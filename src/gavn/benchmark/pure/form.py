"""Own people beside all others on every score and every question of a form: which differences stand together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
from scipy.special import ndtr, stdtr

from gavn.benchmark.pure.others import PEOPLE, mean_difference, spread_of
from gavn.compare.pure.disclosure import INSIDE, Sum
from gavn.compare.pure.methods.false_discovery import false_discovery
from gavn.compare.pure.methods.share import share
from gavn.compare.pure.methods.share_difference import share_difference
from gavn.compare.pure.quantiles import student
from gavn.compare.pure.released import hidden_counts
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, said

Kind = Literal["share", "mean"]
SIDES = ("own", "others")


@dataclass(frozen=True)
class Side:
    """Own people or all others: how many answered, how many did not; the sum and that of squares, or how many chose."""

    n: int
    missing: int
    total: float
    squares: float = 0.0


@dataclass(frozen=True)
class Line:
    """A score, a question with a number, or one option of a question; ``ends`` are those of its scale."""

    group: str
    title: str
    kind: Kind
    own: Side
    others: Side
    ends: tuple[float, float] | None = None
    alone: bool = True  # whether the options of its group add up to those who answered


@dataclass(frozen=True)
class Held:
    """A line with both values and their difference as a reader may see them; ``stands`` among all of them."""

    line: Line
    own: Estimate | Said
    others: Estimate | Said
    difference: Estimate | Said
    stands: bool = False

    @property
    def way(self) -> int:
        """1 where own lie higher, −1 where they lie lower, 0 where chance may explain it."""
        return 0 if not self.stands or isinstance(self.difference, Said) else 1 if self.difference.value > 0 else -1


HIDDEN = Said("hidden")


def held(lines: Sequence[Line], *, inside: Mapping[str, bool]) -> list[Held]:
    """Every line, in order; a side whose persons the reader may not open shows no small count."""
    hidden = {side: frozenset() if inside[side] else _hidden(lines, side) for side in SIDES}
    found, chances = [], []
    for place, line in enumerate(lines):
        own, others = (HIDDEN if place in hidden[side] else _value(line, getattr(line, side)) for side in SIDES)
        apart, chance = _apart(line, own, others)
        found.append((line, own, others, apart))
        chances.append(chance)
    stands = false_discovery(chances).stands if any(chance == chance for chance in chances) else [False] * len(found)
    return [Held(*one, stands=bool(sure)) for one, sure in zip(found, stands, strict=True)]


def _hidden(lines: Sequence[Line], side: str) -> frozenset[int]:
    """The lines of a side that show a small count, or let one be worked out."""
    counts: dict[object, int] = {}
    sums: list[Sum[object]] = []
    groups: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        mine: Side = getattr(line, side)
        counts |= {("n", line.group): mine.n, ("missing", line.group): mine.missing}
        counts["due", line.group] = mine.n + mine.missing
        if line.kind == "share":
            counts[place] = int(mine.total)
            counts["not", place] = mine.n - int(mine.total)
            sums.append(Sum(("n", line.group), (place, ("not", place))))
            if line.alone:
                groups.setdefault(line.group, []).append(place)
    names = dict.fromkeys(line.group for line in lines)
    sums += [Sum(("due", name), (("n", name), ("missing", name))) for name in names]
    sums += [Sum(("n", name), tuple(places)) for name, places in groups.items()]
    hidden = hidden_counts(counts, sums, policy=INSIDE)
    return frozenset(place for place, line in enumerate(lines) if {place, ("not", place), ("n", line.group)} & hidden)


def _value(line: Line, side: Side) -> Estimate | Said:
    try:
        if line.kind == "share":
            return share(int(side.total), side.n, missing=side.missing)
        return _mean(side)
    except Refused as refusal:
        return refusal.said


def _mean(side: Side) -> Estimate:
    """A mean with Student's interval."""
    mean, squared = spread_of(side.n, side.total, side.squares)
    reach = student(0.95, side.n - 1) * sqrt(squared)
    return Estimate(mean, mean - reach, mean + reach, side.n, side.missing, "described")


def _apart(line: Line, own: Estimate | Said, others: Estimate | Said) -> tuple[Estimate | Said, float]:
    """Own less others, and how often chance alone sets them so far apart."""
    nothing = float("nan")
    if HIDDEN in (own, others):
        return HIDDEN, nothing
    fewer = min(line.own.n, line.others.n)
    if fewer < PEOPLE:
        return said("needs {least} people on either side; there are {there}", least=PEOPLE, there=fewer), nothing
    try:
        if line.kind == "share":
            return _of_shares(line), _chance_of_shares(line)
        return _of_means(line), _chance_of_means(line)
    except Refused as refusal:
        return refusal.said, nothing


def _of_shares(line: Line) -> Estimate:
    own, others = (share(int(side.total), side.n, missing=side.missing) for side in (line.own, line.others))
    return share_difference(own, others)


def _of_means(line: Line) -> Estimate:
    own, others = line.own, line.others
    return mean_difference((own.n, own.total, own.squares), (others.n, others.total, others.squares))


def _chance_of_shares(line: Line) -> float:
    """Two-sided, from the pooled share."""
    own, others = line.own, line.others
    pooled = (own.total + others.total) / (own.n + others.n)
    error = sqrt(pooled * (1 - pooled) * (1 / own.n + 1 / others.n))
    return 1.0 if not error else float(2 * ndtr(-abs(own.total / own.n - others.total / others.n) / error))


def _chance_of_means(line: Line) -> float:
    """Two-sided, by Welch's test."""
    (m, u), (n, v) = (spread_of(side.n, side.total, side.squares) for side in (line.own, line.others))
    freedom = (u + v) ** 2 / (u**2 / (line.own.n - 1) + v**2 / (line.others.n - 1))
    return float(2 * stdtr(freedom, -abs(m - n) / sqrt(u + v)))


def says(found: Sequence[Held]) -> Said:
    """How many lines differ when all are looked at together."""
    tried = [one for one in found if not isinstance(one.difference, Said)]
    if not tried:
        return said(
            "Nothing on this form can be held beside others yet: {n} lines, none with enough people.", n=len(found)
        )
    stands = sum(one.stands for one in tried)
    if not stands:
        return said(
            "Of {n} scores and answers looked at, none differs more than chance would make some of them.", n=len(tried)
        )
    return said(
        "Of {n} scores and answers looked at, {stands} differ between own people and all others when all are looked at "
        "together; at most one in twenty of such findings is expected to be chance.",
        n=len(tried),
        stands=stands,
    )


def on_scale(value: float, ends: tuple[float, float]) -> float:
    """Where a value lies on its scale, from 0 to 1."""
    low, high = ends
    return float(np.clip((value - low) / (high - low), 0.0, 1.0)) if high > low else 0.0
