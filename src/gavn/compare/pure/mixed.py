"""Linear mixed models of one level: what is alike in all, and how persons differ around it.

Laird & Ware 1982, doi:10.2307/2529876; the profiled criterion as in Bates et al. 2015, doi:10.18637/jss.v067.i01.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log, pi

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from gavn.compare.pure.arrays import Numbers
from gavn.compare.pure.refusals import Collinear, Constant, NotConverged
from gavn.kernel.errors import Refused

FLAT = 1e-5  # a slope of the criterion below this, for each row, is the bottom
ROUNDS = 500
EXACT = 1e-9  # the residual variance as a part of all that is left over, below which persons lie on their lines
NOTHING = 1e-10  # what rounding leaves of a scale where there should be nothing


@dataclass(frozen=True, eq=False)
class Mixed:
    """The fit: ``coefficients`` with their ``covariance``, the ``spread`` of persons, the ``residual`` variance.

    ``own`` holds each person's departure (best linear unbiased prediction), in the order of their codes.
    """

    coefficients: Numbers
    covariance: Numbers
    spread: Numbers
    residual: float
    criterion: float
    own: Numbers


@dataclass(frozen=True, eq=False)
class _Sums:
    """What each person's rows add up to, and the whole: all that the search needs."""

    zz: Numbers
    zx: Numbers
    zy: Numbers
    xx: Numbers
    xy: Numbers
    yy: float
    n: int
    reml: bool

    @property
    def freedom(self) -> int:
        return self.n - len(self.xy) if self.reml else self.n


@dataclass(frozen=True, eq=False)
class _State:
    """The fit at one choice of the persons' relative spread."""

    criterion: float
    slope: Numbers
    moved: Numbers
    inverse: Numbers
    squares: float
    own: Numbers


def mixed(y: Numbers, x: Numbers, z: Numbers, person: NDArray[np.intp], *, reml: bool = True) -> Mixed:
    """The fit of ``y`` on ``x`` (rows by coefficients), persons differing in ``z`` (rows by kinds of departure).

    ``person`` codes whose row it is: 0, 1, 2 … without gaps. By restricted maximum likelihood, or plain.

    >>> person, time = np.repeat(np.arange(4), 3), np.tile([0.0, 1.0, 2.0], 4)
    >>> y = np.array([1, 2, 4, 3, 3, 5, 2, 4, 5, 5, 6, 9.0])
    >>> found = mixed(y, np.column_stack([np.ones(12), time]), np.ones((12, 1)), person)
    >>> found.coefficients.round(3), round(found.residual, 3)
    (array([2.583, 1.5  ]), 0.381)
    """
    _enough(len(y), z.shape[1], int(person.max()) + 1)
    q, r = np.linalg.qr(x)
    if np.abs(np.diag(r)).min() < NOTHING * np.abs(r).max():
        raise Collinear()
    start = q.T @ y
    rest = y - q @ start
    scale = float(np.sqrt(rest @ rest / len(y)))
    if scale <= NOTHING * max(1.0, float(np.abs(y).max())):
        raise Constant(len(y))
    turned = np.linalg.cholesky(z.T @ z / len(z)).T  # z @ inv(turned) has unit squares and no cross products
    sums = _summed(rest / scale, q, np.linalg.solve(turned.T, z.T).T, person, reml=reml)
    state, relative = _searched(sums)
    back, wide = np.linalg.inv(r), np.linalg.inv(turned)
    if state.squares / sums.freedom < EXACT:
        raise Constant(len(y))
    residual = state.squares / sums.freedom * scale**2
    outside = 2 * sums.freedom * log(scale) + (2 * float(np.log(np.abs(np.diag(r))).sum()) if reml else 0.0)
    return Mixed(
        back @ (start + scale * state.moved),
        residual * back @ state.inverse @ back.T,
        residual * wide @ relative @ relative.T @ wide.T,
        residual,
        state.criterion + outside,
        scale * state.own @ wide.T,
    )


def _enough(rows: int, kinds: int, persons: int) -> None:
    if rows <= kinds * persons:
        raise Refused(
            "There is too little to tell how people differ from how scores differ (later scores: {rows}, people: "
            "{persons}); ask for fewer kinds of difference.",
            rows=rows,
            persons=persons,
        )


def _summed(y: Numbers, x: Numbers, z: Numbers, person: NDArray[np.intp], *, reml: bool) -> _Sums:
    order = np.argsort(person, kind="stable")
    starts = np.flatnonzero(np.diff(person[order], prepend=-1))
    y, x, z = y[order], x[order], z[order]
    return _Sums(
        np.add.reduceat(z[:, :, None] * z[:, None, :], starts),
        np.add.reduceat(z[:, :, None] * x[:, None, :], starts),
        np.add.reduceat(z * y[:, None], starts),
        x.T @ x,
        x.T @ y,
        float(y @ y),
        len(y),
        reml,
    )


def _searched(sums: _Sums) -> tuple[_State, Numbers]:
    """The relative spread (its lower triangle) at which the criterion is lowest."""
    kinds = sums.zz.shape[1]
    lower = np.tril_indices(kinds)

    def triangle(theta: Numbers) -> Numbers:
        found = np.zeros((kinds, kinds))
        found[lower] = theta
        return found

    def criterion(theta: Numbers) -> tuple[float, Numbers]:
        state = _at(sums, triangle(theta))
        return state.criterion, state.slope[lower]

    # The sign of a column does not matter, so no border is needed: a spread of nothing is an ordinary bottom.
    begin = np.eye(kinds)[lower]
    theta = minimize(criterion, begin, jac=True, method="BFGS", options={"gtol": 1e-8, "maxiter": ROUNDS}).x
    for _ in range(2):
        theta = _polished(criterion, theta)
    state = _at(sums, triangle(theta))
    if not np.abs(state.slope[lower]).max() < FLAT * sums.n:
        raise NotConverged(ROUNDS)
    return state, triangle(theta)


def _polished(criterion: Callable[[Numbers], tuple[float, Numbers]], theta: Numbers) -> Numbers:
    """One Newton step more, where the slope gets flatter by it: the search ends where the value no longer moves."""
    slope = criterion(theta)[1]
    steps = 1e-5 * np.eye(len(theta))
    bend = np.stack([(criterion(theta + step)[1] - criterion(theta - step)[1]) / 2e-5 for step in steps])
    moved = theta - np.linalg.lstsq((bend + bend.T) / 2, slope, rcond=1e-10)[0]
    better: Numbers = moved if np.abs(criterion(moved)[1]).max() < np.abs(slope).max() else theta
    return better


def _at(sums: _Sums, relative: Numbers) -> _State:
    """Coefficients, criterion and its slope, all persons at once by their small matrices."""
    inner = np.eye(len(relative)) + relative.T @ sums.zz @ relative
    shrunk = relative @ np.linalg.solve(inner, np.broadcast_to(relative.T, inner.shape))
    pulled = sums.zz @ shrunk
    zvz = sums.zz - pulled @ sums.zz
    zvx = sums.zx - pulled @ sums.zx
    shrunk_y = np.einsum("gqr,gr->gq", shrunk, sums.zy)
    xvx = sums.xx - _flat(sums.zx).T @ _flat(shrunk @ sums.zx)
    xvy = sums.xy - _flat(sums.zx).T @ shrunk_y.ravel()
    yvy = sums.yy - float(sums.zy.ravel() @ shrunk_y.ravel())
    inverse: Numbers = np.asarray(np.linalg.inv(xvx), dtype=float)
    moved = inverse @ xvy
    squares = max(yvy - float(xvy @ moved), NOTHING**2)
    zve = sums.zy - np.einsum("gqr,gr->gq", sums.zz, shrunk_y) - zvx @ moved
    value = float(np.linalg.slogdet(inner)[1].sum()) + sums.freedom * (1 + log(2 * pi * squares / sums.freedom))
    bend = zvz.sum(axis=0) - sums.freedom / squares * zve.T @ zve
    if sums.reml:
        value += float(np.linalg.slogdet(xvx)[1])
        by_kind = np.swapaxes(zvx, 1, 2)  # the kinds last: persons and coefficients become one long side
        bend -= _flat(by_kind).T @ _flat(np.swapaxes(zvx @ inverse, 1, 2))
    return _State(value, 2 * bend @ relative, moved, inverse, squares, zve @ relative @ relative.T)


def _flat(matrices: Numbers) -> Numbers:
    """Persons' matrices below one another."""
    return matrices.reshape(-1, matrices.shape[2])
