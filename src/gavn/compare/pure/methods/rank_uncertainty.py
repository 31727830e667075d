"""Which place a service has among others, and how little is often known of it.

Goldstein & Spiegelhalter 1996, doi:10.2307/2983325; Mogstad, Romano, Shaikh & Wilhelm 2024,
doi:10.1093/restud/rdad006; Goldstein & Healy 1995, doi:10.2307/2983411; Holm 1979.
Page: docs/explanation/methods/rank_uncertainty.md
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr

from gavn.compare.pure.arrays import SMALLEST, Numbers, column, is_count, missing_with, require_seed, together
from gavn.compare.pure.quantiles import normal, tail
from gavn.compare.pure.refusals import TooFew
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, rounded, said

DRAWS = 10_000
MOST = 10_000_000
AT_ONCE = 500  # draws held in memory together


@dataclass(frozen=True)
class Rank:
    """One service's place; 1 is the first.

    ``place`` is the expected one with the interval of its draws. ``first`` to ``last`` are the places that cannot be
    ruled out when all services are compared with each other, and hold for all of them together. ``bar``: two services
    whose bars do not meet differ, if only these two are looked at.
    """

    place: Estimate
    first: int
    last: int
    bar: tuple[float, float]

    def say(self) -> Said:
        """The place, never without its interval."""
        facts = {
            "first": self.first,
            "n": self.place.n,
            "place": rounded(self.place.value, 1),
            "low": round(self.place.low),
            "high": round(self.place.high),
        }
        if self.first == self.last:
            return said("Place {first} of {n} (expected {place}; by draws {low} to {high}).", **facts)
        return said(
            "Place {first} to {last} of {n}: which of them, the figures do not tell (expected {place}; by draws "
            "{low} to {high}).",
            last=self.last,
            **facts,
        )


@dataclass(frozen=True)
class Ranks:
    """The places of services in the order in which they were given; nothing for one without figures."""

    n: int
    missing: int
    places: tuple[Rank | None, ...]
    draws: int
    seed: int
    method: str = "rank_uncertainty"

    def say(self) -> Said:
        """How much order there is at all."""
        known = [rank for rank in self.places if rank is not None]
        return said(
            "Services with a place in the first or in the second half for certain: {placed} of {n}; {missing} missing.",
            n=self.n,
            placed=sum(rank.last <= self.n / 2 or rank.first > (self.n + 1) / 2 for rank in known),
            missing=self.missing,
        )


def rank_uncertainty(
    values: ArrayLike,
    errors: ArrayLike,
    *,
    seed: int,
    highest_first: bool = True,
    draws: int = DRAWS,
    missing: int = 0,
    confidence: float = 0.95,
) -> Ranks:
    """Places of services from an estimate and its standard error each; the same seed draws the same numbers.

    Take shrunk estimates where there are such: raw ones put small services first and last.

    >>> found = rank_uncertainty([3.0, 1.0, 1.1], [0.2, 0.2, 0.2], seed=1)
    >>> [(round(rank.place.value, 2), rank.first, rank.last) for rank in found.places]
    [(1.0, 1, 1), (2.64, 2, 3), (2.36, 2, 3)]
    """
    (y, s), unknown = together(values, errors)
    absent = missing_with(missing, unknown)
    require_seed(seed)
    if y.size < 2:
        raise TooFew(y.size, 2, missing=absent)
    if not (s > SMALLEST).all():
        raise Refused("A standard error is a number above 0.")
    _require_draws(draws)
    ahead = y if highest_first else -y
    apart = (ahead[:, None] - ahead) / np.hypot(s[:, None], s)
    places = np.vstack([0.5 + ndtr(apart).sum(axis=0), *_drawn(ahead, s, seed, draws, confidence)]).T
    first, last = _not_ruled_out(apart, confidence)
    reach = normal(confidence) / np.sqrt(2) * s
    bars = zip((y - reach).tolist(), (y + reach).tolist(), strict=True)
    found = iter(
        Rank(Estimate(mean, low, high, y.size, absent, "rank_uncertainty", confidence), int(top), int(end), bar)
        for (mean, low, high), top, end, bar in zip(places.tolist(), first, last, bars, strict=True)
    )
    there = ~np.isnan(column(values) + column(errors))
    return Ranks(y.size, absent, tuple(next(found) if known else None for known in there), draws, seed)


def _require_draws(draws: int) -> None:
    """Enough to tell a place, and no more than a computer holds."""
    if not is_count(draws) or draws > MOST:
        raise Refused("Places need at most {most} draws.", most=MOST)
    if draws < DRAWS:
        raise Refused("Places need at least {least} draws; {draws} will not do.", least=DRAWS, draws=draws)


def _drawn(ahead: Numbers, s: Numbers, seed: int, draws: int, confidence: float) -> tuple[Numbers, Numbers]:
    """The middle of the places that services take when all are drawn anew, again and again."""
    rng, n = np.random.default_rng(seed), ahead.size
    counts = np.zeros((n, n))
    for start in range(0, draws, AT_ONCE):
        rounds = min(AT_ONCE, draws - start)
        order = np.argsort(-(ahead + s * rng.standard_normal((rounds, n))), axis=1)
        for place in range(n):
            counts[:, place] += np.bincount(order[:, place], minlength=n)
    below = counts.cumsum(axis=1) / draws
    out = tail(confidence)
    low = 1 + (below <= out).sum(axis=1)
    high = 1 + (below < 1 - out).sum(axis=1)
    return low.astype(float), high.astype(float)


def _not_ruled_out(apart: Numbers, confidence: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """First and last place: behind those surely ahead and before those surely behind, by Holm over all pairs."""
    n = len(apart)
    off = ~np.eye(n, dtype=bool)
    p = ndtr(-apart[off])
    order = np.argsort(p)
    stands = p[order] <= (1 - confidence) / np.arange(p.size, 0, -1)
    # Holm goes on from the surest pair until the first that fails.
    kept = int(np.argmin(stands)) if not stands.all() else p.size
    sure = np.zeros(p.size, dtype=bool)
    sure[order[:kept]] = True
    ahead = np.zeros((n, n), dtype=bool)
    ahead[off] = sure
    return 1 + ahead.sum(axis=0), n - ahead.sum(axis=1)
