"""A cube of sums, rolled up to any of its dimensions: every estimate of a report at once, as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gavn.compare.pure.arrays import Numbers
from gavn.compare.pure.survey.design import Codes, DesignSums, Groups, Lonely, linearised
from gavn.compare.pure.survey.limits import limits, share_limits, why_not
from gavn.kernel.errors import Refused


@dataclass(frozen=True)
class Dimension:
    """What tells cells apart: the number of its name for each cell."""

    names: NDArray[Any]
    codes: Codes

    @classmethod
    def of(cls, labels: ArrayLike) -> Dimension:
        """From one label a cell.

        >>> Dimension.of(["north", "south", "north"]).codes.tolist()
        [0, 1, 0]
        """
        names, codes = np.unique(np.asarray(labels), return_inverse=True)
        return cls(names, codes)

    @property
    def groups(self) -> Groups:
        """The cells of each name."""
        return Groups(self.codes, self.names.size)


@dataclass(frozen=True)
class Cube:
    """Sums of every variable in every cell, as one GROUP BY stratum and all dimensions returns them.

    ``rows`` tells how many were asked in each cell, ``population`` how many units its stratum has. The sums have a
    row a cell and a column a variable (see ``DesignSums``); ``shares`` names the variables whose answers are 1 or 0.
    ``squares`` holds xx, xy and yy; with clusters, ``unit`` names the cluster of each cell instead.
    """

    dimensions: Mapping[str, Dimension]
    stratum: Dimension
    rows: Numbers
    population: Numbers
    variables: tuple[str, ...]
    shares: frozenset[str]
    origin: Numbers
    n: Numbers
    x: Numbers
    y: Numbers
    squares: Mapping[str, Numbers] = field(default_factory=dict)
    unit: Dimension | None = None


@dataclass(frozen=True)
class Table:
    """Estimates of every variable (a column each) in every group (a row each, with its ``labels``).

    ``why`` says why an estimate is not told, as a place in ``WHY``; where it is not 0, the numbers are none (NaN).
    """

    labels: Mapping[str, NDArray[Any]]
    variables: tuple[str, ...]
    estimate: Numbers
    se: Numbers
    low: Numbers
    high: Numbers
    n: Numbers
    missing: Numbers
    why: NDArray[np.int8]

    @property
    def size(self) -> int:
        """How many estimates there are, told or not."""
        return self.estimate.size


def estimates(cube: Cube, by: Sequence[str] = (), *, lonely: Lonely = "refuse", confidence: float = 0.95) -> Table:
    """Means and shares of all variables by these dimensions (of everybody without one), with their intervals."""
    sums, groups = rolled(cube, by)
    found = linearised(sums, lonely=lonely)
    is_share = np.array([name in cube.shares for name in cube.variables], dtype=bool)
    low, high = np.full(found.value.shape, np.nan), np.full(found.value.shape, np.nan)
    why = np.zeros(found.value.shape, dtype=np.int8)
    for share, columns in ((True, is_share), (False, ~is_share)):
        part = found.of(columns)
        why[:, columns] = why_not(part, share=share)
        bounds = share_limits(part, confidence) if share else limits(part, confidence)
        low[:, columns], high[:, columns] = bounds
    value, se, low, high = (
        np.where(why == 0, column, np.nan) for column in (found.value, np.sqrt(found.variance), low, high)
    )
    first = groups.first
    labels = {name: cube.dimensions[name].names[cube.dimensions[name].codes[first]] for name in by}
    return Table(labels, cube.variables, value, se, low, high=high, n=found.n, missing=found.missing, why=why)


def rolled(cube: Cube, by: Sequence[str] = ()) -> tuple[DesignSums, Groups]:
    """The sums by stratum within these dimensions, and the group of dimensions that each cell belongs to."""
    unknown = [name for name in by if name not in cube.dimensions]
    if unknown:
        raise Refused("The cube has no dimension {name}.", name=unknown[0])
    strata = cube.stratum.groups
    groups = Groups.crossed(*(cube.dimensions[name].groups for name in by)) if by else _everybody(cube.rows.size)
    pairs = Groups.crossed(groups, strata)
    place = pairs.first
    asked = _asked(cube, strata)
    n = pairs.sums(cube.n)
    wide = _squares(cube, pairs)
    sums = DesignSums(
        n=n,
        **wide,
        sampled=asked[strata.codes[place]],
        population=_largest(cube.population, strata)[strata.codes[place]],
        missing=pairs.sums(cube.rows)[:, None] - n,
        origin=cube.origin,
        domain=groups.codes[place],
    )
    return sums, groups


def _squares(cube: Cube, pairs: Groups) -> dict[str, Numbers]:
    """Sums and squares between units: as the cells hold them, or with clusters from the sums of each cluster."""
    if cube.unit is None:
        columns = {"x": cube.x, "y": cube.y, "units": cube.n, **cube.squares}
        return {name: pairs.sums(column) for name, column in columns.items()}
    clusters = Groups.crossed(pairs, cube.unit.groups)
    inside = Groups(pairs.codes[clusters.first], pairs.count)
    n, x, y = clusters.sums(cube.n), clusters.sums(cube.x), clusters.sums(cube.y)
    parts = {"units": n > 0, "x": x, "y": y, "xx": x * x, "xy": x * y, "yy": y * y}
    return {name: inside.sums(part) for name, part in parts.items()}


def _asked(cube: Cube, strata: Groups) -> Numbers:
    """How many units of each stratum were asked."""
    if cube.unit is None:
        return strata.sums(cube.rows)
    clusters = Groups.crossed(strata, cube.unit.groups)
    return Groups(strata.codes[clusters.first], strata.count).sums(np.ones(clusters.count))


def _largest(values: Numbers, groups: Groups) -> Numbers:
    found = np.full(groups.count, -np.inf)
    np.maximum.at(found, groups.codes, values)
    return found


def _everybody(size: int) -> Groups:
    codes: Codes = np.zeros(size, dtype=np.intp)
    return Groups(codes, 1)
