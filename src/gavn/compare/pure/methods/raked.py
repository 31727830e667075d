"""Estimate of a population of which several margins are known (ages, regions), weighted until all come out.

Deming and Stephan 1940, doi:10.1214/aoms/1177731829; Deville, Särndal and Sautory 1993,
doi:10.1080/01621459.1993.10476369.
Page: docs/explanation/methods/raked.md
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from numpy.typing import ArrayLike

from gavn.compare.pure.methods.post_stratified import PostStratified, weighted_limits
from gavn.compare.pure.survey import Lonely, Sample
from gavn.compare.pure.survey.calibrated import CellSums, Counts, Of, calibrated, cell_sums
from gavn.kernel.errors import Refused


@dataclass(frozen=True)
class Raked(PostStratified):
    """An estimate weighted to several margins in so many ``rounds``; ``multipliers`` by combination of labels."""

    rounds: int = 0


def raked(
    values: ArrayLike,
    margins: Mapping[str, ArrayLike],
    counts: Mapping[str, Counts],
    sample: Sample | None = None,
    *,
    of: Of = "mean",
    domain: ArrayLike | None = None,
    lonely: Lonely = "refuse",
    confidence: float = 0.95,
) -> Raked:
    """Mean, share or total of a population of which each margin is known: how many there are of each label.

    ``values`` and each of the ``margins``: one a person asked, NaN where unanswered.

    >>> sexes, ages = ["w", "w", "w", "m", "m", "m"], ["old", "old", "young", "old", "young", "young"]
    >>> known = {"sex": {"w": 55, "m": 45}, "age": {"old": 60, "young": 40}}
    >>> found = raked([6, 8, 3, 5, 2, 4], {"sex": sexes, "age": ages}, known)
    >>> round(found.value, 3), round(found.multipliers["w", "old"], 2)
    (5.02, 20.49)
    """
    columns = [margins[name] for name in _names(margins, counts)]
    sums = cell_sums(values, columns, sample or Sample(), of=of, domain=domain)
    return raked_from_sums(sums, counts, of=of, lonely=lonely, confidence=confidence)


def raked_from_sums(
    sums: CellSums,
    counts: Mapping[str, Counts],
    *,
    of: Of = "mean",
    lonely: Lonely = "refuse",
    confidence: float = 0.95,
) -> Raked:
    """The same from the sums by stratum and combination of labels, the labels in the order of ``counts``."""
    found, multipliers = calibrated(sums, list(counts.values()), of=of, lonely=lonely)
    low, high = weighted_limits(found, of, confidence)
    return Raked(
        value=float(found.value[0, 0]),
        low=low,
        high=high,
        n=int(found.n[0, 0]),
        missing=int(found.missing[0, 0]),
        method="raked",
        confidence=confidence,
        se=float(found.variance[0, 0]) ** 0.5,
        freedom=int(found.freedom[0, 0]),
        of=of,
        multipliers=multipliers.by_cell,
        rounds=multipliers.rounds,
    )


def _names(margins: Mapping[str, Any], counts: Mapping[str, Any]) -> list[str]:
    if set(margins) != set(counts) or not counts:
        raise Refused("Each margin needs the column of people's labels and the known numbers, under one name.")
    return list(counts)
