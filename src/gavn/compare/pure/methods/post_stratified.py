"""Estimate of a population whose groups are known by number, weighted so that each group has its share.

Holt and Smith 1979, doi:10.2307/2344652; Deville and Särndal 1992, doi:10.1080/01621459.1992.10475217.
Page: docs/explanation/methods/post_stratified.md
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from numpy.typing import ArrayLike

from gavn.compare.pure.survey import Linearised, Lonely, Sample, limits, plain, refuse, share_limits
from gavn.compare.pure.survey.calibrated import CellSums, Counts, Of, calibrated, cell_sums
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, said


@dataclass(frozen=True)
class PostStratified(Estimate):
    """An estimate weighted to known numbers; ``multipliers`` tells by how much the weights of each group changed."""

    se: float = 0.0
    freedom: int = 0
    of: Of = "mean"
    multipliers: Mapping[Any, float] = field(default_factory=dict)

    def say(self) -> Said:
        """The estimate in one sentence, with its interval, n and who is missing."""
        told = {"n": self.n, "missing": self.missing}
        if self.of == "share":
            return said(
                "{percent} % (between {low} and {high} %), weighted to known numbers, from {n} answers; "
                "{missing} missing.",
                percent=round(100 * self.value),
                low=round(100 * self.low),
                high=round(100 * self.high),
                **told,
            )
        return said(
            "{value} (between {low} and {high}), weighted to known numbers, from {n} answers; {missing} missing.",
            value=plain(self.value),
            low=plain(self.low, self.value),
            high=plain(self.high, self.value),
            **told,
        )


def post_stratified(
    values: ArrayLike,
    groups: ArrayLike,
    counts: Counts,
    sample: Sample | None = None,
    *,
    of: Of = "mean",
    domain: ArrayLike | None = None,
    lonely: Lonely = "refuse",
    confidence: float = 0.95,
) -> PostStratified:
    """Mean, share or total of a population in which there are ``counts`` people of each of the ``groups``.

    ``values`` and ``groups``: one a person asked, NaN where unanswered.

    >>> found = post_stratified([1, 2, 3, 5, 7], ["a", "a", "a", "b", "b"], {"a": 30, "b": 70})
    >>> round(found.value, 3), {name: round(by, 2) for name, by in found.multipliers.items()}
    (4.8, {'a': 10.0, 'b': 35.0})
    """
    sums = cell_sums(values, [groups], sample or Sample(), of=of, domain=domain)
    return post_stratified_from_sums(sums, counts, of=of, lonely=lonely, confidence=confidence)


def post_stratified_from_sums(
    sums: CellSums, counts: Counts, *, of: Of = "mean", lonely: Lonely = "refuse", confidence: float = 0.95
) -> PostStratified:
    """The same from the sums by stratum and group that one GROUP BY delivers (by cluster and group, with clusters)."""
    found, multipliers = calibrated(sums, [counts], of=of, lonely=lonely)
    low, high = weighted_limits(found, of, confidence)
    return PostStratified(
        value=float(found.value[0, 0]),
        low=low,
        high=high,
        n=int(found.n[0, 0]),
        missing=int(found.missing[0, 0]),
        method="post_stratified",
        confidence=confidence,
        se=float(found.variance[0, 0]) ** 0.5,
        freedom=int(found.freedom[0, 0]),
        of=of,
        multipliers={names[0]: by for names, by in multipliers.by_cell.items()},
    )


def weighted_limits(found: Linearised, of: Of, confidence: float) -> tuple[float, float]:
    """The interval of what was weighted to known numbers; refuses where there is none."""
    refuse(found, share=of == "share")
    low, high = share_limits(found, confidence) if of == "share" else limits(found, confidence)
    return float(low[0, 0]), float(high[0, 0])
