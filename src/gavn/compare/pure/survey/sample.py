"""A planned sample as columns of rows, and the sums that estimates are made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gavn.compare.pure.arrays import LARGEST, SMALLEST, Numbers, column, labelled
from gavn.compare.pure.refusals import Empty, PopulationTooSmall, Unequal
from gavn.compare.pure.survey.design import DesignSums, Groups, endless
from gavn.kernel.errors import Refused


@dataclass(frozen=True)
class Sample:
    """A planned sample as columns of rows: who was asked, with what weight, in which stratum and cluster.

    Each column holds one entry a person asked, answered or not. ``population`` is the number of units (persons, or
    clusters where ``psu`` is given) in the person's stratum. Without weights everybody stands for
    population / sampled of the stratum, or for one where no population is known.
    """

    weights: ArrayLike | None = None
    strata: ArrayLike | None = None
    psu: ArrayLike | None = None
    population: ArrayLike | None = None

    def units(self, size: int) -> tuple[Numbers, Groups, Groups, Numbers, Numbers]:
        """Weights; the unit of each row; the stratum of each unit; units asked and there are, by stratum."""
        strata = np.zeros(size) if self.strata is None else _labels(self.strata, size)
        in_strata = Groups.of(strata)
        unit = Groups(np.arange(size), size)
        if self.psu is not None:
            unit = Groups.of(strata, _labels(self.psu, size))
        of_unit = Groups(in_strata.codes[unit.first], in_strata.count)
        sampled = of_unit.sums(np.ones(unit.count))
        population = self._population(in_strata, size)
        if (population < sampled).any():
            short = int(np.argmax(population < sampled))
            raise PopulationTooSmall(int(sampled[short]), int(population[short]))
        each = np.where(np.isfinite(population), population / sampled, 1.0)
        weights = each[in_strata.codes] if self.weights is None else column(self.weights)
        if weights.size != size:
            raise Unequal(size, weights.size)
        if not ((weights == 0) | (weights > SMALLEST)).all():
            raise Refused("A weight is a number from 0 upwards, and nobody may lack it.")
        return weights, unit, of_unit, sampled, population

    def _population(self, strata: Groups, size: int) -> Numbers:
        if self.population is None:
            return np.full(strata.count, np.inf)
        told = endless(self.population)
        if told.shape not in ((), (size,)):
            raise Unequal(size, told.size)
        told = np.broadcast_to(told, (size,))
        if not ((told > 0) & ((told <= LARGEST) | np.isinf(told))).all():
            raise Refused("The size of a population is a number above 0.")
        found = told[strata.first]
        if not (told == found[strata.codes]).all():
            raise Refused("Everybody of a stratum belongs to one population: its size must be the same in all rows.")
        return found


def sums_of(
    values: ArrayLike, sample: Sample, *, per: ArrayLike | None = None, domain: ArrayLike | None = None
) -> DesignSums:
    """The sums of one variable by stratum, for those in the ``domain`` (true or false a row; everybody without it).

    ``per`` is the denominator of a ratio. NaN is a missing answer: who answered is a domain of who was asked.
    """
    y = column(values)
    x = np.ones(y.size) if per is None else column(per)
    inside = np.ones(y.size, dtype=bool) if domain is None else _labels(domain, y.size).astype(bool)
    if x.size != y.size:
        raise Unequal(y.size, x.size)
    weights, unit, of_unit, sampled, population = sample.units(y.size)
    known = inside & ~np.isnan(y) & ~np.isnan(x)
    missing = of_unit.sums(unit.sums(inside & ~known))
    if not known.any():
        raise Empty(int(missing.sum()))
    w = np.where(known, weights, 0.0)
    x, y = np.where(known, x, 0.0), np.where(known, y, 0.0)
    width = float(w @ x)
    origin = float(np.round(w @ y / width)) if width else 0.0
    answers = unit.sums(known)
    wide, high = unit.sums(w * x), unit.sums(w * (y - origin * x))
    return DesignSums(
        n=of_unit.sums(answers),
        units=of_unit.sums(answers > 0),
        y=of_unit.sums(high),
        x=of_unit.sums(wide),
        yy=of_unit.sums(high**2),
        xx=of_unit.sums(wide**2),
        xy=of_unit.sums(wide * high),
        sampled=sampled,
        population=population,
        missing=missing,
        origin=origin,
    )


def _labels(labels: ArrayLike, size: int) -> NDArray[np.generic]:
    found, gaps = labelled(labels)
    if found.shape != (size,):
        raise Unequal(size, found.size)
    if gaps.any():
        raise Refused("Nobody may lack a stratum, a cluster or a domain.")
    return found
