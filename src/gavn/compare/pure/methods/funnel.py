"""Which services lie further from a target than chance, and their common spread, explain.

Spiegelhalter 2005, doi:10.1002/sim.1970; Benjamini & Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x.
Page: docs/explanation/methods/funnel.md
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import bdtr, bdtrik, ndtr, ndtri, pdtr, pdtrik

from gavn.compare.pure.arrays import Numbers, column, is_number, together
from gavn.compare.pure.methods.false_discovery import false_discovery
from gavn.compare.pure.methods.over_dispersion import WINSORISED, OverDispersion, over_dispersion
from gavn.compare.pure.quantiles import normal
from gavn.compare.pure.refusals import Constant, NotACount, NothingExpected
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, rounded, said

INNER, OUTER = 0.95, 0.998
FEWEST = 1e-6  # a number of cases below it is a slip, and no limits can be drawn for it
SCALES = {"share": ("arcsine", "normal", "exact"), "expected": ("root", "log", "exact"), "ratio": ("log",)}
SPREADS = ("additive", "multiplicative", "none")


@dataclass(frozen=True, eq=False)
class Funnel:
    """Each service's value beside its limits, and how often chance alone would leave them.

    Columns stand in the order in which services were given; a service without figures has NaN. ``z`` holds the
    spread between services where it was asked for; ``p`` is two-sided. ``zeros`` counts services in which nothing was
    observed and which the log scale has no place for: half a case stands there instead, in ``values`` too. For
    ratios half a case is added to both counts of every service.
    """

    kind: str
    scale: str
    spread: str
    target: float
    n: int
    missing: int
    values: Numbers
    sizes: Numbers
    z: Numbers
    p: Numbers
    inner: tuple[Numbers, Numbers]
    outer: tuple[Numbers, Numbers]
    zeros: int
    dispersion: OverDispersion | None
    method: str = "funnel"
    confidence: float = OUTER

    def outside(self, *, inner: bool = False) -> Numbers:
        """1 above the limits, -1 below, 0 within and where nothing is known: the 99.8 % limits, or the 95 % ones."""
        low, high = self.inner if inner else self.outer
        return np.asarray(np.where(self.values > high, 1.0, np.where(self.values < low, -1.0, 0.0)))

    def discoveries(self, share: float = 0.05) -> Numbers:
        """The same where at most this share of those named may be named by chance (Benjamini-Hochberg)."""
        return np.asarray(np.where(false_discovery(self.p, level=share).stands, np.sign(self.z), 0.0))

    def curve(self, sizes: ArrayLike, *, inner: bool = False) -> tuple[Numbers, Numbers]:
        """The limits for services of these sizes, to draw them; for ratios, of services that lie on the target."""
        at = column(sizes)
        scale = _scale(self.kind, self.scale, at * self.target, at, self.target)
        return _limits(scale, self.spread, self.dispersion, INNER if inner else OUTER)

    def say(self) -> Said:
        """How many lie outside, and how many would by chance alone."""
        flags = self.outside()
        return said(
            "Services above the 99.8 % limits around {target}: {above} of {n}; below them: {below}; by chance alone "
            "about {chance} would be outside; {missing} missing.",
            n=self.n,
            above=int((flags > 0).sum()),
            below=int((flags < 0).sum()),
            target=rounded(self.target, 3),
            chance=round(self.n * (1 - OUTER), 1),
            missing=self.missing,
        )

    def say_zeros(self) -> Said | None:
        """How services were treated in which nothing was observed, where there are any."""
        if not self.zeros:
            return None
        return said(
            "Services in which nothing was observed: {zeros}. Half a case was put in its place.", zeros=self.zeros
        )


@dataclass(frozen=True, eq=False)
class _Scale:
    """Values where they are roughly normal, their errors under chance, and the way back."""

    y: Numbers
    s: Numbers
    target: float
    back: Callable[[Numbers], Numbers]
    zeros: int = 0
    exact: Callable[[float], Numbers] | None = None
    p: Numbers = field(default_factory=lambda: np.empty(0))


def funnel(
    numerators: ArrayLike,
    denominators: ArrayLike,
    *,
    kind: str = "share",
    scale: str = "",
    spread: str = "",
    target: float | None = None,
    winsorised: float = WINSORISED,
) -> Funnel:
    """Services against limits at 95 % and 99.8 %, from two numbers a service.

    ``kind`` "share": so many of so many; "expected": observed and expected; "ratio": two counts.
    ``scale``: the first of ``SCALES[kind]`` unless told. ``spread`` between services widens the limits: "additive"
    unless told, "multiplicative" or "none", which exact limits always have. ``target``: what all services have
    together, or 1 for observed beside expected, unless told.

    >>> found = funnel([12, 30, 45, 60, 95], [100, 200, 300, 400, 500], spread="none")
    >>> round(found.target, 3), found.outer[1].round(3)
    (0.161, array([0.289, 0.249, 0.232, 0.222, 0.215]))
    """
    scale, spread = _choice(kind, scale, spread)
    (count, of), missing, there = _rows(numerators, denominators, kind, scale)
    aim = _target(count, of, kind, target)
    found = _scale(kind, scale, count, of, aim)
    dispersion = None if spread == "none" else _dispersion(found, winsorised, missing)
    placed = partial(_placed, there)
    z, p = _distance(found, spread, dispersion)
    inner, outer = (_limits(found, spread, dispersion, level) for level in (INNER, OUTER))
    return Funnel(
        *(kind, scale, spread, aim, count.size, missing),
        values=placed(np.exp(found.y) if scale == "log" else count / of),
        sizes=placed(of),
        z=placed(z),
        p=placed(p),
        inner=(placed(inner[0]), placed(inner[1])),
        outer=(placed(outer[0]), placed(outer[1])),
        zeros=found.zeros,
        dispersion=dispersion,
    )


def _dispersion(scale: _Scale, winsorised: float, missing: int) -> OverDispersion:
    return over_dispersion(scale.y, scale.s, target=scale.target, winsorised=winsorised, missing=missing)


def _placed(there: NDArray[np.bool_], known: Numbers) -> Numbers:
    """The known values in the places of their services; NaN in the others."""
    whole = np.full(there.size, np.nan)
    whole[there] = known
    return whole


def _choice(kind: str, scale: str, spread: str) -> tuple[str, str]:
    if kind not in SCALES or (scale and scale not in SCALES[kind]):
        raise Refused("There is no funnel of the kind {kind} on the scale {scale}.", kind=kind, scale=scale)
    scale = scale or SCALES[kind][0]
    spread = spread or ("none" if scale == "exact" else "additive")
    if spread not in SPREADS:
        raise Refused("Limits are widened additively, multiplicatively or not at all.")
    if scale == "exact" and spread != "none":
        raise Refused("Exact limits hold chance alone: choose another scale to let services differ.")
    return scale, spread


def _rows(
    numerators: ArrayLike, denominators: ArrayLike, kind: str, scale: str
) -> tuple[list[Numbers], int, NDArray[np.bool_]]:
    """Services with figures, how many have none, and which have."""
    count, of = (column(counts).copy() for counts in (numerators, denominators))
    if kind == "share" and of.shape == count.shape:
        of[of == 0] = np.nan  # a share of nobody is not known
    rows, missing = together(count, of)
    for wrong in (found for row in rows for found in row[(row < 0) | (row > 0) & (row < FEWEST)][:1].tolist()):
        raise NotACount(wrong)
    if not (rows[1] > 0).all():
        raise NothingExpected()
    if kind == "share":
        for bad in np.flatnonzero(rows[0] > rows[1])[:1]:
            raise NotACount(float(rows[0][bad]), float(rows[1][bad]))
    _whole_numbers(rows[0] if scale == "exact" else [])
    return rows, missing, ~np.isnan(count + of)


def _target(count: Numbers, of: Numbers, kind: str, target: float | None) -> float:
    if target is None:
        target = 1.0 if kind == "expected" else float(count.sum() / of.sum())
    if not is_number(target):
        raise Refused("{target} cannot be a target here.", target=target)
    if not target > 0 or (kind == "share" and target >= 1):
        if 0 <= target <= 1:
            raise Constant(count.size)
        raise Refused("{target} cannot be a target here.", target=target)
    return target


def _scale(kind: str, scale: str, count: Numbers, of: Numbers, target: float) -> _Scale:
    if kind == "ratio":
        s = np.sqrt(count / (count + 0.5) ** 2 + of / (of + 0.5) ** 2)
        return _Scale(np.log((count + 0.5) / (of + 0.5)), s, float(np.log(target)), _exp)
    if scale == "exact":
        return _exact(kind, count, of, target)
    if scale == "arcsine":
        return _Scale(
            np.arcsin(np.sqrt(count / of)),
            1 / (2 * np.sqrt(of)),
            float(np.arcsin(np.sqrt(target))),
            lambda angle: np.sin(np.clip(angle, 0, np.pi / 2)) ** 2,
        )
    if scale == "normal":
        s = np.sqrt(target * (1 - target) / of)
        return _Scale(count / of, s, target, lambda share: np.clip(share, 0.0, 1.0))
    if scale == "root":
        return _Scale(
            np.sqrt(count / of), 1 / (2 * np.sqrt(of)), float(np.sqrt(target)), lambda root: np.clip(root, 0, None) ** 2
        )
    nothing = count == 0
    y = np.log(np.where(nothing, 0.5, count) / of)
    return _Scale(y, 1 / np.sqrt(of * target), float(np.log(target)), _exp, zeros=int(nothing.sum()))


def _exp(angle: Numbers) -> Numbers:
    """Back from the log scale; where services differ without measure the limit stays a number."""
    return np.asarray(np.exp(np.clip(angle, -700.0, 700.0)))


def _exact(kind: str, count: Numbers, of: Numbers, target: float) -> _Scale:
    """Binomial or Poisson: whole numbers, with limits between them so that each tail holds what it should."""

    whole = of.astype(np.int64)
    _whole_numbers(of if kind == "share" else whole)

    def below(number: Numbers) -> Numbers:
        share = bdtr(number, whole, target) if kind == "share" else pdtr(number, of * target)
        return np.where(number < 0, 0.0, share)

    def limit(tail: float) -> Numbers:
        near = bdtrik(tail, whole, target) if kind == "share" else pdtrik(tail, of * target)
        number = np.ceil(near)
        number = np.where((number > 0) & (below(number - 1) >= tail), number - 1, number)
        within = (below(number) - tail) / (below(number) - below(number - 1))
        return np.asarray(np.maximum(number - within, 0.0) / of)

    at_most, at_least = below(count), 1 - below(count - 1)
    p = np.minimum(1.0, 2 * np.minimum(at_most, at_least))
    sign = np.where(at_most < at_least, -1.0, 1.0)
    return _Scale(sign, np.ones(count.size), target, lambda value: value, exact=limit, p=p)


def _whole_numbers(column: ArrayLike) -> None:
    numbers = np.asarray(column, dtype=float)
    for odd in numbers[numbers % 1 != 0][:1]:
        raise Refused("Exact limits need whole numbers; {number} is none.", number=float(odd))


def _distance(scale: _Scale, spread: str, dispersion: OverDispersion | None) -> tuple[Numbers, Numbers]:
    """How many standard errors from the target, and how often chance alone takes a service so far."""
    if scale.exact:
        return -scale.y * ndtri(np.maximum(scale.p, 1e-300) / 2), scale.p
    z = (scale.y - scale.target) / _widened(scale.s, spread, dispersion)
    return z, 2 * ndtr(-np.abs(z))


def _limits(
    scale: _Scale, spread: str, dispersion: OverDispersion | None, confidence: float
) -> tuple[Numbers, Numbers]:
    if scale.exact:
        return scale.exact((1 - confidence) / 2), scale.exact((1 + confidence) / 2)
    reach = normal(confidence) * _widened(scale.s, spread, dispersion)
    return scale.back(scale.target - reach), scale.back(scale.target + reach)


def _widened(s: Numbers, spread: str, dispersion: OverDispersion | None) -> Numbers:
    """Standard errors with what services differ beyond chance; never narrower than chance alone."""
    if dispersion is None:
        return s
    if spread == "multiplicative":
        return np.asarray(s * np.sqrt(max(1.0, dispersion.phi)))
    return np.asarray(np.sqrt(s**2 + dispersion.tau2))
