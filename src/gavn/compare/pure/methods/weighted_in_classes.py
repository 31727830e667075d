"""Estimate of a population of which some did not answer: those who did stand for everybody asked in their class.

Little 1986, doi:10.2307/1403140; the variance: Shao and Steel 1999, Journal of the American Statistical Association 94.
Page: docs/explanation/methods/weighted_in_classes.md
"""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from gavn.compare.pure.methods.post_stratified import weighted_limits
from gavn.compare.pure.survey import Lonely, Sample, plain
from gavn.compare.pure.survey.calibrated import CellSums, Of, cell_sums, in_classes
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, said


@dataclass(frozen=True)
class WeightedInClasses(Estimate):
    """An estimate weighted for those who did not answer; ``missing`` counts them."""

    se: float = 0.0
    freedom: int = 0
    of: Of = "mean"

    def say(self) -> Said:
        """The estimate in one sentence, with its interval, n and who is missing."""
        facts = {"n": self.n, "missing": self.missing}
        if self.of == "share":
            return said(
                "{percent} % (between {low} and {high} %), weighted for those who did not answer: {missing} missing, "
                "answers from {n}.",
                percent=round(100 * self.value),
                low=round(100 * self.low),
                high=round(100 * self.high),
                **facts,
            )
        return said(
            "{value} (between {low} and {high}), weighted for those who did not answer: {missing} missing, answers "
            "from {n}.",
            value=plain(self.value),
            low=plain(self.low, self.value),
            high=plain(self.high, self.value),
            **facts,
        )


def weighted_in_classes(
    values: ArrayLike,
    classes: ArrayLike,
    sample: Sample | None = None,
    *,
    of: Of = "mean",
    lonely: Lonely = "refuse",
    confidence: float = 0.95,
) -> WeightedInClasses:
    """Mean, share or total of a population, where in each of the ``classes`` some did not answer.

    ``values`` and ``classes``: one a person asked, NaN where unanswered. Join small classes first
    (``weighting_classes`` says which).

    >>> missing = float("nan")
    >>> found = weighted_in_classes([4, 6, missing, missing, 9, 7, 8, missing], ["a"] * 4 + ["b"] * 4)
    >>> found.value, round(found.se, 3), found.n, found.missing
    (6.5, 0.726, 5, 3)
    """
    sums = cell_sums(values, [classes], sample or Sample(), of=of, domain=None)
    return weighted_in_classes_from_sums(sums, of=of, lonely=lonely, confidence=confidence)


def weighted_in_classes_from_sums(
    sums: CellSums, *, of: Of = "mean", lonely: Lonely = "refuse", confidence: float = 0.95
) -> WeightedInClasses:
    """The same from the sums by stratum and class that one GROUP BY delivers (by cluster and class, with clusters)."""
    found = in_classes(sums, of=of, lonely=lonely)
    low, high = weighted_limits(found, of, confidence)
    return WeightedInClasses(
        value=float(found.value[0, 0]),
        low=low,
        high=high,
        n=int(found.n[0, 0]),
        missing=int(found.missing[0, 0]),
        method="weighted_in_classes",
        confidence=confidence,
        se=float(found.variance[0, 0]) ** 0.5,
        freedom=int(found.freedom[0, 0]),
        of=of,
    )
