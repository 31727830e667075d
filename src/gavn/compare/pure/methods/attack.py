"""What somebody who reads every published number can work out about the hidden ones.

Fischetti & Salazar-González 2001, doi:10.1287/mnsc.47.7.1008.9805; Gusfield 1988, doi:10.1137/0217034.
Page: docs/explanation/methods/attack.md
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil, floor, inf
from typing import Any, Generic

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from gavn.compare.pure.arrays import is_number, require_count, require_number
from gavn.compare.pure.disclosure import (
    CLOSE,
    DoNotAddUp,
    Floats,
    Key,
    Protection,
    Range,
    Row,
    Sum,
    ranges,
    rows_of,
    tightened,
)
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said

MOST_DECIMALS = 15


@dataclass(frozen=True)
class Attack(Generic[Key]):
    """What was found out: the range of every hidden cell, which are known exactly, which too closely."""

    ranges: Mapping[Key, Range]
    exact: tuple[Key, ...]
    narrow: tuple[Key, ...]
    method: str = "attack"

    @property
    def n(self) -> int:
        """How many hidden cells were attacked."""
        return len(self.ranges)

    def say(self) -> Said:
        """What the attack came to, in one sentence."""
        return said(
            "Hidden numbers: {n}. Worked out exactly: {exact}; more closely than is allowed: {narrow}.",
            n=self.n,
            exact=len(self.exact),
            narrow=len(self.narrow),
        )


def attack(
    shown: Mapping[Key, float],
    sums: Sequence[Sum[Key]],
    *,
    hidden: Iterable[Key] | None = None,
    widths: Mapping[Key, float] | float = 0.0,
    known: Mapping[Key, tuple[float, float]] | None = None,
    least: float = 0.0,
    whole: bool = True,
) -> Attack[Key]:
    """The range of every hidden cell, given what is shown and that parts add up to their totals.

    ``known`` holds what is known of cells without their value (low, high); all others are at least ``least``; ``whole``
    numbers for counts. ``widths``: a range below it is too narrow; a range of width 0 is exact.

    >>> attack({"all": 10, "men": 7}, [Sum("all", ("women", "men"))]).exact
    ('women',)
    """
    ends = [end for pair in (known or {}).values() for end in pair if end != inf]
    require_number(least, *shown.values(), *ends, *(widths.values() if isinstance(widths, Mapping) else [widths]))
    keys = list(dict.fromkeys([*shown, *(known or {}), *(key for one in sums for key in (one.total, *one.parts))]))
    number = {key: place for place, key in enumerate(keys)}
    wanted = [key for key in (keys if hidden is None else hidden) if key not in shown]
    low, high = [least] * len(keys), [inf] * len(keys)
    for key, (least_known, most_known) in (known or {}).items():
        low[number[key]], high[number[key]] = least_known, most_known
    for key, value in shown.items():
        low[number[key]] = high[number[key]] = float(value)
    found = ranges(rows_of(sums, number), low, high, [number[key] for key in wanted], whole=whole)
    each = dict(zip(wanted, found, strict=True))
    needed = {key: widths.get(key, 0.0) if isinstance(widths, Mapping) else widths for key in wanted}
    return Attack(
        each,
        tuple(key for key, one in each.items() if one.width < CLOSE),
        tuple(key for key, one in each.items() if one.width < needed[key] - CLOSE),
    )


def counts_of_percent(percent: float, of: int, *, decimals: int = 0) -> tuple[float, float]:
    """The counts that a published percentage leaves possible: often only one.

    >>> counts_of_percent(33, 12), counts_of_percent(33, 1200)
    ((4, 4), (390, 402))
    """
    require_count(of, decimals)
    if not (is_number(percent) and 0 <= percent <= 100 and decimals <= MOST_DECIMALS):
        raise Refused("A percentage lies between 0 and 100; {percent} does not.", percent=percent)
    half = 0.5 * 10.0**-decimals
    low = max(0, ceil((percent - half) * of / 100 - CLOSE))
    high = min(of, floor((percent + half) * of / 100 + CLOSE))
    if low > high:
        raise DoNotAddUp
    return low, high


def bridges(cells: Mapping[tuple[Hashable, Hashable], float], *, least: float = 0.0) -> frozenset[Any]:
    """The hidden cells (row, column) of a two-way table with shown margins whose value follows exactly.

    A quick test (linear in the cells): such a cell is on no cycle of hidden cells. It says nothing of how closely the
    others can be told. A cell at ``least`` can only be larger, so it is passed in one direction only.

    >>> sorted(bridges({("a", 1): 3, ("a", 2): 4, ("b", 1): 5, ("b", 2): 6, ("c", 2): 7}))
    [('c', 2)]
    """
    if not cells:
        return frozenset()
    nodes: dict[tuple[str, Hashable], int] = {}
    ends = [
        (nodes.setdefault(("row", row), len(nodes)), nodes.setdefault(("column", column), len(nodes)))
        for row, column in cells
    ]
    arcs = ends + [(b, a) for (a, b), value in zip(ends, cells.values(), strict=True) if value > least + CLOSE]
    starts, stops = np.array(arcs).T
    graph = csr_array((np.ones(len(arcs)), (starts, stops)), shape=(len(nodes), len(nodes)))
    _count, strong = connected_components(graph, directed=True, connection="strong")
    inside = [place for place, (a, b) in enumerate(ends) if strong[a] == strong[b]]
    alone = set(range(len(ends))) - set(inside) | _bridges([ends[place] for place in inside], inside, len(nodes))
    return frozenset(cell for place, cell in enumerate(cells) if place in alone)


def _bridges(edges: Sequence[tuple[int, int]], names: Sequence[int], nodes: int) -> set[int]:
    """Edges that lie on no cycle, by depth-first search without recursion (Tarjan)."""
    beside: list[list[tuple[int, int]]] = [[] for _node in range(nodes)]
    for name, (a, b) in zip(names, edges, strict=True):
        beside[a].append((b, name))
        beside[b].append((a, name))
    seen, back, found, clock = [0] * nodes, [0] * nodes, set(), 0
    for start in range(nodes):
        stack = [(start, -1, iter(beside[start]))] if not seen[start] else []
        while stack:
            node, came, ways = stack[-1]
            if not seen[node]:
                clock += 1
                seen[node] = back[node] = clock
            step = next(((other, name) for other, name in ways if name != came), None)
            if step is None:
                stack.pop()
                if stack:
                    above = stack[-1][0]
                    back[above] = min(back[above], back[node])
                    if back[node] > seen[above]:
                        found.add(came)
            elif seen[step[0]]:
                back[node] = min(back[node], seen[step[0]])
            else:
                stack.append((*step, iter(beside[step[0]])))
    return found


class CannotBeProtected(Refused):
    """What must stay shown gives a hidden cell away."""

    def __init__(self, cell: object) -> None:
        super().__init__("“{cell}” cannot be hidden while the other numbers are shown.", cell=str(cell))


@dataclass(frozen=True)
class Table:
    """A table to be attacked, in numbers: values, sums, costs, which cells may be hidden, what primary cells need."""

    values: Floats
    rows: Sequence[Row]
    costs: Floats
    may: Any
    needs: Mapping[int, Protection]
    floor: float
    whole: bool
    names: Sequence[Any]
    cells: tuple[int, ...] = field(default=())

    def check(self) -> None:
        """Refuse what does not add up, what is below 0, and a primary cell that must stay shown."""
        for row in self.rows:
            if abs(sum(sign * self.values[cell] for cell, sign in row)) > CLOSE * max(1.0, np.abs(self.values).max()):
                raise DoNotAddUp
        if (self.values < 0).any():
            raise DoNotAddUp
        for cell in self.needs:
            if not self.may[cell]:
                raise CannotBeProtected(self.names[cell])

    def parts(self) -> list[Table]:
        """The parts of the table that hang together by cells that may be hidden, as far as they need protection."""
        beside: dict[int, list[Row]] = {}
        for row in self.rows:
            for cell, _sign in row:
                if self.may[cell]:
                    beside.setdefault(cell, []).append(row)
        seen: set[int] = set()
        found = []
        for start in self.needs:
            stack, cells = [start], set[int]()
            rows: dict[Row, None] = {}
            while stack:
                cell = stack.pop()
                if cell in seen:
                    continue
                seen.add(cell)
                cells.add(cell)
                for row in beside.get(cell, ()):
                    if row not in rows:
                        rows[row] = None
                        stack += [other for other, _sign in row if self.may[other]]
            if rows:
                needs = {cell: need for cell, need in self.needs.items() if cell in cells}
                found.append(replace(self, rows=list(rows), needs=needs, cells=tuple(sorted(cells))))
        return found

    def attacked(self, hidden: Iterable[int], wanted: Iterable[int] | None = None) -> dict[int, Range]:
        """What an attack tells of the hidden cells, or of those wanted."""
        places = sorted(hidden)
        low, high = self._bounds(places)
        asked = places if wanted is None else sorted(wanted)
        return dict(zip(asked, ranges(self.rows, low, high, asked, whole=self.whole), strict=True))

    def failing(self, hidden: Iterable[int], wanted: Iterable[int] | None = None) -> list[int]:
        """The primary cells (of those wanted) that this pattern does not protect."""
        asked = self.needs if wanted is None else wanted
        return [
            cell
            for cell, found in self.attacked(hidden, asked).items()
            if not meets(self.values[cell], found, self.needs[cell])
        ]

    def safe(self, hidden: Iterable[int], wanted: Iterable[int]) -> bool:
        """Whether this pattern protects all the wanted primary cells; asks no programme where the sums alone say no."""
        low, high = self._bounds(hidden)
        asked = list(wanted)
        tightened(self.rows, low, high, whole=self.whole)
        outer = ((cell, Range(low[cell], high[cell])) for cell in asked)
        if not all(meets(self.values[cell], found, self.needs[cell]) for cell, found in outer):
            return False
        return not self.failing(hidden, asked)

    def _bounds(self, hidden: Iterable[int]) -> tuple[list[float], list[float]]:
        low, high = self.values.tolist(), self.values.tolist()
        for place in hidden:
            low[place], high[place] = self.floor, inf
        return low, high

    def matrix(self) -> Any:
        """The rows over the cells of this part that may be hidden."""
        place = {cell: at for at, cell in enumerate(self.cells)}
        found = [(at, place[cell], sign) for at, row in enumerate(self.rows) for cell, sign in row if cell in place]
        down, across, signs = zip(*found, strict=True)
        return csr_array((np.array(signs, dtype=float), (down, across)), shape=(len(self.rows), len(self.cells)))

    def room(self) -> tuple[Floats, Floats]:
        """How far each cell of this part can seem smaller, and larger."""
        values = self.values[list(self.cells)]
        far = max((max(need.above, need.below, need.width) for need in self.needs.values()), default=1.0)
        return np.maximum(values - self.floor, 0.0), np.full(len(values), 4.0 * (values.max() + far) + 10.0)


def meets(value: float, found: Range, need: Protection) -> bool:
    """Whether a range leaves as much open as the cell needs."""
    return bool(
        found.width >= need.width - CLOSE
        and value - found.low >= need.below - CLOSE
        and found.high - value >= need.above - CLOSE
    )
