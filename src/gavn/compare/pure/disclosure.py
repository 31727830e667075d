"""Sums that everybody knows and what follows from them for hidden cells; what these need, and the policies by name.

Which cells are hidden is decided in ``methods/primary_suppression.py`` and ``methods/suppression.py``; what a reader
gets to see is made in ``released.py``. Why: docs/explanation/disclosure.md.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, inf, isfinite
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, kron

from gavn.compare.pure.arrays import is_count, is_number, require_count
from gavn.compare.pure.scope import LEAST_INSIDE
from gavn.kernel.errors import Refused

Key = TypeVar("Key", bound=Hashable)
Floats = NDArray[np.float64]
Row = tuple[tuple[int, int], ...]  # (number of the cell, +1 the total or -1 a part): together they are 0
CLOSE = 1e-6
MOST_AT_ONCE = 20_000  # variables of one linear programme
ROUNDS = 60


class DoNotAddUp(Refused):
    """Numbers that contradict the sums they stand in."""

    def __init__(self) -> None:
        super().__init__("These numbers do not add up: no table fits them.")


@dataclass(frozen=True)
class Sum(Generic[Key]):
    """A total and the parts that add up to it: everybody knows that they do."""

    total: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True)
class Protection:
    """How far below and above its value a hidden cell must seem possible, and how wide its range must be."""

    below: float = 0.0
    above: float = 0.0
    width: float = 0.0


@dataclass(frozen=True)
class Policy:
    """Which cells may not be shown to a kind of reader.

    ``least``: smaller counts are hidden, zeros only where ``zeros``. For sums of amounts: ``p`` (the second largest may
    not know the largest to within p %), ``dominance`` (n, k: the n largest may not make up more than k %), and
    ``respondents``: so many different ones at least. ``round_to``: what is shown is rounded to this base.
    ``extremes``: whether smallest and largest values are shown.
    """

    name: str
    least: int
    zeros: bool = False
    p: float | None = None
    dominance: tuple[int, float] | None = None
    respondents: int = 0
    round_to: int = 0
    extremes: bool = False

    def __post_init__(self) -> None:
        """A policy with a rule that is no number would hide nothing."""
        require_count(self.least, self.respondents, self.round_to)
        if self.p is not None and not (is_number(self.p) and self.p >= 0):
            raise Refused("The p % rule takes a number from 0 up; {p} is not.", p=self.p)
        if self.dominance is not None and not _is_dominance(self.dominance):
            raise Refused("The dominance rule takes so many of the largest, and what part of 100 they may make up.")

    @property
    def width(self) -> int:
        """How wide the range of a hidden count must be: as wide as from 1 to the largest count that is hidden.

        >>> INSIDE.width, PUBLIC.width
        (3, 6)
        """
        return max(1, self.least - 2)


def _is_dominance(rule: Sequence[float]) -> bool:
    return len(rule) == 2 and is_count(rule[0]) and rule[0] >= 1 and is_number(rule[1]) and 0 < rule[1] <= 100


INSIDE = Policy("inside", LEAST_INSIDE)
PUBLIC = Policy("public", 8, p=10.0, respondents=3, round_to=5)


def too_few(n: int, *, least: int = LEAST_INSIDE) -> bool:
    """Whether a mean, a share or a curve rests on too few persons to be shown to such a reader.

    >>> too_few(4), too_few(5)
    (True, False)
    """
    return n < least


@dataclass(frozen=True)
class Range:
    """From where to where a hidden value can lie."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """How much is left open: 0 where the value is known."""
        return self.high - self.low


def rows_of(sums: Sequence[Sum[Key]], number: Mapping[Key, int]) -> list[Row]:
    """The sums as rows of numbered cells."""
    for unknown in (key for one in sums for key in (one.total, *one.parts) if key not in number):
        raise Refused("A sum speaks of {cell}, which is no cell of the table.", cell=unknown)
    return [((number[one.total], 1), *((number[part], -1) for part in one.parts)) for one in sums]


def ranges(
    rows: Sequence[Row], low: list[float], high: list[float], wanted: Sequence[int], *, whole: bool
) -> list[Range]:
    """The least and the most of each wanted cell over all tables that keep the rows and the bounds.

    Where hidden cells hang together without a circle, passing bounds along the rows ends in the exact answer; linear
    programming is asked for the others only.
    """
    settled = tightened(rows, low, high, whole=whole)
    circular = _circular(rows, low, high) if settled else set(range(len(low)))
    asked = [cell for cell in wanted if cell in circular and high[cell] - low[cell] > CLOSE]
    solved = _solved(rows, low, high, asked, circular=circular, whole=whole) if asked else {}
    return [solved.get(cell, Range(float(low[cell]), float(high[cell]))) for cell in wanted]


def tightened(rows: Sequence[Row], low: list[float], high: list[float], *, whole: bool) -> bool:
    """Narrow the bounds in place by what each row alone says, again and again; whether it came to rest."""
    if whole:
        low[:] = [ceil(one - CLOSE) if isfinite(one) else one for one in low]
        high[:] = [floor(one + CLOSE) if isfinite(one) else one for one in high]
    moved, rounds = True, 0
    while moved and rounds < ROUNDS:
        moved, rounds = False, rounds + 1
        for row in rows:
            moved = _row(row, low, high) or moved
    return not moved


def _row(row: Row, low: list[float], high: list[float]) -> bool:
    """Narrow the cells of one row; whether anything moved."""
    ends = [(low[cell], high[cell]) if sign > 0 else (-high[cell], -low[cell]) for cell, sign in row]
    least, most = sum(end for end, _ in ends if isfinite(end)), sum(end for _, end in ends if isfinite(end))
    open_below, open_above = sum(not isfinite(end) for end, _ in ends), sum(not isfinite(end) for _, end in ends)
    if (not open_below and least > CLOSE) or (not open_above and most < -CLOSE):
        raise DoNotAddUp
    moved = False
    for (cell, sign), (below, above) in zip(row, ends, strict=True):
        if above - below < CLOSE:
            continue
        others_open_above, others_open_below = open_above - (not isfinite(above)), open_below - (not isfinite(below))
        down = -inf if others_open_above else -(most - (above if isfinite(above) else 0.0))
        up = inf if others_open_below else -(least - (below if isfinite(below) else 0.0))
        new_low, new_high = (down, up) if sign > 0 else (-up, -down)
        if new_low > low[cell] + CLOSE:
            low[cell], moved = new_low, True
        if new_high < high[cell] - CLOSE:
            high[cell], moved = new_high, True
    return moved


def _circular(rows: Sequence[Row], low: list[float], high: list[float]) -> set[int]:
    """The open cells in parts of the table where rows and open cells form a circle."""
    root = list(range(len(low) + len(rows)))

    def top(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    closing: list[int] = []
    still = {cell for row in rows for cell, _sign in row if high[cell] - low[cell] > CLOSE}
    for place, row in enumerate(rows):
        for cell, _sign in row:
            if cell in still:
                a, b = top(cell), top(len(low) + place)
                if a == b:
                    closing.append(cell)
                root[a] = b
    tops = {top(cell) for cell in closing}
    return {cell for cell in still if top(cell) in tops}


def _solved(
    rows: Sequence[Row],
    low: Sequence[float],
    high: Sequence[float],
    asked: Sequence[int],
    *,
    circular: set[int],
    whole: bool,
) -> dict[int, Range]:
    """The ranges by linear programming: one block for each end of each cell, many blocks a call."""
    cells = sorted(circular)
    place = {cell: at for at, cell in enumerate(cells)}
    used = [row for row in rows if any(cell in place for cell, _sign in row)]
    matrix = np.zeros((len(used), len(cells)))
    rest = np.zeros(len(used))
    for at, row in enumerate(used):
        for cell, sign in row:
            if cell in place:
                matrix[at, place[cell]] += sign
            else:
                rest[at] -= sign * low[cell]
    bottom = np.array([low[cell] for cell in cells])
    cap = 100.0 * (1.0 + float(np.abs(rest).sum()) + float(np.abs(bottom).sum()))
    top = np.minimum(np.array([high[cell] for cell in cells]), cap)
    found: dict[int, Range] = {}
    step = max(1, MOST_AT_ONCE // (2 * len(cells)))
    for start in range(0, len(asked), step):
        some = asked[start : start + step]
        ends = _ends(csr_array(matrix), rest, (bottom, top), [place[cell] for cell in some], whole=whole)
        found |= {
            cell: Range(least, inf if most > cap / 4 else most) for cell, (least, most) in zip(some, ends, strict=True)
        }
    return found


def _ends(
    matrix: Any, rest: Floats, bounds: tuple[Floats, Floats], asked: Sequence[int], *, whole: bool
) -> list[tuple[float, float]]:
    """The least and the most of each asked cell; where a solution is not in whole numbers, whole ones are asked for."""
    blocks, width = 2 * len(asked), matrix.shape[1]
    aim = np.zeros((blocks, width))
    aim[np.arange(blocks), np.repeat(asked, 2)] = np.tile([1.0, -1.0], len(asked))
    system = kron(eye_array(blocks), matrix, format="csr")
    points = best(aim.ravel(), system, np.tile(rest, blocks), (np.tile(bounds[0], blocks), np.tile(bounds[1], blocks)))
    points = points.reshape(blocks, width)
    if whole:
        for block in np.flatnonzero(np.abs(points - np.round(points)).max(axis=1) > 1e-5):
            points[block] = best(aim[block], matrix, rest, bounds, whole=np.ones(width))
    values = points[np.arange(blocks), np.repeat(asked, 2)]
    values = (np.round(values) if whole else values) + 0.0
    return [(float(values[at]), float(values[at + 1])) for at in range(0, blocks, 2)]


def best(
    aim: Floats, matrix: Any, rest: Floats, bounds: tuple[Floats, Floats], *, whole: Floats | None = None
) -> Floats:
    """The point of least ``aim`` with matrix · point = rest within the bounds."""
    found = milp(
        aim,
        constraints=LinearConstraint(matrix, rest, rest),
        bounds=Bounds(bounds[0], bounds[1]),
        integrality=whole,
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None:
        raise DoNotAddUp
    return np.asarray(found.x, dtype=np.float64)
