"""How much of one thing there is to one of another in a population, from a planned sample of it.

Cochran 1977, Sampling Techniques, chapter 6; Lumley 2010, doi:10.1002/9780470580066.
Page: docs/explanation/methods/survey_ratio.md
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.refusals import NothingExpected
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
class SurveyRatio(Estimate):
    """A ratio of two totals with its interval; ``se`` is its standard error, with ``freedom`` to estimate it."""

    se: float = 0.0
    freedom: int = 0

    def say(self) -> Said:
        """The ratio in one sentence, with its interval, n and who is missing."""
        return said(
            "{ratio} to one (between {low} and {high}), from {n} answers; {missing} missing.",
            ratio=plain(self.value),
            low=plain(self.low, self.value),
            high=plain(self.high, self.value),
            n=self.n,
            missing=self.missing,
        )


def survey_ratio(
    values: ArrayLike,
    per: ArrayLike,
    sample: Sample | None = None,
    *,
    domain: ArrayLike | None = None,
    lonely: Lonely = "refuse",
    confidence: float = 0.95,
) -> SurveyRatio:
    """Total of ``values`` to total of ``per`` in the population (or in ``domain``), both known of each person counted.

    >>> found = survey_ratio([2, 4, 9], [1, 2, 4], Sample(population=[30] * 3))  # hours of help to visits
    >>> round(found.value, 3), round(found.se, 3)
    (2.143, 0.089)
    """
    sums = sums_of(values, sample or Sample(), per=per, domain=domain)
    return survey_ratio_from_sums(sums, lonely=lonely, confidence=confidence)


def survey_ratio_from_sums(sums: DesignSums, *, lonely: Lonely = "refuse", confidence: float = 0.95) -> SurveyRatio:
    """The same from the sums by stratum that one GROUP BY delivers.

    >>> sums = DesignSums(n=3, units=3, y=15, x=7, yy=101, xx=21, xy=46, sampled=3, population=30)
    >>> round(survey_ratio_from_sums(sums).se, 3)
    0.089
    """
    found = linearised(sums, lonely=lonely)
    if not np.sum(sums.x):
        raise NothingExpected()
    refuse(found)
    low, high = limits(found, confidence)
    return SurveyRatio(
        value=float(found.value[0, 0]),
        low=float(low[0, 0]),
        high=float(high[0, 0]),
        n=int(found.n[0, 0]),
        missing=int(found.missing[0, 0]),
        method="survey_ratio",
        confidence=confidence,
        se=float(found.variance[0, 0]) ** 0.5,
        freedom=int(found.freedom[0, 0]),
    )
