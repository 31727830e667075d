"""Who changed by more than error of measurement, and who crossed into, or out of, the range of people who do well.

Jacobson & Truax 1991, doi:10.1037/0022-006X.59.1.12; the rules themselves stand in ``gavn.measure.pure.change``.
Page: docs/explanation/methods/reliable_change.md
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import sqrt
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gavn.compare.pure.arrays import column, require_count, require_number
from gavn.compare.pure.methods.paired_change import PairedSums, sums_of_pairs
from gavn.compare.pure.methods.reliable_counts import ReliableCounts, reliable_counts
from gavn.compare.pure.methods.share import Share, share
from gavn.compare.pure.refusals import Constant, TooFew
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, rounded, said
from gavn.measure.pure.change import (
    CLASSES,
    ClinicalClass,
    NormFigures,
    crossing,
    cut_off_a,
    cut_off_b,
    cut_off_c,
    reliable_direction,
)

NAMES: tuple[ClinicalClass, ...] = get_args(ClinicalClass)
Border = Literal["a", "b", "c"]
Spread = Literal["norm", "pairs"]


class NoReliability(Refused):
    """A norm without a reliability."""

    def __init__(self) -> None:
        super().__init__("Without a reliability nobody can say which changes are more than error of measurement.")


class NoFunctionalSample(Refused):
    """A cut-off that needs figures of people who do well, where there are none."""

    def __init__(self, border: str) -> None:
        super().__init__(
            "Cut-off {border} needs the mean and the standard deviation of people who do well.", border=border
        )


@dataclass(frozen=True)
class CutOffs:
    """The three borders to the range of people who do well; b and c need a functional sample."""

    a: float
    b: float | None
    c: float | None


@dataclass(frozen=True)
class ReliableChange:
    """How many of each class, with the rule by which they were classed.

    ``spread`` says whose standard deviation the rule rests on: that of the norm, or of the pairs counted here.
    ``classes`` names each person's class in the order given, empty where a measurement is missing.
    """

    n: int
    missing: int
    threshold: float
    cut_offs: CutOffs
    used: Border
    spread: Spread
    norm: NormFigures
    shares: Mapping[ClinicalClass, Share]
    counts: ReliableCounts
    classes: NDArray[np.str_] | None = field(default=None, compare=False, repr=False)
    method: str = "reliable_change"

    @property
    def cut_off(self) -> float:
        """The border that was used."""
        return _border(self.cut_offs, self.used)

    def say(self) -> Said:
        """How many of everybody became better or worse, and how many of them crossed the border."""
        return said(
            "With both measurements: {n} of {due}. Reliably better: {better} ({percent} %; between {low} and {high} "
            "%), into the range of people who do well: {recovered}. Unchanged: {unchanged}. Reliably worse: {worse}, "
            "out of that range: {harmed}. Missing: {missing}.",
            due=self.counts.due,
            n=self.n,
            better=self.counts.improved.favourable,
            percent=round(100 * self.counts.improved.value),
            low=round(100 * self.counts.improved.low),
            high=round(100 * self.counts.improved.high),
            recovered=self.shares["recovered"].favourable,
            unchanged=self.counts.unchanged.favourable,
            worse=self.counts.worse.favourable,
            harmed=self.shares["harmed"].favourable,
            missing=self.missing,
        )

    def rule(self) -> Said:
        """From which change on it counts, where the border lies, and whose spread both rest on."""
        whose = said("the people counted here") if self.spread == "pairs" else said("the norm")
        return said(
            "A change counts when it is more than {threshold}; the border is {cut_off} (cut-off {used}). "
            "Both rest on the spread of {whose}.",
            threshold=rounded(self.threshold, 1),
            cut_off=rounded(self.cut_off, 1),
            used=self.used,
            whose=whose,
        )


def reliable_change(
    before: ArrayLike,
    after: ArrayLike,
    *,
    norm: NormFigures,
    higher_is_better: bool,
    spread: Spread = "norm",
    cut_off: Border | None = None,
    missing: Mapping[str, int] | None = None,
    confidence: float = 0.95,
) -> ReliableChange:
    """Everybody's class and how many there are of each; half pairs are counted as incomplete.

    With ``spread="pairs"`` mean and standard deviation are those of the complete pairs before, not the norm's.

    >>> norm = NormFigures(40, 7.5, 0.80, 60, 7.5, None)
    >>> found = reliable_change([32.5, 32.5, 55, 40], [47.5, 51, 45, 44], norm=norm, higher_is_better=True)
    >>> found.classes.tolist(), found.cut_offs
    (['improved', 'recovered', 'harmed', 'unchanged'], CutOffs(a=55.0, b=45.0, c=50.0))
    """
    _require_spread(spread)
    sums, halves = sums_of_pairs(before, after)
    norm = norm_of_pairs(sums, norm) if spread == "pairs" else norm
    threshold, cut_offs, used = _rule(norm, higher_is_better, cut_off)
    x, y = column(before), column(after)
    direction = reliable_direction(x, y, threshold=threshold, higher_is_better=higher_is_better)
    crossed = crossing(x, y, cut_off=_border(cut_offs, used), higher_is_better=higher_is_better)
    classes = np.array(CLASSES)[1 + direction, 1 + crossed]
    classes[np.isnan(x) | np.isnan(y)] = ""
    found = reliable_change_from_counts(
        {name: int((classes == name).sum()) for name in NAMES},
        norm=norm,
        higher_is_better=higher_is_better,
        spread=spread,
        cut_off=used,
        missing={**(missing or {}), **({"incomplete": halves} if halves else {})},
        confidence=confidence,
    )
    return replace(found, classes=classes)


def reliable_change_from_counts(
    counts: Mapping[ClinicalClass, int],
    *,
    norm: NormFigures,
    higher_is_better: bool,
    spread: Spread = "norm",
    cut_off: Border | None = None,
    missing: Mapping[str, int] | None = None,
    confidence: float = 0.95,
) -> ReliableChange:
    """The same from how many are in each class; ``norm`` is the one they were classed by (see ``norm_of_pairs``).

    >>> norm = NormFigures(40, 7.5, 0.80, 60, 7.5, None)
    >>> found = reliable_change_from_counts({"recovered": 10, "improved": 9, "unchanged": 21}, norm=norm,
    ...     higher_is_better=True)
    >>> found.n, found.counts.improved.value, found.shares["recovered"].value, round(found.threshold, 2), found.cut_off
    (40, 0.475, 0.25, 9.3, 50.0)
    """
    _require_spread(spread)
    threshold, cut_offs, used = _rule(norm, higher_is_better, cut_off)
    number = {name: counts.get(name, 0) for name in NAMES}
    require_count(*number.values(), *(missing or {}).values())
    three = reliable_counts(
        improved=number["recovered"] + number["improved"],
        unchanged=number["unchanged"],
        worse=number["worse"] + number["harmed"],
        missing=missing,
        confidence=confidence,
    )
    shares = {
        name: share(count, three.n, missing=three.missing, confidence=confidence) for name, count in number.items()
    }
    return ReliableChange(
        three.n, three.missing, threshold, cut_offs, used, spread=spread, norm=norm, shares=shares, counts=three
    )


def norm_of_pairs(sums: PairedSums, norm: NormFigures) -> NormFigures:
    """The norm with mean, standard deviation and n of the complete pairs before, where no norm fits the people.

    >>> norm_of_pairs(PairedSums(3, 60, 69, 1400, 1793, 1580), NormFigures(0, 1, 0.8, None, None, None)).sd
    10.0
    """
    if sums.n < 2:
        raise TooFew(sums.n, 2)
    variance = (sums.xx - sums.x**2 / sums.n) / (sums.n - 1)
    if not variance > 1e-13 * sums.xx:
        raise Constant(sums.n)
    return replace(norm, mean=sums.x / sums.n + sums.origin, sd=sqrt(variance), n=sums.n)


def _rule(norm: NormFigures, higher_is_better: bool, wanted: Border | None) -> tuple[float, CutOffs, Border]:
    """The threshold, the borders and the one to use: c where it can be drawn, otherwise a."""
    figures = (norm.mean, norm.sd, norm.reliability, norm.functional_mean, norm.functional_sd, norm.n)
    require_number(*(figure for figure in figures if figure is not None))
    threshold = norm.threshold
    if threshold is None:
        raise NoReliability()
    b = c = None
    if norm.functional_mean is not None and norm.functional_sd is not None:
        b = cut_off_b(norm.functional_mean, norm.functional_sd, higher_is_better=higher_is_better)
        c = cut_off_c(norm.mean, norm.sd, norm.functional_mean, norm.functional_sd)
    cut_offs = CutOffs(cut_off_a(norm.mean, norm.sd, higher_is_better=higher_is_better), b, c)
    used: Border = wanted or ("a" if c is None else "c")
    _border(cut_offs, used)
    return threshold, cut_offs, used


def _require_spread(spread: Spread) -> None:
    if spread not in get_args(Spread):
        raise Refused("The spread is that of the norm or of the pairs; {spread} is neither.", spread=spread)


def _border(cut_offs: CutOffs, used: Border) -> float:
    if used not in get_args(Border):
        raise Refused("A cut-off is a, b or c; {border} is none of these.", border=used)
    found: float | None = getattr(cut_offs, used)
    if found is None:
        raise NoFunctionalSample(used)
    return found
