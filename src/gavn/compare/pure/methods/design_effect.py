"""What a sample's weights, strata and clusters cost: how many simply drawn people would tell as much.

Kish 1965, Survey Sampling; Kish 1992, Weighting for unequal Pi, Journal of Official Statistics 8: 183-200.
Page: docs/explanation/methods/design_effect.md
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import LARGEST_SUM, column, require_number
from gavn.compare.pure.methods.survey_mean import SurveyMean, mean_of
from gavn.compare.pure.refusals import Constant, TooFew
from gavn.compare.pure.survey import DesignSums, Lonely, Sample, linearised, refuse, sums_of
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, rounded, said


@dataclass(frozen=True)
class DesignEffect:
    """The design effect of a mean, and the part of it that unequal weights alone make.

    ``whole``: variance of the mean beside that of as many people drawn simply from the same population.
    ``weights``: Kish's n Σw² / (Σw)². ``effective``: n / whole, ``effective_weights``: n / weights.
    """

    n: int
    missing: int
    whole: float
    weights: float
    mean: SurveyMean

    @property
    def effective(self) -> float:
        """How many simply drawn people would tell as much of this question."""
        return self.n / self.whole

    @property
    def effective_weights(self) -> float:
        """How many equally weighted people would tell as much, by the weights alone."""
        return self.n / self.weights

    def say(self) -> Said:
        """What the design costs, in people, and the mean with its interval."""
        return said(
            "The {n} answers tell as much as {effective} of people drawn simply "
            "(mean {mean}, between {low} and {high}); {missing} missing.",
            n=self.n,
            effective=round(self.effective),
            mean=rounded(self.mean.value),
            low=rounded(self.mean.low),
            high=rounded(self.mean.high),
            missing=self.missing,
        )


def design_effect(
    values: ArrayLike,
    sample: Sample | None = None,
    *,
    lonely: Lonely = "refuse",
    replacing: bool = False,
    confidence: float = 0.95,
) -> DesignEffect:
    """Design effect of the mean of ``values``: one a person asked, NaN where unanswered.

    ``replacing`` compares with people drawn with replacement: without the gain from a small population.

    >>> found = design_effect([3, 5, 4, 9, 8, 7], Sample(weights=[1, 1, 1, 4, 4, 4]))
    >>> round(found.weights, 2), round(found.effective_weights, 2)
    (1.36, 4.41)
    """
    y, plan = column(values), sample or Sample()
    sums = sums_of(y, plan)
    weights = plan.units(y.size)[0]
    known = ~np.isnan(y)
    moved, w = y[known] - float(sums.origin), weights[known]  # type: ignore[arg-type]
    return design_effect_from_sums(
        sums,
        squares=float(w @ moved**2),
        weight_squares=float(w @ w),
        lonely=lonely,
        replacing=replacing,
        confidence=confidence,
    )


def design_effect_from_sums(
    sums: DesignSums,
    *,
    squares: float,
    weight_squares: float,
    lonely: Lonely = "refuse",
    replacing: bool = False,
    confidence: float = 0.95,
) -> DesignEffect:
    """The same from the sums by stratum, with ``squares`` = Σ w (y − origin)² and ``weight_squares`` = Σ w² of persons.

    >>> sums = DesignSums(n=3, units=3, y=6, x=3, yy=14, xx=3, xy=6, sampled=3, population=np.inf)
    >>> round(design_effect_from_sums(sums, squares=14, weight_squares=3, replacing=True).whole, 6)
    1.0
    """
    require_number(squares, weight_squares, largest=LARGEST_SUM)
    found = linearised(sums, lonely=lonely)
    refuse(found)
    n, missing = int(found.n[0, 0]), int(found.missing[0, 0])
    weight = float(np.sum(sums.x))
    mean = float(np.sum(sums.y)) / weight
    spread = n / (n - 1) * (squares / weight - mean**2)
    if spread <= 0:
        raise Constant(n)
    left = 1.0 if replacing else 1 - n / weight
    if left <= 0:
        raise Refused(
            "The weights add up to {weights}, less than the number of answers ({n}): they do not tell the population. "
            "Compare with replacement.",
            weights=rounded(weight),
            n=n,
        )
    whole = float(found.variance[0, 0]) / (left * spread / n)
    if whole <= 0:
        raise TooFew(n, n + 1, missing=missing)
    kish = n * weight_squares / weight**2
    return DesignEffect(n, missing, whole, kish, mean_of(found, confidence))
