"""Share of favourable answers.

Wilson 1927, doi:10.1080/01621459.1927.10502953. Page: docs/explanation/methods/share.md
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import column, is_count, missing_with, require_count
from gavn.compare.pure.quantiles import normal
from gavn.compare.pure.refusals import Empty, NotACount
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, said


@dataclass(frozen=True)
class Share(Estimate):
    """A share of n with its interval, which remembers how many were favourable."""

    favourable: int = 0

    def say(self) -> Said:
        """The share in one sentence, with its interval and who is missing."""
        return said(
            "{favourable} of {n} ({percent} %; between {low} and {high} %); {missing} missing.",
            favourable=self.favourable,
            n=self.n,
            percent=round(100 * self.value),
            low=round(100 * self.low),
            high=round(100 * self.high),
            missing=self.missing,
        )


def share(favourable: int, answered: int, *, missing: int = 0, confidence: float = 0.95) -> Share:
    """Share of favourable answers, with its Wilson score interval.

    Wilson rather than Wald: when 12 of 12 residents agree, Wald claims certainty and
    Wilson says "at least 76 %".

    >>> found = share(12, 12)
    >>> round(found.low, 3), found.high
    (0.758, 1.0)
    """
    require_counts(favourable, answered, missing)
    p = favourable / answered
    low, high = score_limits(p, answered, confidence)
    return Share(p, low, high, answered, missing, "share", confidence, favourable)


def share_of_answers(answers: ArrayLike, *, missing: int = 0, confidence: float = 0.95) -> Share:
    """The same from one answer a person: 1 favourable, 0 not, NaN missing; ``missing`` counts further people.

    >>> str(share_of_answers([1, 0, 1, float("nan")]).say())
    '2 of 3 (67 %; between 21 and 94 %); 1 missing.'
    """
    favourable, answered, unanswered = counted(answers)
    return share(favourable, answered, missing=missing_with(missing, unanswered), confidence=confidence)


def score_limits(p: float, n: float, confidence: float) -> tuple[float, float]:
    """Wilson's limits around a share; ``n`` need not be whole where a design makes it an effective number.

    >>> [round(limit, 4) for limit in score_limits(1 / 29, 29, 0.95)]
    [0.0061, 0.1718]
    """
    z = normal(confidence)
    centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    reach = z / (1 + z**2 / n) * sqrt(p * (1 - p) / n + (z / (2 * n)) ** 2)
    # At 0 and at n Wilson ends exactly there; the arithmetic would miss it by a rounding error.
    return 0.0 if p == 0 else max(centre - reach, 0.0), 1.0 if p == 1 else min(centre + reach, 1.0)


def counted(answers: ArrayLike) -> tuple[int, int, int]:
    """How many of the answers are favourable (1), how many there are, and how many are missing (NaN).

    >>> counted([1, 0, 1, float("nan")])
    (2, 3, 1)
    """
    found = column(answers)
    known = found[~np.isnan(found)]
    other = known[(known != 0) & (known != 1)]
    if other.size:
        raise Refused(
            "An answer is 1 where it is favourable and 0 where it is not; {value} is neither.", value=other[0]
        )
    return int(known.sum()), known.size, found.size - known.size


def require_counts(favourable: float, answered: float, missing: float = 0) -> None:
    """Refuse numbers of people that cannot be, and a share of nobody."""
    require_count(missing)
    if not (is_count(favourable) and is_count(answered) and favourable <= answered):
        raise NotACount(favourable, answered)
    if answered == 0:
        raise Empty(int(missing))
