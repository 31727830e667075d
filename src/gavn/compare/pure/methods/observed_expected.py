"""What happened held against what was expected: a ratio with its interval.

Garwood 1936, doi:10.1093/biomet/28.3-4.437; Byar's formula in Breslow and Day 1987, volume II, formula 2.13.
Page: docs/explanation/methods/observed_expected.md
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from numpy.typing import ArrayLike
from scipy.special import gammainccinv, gammaincinv

from gavn.compare.pure.arrays import is_count, is_number, missing_with, require_count, together
from gavn.compare.pure.methods.share import counted
from gavn.compare.pure.quantiles import normal, tail
from gavn.compare.pure.refusals import NotACount, NotAShare, NothingExpected
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, rounded, said


@dataclass(frozen=True)
class ObservedExpected:
    """Observed over expected: the ratio with the exact interval, and with Byar's beside it."""

    n: int
    missing: int
    observed: int
    expected: float
    exact: Estimate
    byar: Estimate

    @property
    def direction(self) -> int:
        """1 where clearly more happened than expected, -1 where clearly less, 0 where chance may explain it."""
        return (self.exact.low > 1) - (self.exact.high < 1)

    def say(self) -> Said:
        """The ratio in one sentence, with its interval, n and who is missing."""
        return said(
            "Observed: {observed}, expected: {expected}; that is {ratio} times as many (between {low} and {high}); n "
            "= {n}, {missing} missing.",
            observed=self.observed,
            expected=rounded(self.expected, 1),
            ratio=rounded(self.exact.value),
            low=rounded(self.exact.low),
            high=rounded(self.exact.high),
            n=self.n,
            missing=self.missing,
        )


def observed_expected(
    happened: ArrayLike, chances: ArrayLike, *, missing: int = 0, confidence: float = 0.95
) -> ObservedExpected:
    """Observed over expected from one row a person: whether it happened (1, 0, NaN), and how likely it was (0 to 1).

    A person without either is missing; ``missing`` counts further people.

    >>> found = observed_expected([1, 0, 1, 1, float("nan")], [0.5, 0.25, 0.5, 0.25, 0.5])
    >>> found.exact.value, found.n, found.missing
    (2.0, 4, 1)
    """
    (events, expected), absent = together(happened, chances)
    outside = expected[(expected < 0) | (expected > 1)]
    if outside.size:
        raise NotAShare(float(outside[0]))
    observed, n, _ = counted(events)
    return observed_expected_from_sums(
        observed, float(expected.sum()), n=n, missing=missing_with(missing, absent), confidence=confidence
    )


def observed_expected_from_sums(
    observed: int, expected: float, *, n: int, missing: int = 0, confidence: float = 0.95
) -> ObservedExpected:
    """The same from the sum of what happened, the sum of the chances, and the number of people behind them.

    >>> found = observed_expected_from_sums(14, 9.61, n=120)
    >>> round(found.exact.low, 3), round(found.exact.high, 3)
    (0.796, 2.444)
    """
    require_count(observed, n, missing)
    if observed > n:
        raise NotACount(observed, n)
    if not (is_number(expected) and expected >= 0):
        raise NotACount(expected)
    if expected == 0:
        raise NothingExpected()
    ratio = observed / expected
    exact, byar = (
        Estimate(ratio, low / expected, high / expected, n, missing, f"observed_expected ({name})", confidence)
        for name, (low, high) in (
            ("exact", exact_events(observed, confidence)),
            ("byar", byar_events(observed, confidence)),
        )
    )
    return ObservedExpected(n, missing, int(observed), float(expected), exact, byar)


def exact_events(observed: int, confidence: float) -> tuple[float, float]:
    """Between which numbers of events the true mean lies, from the Poisson distribution (Garwood).

    >>> [round(limit, 2) for limit in exact_events(10, 0.95)]
    [4.8, 18.39]
    """
    out = tail(confidence)
    low = float(gammaincinv(observed, out)) if observed else 0.0
    return low, float(gammainccinv(observed + 1, out))


def byar_events(observed: int, confidence: float) -> tuple[float, float]:
    """The same by Byar's short formula; from no event nothing less follows, and nothing falls below 0.

    >>> [round(limit, 2) for limit in byar_events(10, 0.95)]
    [4.79, 18.39]
    """
    if not is_count(observed):
        raise NotACount(observed)
    z, more = normal(confidence), observed + 1
    low = max(0.0, 1 - 1 / (9 * observed) - z / (3 * sqrt(observed))) if observed else 0.0
    return observed * low**3, more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3
