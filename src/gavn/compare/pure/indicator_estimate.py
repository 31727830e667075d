"""What the sums of an indicator say: its share, mean or rate with an interval, or why it cannot be said.

Pages: docs/explanation/methods/share.md (Wilson), survey_mean.md (t), observed_expected.md (Poisson).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt

from gavn.catalogue.pure.formats import Indicator
from gavn.compare.pure.methods.observed_expected import exact_events
from gavn.compare.pure.methods.share import share
from gavn.compare.pure.quantiles import student
from gavn.compare.pure.refusals import Constant, Empty, NothingExpected, TooFew
from gavn.kernel.estimates import Estimate

Group = Mapping[str, str | int | float | bool | None]


@dataclass(frozen=True)
class IndicatorSums:
    """An indicator's stays of one group, added up.

    ``population`` are the stays of the period, ``base`` those asked about, ``n`` those whose answer is known;
    ``events`` are the stays of a share that count, or the events of a rate, ``total`` and ``squares`` the sums of
    values and of their squares, ``exposure`` what the events of a rate are counted against.
    """

    group: Group = field(default_factory=dict)
    population: int = 0
    base: int = 0
    n: int = 0
    events: int = 0
    total: float = 0.0
    squares: float = 0.0
    exposure: float = 0.0

    @property
    def missing(self) -> int:
        """Stays of the base whose answer is not known."""
        return self.base - self.n

    @property
    def left_out(self) -> int:
        """Stays of the period that are not asked about."""
        return self.population - self.base

    def __add__(self, other: IndicatorSums) -> IndicatorSums:
        """Both groups as one; what they have in common names it."""
        shared = {name: value for name, value in self.group.items() if other.group.get(name, object()) == value}
        return IndicatorSums(
            shared,
            self.population + other.population,
            self.base + other.base,
            self.n + other.n,
            self.events + other.events,
            self.total + other.total,
            self.squares + other.squares,
            self.exposure + other.exposure,
        )


def indicator_estimate(indicator: Indicator, sums: IndicatorSums, *, confidence: float = 0.95) -> Estimate:
    """The share with Wilson's interval, the mean with Student's, the rate with the exact one of Poisson.

    Refused in words where there is too little to say it.
    """
    if sums.n == 0:
        raise Empty(sums.missing)
    if indicator.measure == "share":
        return share(sums.events, sums.n, missing=sums.missing, confidence=confidence)
    if indicator.measure == "mean":
        return _mean(sums, confidence)
    return _rate(sums, confidence)


def _mean(sums: IndicatorSums, confidence: float) -> Estimate:
    n, mean = sums.n, sums.total / sums.n
    if n < 2:
        raise TooFew(n, 2, missing=sums.missing)
    around = sums.squares - sums.total * mean
    if around <= 1e-12 * max(sums.squares, 1e-300):  # what is left of equal values is a rounding error
        raise Constant(n)
    reach = student(confidence, n - 1) * sqrt(around / (n - 1) / n)
    return Estimate(mean, mean - reach, mean + reach, n, sums.missing, "survey_mean", confidence)


def _rate(sums: IndicatorSums, confidence: float) -> Estimate:
    if not sums.exposure > 0:
        raise NothingExpected()
    low, high = (limit / sums.exposure for limit in exact_events(sums.events, confidence))
    rate = sums.total / sums.exposure
    return Estimate(rate, low, high, sums.n, sums.missing, "observed_expected", confidence)
