"""Least squares and logistic regression, on people or on groups of people who are alike.

The design ``x`` has a row for each person or group and a column for each coefficient, the intercept's ones among them.
Iteratively reweighted least squares: Nelder & Wedderburn 1972, doi:10.2307/2344614. Separation, told exactly by a
linear programme: Albert & Anderson 1984, doi:10.1093/biomet/71.1.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, pi

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg import solve_triangular
from scipy.optimize import linprog
from scipy.special import expit, log_expit

from gavn.compare.pure.arrays import Numbers, column, numbers, require_count
from gavn.compare.pure.refusals import Collinear, Constant, Empty, NotACount, NotConverged, Separated, TooFew, Unequal
from gavn.kernel.errors import Refused

ROUNDS = 50
ALIKE = 1e-11  # smallest eigenvalue, columns scaled to length 1, below which a column says what the others do
CERTAIN = 10.0  # log odds beyond which it is asked whether there is a solution at all


@dataclass(frozen=True)
class LinearSums:
    """What least squares needs: n, X'WX, X'Wy, y'Wy and the sum of log weights (0 where all weigh 1).

    Sums of raw squares cancel: move large values by a round number near their mean before squaring.
    """

    n: int
    xx: Numbers
    xy: Numbers
    yy: float
    log_weights: float = 0.0


@dataclass(frozen=True, eq=False)
class LinearFit:
    """Least squares: coefficients, their covariance, what is left over, with so many degrees of freedom."""

    coefficients: Numbers
    covariance: Numbers
    log_likelihood: float
    residual_squares: float
    freedom: int
    n: int

    def predicted(self, x: ArrayLike) -> Numbers:
        """The expected value for each row of a design."""
        return np.asarray(np.asarray(x, dtype=float) @ self.coefficients)


@dataclass(frozen=True, eq=False)
class LogisticFit:
    """A logistic regression: coefficients on the log-odds scale and their covariance.

    The log-likelihood is that of single persons, so that it does not depend on how they were grouped.
    """

    coefficients: Numbers
    covariance: Numbers
    log_likelihood: float
    freedom: int
    n: int
    rounds: int

    def predicted(self, x: ArrayLike) -> Numbers:
        """The expected share for each row of a design."""
        return np.asarray(expit(np.asarray(x, dtype=float) @ self.coefficients))


def linear_fit(x: ArrayLike, y: ArrayLike, weights: ArrayLike | None = None) -> LinearFit:
    """Least squares of y on the columns of x; a weight is one over the variance of its row, up to a factor.

    >>> fit = linear_fit([[1, 0], [1, 1], [1, 2]], [1, 2, 2])
    >>> fit.coefficients.round(3), round(fit.residual_squares, 3), fit.freedom
    (array([1.167, 0.5  ]), 0.167, 1)
    """
    design, outcome = _design(x, y)
    weight = np.ones(outcome.size) if weights is None else np.asarray(weights, dtype=float)
    if weight.shape != outcome.shape:
        raise Unequal(outcome.size, weight.size)
    if not (weight > 0).all() or not np.isfinite(weight).all():
        raise Refused("A weight is a number above 0.")
    root = np.sqrt(weight)
    _enough(outcome.size, design.shape[1])
    # A triangle that stands for the rows: the same as from sums, but without squaring first.
    triangle = np.asarray(np.linalg.qr(np.column_stack([design * root[:, None], outcome * root]), mode="r"))
    left, log_weights = float(triangle[-1, -1] ** 2), float(np.log(weight).sum())
    _told_apart(triangle[:-1, :-1].T @ triangle[:-1, :-1])
    return _linear(triangle[:-1, :-1], triangle[:-1, -1], left, n=outcome.size, log_weights=log_weights)


def linear_fit_from_sums(sums: LinearSums) -> LinearFit:
    """The same from the sums of one GROUP BY.

    >>> import numpy as np
    >>> sums = LinearSums(3, np.array([[3.0, 3.0], [3.0, 5.0]]), np.array([5.0, 6.0]), 9.0)
    >>> linear_fit_from_sums(sums).coefficients.round(3)
    array([1.167, 0.5  ])
    """
    gram, products = np.asarray(sums.xx, dtype=float), np.asarray(sums.xy, dtype=float)
    if gram.shape != (products.size, products.size):
        raise Unequal(len(gram), products.size)
    if not (np.isfinite(gram).all() and np.isfinite(products).all() and np.isfinite(sums.yy)):
        raise Refused("Sums that are no numbers cannot be fitted.")
    _enough(sums.n, products.size)
    _told_apart(gram)
    triangle = np.linalg.cholesky(gram).T
    turned = solve_triangular(triangle, products, trans="T")
    left = float(sums.yy - turned @ turned)
    return _linear(triangle, turned, left, n=sums.n, log_weights=sums.log_weights)


def logistic_fit(x: ArrayLike, successes: ArrayLike, trials: ArrayLike) -> LogisticFit:
    """Logistic regression of groups: in each row so many of so many; a row of one person has one trial.

    >>> fit = logistic_fit([[1, 0], [1, 1]], [20, 30], [100, 50])
    >>> fit.coefficients.round(3), fit.predicted([[1, 0], [1, 1]]).round(3)
    (array([-1.386,  1.792]), array([0.2, 0.6]))
    """
    design, yes = _design(x, successes)
    of = np.asarray(trials, dtype=float)
    if of.shape != yes.shape:
        raise Unequal(yes.size, of.size)
    for bad in np.flatnonzero(~((yes >= 0) & (yes <= of)) | ~np.isfinite(of))[:1]:
        raise NotACount(float(yes[bad]), float(of[bad]))
    there = of > 0
    design, yes, of = design[there], yes[there], of[there]
    n = round(float(of.sum()))
    _enough(n, design.shape[1])
    _told_apart(design.T @ design)
    beta, information, rounds = _irls(design, yes, of)
    angle = design @ beta
    likelihood = float(yes @ log_expit(angle) + (of - yes) @ log_expit(-angle))
    return LogisticFit(beta, np.asarray(np.linalg.inv(information)), likelihood, n - beta.size, n, rounds)


def _irls(design: Numbers, yes: Numbers, of: Numbers) -> tuple[Numbers, Numbers, int]:
    """Coefficients, information and rounds taken; refuses where the likelihood has no highest point."""
    share, asked = (yes + 0.5) / (of + 1), False
    angle, before = np.log(share / (1 - share)), np.inf
    for turn in range(1, ROUNDS + 1):
        share = expit(angle)
        weight = of * share * (1 - share)
        information = design.T @ (design * weight[:, None])
        try:
            beta = np.linalg.solve(information, design.T @ (weight * angle + yes - of * share))
        except np.linalg.LinAlgError:  # all shares are so near 0 or 1 that nothing tells the traits apart
            raise NotConverged(turn) from None
        angle = design @ beta
        if not asked and np.abs(angle).max() > CERTAIN:
            _overlapping(design, yes, of)
            asked = True
        after = -float(yes @ log_expit(angle) + (of - yes) @ log_expit(-angle))
        if abs(after - before) <= 1e-12 * (abs(after) + 0.1):
            return beta, information, turn
        before = after
    raise NotConverged(ROUNDS)


def _overlapping(design: Numbers, yes: Numbers, of: Numbers) -> None:
    """Refuses where some direction of traits has one outcome only on each of its sides."""
    all_or_none = np.where(yes == of, 1.0, -1.0)[:, None] * design
    pure = (yes == of) | (yes == 0)
    scaled = all_or_none[pure] / np.abs(design).max(axis=0)
    mixed = design[~pure] / np.abs(design).max(axis=0)
    found = linprog(
        -scaled.sum(axis=0),
        A_ub=-scaled,
        b_ub=np.zeros(len(scaled)),
        A_eq=mixed if len(mixed) else None,
        b_eq=np.zeros(len(mixed)) if len(mixed) else None,
        bounds=(-1, 1),
    )
    if found.status == 0 and -found.fun > 1e-7:
        raise Separated()


def _linear(triangle: Numbers, turned: Numbers, left: float, *, n: int, log_weights: float) -> LinearFit:
    if left <= 1e-13 * (turned @ turned + left):
        raise Constant(n)
    coefficients = solve_triangular(triangle, turned)
    inverse = solve_triangular(triangle, np.eye(turned.size))
    freedom = n - turned.size
    likelihood = 0.5 * log_weights - n / 2 * (log(2 * pi * left / n) + 1)
    return LinearFit(coefficients, inverse @ inverse.T * left / freedom, likelihood, left, freedom, n)


def _design(x: ArrayLike, y: ArrayLike) -> tuple[Numbers, Numbers]:
    design, outcome = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if design.ndim != 2 or outcome.ndim != 1 or not design.shape[1]:
        raise Refused("A fit needs a table with a row for each outcome.")
    if len(design) != outcome.size:
        raise Unequal(len(design), outcome.size)
    if not (np.isfinite(design).all() and np.isfinite(outcome).all()):
        raise Refused("A fit needs rows without missing values.")
    return design, outcome


def _enough(n: int, coefficients: int) -> None:
    if n <= coefficients:
        raise TooFew(n, coefficients + 1)


def _told_apart(gram: Numbers) -> None:
    """Refuses where a column is made of others."""
    length = np.sqrt(np.maximum(gram.diagonal(), 0.0))
    if not (length > 0).all() or np.linalg.eigvalsh(gram / np.outer(length, length))[0] < ALIKE:
        raise Collinear()


@dataclass(frozen=True, eq=False)
class Patterns:
    """People of services, those alike in service and traits counted together.

    ``place`` is the service of each pattern, a number into ``services``; patterns stand service by service.
    ``x`` begins with the intercept's ones.
    """

    services: tuple[str, ...]
    place: NDArray[np.intp]
    x: Numbers
    yes: Numbers
    of: Numbers
    n: int
    missing: int

    def by_service(self, values: Numbers) -> Numbers:
        """The sum of a number a pattern, for each service."""
        return np.bincount(self.place, values, minlength=len(self.services)).astype(float)


def _require_whole(yes: Numbers, of: Numbers) -> None:
    """Outcomes and those they are counted of come as whole numbers, as far as they are known."""
    for odd in np.flatnonzero((yes % 1 != 0) & ~np.isnan(yes) | (of % 1 != 0) & ~np.isnan(of))[:1]:
        raise NotACount(float(yes[odd]), float(of[odd]))


def _traits(traits: ArrayLike | None, people: int) -> Numbers:
    """A row for each person, a column for each trait; no column where none is given."""
    x = np.empty((people, 0)) if traits is None else numbers(traits)
    x = x[:, None] if x.ndim == 1 else x
    if x.ndim != 2:
        raise Refused("Traits are a table: a row for each person, a column for each trait.")
    return x


def patterns(
    services: Sequence[str],
    traits: ArrayLike | None,
    successes: ArrayLike,
    trials: ArrayLike | None = None,
    *,
    missing: int = 0,
) -> Patterns:
    """The patterns of people, or of groups of people, by service and traits; who lacks a trait or outcome is missing.

    >>> found = patterns(["a", "a", "b", "b"], [[1], [1], [0], [float("nan")]], [1, 0, 1, 1])
    >>> found.of, found.yes, found.n, found.missing
    (array([2., 1.]), array([1., 1.]), 3, 1)
    """
    require_count(missing)
    yes = column(successes)
    of = np.ones(yes.size) if trials is None else column(trials)
    x = _traits(traits, yes.size)
    for other in (of, x, services):
        if len(other) != yes.size:
            raise Unequal(yes.size, len(other))
    _require_whole(yes, of)
    known = np.isfinite(yes) & np.isfinite(x).all(axis=1) & (of > 0)
    missing += round(float(np.where(of > 0, of, 0.0)[~known].sum()))
    for bad in np.flatnonzero(known & ((yes < 0) | (yes > of) | np.isinf(of)))[:1]:
        raise NotACount(float(yes[bad]), float(of[bad]))
    if not known.any():
        raise Empty(missing)
    names, place = np.unique(np.asarray(services, dtype=str)[known], return_inverse=True)
    rows, which = np.unique(np.column_stack([place, x[known]]), axis=0, return_inverse=True)
    sums = [np.bincount(which.ravel(), part[known]).astype(float) for part in (yes, of)]
    return Patterns(
        tuple(str(name) for name in names),
        place=rows[:, 0].astype(np.intp),
        x=np.column_stack([np.ones(len(rows)), rows[:, 1:]]),
        yes=sums[0],
        of=sums[1],
        n=round(float(sums[1].sum())),
        missing=missing,
    )
