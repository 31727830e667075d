"""Share of a population, from a planned sample of it.

Korn and Graubard 1998, Survey Methodology 24: 193-201; Lumley 2010, doi:10.1002/9780470580066; where all answer
alike, Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404. Page: docs/explanation/methods/survey_share.md
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import column
from gavn.compare.pure.methods.share_finite import share_finite
from gavn.compare.pure.survey import (
    DesignSums,
    Linearised,
    Lonely,
    Sample,
    linearised,
    refuse,
    share_limits,
    sums_of,
)
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, said

Interval = Literal["logit", "korn_graubard"]


@dataclass(frozen=True)
class SurveyShare(Estimate):
    """A share of the population with its interval; ``se`` is its standard error, with ``freedom`` to estimate it.

    ``interval`` says which: "logit", "korn_graubard", "clopper_pearson" where answers show no spread, or
    "hypergeometric" where besides everybody of a known population had the same chance.
    """

    se: float = 0.0
    freedom: int = 0
    interval: str = "logit"

    def say(self) -> Said:
        """The share in one sentence, with its interval, n and who is missing."""
        return said(
            "{percent} % of the population (between {low} and {high} %), from {n} answers; {missing} missing.",
            percent=round(100 * self.value),
            low=round(100 * self.low),
            high=round(100 * self.high),
            n=self.n,
            missing=self.missing,
        )


def survey_share(
    answers: ArrayLike,
    sample: Sample | None = None,
    *,
    domain: ArrayLike | None = None,
    lonely: Lonely = "refuse",
    interval: Interval = "logit",
    confidence: float = 0.95,
) -> SurveyShare:
    """Share of the population (or of those in ``domain``) that would say yes, with strata, clusters and weights.

    ``answers``: 1 or 0 a person asked, NaN where unanswered. Without a ``sample``: everybody had the same chance.

    >>> found = survey_share([1, 1, 0, 1, 0, 1, 1, 1], Sample(strata=[0] * 4 + [1] * 4, population=[40] * 4 + [12] * 4))
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2)
    (0.75, 0.2, 0.97)
    """
    told = column(answers)
    other = told[~np.isnan(told) & (told != 0) & (told != 1)]
    if other.size:
        raise Refused("An answer is 1 or 0 here, or missing; {value} is neither.", value=float(other[0]))
    sums = sums_of(told, sample or Sample(), domain=domain)
    return survey_share_from_sums(sums, lonely=lonely, interval=interval, confidence=confidence)


def survey_share_from_sums(
    sums: DesignSums, *, lonely: Lonely = "refuse", interval: Interval = "logit", confidence: float = 0.95
) -> SurveyShare:
    """The same from the sums by stratum that one GROUP BY delivers.

    >>> sums = DesignSums(n=20, units=20, y=0, x=20, yy=0, xx=20, xy=0, sampled=20, population=60)
    >>> found = survey_share_from_sums(sums)
    >>> found.interval, found.low, round(found.high, 3)
    ('hypergeometric', 0.0, 0.133)
    """
    found = linearised(sums, lonely=lonely)
    refuse(found, share=True)
    value = float(found.value[0, 0])
    if not -1e-9 <= value <= 1 + 1e-9:
        raise Refused("A share lies between 0 and 1: these are no sums of answers that are 1 or 0.")
    value = min(max(value, 0.0), 1.0)
    if value in (0.0, 1.0) and found.variance[0, 0]:
        raise Refused("A share lies between 0 and 1: these are no sums of answers that are 1 or 0.")
    kind, (low, high) = _limits(found, sums, value, interval, confidence=confidence)
    return SurveyShare(
        value=value,
        low=low,
        high=high,
        n=int(found.n[0, 0]),
        missing=int(found.missing[0, 0]),
        method="survey_share",
        confidence=confidence,
        se=float(found.variance[0, 0]) ** 0.5,
        freedom=int(found.freedom[0, 0]),
        interval=kind,
    )


def _limits(
    found: Linearised, sums: DesignSums, value: float, interval: Interval, *, confidence: float
) -> tuple[str, tuple[float, float]]:
    """Which interval it is, and from where to where."""
    population = _drawn_from(sums)
    if found.variance[0, 0] == 0 and population:
        n = int(found.n[0, 0])
        exact = share_finite(round(value * n), n, population, confidence=confidence)
        return "hypergeometric", (exact.low, exact.high)
    low, high = share_limits(found, confidence, korn_graubard=interval == "korn_graubard")
    kind = interval if found.variance[0, 0] else "clopper_pearson"
    return kind, (float(low[0, 0]), float(high[0, 0]))


def _drawn_from(sums: DesignSums) -> int:
    """The size of the known population that all were drawn from with the same chance; 0 for any other design."""
    table = sums.tables()
    n, x, xx, asked, there = (float(np.sum(getattr(table, one))) for one in ("n", "x", "xx", "sampled", "population"))
    single = np.size(table.sampled) == 1 and np.isfinite(there)
    alike = abs(xx * n - x**2) <= 1e-9 * x**2 and n == float(np.sum(table.units))
    return int(there) if single and alike and n + float(np.sum(table.missing)) == asked else 0
