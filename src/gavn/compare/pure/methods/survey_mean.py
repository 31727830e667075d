"""Mean of a population, from a planned sample of it.

Cochran 1977, Sampling Techniques, chapters 5, 5A, 9A; Lumley 2010, doi:10.1002/9780470580066.
Page: docs/explanation/methods/survey_mean.md
"""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from gavn.compare.pure.survey import (
    DesignSums,
    Linearised,
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
class SurveyMean(Estimate):
    """A mean of the population with its interval; ``se`` is its standard error, with ``freedom`` to estimate it."""

    se: float = 0.0
    freedom: int = 0

    def say(self) -> Said:
        """The mean in one sentence, with its interval, n and who is missing."""
        return said(
            "{mean} on average (between {low} and {high}), from {n} answers; {missing} missing.",
            mean=plain(self.value),
            low=plain(self.low, self.value),
            high=plain(self.high, self.value),
            n=self.n,
            missing=self.missing,
        )


def survey_mean(
    values: ArrayLike,
    sample: Sample | None = None,
    *,
    domain: ArrayLike | None = None,
    lonely: Lonely = "refuse",
    confidence: float = 0.95,
) -> SurveyMean:
    """Mean of the population (or of those in ``domain``), with strata, clusters, weights and a finite population.

    ``values``: one a person asked, NaN where unanswered. Without a ``sample``: everybody had the same chance.

    >>> found = survey_mean([10, 12, 11, 30, 31, 35], Sample(strata=[0, 0, 0, 1, 1, 1], population=[60] * 3 + [20] * 3))
    >>> round(found.value, 2), round(found.se, 3)
    (16.25, 0.55)
    """
    sums = sums_of(values, sample or Sample(), domain=domain)
    return survey_mean_from_sums(sums, lonely=lonely, confidence=confidence)


def survey_mean_from_sums(sums: DesignSums, *, lonely: Lonely = "refuse", confidence: float = 0.95) -> SurveyMean:
    """The same from the sums by stratum that one GROUP BY delivers.

    >>> sums = DesignSums(n=3, units=3, y=6, x=3, yy=14, xx=3, xy=6, sampled=3, population=30)
    >>> found = survey_mean_from_sums(sums)
    >>> found.value, round(found.se**2, 3)  # (1 - 3/30) * 1 / 3
    (2.0, 0.3)
    """
    found = linearised(sums, lonely=lonely)
    refuse(found)
    return mean_of(found, confidence)


def mean_of(found: Linearised, confidence: float) -> SurveyMean:
    """The only estimate of these, with its interval."""
    low, high = limits(found, confidence)
    return SurveyMean(
        value=float(found.value[0, 0]),
        low=float(low[0, 0]),
        high=float(high[0, 0]),
        n=int(found.n[0, 0]),
        missing=int(found.missing[0, 0]),
        method="survey_mean",
        confidence=confidence,
        se=float(found.variance[0, 0]) ** 0.5,
        freedom=int(found.freedom[0, 0]),
    )
