"""How much of a sum score is the one thing its items share: McDonald's omega from a one-factor model.

McDonald 1999, doi:10.4324/9781410601087; interval: Raykov 2002, doi:10.1207/S15327906MBR3701_04.
Page: docs/explanation/methods/omega.md
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import minimize
from scipy.special import expit, logit

from gavn.compare.pure.arrays import SMALLEST, Numbers, known_sums, missing_with, require_count
from gavn.compare.pure.quantiles import normal
from gavn.compare.pure.refusals import NotConverged, TooFew, Unequal
from gavn.compare.pure.tables import covariance, sums_and_products, whole_rows
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, rounded, said

LEAST_OWN = 0.005  # the part of an item that must be its own; below it the fit has run into a wall
TRACE = 1e-5
ROUNDS = 500


@dataclass(frozen=True)
class Omega:
    """Omega with its interval; each item's loading on the common factor, and the variance that is the item's own."""

    n: int
    missing: int
    estimate: Estimate
    loadings: tuple[float, ...]
    own: tuple[float, ...]

    def say(self) -> Said:
        """Omega in one sentence, with n, missing and the number of items."""
        return said(
            "Omega {omega} (between {low} and {high}) over {items} items: that part of the differences between sum "
            "scores is what the items share (n {n} complete, {missing} missing).",
            omega=rounded(self.estimate.value),
            low=rounded(self.estimate.low),
            high=rounded(self.estimate.high),
            items=len(self.loadings),
            n=self.n,
            missing=self.missing,
        )


def omega(items: ArrayLike, *, missing: int = 0, confidence: float = 0.95) -> Omega:
    """Omega of the rows answered in full (people down, items across, worded the same way round).

    >>> answers = [[1, 2, 1], [2, 2, 3], [3, 3, 2], [4, 4, 5], [5, 3, 4], [2, 1, 2], [4, 5, 4], [3, 2, 4]]
    >>> round(omega(answers).estimate.value, 2)
    0.88
    """
    complete, absent = whole_rows(items)
    n, missing = len(complete), missing_with(missing, absent)
    varying = covariance(n, *sums_and_products(complete), missing=missing)
    return omega_from_covariance(n, varying, missing=missing, confidence=confidence)


def omega_from_covariance(n: int, varying: ArrayLike, *, missing: int = 0, confidence: float = 0.95) -> Omega:
    """The same from n and how k items vary together (k x k), so that nobody's answers need to leave the store.

    >>> found = omega_from_covariance(100, [[2, 1, 1], [1, 2, 1], [1, 1, 2]])
    >>> round(found.estimate.value, 2), [round(loading, 2) for loading in found.loadings]
    (0.75, [1.0, 1.0, 1.0])
    """
    found = known_sums(varying)
    require_count(n, missing)
    _check(found, n, missing)
    spread = np.sqrt(found.diagonal())
    loads, own = _one_factor(found / np.outer(spread, spread))
    loads, own = loads * spread, own * spread**2
    common, rest = float(loads.sum()) ** 2, float(own.sum())
    value = common / (common + rest)
    # On the scale of log(omega / (1 - omega)) the interval stays between 0 and 1.
    reach = normal(confidence) * _error(loads, own, n) / (value * (1 - value))
    low, high = (float(expit(logit(value) + way * reach)) for way in (-1, 1))
    estimate = Estimate(value, low, high, n, missing, "omega", confidence)
    return Omega(n, missing, estimate, tuple(map(float, loads)), tuple(map(float, own)))


def _check(found: Numbers, n: int, missing: int) -> None:
    """Refuses what no factor can be found in."""
    k = len(np.atleast_1d(found))
    if found.ndim != 2 or found.shape != (k, k):
        raise Unequal(k, found.size)
    if k < 3:
        raise Refused("Omega needs at least three items.")
    if n <= k:
        raise TooFew(n, k + 1, missing=missing)
    still = np.flatnonzero(~(found.diagonal() > SMALLEST))
    if still.size:
        raise Refused("Item {item} has the same answer from everybody: leave it out.", item=int(still[0]) + 1)
    spread = np.sqrt(found.diagonal())
    if float(np.linalg.eigvalsh(found / np.outer(spread, spread))[0]) < 1e-9:
        raise Refused("One of the items follows from the others: leave it out.")


def _one_factor(related: Numbers) -> tuple[Numbers, Numbers]:
    """Loadings on one factor and each item's own part, by maximum likelihood (after Jöreskog 1967)."""
    k = len(related)

    def factor(own: Numbers) -> tuple[Numbers, Numbers]:
        roots, vectors = np.linalg.eigh(related / np.sqrt(np.outer(own, own)))
        return roots, np.sqrt(own * max(roots[-1] - 1, 0.0)) * vectors[:, -1]

    def misfit(own: Numbers) -> tuple[float, Numbers]:
        roots, loads = factor(own)
        left = np.outer(loads, loads) + np.diag(own) - related
        return float((roots[:-1] - np.log(roots[:-1])).sum() - (k - 1)), left.diagonal() / own**2

    start = (1 - 0.5 / k) / np.linalg.inv(related).diagonal()
    options = {"maxiter": ROUNDS, "ftol": 1e-15}
    best = minimize(misfit, start, jac=True, method="SLSQP", bounds=[(LEAST_OWN, 1.0)] * k, options=options)
    if not best.success:
        raise NotConverged(ROUNDS)
    if (best.x <= LEAST_OWN * 1.001).any():
        raise Refused(
            "Item {item} would be nothing but the common factor: one factor does not fit these items.",
            item=int(best.x.argmin()) + 1,
        )
    loads = factor(best.x)[1]
    if abs(loads.sum()) < TRACE:
        raise _unshared()
    return loads * np.sign(loads.sum()), best.x


def _error(loads: Numbers, own: Numbers, n: int) -> float:
    """Omega's standard error by the delta method, from the expected information of the factor model."""
    precise = np.linalg.inv(np.outer(loads, loads) + np.diag(own))
    pulled = precise @ loads
    mixed = precise * pulled
    information = n * np.block(
        [[precise * float(loads @ pulled) + np.outer(pulled, pulled), mixed], [mixed.T, precise**2 / 2]]
    )
    size = np.sqrt(information.diagonal())
    if not (size > 0).all() or np.linalg.cond(information / np.outer(size, size)) > 1 / TRACE**2:
        raise _unshared()
    common, rest = float(loads.sum()), float(own.sum())
    whole = (common**2 + rest) ** 2
    slope = np.concatenate([np.full(loads.size, 2 * common * rest / whole), np.full(own.size, -(common**2) / whole)])
    return sqrt(float(slope @ np.linalg.solve(information, slope)))


def _unshared() -> Refused:
    return Refused("Too few of these items share anything that one factor could show.")
