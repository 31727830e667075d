"""Estimates from a planned sample: strata, clusters, finite populations, domains; many at once from sums.

One formula serves all: the variance of the linearised values w (y − R x) / Σ w x between the units of a stratum
(Cochran 1977, chapters 5, 6 and 9A; Lumley 2010, doi:10.1002/9780470580066). A unit is a person, or a cluster.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from gavn.compare.pure.arrays import SMALLEST, Numbers, known_sums, numbers
from gavn.compare.pure.refusals import NotACount, PopulationTooSmall, Unequal
from gavn.kernel.errors import Refused

Lonely = Literal["refuse", "certainty", "average", "adjust"]
Codes = NDArray[np.intp]
TRACE = 1e-13  # what rounding leaves of a variance of 0, beside the squares it is made of


@dataclass(frozen=True)
class Groups:
    """Which of ``count`` groups each row belongs to."""

    codes: Codes
    count: int

    @classmethod
    def of(cls, *labels: ArrayLike) -> Groups:
        """The groups that occur among these labels, in their order; every row carries one of each."""
        found = []
        for one in labels:
            names, codes = np.unique(np.asarray(one), return_inverse=True)
            found.append(cls(codes, names.size))
        return cls.crossed(*found)

    @classmethod
    def crossed(cls, *groups: Groups) -> Groups:
        """The combinations of groups that occur, in their order."""
        found = groups[0]
        for other in groups[1:]:
            found = cls(found.codes * other.count + other.codes, found.count * other.count)._occurring()
        return found

    def _occurring(self) -> Groups:
        if self.count > 8 * self.codes.size + 1024:
            kept, codes = np.unique(self.codes, return_inverse=True)
            return Groups(codes, kept.size)
        there = np.bincount(self.codes, minlength=self.count) > 0
        places = np.cumsum(there) - 1
        return Groups(places[self.codes], int(there.sum()))

    @property
    def first(self) -> Codes:
        """A row of each group."""
        rows = np.empty(self.count, dtype=np.intp)
        rows[self.codes[::-1]] = np.arange(self.codes.size)[::-1]
        return rows

    def sums(self, values: ArrayLike) -> Numbers:
        """What the rows of each group add up to, down the first axis."""
        added = np.asarray(values, dtype=float)
        size = self.codes.size
        matrix = csr_array((np.ones(size), (self.codes, np.arange(size))), shape=(self.count, size))
        return np.asarray(matrix @ added, dtype=float)


@dataclass(frozen=True)
class DesignSums:
    """What one GROUP BY stratum and domain returns: a row each, one column a variable (or one value a row).

    With W = Σ w and Y = Σ w (y − origin·x) over the answers of a unit, x being 1 for means, shares and totals:
    ``x`` = Σ W, ``y`` = Σ Y, ``xx`` = Σ W², ``yy`` = Σ Y², ``xy`` = Σ W Y. A person is a unit, or a cluster is.
    ``n`` answers lie in ``units`` units with an answer; ``sampled`` of ``population`` units of the whole stratum
    were asked, whatever their domain (population infinite where nobody counted). ``domain`` numbers the domains.
    """

    n: ArrayLike
    units: ArrayLike
    y: ArrayLike
    x: ArrayLike
    yy: ArrayLike
    xx: ArrayLike
    xy: ArrayLike
    sampled: ArrayLike
    population: ArrayLike
    missing: ArrayLike = 0
    origin: ArrayLike = 0.0
    domain: ArrayLike | None = None

    def tables(self) -> DesignSums:
        """The same with every field a table of rows and variables, checked."""
        shape = np.atleast_1d(numbers(self.n)).shape
        names = ("n", "units", "y", "x", "yy", "xx", "xy", "missing")
        if np.ndim(self.missing) == 0 and np.any(self.missing):
            raise Unequal(shape[0], 1)
        wide = {name: _table(getattr(self, name), shape) for name in names}
        population = _wide(endless(self.population), shape[:1])[:, None]
        sampled = _wide(numbers(self.sampled), shape[:1])[:, None]
        domain = np.zeros(shape[0], dtype=np.intp) if self.domain is None else np.asarray(self.domain)
        if domain.shape != shape[:1]:
            raise Unequal(shape[0], domain.size)
        found = replace(self, **wide, sampled=sampled, population=population, domain=domain)
        _check(found)
        return found


@dataclass(frozen=True)
class Linearised:
    """Estimates before their intervals: a row a domain, a column a variable.

    ``freedom``: units with an answer less the strata they lie in. ``equivalent``: the number of equally weighted units
    that would tell as much. ``census``: every stratum was asked in full. ``lonely``: a stratum had one unit only.
    """

    value: Numbers
    variance: Numbers
    n: Numbers
    missing: Numbers
    freedom: Numbers
    equivalent: Numbers
    census: NDArray[np.bool_]
    lonely: NDArray[np.bool_]

    def of(self, columns: NDArray[np.bool_]) -> Linearised:
        """The same of some of the variables."""
        return Linearised(*(getattr(self, one.name)[:, columns] for one in fields(self)))


def linearised(sums: DesignSums, *, total: bool = False, lonely: Lonely = "refuse") -> Linearised:
    """The ratio Σ w y / Σ w x of every domain and variable (the mean, where x is 1), or the total Σ w y.

    Domains of ``sums`` are numbered from 0. A stratum in which one unit only was asked is told in ``lonely``, or
    counts 0 (``certainty``), like the mean of the other strata (``average``), or by its distance from the whole
    (``adjust``). What a domain holds of no answer is no number; nothing is refused here.
    """
    table = sums.tables()
    rows = Groups(np.asarray(table.domain, dtype=np.intp), int(np.max(np.asarray(table.domain), initial=-1)) + 1)
    y, x, yy, xx, xy = (np.asarray(getattr(table, name)) for name in ("y", "x", "yy", "xx", "xy"))
    origin = numbers(table.origin)
    if np.isnan(origin).any():
        raise Refused("What was taken off before squaring must be known.")
    heights, widths, squares = rows.sums(y), rows.sums(x), rows.sums(xx)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = heights / widths
        equivalent = widths**2 / squares
        if total:
            value = heights + origin * widths
            first, second = y + origin * x, yy + 2 * origin * xy + origin**2 * xx
            size = second
        else:
            value = ratio + origin
            slope, scale = ratio[rows.codes], widths[rows.codes]
            first, second = (y - slope * x) / scale, (yy - 2 * slope * xy + slope**2 * xx) / scale**2
            size = (yy + slope**2 * xx) / scale**2
    return _gathered(table, rows, value, equivalent, between(table, rows, first, second, size, lonely=lonely))


def between(
    table: DesignSums, rows: Groups, first: Numbers, second: Numbers, size: Numbers, *, lonely: Lonely
) -> tuple[Numbers, NDArray[np.bool_]]:
    """The variance of each domain: how far units of a stratum lie apart, added over its strata; and who is lonely."""
    asked, population = np.asarray(table.sampled), np.asarray(table.population)
    there = np.asarray(table.n) > 0
    left = 1 - asked / population
    alone = (asked == 1) & (left > 0) & there
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = left * asked / (asked - 1) * (second - first**2 / asked)
    single = left * second if lonely == "adjust" else np.zeros_like(second)
    parts = np.where(there & (left > 0), np.where(asked == 1, single, spread), 0.0)
    whole = rows.sums(parts)
    whole = np.where(whole <= TRACE * rows.sums(np.where(there, left * size, 0.0)), 0.0, whole)
    strata, lone = rows.sums(there), rows.sums(alone)
    if lonely == "average":
        whole = np.where(strata > lone, whole * strata / np.maximum(strata - lone, 1), whole)
        return whole, strata == lone
    return whole, (lone > 0) & (lonely == "refuse")


def _gathered(
    table: DesignSums,
    rows: Groups,
    value: Numbers,
    equivalent: Numbers,
    variance: tuple[Numbers, NDArray[np.bool_]],
) -> Linearised:
    n = np.asarray(table.n)
    there = n > 0
    units = rows.sums(np.where(there, np.asarray(table.units), 0.0))
    open_strata = there & (np.asarray(table.sampled) < np.asarray(table.population))
    answered = rows.sums(n)
    return Linearised(
        value=value,
        variance=variance[0],
        n=answered,
        missing=rows.sums(np.asarray(table.missing)),
        freedom=units - rows.sums(there),
        equivalent=equivalent,
        census=(rows.sums(open_strata) == 0) & (answered > 0),
        lonely=variance[1] & (answered > 0),
    )


def _table(values: ArrayLike, shape: tuple[int, ...]) -> Numbers:
    found = _wide(known_sums(values), shape)
    return found[:, None] if found.ndim == 1 else found


def _wide(found: Numbers, shape: tuple[int, ...]) -> Numbers:
    """One value for all rows (and variables), or one each."""
    if found.shape not in ((), shape):
        raise Unequal(int(np.prod(shape)), found.size)
    return np.broadcast_to(found, shape)


def endless(values: ArrayLike) -> Numbers:
    """Sizes of populations: infinite where nobody counted."""
    try:
        return np.asarray(values, dtype=float)
    except (TypeError, ValueError, OverflowError):
        raise Refused("The size of a population is a number.") from None


def _check(table: DesignSums) -> None:
    """Counts are counts, and nobody was asked who is not there."""
    asked, population = np.asarray(table.sampled), np.asarray(table.population)
    if np.isnan(asked).any() or np.isnan(population).any():
        raise Refused("How many were asked of how many must be known, or infinite where nobody counted.")
    widths = np.asarray(table.x)
    if ((widths != 0) & (np.abs(widths) < SMALLEST)).any():
        raise Refused("A weight is a number from 0 upwards, and nobody may lack it.")
    if not (population >= asked).all():
        wrong = int(np.argmax(~(population >= asked)))
        raise PopulationTooSmall(int(asked[wrong, 0]), int(np.nan_to_num(population[wrong, 0])))
    units = np.asarray(table.units)
    if (np.asarray(table.n) < units).any() or (units < 0).any():
        raise NotACount(float(np.asarray(table.n).min()))
    if (units > asked).any():
        row = tuple(np.argwhere(units > asked)[0])
        raise NotACount(float(units[row]), float(asked[row[0], 0]))
