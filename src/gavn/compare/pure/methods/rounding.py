"""Counts rounded to a base, so that small ones cannot be told; and what can be told all the same.

Cox 1987, doi:10.1080/01621459.1987.10478456 (controlled); Hundepool et al. 2012, doi:10.1002/9781118348239, chapter 5.
Page: docs/explanation/methods/rounding.md
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from gavn.compare.pure.arrays import is_count, require_count, require_seed
from gavn.compare.pure.disclosure import Key, Range, Sum, rows_of
from gavn.compare.pure.methods.attack import attack
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said

WAYS = ("conventional", "controlled", "random")
MOST_STEPS = 3


class NoSuchRounding(Refused):
    """A way of rounding that is not known, or a base below 2."""

    def __init__(self, way: str, base: int) -> None:
        super().__init__(
            "Counts are rounded conventional, controlled or random, to 2 or more; not {way} to {base}.",
            way=way,
            base=base,
        )


@dataclass(frozen=True)
class Rounding(Generic[Key]):
    """The rounded counts, whether they add up, and from where to where each true count can still lie.

    ``steps``: by how many bases more than to its neighbours a count had to move for the sums to hold.
    """

    counts: Mapping[Key, int]
    ranges: Mapping[Key, Range]
    base: int
    way: str
    adds_up: bool
    steps: int = 0
    method: str = "rounding"

    @property
    def n(self) -> int:
        """How many counts were rounded."""
        return len(self.counts)

    @property
    def known(self) -> tuple[Key, ...]:
        """The counts that can be worked out exactly all the same."""
        return tuple(key for key, one in self.ranges.items() if one.width == 0)

    def say(self) -> Said:
        """What was done and what it leaves, in one sentence."""
        counts = {"n": self.n, "base": self.base, "known": len(self.known)}
        if self.adds_up:
            return said("Rounded to {base} so that sums add up: {n}. Worked out exactly: {known}.", **counts)
        return said(
            "Rounded to {base}, each for itself, so that sums may differ: {n}. Worked out exactly: {known}.",
            **counts,
        )


def rounding(
    counts: Mapping[Key, int],
    sums: Sequence[Sum[Key]] = (),
    *,
    base: int = 5,
    way: str = "controlled",
    seed: int = 0,
) -> Rounding[Key]:
    """Counts as multiples of ``base``: ``conventional`` (nearest), ``controlled`` (near, and sums hold) or ``random``.

    ``random`` rounds each count up with a chance that keeps it right on average; ``seed`` makes it repeatable and must
    be kept secret. Controlled rounding moves a count further than to its neighbours only where no other table exists.

    >>> rounding({"all": 6, "women": 3, "men": 3}, [Sum("all", ("women", "men"))], way="conventional").counts
    {'all': 5, 'women': 5, 'men': 5}
    """
    if way not in WAYS or not is_count(base) or base < 2:
        raise NoSuchRounding(way, base)
    require_seed(seed)
    require_count(*counts.values())
    rows_of(sums, {key: place for place, key in enumerate(counts)})  # refuses a sum of cells that are not there
    values = np.array(list(counts.values()), dtype=int)
    steps, slack = 0, base - 1
    if way == "conventional":
        found, slack = base * ((2 * values + base) // (2 * base)), base // 2
    elif way == "random":
        up = np.random.default_rng(seed).random(len(values)) < values % base / base
        found = base * (values // base + up)
    else:
        found, steps = _controlled(values, list(counts), sums, base)
        slack = base * (steps + 1) - 1
    rounded = dict(zip(counts, (int(one) for one in found), strict=True))
    known = {key: (float(max(0, one - slack)), float(one + slack)) for key, one in rounded.items()}
    if way == "conventional" and base % 2 == 0:  # halves go up: the next lower half was possible, the upper was not
        known = {key: (low, high - 1) for key, (low, high) in known.items()}
    left = attack({}, sums, hidden=tuple(counts), known=known)
    holds = all(rounded[one.total] == sum(rounded[part] for part in one.parts) for one in sums)
    return Rounding(rounded, left.ranges, base, way, holds, steps)


def _controlled(
    values: NDArray[np.int64], keys: Sequence[Key], sums: Sequence[Sum[Key]], base: int
) -> tuple[NDArray[np.int64], int]:
    """The table of multiples that adds up and moves the counts least, and the steps it needed."""
    number = {key: place for place, key in enumerate(keys)}
    below = values // base
    gain = np.abs(base * (below + 1) - values) - np.abs(base * below - values)
    signs = np.zeros((len(sums), len(values)))
    for at, one in enumerate(sums):
        signs[at, number[one.total]] += 1.0
        signs[at, [number[part] for part in one.parts]] -= 1.0
    rest = -(signs @ below)
    for steps in range(MOST_STEPS + 1):
        found = _nearest(gain.astype(float), signs, rest, below, exact=values % base == 0, base=base, steps=steps)
        if found is not None:
            return base * (below + found), steps
    raise Refused("No table of multiples of {base} adds up near these counts.", base=base)


def _nearest(
    gain: NDArray[np.float64],
    signs: NDArray[np.float64],
    rest: NDArray[np.float64],
    below: NDArray[np.int64],
    *,
    exact: NDArray[np.bool_],
    base: int,
    steps: int,
) -> NDArray[np.int64] | None:
    """By how many bases each count goes up from its lower neighbour: 0 or 1, and with steps beyond, at a price."""
    n = len(gain)
    # up to the neighbour (at its gain), further up and further down (at the price of a whole base each)
    costs = np.concatenate([gain, np.full(2 * n, float(base))])
    high = np.concatenate([np.where(exact, 0, 1), np.full(n, steps), np.minimum(below, steps)])
    found = milp(
        costs + 1e-6 * np.arange(3 * n) / (3 * n),
        constraints=LinearConstraint(csr_array(np.concatenate([signs, signs, -signs], axis=1)), rest, rest)
        if len(signs)
        else (),
        bounds=Bounds(0, high),
        integrality=np.ones(3 * n),
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None:
        return None
    chosen = np.round(found.x).astype(int)
    return np.asarray(chosen[:n] + chosen[n : 2 * n] - chosen[2 * n :])
