"""Samples weighted to what is known of the population: multipliers, and the variance that is left afterwards.

The multipliers come from iterative proportional fitting (Deming and Stephan 1940, doi:10.1214/aoms/1177731829). What
varies is what the known margins do not explain: residuals of a regression on them, with the weights of the design
(Deville, Särndal and Sautory 1993, doi:10.1080/01621459.1993.10476369).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gavn.compare.pure.arrays import SMALLEST, Numbers, column, known_sums, labelled, require_count, require_number
from gavn.compare.pure.refusals import Empty, NotConverged, Unequal
from gavn.compare.pure.survey.design import DesignSums, Groups, Linearised, Lonely, between, endless
from gavn.compare.pure.survey.sample import Sample
from gavn.kernel.errors import Refused

Of = Literal["mean", "share", "total"]
Counts = Mapping[Any, float]  # how many there are in the population, by label
CLOSE = 1e-10
ROUNDS = 1000


@dataclass(frozen=True)
class CellSums:
    """What one GROUP BY stratum and margins returns, a row each; with clusters GROUP BY stratum, cluster and margins.

    ``labels`` holds one column a margin. ``rest`` = Σ w and ``rest_squares`` = Σ w² of those asked who are not in the
    domain or did not answer; ``units`` the answers, or whether the cluster has one. Other sums as in ``DesignSums``;
    where ``unit`` numbers the clusters, the squares are not used.
    """

    labels: Sequence[ArrayLike]
    stratum: ArrayLike
    n: Numbers
    y: Numbers
    x: Numbers
    yy: Numbers
    xx: Numbers
    xy: Numbers
    rest: Numbers
    rest_squares: Numbers
    sampled: Numbers
    population: Numbers
    missing: Numbers
    origin: float = 0.0
    unit: ArrayLike | None = None


@dataclass(frozen=True)
class Multipliers:
    """By how much the weights of each cell were multiplied, and in how many rounds that was found."""

    by_cell: Mapping[tuple[Any, ...], float]
    rounds: int


def _require_labels(labels: Sequence[ArrayLike], people: int) -> None:
    """Everybody asked stands in a group of each margin."""
    for one in labels:
        found, gaps = labelled(one)
        if found.size != people:
            raise Unequal(people, found.size)
        if gaps.any():
            raise Refused("Everybody asked belongs to a group.")


def cell_sums(
    values: ArrayLike, labels: Sequence[ArrayLike], sample: Sample, *, of: Of, domain: ArrayLike | None
) -> CellSums:
    """The sums by stratum (or cluster) and cell of columns with a row a person asked."""
    y = column(values)
    weights, unit, of_unit, sampled, population = sample.units(y.size)
    inside = np.ones(y.size, dtype=bool) if domain is None else np.asarray(domain).astype(bool)
    _require_labels(labels, y.size)
    if inside.shape != y.shape:
        raise Unequal(y.size, inside.size)
    known = inside & ~np.isnan(y)
    if not known.any():
        raise Empty(int(inside.sum()))
    stratum = of_unit.codes[unit.codes]
    rows = Groups.of(stratum, unit.codes, *labels) if sample.psu is not None else Groups.of(stratum, *labels)
    w = np.where(known, weights, 0.0)
    origin = 0.0 if of == "total" else float(np.round(np.nansum(w * y) / w.sum())) if w.any() else 0.0
    high = w * np.where(known, y - origin, 0.0)
    rest, first = np.where(known, 0.0, weights), rows.first
    return CellSums(
        labels=[np.asarray(label)[first] for label in labels],
        stratum=stratum[first],
        n=rows.sums(known),
        y=rows.sums(high),
        x=rows.sums(w),
        yy=rows.sums(high**2),
        xx=rows.sums(w**2),
        xy=rows.sums(w * high),
        rest=rows.sums(rest),
        rest_squares=rows.sums(rest**2),
        sampled=sampled[stratum[first]],
        population=population[stratum[first]],
        missing=rows.sums(inside & ~known),
        origin=origin,
        unit=unit.codes[first] if sample.psu is not None else None,
    )


def calibrated(
    sums: CellSums, counts: Sequence[Counts], *, of: Of = "mean", lonely: Lonely = "refuse"
) -> tuple[Linearised, Multipliers]:
    """The estimate after weighting to ``counts``, one mapping a margin, and the multipliers that did it."""
    sums = _checked(sums)
    if len(counts) != len(sums.labels):
        raise Unequal(len(sums.labels), len(counts))
    cells = Groups.of(*sums.labels)
    margins = [_margin(np.asarray(one)[cells.first], known) for one, known in zip(sums.labels, counts, strict=True)]
    start = cells.sums(sums.x + sums.rest)
    factors, rounds = _fitted(start, margins)
    g = factors[cells.codes]
    width, height = float(g @ sums.x), float(g @ sums.y)
    slope, scale = (0.0, 1.0) if of == "total" else (height / width, width)
    told = (sums.y - slope * sums.x) / scale
    expected = _explained(cells.sums(told), start, [groups for groups, _ in margins])[cells.codes]
    first = g * (told - expected * (sums.x + sums.rest))
    squares = (sums.yy - 2 * slope * sums.xy + slope**2 * sums.xx) / scale**2
    cross = (sums.xy - slope * sums.xx) / scale
    second = g**2 * (squares - 2 * expected * cross + expected**2 * (sums.xx + sums.rest_squares))
    value = height if of == "total" else slope + sums.origin
    equivalent = width**2 / float(g**2 @ sums.xx)
    size = g**2 * (sums.yy + slope**2 * sums.xx) / scale**2
    found = _found(sums, value, equivalent, (first, second, size), lonely=lonely)
    names = zip(*(np.asarray(one)[cells.first].tolist() for one in sums.labels), strict=True)
    return found, Multipliers(dict(zip(names, factors.tolist(), strict=True)), rounds)


def in_classes(sums: CellSums, *, of: Of = "mean", lonely: Lonely = "refuse") -> Linearised:
    """The estimate in which those who answered stand for everybody asked in their class (the first of ``labels``).

    The classes' sizes are the sample's own, so they vary with it: beside the spread of answers within a class counts
    how far the class lies from the whole. What answering leaves to chance is not made less by asking many of a finite
    population, so that part is added whole (Shao and Steel 1999).
    """
    sums = _checked(sums)
    classes = Groups.of(sums.labels[0])
    asked, answered = classes.sums(sums.x + sums.rest), classes.sums(sums.x)
    if not (answered > 0).all():
        silent = np.asarray(sums.labels[0])[classes.first][int(np.argmin(answered))]
        raise Refused("Nobody of {label} answered: join it with a similar class.", label=silent)
    by, middle, whole = asked / answered, classes.sums(sums.y) / answered, float(asked.sum())
    total = float(asked @ middle)
    mean, scale = (0.0, 1.0) if of == "total" else (total / whole, whole)
    g, m, away = ((part[classes.codes]) for part in (by / scale, middle, (middle - mean) / scale))
    first = away * (sums.x + sums.rest) + g * (sums.y - m * sums.x)
    cross, spread = sums.xy - m * sums.xx, sums.yy - 2 * m * sums.xy + m**2 * sums.xx
    second = away**2 * (sums.xx + sums.rest_squares) + 2 * away * g * cross + g**2 * spread
    value = total if of == "total" else mean + sums.origin
    size = g**2 * (sums.yy + m**2 * sums.xx) + away**2 * (sums.xx + sums.rest_squares)
    equivalent = whole**2 / float(by[classes.codes] ** 2 @ sums.xx)
    found = _found(sums, value, equivalent, (first, second, size), lonely=lonely)
    # Σ w (y − m)² of the answers, from sums of squared weights: exact where weights are alike in a row.
    apart = np.divide(spread * sums.x, sums.xx, out=np.zeros_like(spread), where=sums.xx > 0)
    by_chance = np.where(np.isfinite(sums.population), g * (g - 1 / scale) * apart, 0.0).sum()
    return replace(found, variance=found.variance + max(float(by_chance), 0.0))


def _checked(sums: CellSums) -> CellSums:
    """The same as columns of one length; refuses what no people can add up to."""
    stratum, gaps = labelled(sums.stratum)
    if not stratum.size or not len(sums.labels):
        raise Empty()
    names = ("n", "y", "x", "yy", "xx", "xy", "rest", "rest_squares", "sampled", "missing")
    told = {name: known_sums(getattr(sums, name)) for name in names} | {"population": endless(sums.population)}
    labels = [labelled(one) for one in (*sums.labels, *([] if sums.unit is None else [sums.unit]))]
    for found in (*told.values(), *(one for one, _ in labels)):
        if found.shape != stratum.shape:
            raise Unequal(stratum.size, found.size)
    require_count(*told["n"].tolist(), *told["missing"].tolist(), *told["sampled"].tolist())
    require_number(sums.origin)
    weighed = np.stack([told[name] for name in ("x", "xx", "rest", "rest_squares", "yy")])
    if gaps.any() or any(lacking.any() for _, lacking in labels) or not told["n"].any():
        raise Refused("Everybody asked belongs to a stratum and to a group, and somebody answered.")
    if (
        (weighed < 0).any()
        or (weighed[0] + weighed[2] <= SMALLEST).any()
        or not (weighed[:2].sum(axis=1) > SMALLEST).all()
    ):
        raise Refused("A weight is a number from 0 upwards, and nobody may lack it.")
    if not (told["population"] >= told["sampled"]).all() or not (told["sampled"] > 0).all():
        raise Refused("The size of a population is a number above 0, and none is smaller than its sample.")
    return replace(sums, stratum=stratum, **told)  # type: ignore[arg-type]


def _margin(labels: NDArray[Any], known: Counts) -> tuple[Groups, Numbers]:
    """The cells of each label, and how many there are of it in the population."""
    require_number(*known.values())
    names = np.unique(labels).tolist()
    strangers = [name for name in names if name not in known]
    if strangers:
        raise Refused("Nobody told how many there are of {label}.", label=strangers[0])
    unseen = [name for name, count in known.items() if count > 0 and name not in names]
    if unseen:
        raise Refused("Nobody of {label} was asked: join it with a similar group.", label=unseen[0])
    wanted = np.array([known[name] for name in names], dtype=float)
    if not (wanted > 0).all():
        raise Refused("People of {label} were asked: there must be some.", label=names[int(np.argmin(wanted))])
    return Groups.of(labels), wanted


def _fitted(start: Numbers, margins: Sequence[tuple[Groups, Numbers]]) -> tuple[Numbers, int]:
    """The multiplier of each cell with which all margins come out, and the rounds it took."""
    whole = margins[0][1].sum()
    for _groups, wanted in margins[1:]:
        if abs(wanted.sum() - whole) > 1e-6 * whole:
            raise Refused("The margins must add up to the same number of people.")
    factors = np.ones(start.size)
    for found in range(1, ROUNDS + 1):
        for groups, wanted in margins:
            factors = factors * (wanted / groups.sums(start * factors))[groups.codes]
        if all((abs(groups.sums(start * factors) / wanted - 1) <= CLOSE).all() for groups, wanted in margins):
            return factors, found
    raise NotConverged(ROUNDS)


def _explained(told: Numbers, weights: Numbers, margins: Sequence[Groups]) -> Numbers:
    """What the margins say of each cell: least squares on them, with the weights of the design."""
    columns = np.hstack([np.eye(groups.count)[groups.codes] for groups in margins])
    root = np.sqrt(weights)
    slopes = np.linalg.lstsq(columns * root[:, None], told / root, rcond=None)[0]
    return np.asarray(columns @ slopes, dtype=float)


def _found(
    sums: CellSums, value: float, equivalent: float, residuals: tuple[Numbers, Numbers, Numbers], *, lonely: Lonely
) -> Linearised:
    """The variance of the residuals between units of a stratum."""
    first, second, size = residuals
    stratum, n = Groups.of(sums.stratum), sums.n
    units = n
    if sums.unit is not None:
        clusters = Groups.of(sums.stratum, sums.unit)
        stratum = Groups(stratum.codes[clusters.first], stratum.count)
        first, units = clusters.sums(first), (clusters.sums(n) > 0).astype(float)
        second, size = first**2, clusters.sums(size)
    place = Groups.of(sums.stratum).first
    table = DesignSums(
        n=np.ones(stratum.count), units=0, y=0, x=0, yy=0, xx=0, xy=0,
        sampled=sums.sampled[place], population=sums.population[place],
    ).tables()  # fmt: skip
    one = Groups(np.zeros(stratum.count, dtype=np.intp), 1)
    parts = [stratum.sums(added)[:, None] for added in (first, second, size)]
    variance, alone = between(table, one, *parts, lonely=lonely)
    strata = int((stratum.sums(units) > 0).sum())

    def single(number: float) -> Numbers:
        return np.array([[float(number)]])

    return Linearised(
        value=single(value),
        variance=variance,
        n=single(n.sum()),
        missing=single(sums.missing.sum()),
        freedom=single(units.sum() - strata),
        equivalent=single(equivalent),
        census=np.array([[bool((sums.sampled == sums.population).all())]]),
        lonely=alone,
    )
