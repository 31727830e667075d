"""Services around what all have together: which lie outside what chance, and their common spread, explain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gavn.compare.pure.methods.funnel import INNER, OUTER, funnel
from gavn.compare.pure.methods.over_dispersion import over_dispersion
from gavn.compare.pure.quantiles import normal
from gavn.compare.pure.refusals import Constant, TooFew
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said

if TYPE_CHECKING:
    from gavn.benchmark.pure.mix import Expected
    from gavn.catalogue.pure.formats.indicator import Indicator
    from gavn.compare.pure.arrays import Numbers
    from gavn.compare.pure.indicator_estimate import IndicatorSums

SERVICES = 2  # services without which there is nothing to hold side by side
SPREAD = 5  # services without which their common spread cannot be told
FEW = Said("With {n} services their common spread cannot be told: these limits hold chance alone.")
PEOPLE = 5
GRID = 60


@dataclass(frozen=True)
class Dot:
    """One service: its size, its value, its limits, and whether it lies outside: 1 above, -1 below, 0 within."""

    service: str
    size: float
    value: float
    inner: tuple[float, float]
    outer: tuple[float, float]
    outside: int
    outside_inner: int


@dataclass(frozen=True)
class Curve:
    """Limits for a size, to draw them."""

    size: float
    inner: tuple[float, float]
    outer: tuple[float, float]


@dataclass(frozen=True)
class Drawn:
    """A funnel: what all have together, the services, the limits, how much more than chance they differ."""

    target: float
    dots: tuple[Dot, ...]
    curve: tuple[Curve, ...]
    dispersion: Said
    left_out: int
    ratio: bool = False
    quality: Said | None = None

    @property
    def above(self) -> tuple[Dot, ...]:
        """Services above the outer limits."""
        return tuple(dot for dot in self.dots if dot.outside > 0)

    @property
    def below(self) -> tuple[Dot, ...]:
        """Services below the outer limits."""
        return tuple(dot for dot in self.dots if dot.outside < 0)


def crude(indicator: Indicator, services: Mapping[str, IndicatorSums]) -> Drawn:
    """The funnel of values as they are; services with fewer than 5 people are left out and counted."""
    there = {name: one for name, one in services.items() if one.n >= PEOPLE}
    _enough(there)
    left_out = len(services) - len(there)
    if indicator.measure == "mean":
        names = tuple(there)
        values = np.array([one.total / one.n for one in there.values()])
        sizes = np.array([one.n for one in there.values()], dtype=float)
        target = float((values @ sizes) / sizes.sum())
        return _of_means(names, values, sizes, target, _variance(there), left_out=left_out)
    of = [one.n if indicator.measure == "share" else one.exposure for one in there.values()]
    events = [one.events for one in there.values()]
    if indicator.measure == "share":
        return _drawn(tuple(there), events, of, kind="share", left_out=left_out)
    rate = sum(events) / sum(of)
    if not rate:
        raise Constant(sum(one.n for one in there.values()))
    return _drawn(tuple(there), events, [rate * size for size in of], kind="expected", scale=rate, left_out=left_out)


def adjusted(indicator: Indicator, expected: Expected, services: Mapping[str, IndicatorSums]) -> Drawn:
    """The same beside what each service's own people would have elsewhere: a ratio, or a mean moved by it."""
    kept = [place for place, name in enumerate(expected.services) if services[name].n >= PEOPLE]
    _enough(kept)
    names = tuple(expected.services[place] for place in kept)
    observed = [expected.observed[place] for place in kept]
    due = [expected.expected[place] for place in kept]
    left_out = len(services) - len(kept)
    if indicator.measure != "mean":
        return _drawn(names, observed, due, kind="expected", left_out=left_out, ratio=True, quality=expected.said)
    sizes = np.array([expected.sizes[place] for place in kept])
    target = float(np.array(observed) @ sizes / sizes.sum())
    values = np.array(observed) - np.array(due) + target
    there = {name: services[name] for name in names}
    return _of_means(names, values, sizes, target, _variance(there), left_out=left_out, quality=expected.said)


def _enough(there: Mapping[str, IndicatorSums] | list[int]) -> None:
    if len(there) < SERVICES:
        raise Refused(
            "A funnel needs {least} services with at least {people} people; there are {there}.",
            least=SERVICES,
            people=PEOPLE,
            there=len(there),
        )


def _variance(there: Mapping[str, IndicatorSums]) -> float:
    """What people of one service differ from each other, over all services."""
    n = sum(one.n for one in there.values())
    within = sum(max(0.0, one.squares - one.total**2 / one.n) for one in there.values())
    if n <= len(there):
        raise TooFew(n, len(there) + 1)
    if not within > 0:
        raise Constant(n)
    return within / (n - len(there))


def _drawn(
    names: tuple[str, ...],
    observed: Sequence[float],
    of: Sequence[float],
    *,
    kind: str,
    left_out: int,
    scale: float = 1.0,
    ratio: bool = False,
    quality: Said | None = None,
) -> Drawn:
    """The funnel of cases; ``scale`` turns a ratio back into a rate, and sizes into what was expected."""
    found = funnel(observed, of, kind=kind, spread="" if len(names) >= SPREAD else "none")
    sides, near = found.outside(), found.outside(inner=True)
    dots = tuple(
        Dot(
            name,
            float(found.sizes[at]) / scale,
            float(found.values[at]) * scale,
            _pair(found.inner, at, scale),
            _pair(found.outer, at, scale),
            int(sides[at]),
            int(near[at]),
        )
        for at, name in enumerate(names)
    )
    sizes = _grid(found.sizes)
    inner, outer = found.curve(sizes, inner=True), found.curve(sizes)
    curve = tuple(
        Curve(size / scale, _pair(inner, at, scale), _pair(outer, at, scale)) for at, size in enumerate(sizes.tolist())
    )
    words = found.dispersion.say() if found.dispersion else said(FEW.msgid, n=len(names))
    return Drawn(found.target * scale, dots, curve, words, left_out, ratio, quality)


def _pair(ends: tuple[Numbers, Numbers], at: int, scale: float = 1.0) -> tuple[float, float]:
    return float(ends[0][at]) * scale, float(ends[1][at]) * scale


def _grid(sizes: Numbers) -> Numbers:
    """Sizes close enough together for a smooth line, closer where limits bend."""
    return np.asarray(np.geomspace(max(float(sizes.min()) * 0.8, 1e-6), float(sizes.max()) * 1.05, GRID))


def _of_means(
    names: tuple[str, ...],
    values: Numbers,
    sizes: Numbers,
    target: float,
    variance: float,
    *,
    left_out: int,
    quality: Said | None = None,
) -> Drawn:
    """The funnel of means: standard errors from what people differ within services, and the spread between them."""
    errors = np.sqrt(variance / sizes)
    enough = len(names) >= SPREAD
    spread = over_dispersion(values, errors, target=target)
    tau2, words = (spread.tau2, spread.say()) if enough else (0.0, said(FEW.msgid, n=len(names)))

    def limits(size: Numbers, confidence: float) -> tuple[Numbers, Numbers]:
        reach = normal(confidence) * np.sqrt(variance / size + tau2)
        return target - reach, target + reach

    inner, outer = limits(sizes, INNER), limits(sizes, OUTER)
    dots = tuple(
        Dot(
            name,
            float(sizes[at]),
            float(values[at]),
            _pair(inner, at),
            _pair(outer, at),
            _side(values[at], _pair(outer, at)),
            _side(values[at], _pair(inner, at)),
        )
        for at, name in enumerate(names)
    )
    grid = _grid(sizes)
    near, far = limits(grid, INNER), limits(grid, OUTER)
    curve = tuple(Curve(size, _pair(near, at), _pair(far, at)) for at, size in enumerate(grid.tolist()))
    return Drawn(target, dots, curve, words, left_out, quality=quality)


def _side(value: float, ends: tuple[float, float]) -> int:
    return int(value > ends[1]) - int(value < ends[0])


def says(found: Drawn, names: Mapping[str, str]) -> Said:
    """Who lies outside, by name, and how many would by chance alone."""
    chance = round(len(found.dots) * (1 - OUTER), 1)
    if not found.above and not found.below:
        return said("No service of {n} lies outside what chance and their common spread explain.", n=len(found.dots))
    words = {
        "n": len(found.dots),
        "above": _named(found.above, names),
        "below": _named(found.below, names),
        "chance": chance,
    }
    if not found.below:
        return said("Above the 99.8 % limits: {above}. Of {n} services about {chance} would be by chance.", **words)
    if not found.above:
        return said("Below the 99.8 % limits: {below}. Of {n} services about {chance} would be by chance.", **words)
    return said(
        "Above the 99.8 % limits: {above}; below them: {below}. Of {n} services about {chance} would be by chance.",
        **words,
    )


def _named(dots: tuple[Dot, ...], names: Mapping[str, str]) -> str:
    return ", ".join(sorted(names.get(dot.service, dot.service) for dot in dots))
