"""How much services differ once it is known whom they serve, and where each of them stands.

Adaptive Gauss-Hermite quadrature: Pinheiro & Bates 1995, doi:10.1080/10618600.1995.10474663; latent share of the
variance: Snijders & Bosker 2012, section 17.2. Page: docs/explanation/methods/random_intercept.md
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import brentq, minimize
from scipy.special import chdtrc, expit

from gavn.compare.pure.arrays import Numbers, is_count
from gavn.compare.pure.fits import Patterns, logistic_fit, patterns
from gavn.compare.pure.quantiles import normal
from gavn.compare.pure.refusals import NotConverged, Separated, TooFew
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, rounded, said

POINTS = 11
MOST_POINTS = 201
ROUNDS = 100
LEAST = 3  # services without which their spread cannot be told
NONE = 1e-3  # a spread this small, in log odds, is none
BEYOND = 15.0  # a spread this large means that services have all or nobody
LATENT = np.pi**2 / 3  # variance of the logistic distribution


@dataclass(frozen=True, eq=False)
class RandomIntercept:
    """Coefficients (log odds, the intercept first), the spread of services, and each service's own departure.

    ``sigma`` is the standard deviation between services with its profile likelihood interval, ``latent`` the share of
    the variance that lies between services. ``effects`` and ``errors`` (log odds) are drawn towards 0 where a service
    is small. ``p`` asks whether services differ at all. ``predicted`` over ``expected``: what a service's people can
    be expected to have in it, over what they would have in the middle one. Columns stand in the order of ``services``.
    """

    services: tuple[str, ...]
    n: int
    missing: int
    coefficients: tuple[Estimate, ...]
    covariance: Numbers
    sigma: Estimate
    latent: Estimate
    p: float
    log_likelihood: float
    effects: Numbers
    errors: Numbers
    observed: Numbers
    predicted: Numbers
    expected: Numbers
    method: str = "random_intercept"

    def say(self) -> Said:
        """How much of the variance lies between services."""
        return said(
            "{percent} % of the differences between people (between {low} and {high} %) lie between the {services} "
            "services, people being alike in what was counted in; n = {n}, {missing} missing.",
            percent=rounded(100 * self.latent.value, 1),
            low=rounded(100 * self.latent.low, 1),
            high=rounded(100 * self.latent.high, 1),
            services=len(self.services),
            n=self.n,
            missing=self.missing,
        )


def random_intercept(
    services: Sequence[str],
    traits: ArrayLike | None,
    successes: ArrayLike,
    trials: ArrayLike | None = None,
    *,
    points: int = POINTS,
    missing: int = 0,
    confidence: float = 0.95,
) -> RandomIntercept:
    """Logistic regression in which each service has an intercept of its own, drawn from a normal distribution.

    One row a person, or a group of people who are alike: its service, its traits (without the intercept), how many
    had the outcome, of how many. ``points`` of quadrature; more for few people a service and a large spread.

    >>> found = random_intercept(["a", "b", "c", "d"], None, [2, 9, 14, 25], [30, 30, 30, 30])
    >>> round(found.sigma.value, 2), found.effects.round(2)
    (1.45, array([-1.78, -0.34,  0.32,  1.89]))
    """
    if not (is_count(points) and 1 <= points <= MOST_POINTS):
        raise Refused("Quadrature takes 1 to {most} points.", most=MOST_POINTS)
    rows = patterns(services, traits, successes, trials, missing=missing)
    if len(rows.services) < LEAST:
        raise TooFew(len(rows.services), LEAST, missing=rows.missing)
    z = normal(confidence)
    alike = logistic_fit(rows.x, rows.yes, rows.of)
    surface = _Surface(rows, int(points))
    top = _highest(surface, _Place(alike.coefficients, 0.0, alike.log_likelihood, alike.covariance))
    sigma = (top.sigma, *_profile(surface, top, alike.log_likelihood, z))
    more = max(0.0, 2 * (top.height - alike.log_likelihood))
    return _told(surface, top, sigma, p=float(chdtrc(1, more)) / 2, confidence=confidence)


def _told(surface: _Surface, top: _Place, sigma: Sequence[float], *, p: float, confidence: float) -> RandomIntercept:
    rows = surface.rows
    reach = normal(confidence) * np.sqrt(top.covariance.diagonal())
    modes, hessian = surface.modes(top.beta, top.sigma)
    angle, own = rows.x @ top.beta, (top.sigma * modes)[rows.place]
    bounds = np.column_stack([top.beta, top.beta - reach, top.beta + reach])
    return RandomIntercept(
        rows.services,
        n=rows.n,
        missing=rows.missing,
        coefficients=tuple(_estimate(rows, bound, confidence) for bound in bounds),
        covariance=top.covariance,
        sigma=_estimate(rows, sigma, confidence),
        latent=_estimate(rows, [_latent(one) for one in sigma], confidence),
        p=p,
        log_likelihood=top.height,
        effects=top.sigma * modes,
        errors=top.sigma / np.sqrt(hessian),
        observed=rows.by_service(rows.yes),
        predicted=rows.by_service(rows.of * expit(angle + own)),
        expected=rows.by_service(rows.of * expit(angle)),
    )


def _estimate(rows: Patterns, bounds: ArrayLike, confidence: float) -> Estimate:
    value, low, high = np.asarray(bounds, dtype=float).tolist()
    return Estimate(value, low, high, rows.n, rows.missing, "random_intercept", confidence)


def _latent(sigma: float) -> float:
    return float(sigma**2 / (sigma**2 + LATENT))


@dataclass(frozen=True, eq=False)
class _Place:
    """Somewhere on the likelihood: coefficients, spread, height, and the covariance of the coefficients."""

    beta: Numbers
    sigma: float
    height: float
    covariance: Numbers


class _Surface:
    """The likelihood of coefficients and spread, integrated over the services' own departures (v, standard normal).

    Both are one function of sigma and -sigma, smooth at 0, so that the search needs no boundary.
    """

    def __init__(self, rows: Patterns, points: int) -> None:
        self.rows = rows
        self.starts = np.flatnonzero(np.diff(rows.place, prepend=-1))
        nodes, weights = np.polynomial.hermite.hermgauss(points)
        self.nodes, self.log_weights = np.sqrt(2) * nodes, np.log(weights) + nodes**2
        self.before = np.zeros(len(rows.services))

    def modes(self, beta: Numbers, sigma: float) -> tuple[Numbers, Numbers]:
        """Each service's likeliest departure and the curvature there, by Newton's steps from those found last."""
        rows, v = self.rows, self.before
        angle, longest = rows.x @ beta, 2 / max(abs(sigma), 1e-6)
        for _ in range(ROUNDS):
            share = expit(angle + sigma * v[rows.place])
            hessian = sigma**2 * rows.by_service(rows.of * share * (1 - share)) + 1
            step = (sigma * rows.by_service(rows.yes - rows.of * share) - v) / hessian
            # Far out the curvature says little: never further than 2 log odds at once.
            v = v + np.clip(step, -longest, longest)
            if np.abs(step).max() < 1e-11:
                self.before = v
                return v, hessian
        raise NotConverged(ROUNDS)

    def slope(self, beta: Numbers, sigma: float) -> tuple[float, Numbers]:
        """Log-likelihood and its slope, by the coefficients and, last, by sigma."""
        rows = self.rows
        modes, hessian = self.modes(beta, sigma)
        v = modes[:, None] + self.nodes / np.sqrt(hessian)[:, None]
        angle = (rows.x @ beta)[:, None] + sigma * v[rows.place]
        small = np.exp(-np.abs(angle))
        terms = rows.yes[:, None] * angle - rows.of[:, None] * (np.maximum(angle, 0) + np.log1p(small))
        log_parts = np.add.reduceat(terms, self.starts) - v**2 / 2 + self.log_weights
        highest = log_parts.max(axis=1, keepdims=True)
        parts = np.exp(log_parts - highest)
        total = parts.sum(axis=1, keepdims=True)
        height = float((highest + np.log(total)).sum() - np.log(np.pi * hessian).sum() / 2)
        share = np.where(angle >= 0, 1.0, small) / (1 + small)
        left = rows.yes[:, None] - rows.of[:, None] * share
        parts = parts / total
        own = left * parts[rows.place]
        slope = np.append(own.sum(axis=1) @ rows.x, (own * v[rows.place]).sum())
        pull = parts * (sigma * np.add.reduceat(left, self.starts) - v)
        return height, slope + self._moving(beta, sigma, (modes, hessian), (pull.sum(axis=1), pull @ self.nodes))

    def _moving(
        self, beta: Numbers, sigma: float, found: tuple[Numbers, Numbers], pull: tuple[Numbers, Numbers]
    ) -> Numbers:
        """What the slope owes to the points of quadrature, which move with the modes and their curvature."""
        rows, (modes, hessian), (by_mode, by_width) = self.rows, found, pull
        share = expit(rows.x @ beta + (sigma * modes)[rows.place])
        weight = rows.of * share * (1 - share)
        bend = weight * (1 - 2 * share)
        with_sigma = np.column_stack([rows.x, modes[rows.place]])
        sums, bent = (np.add.reduceat(with_sigma * part[:, None], self.starts) for part in (weight, bend))
        mode = -sigma * sums
        mode[:, -1] += rows.by_service(rows.yes - rows.of * share)
        mode /= hessian[:, None]
        curvature = sigma**2 * (bent + sigma * rows.by_service(bend)[:, None] * mode)
        curvature[:, -1] += 2 * sigma * rows.by_service(weight)
        width = -(by_width / np.sqrt(hessian) + 1) / (2 * hessian)
        return np.asarray(by_mode @ mode + width @ curvature)

    def information(self, beta: Numbers, sigma: float) -> Numbers:
        """Nearly the curvature by the coefficients: that of the linear model which looks the same at the modes."""
        rows = self.rows
        modes, hessian = self.modes(beta, sigma)
        share = expit(rows.x @ beta + (sigma * modes)[rows.place])
        weighed = rows.x * (rows.of * share * (1 - share))[:, None]
        sums = np.add.reduceat(weighed, self.starts)
        return np.asarray(rows.x.T @ weighed - sigma**2 * (sums / hessian[:, None]).T @ sums)


def _highest(surface: _Surface, alike: _Place) -> _Place:
    """The top of the likelihood; where services differ no more than by chance, the one without any spread."""
    start = 0.5
    turn = np.linalg.cholesky(np.linalg.inv(surface.information(alike.beta, start)))

    def place(t: Numbers) -> tuple[Numbers, float]:
        return alike.beta + turn @ t[:-1], float(start + t[-1] * start / 2)

    def depth(t: Numbers) -> tuple[float, Numbers]:
        height, slope = surface.slope(*place(t))
        return -height, -np.append(slope[:-1] @ turn, slope[-1] * start / 2)

    found = minimize(depth, np.zeros(alike.beta.size + 1), jac=True, method="BFGS", options={"gtol": 1e-6})
    beta, sigma = place(found.x)
    if abs(sigma) > BEYOND:
        raise Separated()
    if abs(sigma) < NONE or -found.fun <= alike.height + 1e-9:
        return alike
    if np.abs(found.jac).max() > 1e-2:
        raise NotConverged(int(found.nit))
    covariance = np.linalg.inv(_curvature(depth, found.x))[:-1, :-1]
    return _Place(beta, abs(sigma), -float(found.fun), turn @ covariance @ turn.T)


def _curvature(depth: Callable[[Numbers], tuple[float, Numbers]], at: Numbers, far: float = 1e-3) -> Numbers:
    steps = far * np.eye(at.size)
    rows = np.stack([(depth(at + step)[1] - depth(at - step)[1]) / (2 * far) for step in steps])
    return np.asarray((rows + rows.T) / 2)


def _profile(surface: _Surface, top: _Place, floor: float, z: float) -> tuple[float, float]:
    """Between which spreads the likelihood, at its highest given the spread, stays within the interval's reach."""
    at = [top]

    def missing(sigma: float) -> float:
        at[0] = _ridge(surface, replace(at[0], sigma=sigma))
        return float(np.sqrt(max(0.0, 2 * (top.height - at[0].height))) - z)

    step = 1.5
    high = max(top.sigma, 0.1) * step
    while missing(high) < 0:
        high *= step
        if high > BEYOND * step:
            raise Separated()
    find = partial(brentq, missing, xtol=1e-5, rtol=1e-6)
    upper = float(find(max(top.sigma, high / step), high))
    if 2 * (top.height - floor) <= z**2:
        return 0.0, upper
    at[0], low = top, top.sigma / step
    while missing(low) < 0:
        low /= step
    return float(find(low, low * step)), upper


def _ridge(surface: _Surface, place: _Place) -> _Place:
    """The highest coefficients for one spread."""
    height, beta = -np.inf, place.beta
    step: Numbers = np.zeros(beta.size)
    for _ in range(ROUNDS):
        after, slope = surface.slope(beta + step, place.sigma)
        if after < height - 1e-9:
            step = step / 2
            continue
        beta, height = beta + step, after
        step = np.asarray(np.linalg.solve(surface.information(beta, place.sigma), slope[:-1]), dtype=float)
        if step @ slope[:-1] < 1e-8:
            return replace(place, beta=beta, height=height)
    raise NotConverged(ROUNDS)
