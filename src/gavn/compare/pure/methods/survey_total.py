"""What a whole population adds up to, from a planned sample of it.

Cochran 1977, Sampling Techniques, chapters 5, 9A; Lumley 2010, doi:10.1002/9780470580066.
Page: docs/explanation/methods/survey_total.md
"""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from gavn.compare.pure.survey import (
    DesignSums,
    Lonely,
    Sample,
    limits,
    linearised,
    plain,
    refuse,
    sums_of,
)
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, said


@dataclass(frozen=True)
class SurveyTotal(Estimate):
    """A total of the population with its interval; ``se`` is its standard error, with ``freedom`` to estimate it."""

    se: float = 0.0
    freedom: int = 0

    def say(self) -> Said:
        """The total in one sentence, with its interval, n and who is missing."""
        return said(
            "{total} in all (between {low} and {high}), from {n} answers; {missing} missing count nothing.",
            total=plain(self.value),
            low=plain(self.low, self.value),
            high=plain(self.high, self.value),
            n=self.n,
            missing=self.missing,
        )


def survey_total(
    values: ArrayLike,
    sample: Sample | None = None,
    *,
    domain: ArrayLike | None = None,
    lonely: Lonely = "refuse",
    confidence: float = 0.95,
) -> SurveyTotal:
    """Total over the population (or over those in ``domain``), with strata, clusters and a finite population.

    ``values``: one a person asked, NaN where unanswered; the missing count nothing, so weights should make up for them.

    >>> found = survey_total([3, 1, 4, 1, 5], Sample(population=[100] * 5))
    >>> round(found.value), round(found.se, 1)
    (280, 78.0)
    """
    sums = sums_of(values, sample or Sample(), domain=domain)
    return survey_total_from_sums(sums, lonely=lonely, confidence=confidence)


def survey_total_from_sums(sums: DesignSums, *, lonely: Lonely = "refuse", confidence: float = 0.95) -> SurveyTotal:
    """The same from the sums by stratum that one GROUP BY delivers.

    >>> sums = DesignSums(n=3, units=3, y=60, x=30, yy=1400, xx=300, xy=600, sampled=3, population=30)
    >>> found = survey_total_from_sums(sums)
    >>> found.value, round(found.se**2, 3)  # 30² (1 - 3/30) 1 / 3
    (60.0, 270.0)
    """
    found = linearised(sums, total=True, lonely=lonely)
    refuse(found)
    low, high = limits(found, confidence)
    return SurveyTotal(
        value=float(found.value[0, 0]),
        low=float(low[0, 0]),
        high=float(high[0, 0]),
        n=int(found.n[0, 0]),
        missing=int(found.missing[0, 0]),
        method="survey_total",
        confidence=confidence,
        se=float(found.variance[0, 0]) ** 0.5,
        freedom=int(found.freedom[0, 0]),
    )
