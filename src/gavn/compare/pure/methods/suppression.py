"""Which further cells of a table are hidden so that nobody can work out those that had to be.

Fischetti & Salazar-González 2001, doi:10.1287/mnsc.47.7.1008.9805 (exact); Kelly, Golden & Assad 1992,
doi:10.1002/net.3230220407 (one cell after the other). Page: docs/explanation/methods/suppression.md
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, eye_array, kron

from gavn.compare.pure.arrays import require_count, require_number
from gavn.compare.pure.disclosure import CLOSE, DoNotAddUp, Floats, Key, Protection, Range, Sum, best, rows_of
from gavn.compare.pure.methods.attack import CannotBeProtected, Table
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said

MOST_EXACT = 200  # cells that may be hidden, above which the fewest are not searched for
ONE = Protection(width=1.0)
TIDIED = 60  # further hidden cells that are looked at once more, one by one


@dataclass(frozen=True)
class Suppression(Generic[Key]):
    """Which cells are hidden and why, and what an attack can still tell of each.

    ``way`` is "cheapest" where nothing cheaper would do and "greedy" where that was not proven;
    ``because`` says why not.
    """

    primary: tuple[Key, ...]
    secondary: tuple[Key, ...]
    shown: tuple[Key, ...]
    ranges: Mapping[Key, Range]
    way: str
    because: str = ""
    method: str = "suppression"

    @property
    def hidden(self) -> frozenset[Key]:
        """All cells that are not shown."""
        return frozenset((*self.primary, *self.secondary))

    @property
    def n(self) -> int:
        """How many cells the table has."""
        return len(self.primary) + len(self.secondary) + len(self.shown)

    def say(self) -> Said:
        """How much is hidden, in one sentence."""
        counts = {"n": self.n, "primary": len(self.primary), "secondary": len(self.secondary)}
        if self.way == "cheapest":
            return said(
                "Hidden of {n} numbers: {primary} for being small, and {secondary} more so that nobody can work them "
                "out; less would not do.",
                **counts,
            )
        return said(
            "Hidden of {n} numbers: {primary} for being small, and {secondary} more so that nobody can work them out; "
            "a little less might have done.",
            **counts,
        )


def suppression(
    counts: Mapping[Key, float],
    sums: Sequence[Sum[Key]],
    primary: Iterable[Key],
    *,
    protect: Mapping[Key, Protection] | Protection = ONE,
    costs: Mapping[Key, float] | None = None,
    published: Iterable[Key] = (),
    zeros: bool = False,
    whole: bool = True,
    exact: bool = True,
    tidy: bool = True,
    rounds: int = 80,
    seconds: float = 20.0,
) -> Suppression[Key]:
    """The cells to hide besides the ``primary`` ones, audited by an attack.

    Any table: margins, hierarchies and linked tables are sums. ``protect``: what each primary cell needs. ``costs``:
    what hiding a cell costs; without them one each, a total as many as it has parts, and of equals the smallest go.
    ``published`` stay shown. ``zeros``: whether an empty cell may be hidden; if not, a reader knows that hidden counts
    (``whole``) are 1 or more. ``exact``: search for the cheapest in at most ``rounds`` rounds of ``seconds`` each,
    else one cell after the other, and where ``tidy`` what turns out not to be needed is shown again.

    >>> counts = {"all": 40, "women": 3, "men": 30, "other": 7}
    >>> suppression(counts, [Sum("all", ("women", "men", "other"))], ["women"]).hidden == {"women", "other"}
    True
    """
    _require_search(rounds, seconds)
    table = _table(counts, sums, primary, published, protect=protect, costs=costs, zeros=zeros, whole=whole)
    found = [_of_part(part, exact=exact, tidy=tidy, rounds=rounds, seconds=seconds) for part in table.parts()]
    hidden = set(table.needs).union(*(cells for cells, _because in found))
    because, names = next((why for _cells, why in found if why), ""), table.names
    return Suppression(
        tuple(names[cell] for cell in table.needs),
        tuple(names[cell] for cell in sorted(hidden) if cell not in table.needs),
        tuple(name for cell, name in enumerate(names) if cell not in hidden),
        {names[cell]: one for cell, one in table.attacked(hidden).items()},
        "greedy" if because else "cheapest",
        because,
    )


def _require_search(rounds: int, seconds: float) -> None:
    """A search has so many rounds of so many seconds."""
    require_number(seconds)
    require_count(rounds)
    if seconds < 0:
        raise Refused("The search cannot take {seconds} seconds.", seconds=seconds)


def _table(
    counts: Mapping[Key, float],
    sums: Sequence[Sum[Key]],
    primary: Iterable[Key],
    published: Iterable[Key],
    *,
    protect: Mapping[Key, Protection] | Protection,
    costs: Mapping[Key, float] | None,
    zeros: bool,
    whole: bool,
) -> Table:
    """The table in numbers, unless it does not add up."""
    require_number(*counts.values(), *(costs or {}).values())
    keys, still = list(counts), set(published)
    primary = list(primary)
    for key in primary:
        if key not in keys:
            raise Refused("{cell} is to be hidden, but it is no cell of the table.", cell=key)
    number = {key: place for place, key in enumerate(keys)}
    needs = {key: protect.get(key, ONE) if isinstance(protect, Mapping) else protect for key in primary}
    table = Table(
        np.array([float(counts[key]) for key in keys]),
        rows_of(sums, number),
        _weights(counts, sums, costs),
        np.array([key not in still and (zeros or counts[key] > CLOSE) for key in keys], dtype=bool),
        {number[key]: need for key, need in needs.items()},
        1.0 if whole and not zeros else 0.0,
        whole,
        keys,
    )
    table.check()
    return table


def _weights(counts: Mapping[Key, float], sums: Sequence[Sum[Key]], costs: Mapping[Key, float] | None) -> Floats:
    """What hiding each cell costs: as told; else one each, a total one for each part, and a little for the size."""
    if costs is not None:
        return np.array([max(float(costs.get(key, 1.0)), CLOSE) for key in counts])
    parts = dict.fromkeys(counts, 1)
    for one in sums:
        parts[one.total] = max(parts[one.total], len(one.parts))
    sizes = np.sqrt(np.array([abs(float(value)) for value in counts.values()]))
    return np.asarray(np.array(list(parts.values())) + 0.9 * sizes / (sizes.sum() + 1.0))


def _of_part(part: Table, *, exact: bool, tidy: bool, rounds: int, seconds: float) -> tuple[set[int], str]:
    """The hidden cells of one part, and why they are not proven to be the cheapest, if so."""
    hidden, moved = _greedy(part)
    because = "asked for" if not exact else "too large" if len(part.cells) > MOST_EXACT else ""
    if not because:
        hidden, because = _cheapest(part, hidden, rounds=rounds, seconds=seconds)
    return (_tidied(part, hidden, moved) if because and tidy else hidden), because


def _greedy(part: Table) -> tuple[set[int], dict[int, set[int]]]:
    """Protect one primary cell after the other by the cheapest shift of the table; and by which cells each can move."""
    hidden = set(part.needs)
    failing = sorted(part.failing(hidden), key=lambda one: (-part.needs[one].width, part.values[one], one))
    if failing and len(part.rows) == 1:
        hidden = _in_one_row(part)
        return hidden, {cell: set(hidden) for cell in failing}
    matrix, room = part.matrix(), part.room()
    moved: dict[int, set[int]] = {}  # a primary cell stays safe while these are hidden
    for cell in failing:
        for by in () if cell in moved else _shifts(part, cell):
            try:
                shift = _shifted(part, matrix, room, hidden, cell=cell, by=by)
            except DoNotAddUp:  # not in one step this way: everything is hidden that may be, if that helps
                shift = dict.fromkeys(part.cells, 0.0)
                if part.failing(part.cells, [cell]):
                    raise CannotBeProtected(part.names[cell]) from None
            hidden |= shift.keys()
            safe = [one for one in failing if one == cell or _moves_enough(part.needs[one], shift.get(one, 0.0))]
            moved |= {one: moved.get(one, set()) | shift.keys() for one in safe}
    return hidden, moved


def _tidied(part: Table, hidden: set[int], moved: dict[int, set[int]]) -> set[int]:
    """Without the further cells that turn out not to be needed, the dearest first."""
    extra = sorted(hidden - set(part.needs), key=lambda one: (-part.costs[one], one))
    for less in extra if len(extra) <= TIDIED else ():
        touched = [cell for cell, others in moved.items() if less in others]
        if not touched or part.safe(hidden - {less}, touched):
            hidden.discard(less)
            moved |= {cell: set(hidden) for cell in touched}
    return hidden


def _in_one_row(part: Table) -> set[int]:
    """Hide the next cheapest of a single row until its primary cells are safe; no programme is needed for that."""
    hidden = set(part.needs)
    for cell in sorted(set(part.cells) - hidden, key=lambda one: (part.costs[one], one)):
        hidden.add(cell)
        if not part.failing(hidden):
            return hidden
    raise CannotBeProtected(part.names[min(part.needs)])


def _shifts(part: Table, cell: int) -> list[float]:
    """How far up and down a cell must be able to move."""
    need = part.needs[cell]
    return [by for by in (-need.below, max(need.above, need.width - need.below)) if abs(by) > CLOSE]


def _moves_enough(need: Protection, by: float) -> bool:
    """Whether a shift that was made for another cell protects this one too."""
    return need.below <= CLOSE and need.above <= CLOSE and abs(by) >= need.width - CLOSE


def _shifted(
    part: Table, matrix: Any, room: tuple[Floats, Floats], hidden: set[int], *, cell: int, by: float
) -> dict[int, float]:
    """The cells that differ, and by how much, in the cheapest other table in which this cell differs by so much."""
    place = part.cells.index(cell)
    low, high = np.zeros(2 * len(part.cells)), np.concatenate([room[1], room[0]])
    ups, downs = (place, place + len(part.cells)) if by > 0 else (place + len(part.cells), place)
    if high[ups] < abs(by) - CLOSE:
        raise DoNotAddUp
    low[ups] = high[ups] = abs(by)
    high[downs] = 0.0
    costs = np.array([0.0 if one in hidden else part.costs[one] for one in part.cells])
    both = csr_array(np.concatenate([matrix.toarray(), -matrix.toarray()], axis=1))
    still = np.zeros(matrix.shape[0])
    moves = best(np.tile(costs, 2), both, still, (low, high))
    if part.whole and np.abs(moves - np.round(moves)).max() > CLOSE:
        moves = best(np.tile(costs, 2), both, still, (low, high), whole=np.ones(len(low)))
    moved = moves[: len(part.cells)] - moves[len(part.cells) :]
    return {one: far for one, far in zip(part.cells, moved.tolist(), strict=True) if abs(far) > CLOSE}


def _cheapest(part: Table, hidden: set[int], *, rounds: int, seconds: float) -> tuple[set[int], str]:
    """The cheapest pattern: choose cells, attack them, forbid what failed, choose anew (Benders' decomposition)."""
    free = [cell for cell in part.cells if cell not in part.needs]
    place = {cell: at for at, cell in enumerate(free)}
    costs = part.costs[free]
    known = float(sum(part.costs[cell] for cell in hidden if cell in place))
    cuts = _lines(part, place)
    matrix, room = part.matrix(), part.room()
    for _round in range(rounds):
        found = (
            milp(
                costs,
                constraints=LinearConstraint(
                    np.array([cut for cut, _ in cuts]), np.array([least for _, least in cuts])
                ),
                integrality=np.ones(len(free)),
                bounds=Bounds(0, 1),
                options={"mip_rel_gap": 0.0, "time_limit": seconds},
            )
            if cuts
            else None
        )
        if found is not None and not found.success:
            return hidden, "out of time"
        chosen = set() if found is None else {cell for cell, at in place.items() if found.x[at] > 0.5}
        if found is not None and found.fun >= known - 1e-7:
            return hidden, ""
        pattern = chosen | set(part.needs)
        failing = part.failing(pattern)
        if not failing:
            return pattern, ""
        cuts += _cuts(part, matrix, room, pattern, failing, place=place)
    return hidden, "out of rounds"


def _lines(part: Table, place: Mapping[int, int]) -> list[tuple[Floats, float]]:
    """What holds in every row: no hidden cell stands alone, and a primary one least of all."""
    cuts = []
    for row in part.rows:
        cells = [cell for cell, _sign in row if cell in place]
        firsts = sum(cell in part.needs for cell, _sign in row)
        if firsts > 1:
            continue
        for alone in (None,) if firsts else tuple(cells):
            cut = np.zeros(len(place))
            cut[[place[cell] for cell in cells]] = 1.0
            if alone is not None:
                cut[place[alone]] = -1.0
            cuts.append((cut, 1.0 if alone is None else 0.0))
    return cuts


def _cuts(
    part: Table,
    matrix: Any,
    room: tuple[Floats, Floats],
    pattern: set[int],
    failing: Sequence[int],
    *,
    place: Mapping[int, int],
) -> list[tuple[Floats, float]]:
    """What a pattern must hold more, from the prices of the attack that succeeded; at least one cell more."""
    blocks = 2 * len(failing)
    asked = [part.cells.index(cell) for cell in failing]
    open_ = np.array([cell in pattern for cell in part.cells], dtype=float)
    aim = np.zeros((blocks, len(part.cells)))
    aim[np.arange(blocks), np.repeat(asked, 2)] = np.tile([1.0, -1.0], len(asked))
    limits = np.stack([np.tile(-room[0] * open_, blocks), np.tile(room[1] * open_, blocks)], axis=1)
    system = kron(eye_array(blocks), matrix, format="csr")
    solved = linprog(aim.ravel(), A_eq=system, b_eq=np.zeros(system.shape[0]), bounds=limits, method="highs")
    prices = aim - (solved.eqlin.marginals.reshape(blocks, -1) @ matrix)
    reach = np.maximum(prices, 0.0) * room[0] + np.maximum(-prices, 0.0) * room[1]
    cuts = []
    for at, cell in enumerate(failing):
        need, down, up = part.needs[cell], reach[2 * at], reach[2 * at + 1]
        for what, least in ((down, need.below), (up, need.above), (down + up, need.width)):
            cuts += _cut(part, what, least, place=place)
    current = np.array([cell in pattern for cell in place], dtype=float)
    if not any(cut @ current < least - 1e-4 for cut, least in cuts):  # only whole numbers tell so closely
        cuts.append((1.0 - current, 1.0))
    return cuts


def _cut(part: Table, reach: Floats, least: float, *, place: Mapping[int, int]) -> list[tuple[Floats, float]]:
    """One inequality: the cells that are chosen must let a cell move so far; no cell counts for more than is needed."""
    fixed = sum(far for cell, far in zip(part.cells, reach, strict=True) if cell in part.needs)
    need = least - fixed
    if need <= 1e-4:
        return []
    cut = np.zeros(len(place))
    for cell, far in zip(part.cells, reach, strict=True):
        if cell in place:
            cut[place[cell]] = min(1.0, far / need)
    return [(cut, 1.0)]
