"""Change by where people began, beside the change that would be seen if nothing had happened.

Regression to the mean: Davis 1976, doi:10.1093/oxfordjournals.aje.a112321; Barnett, van der Pols & Dobson 2005,
doi:10.1093/ije/dyh299. Page: docs/explanation/methods/change_by_band.md
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import column, is_number, require_count, require_number
from gavn.compare.pure.methods.paired_change import (
    PairedChange,
    PairedSums,
    paired_change_from_sums,
    require_sums,
    sums_of_pairs,
)
from gavn.compare.pure.methods.reliable_counts import NobodyTwice, ReliableCounts, reliable_counts
from gavn.compare.pure.refusals import Empty, NotAShare, Unequal
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, rounded, said
from gavn.measure.pure.change import reliable_direction


@dataclass(frozen=True)
class BandSums:
    """What is known of the people who began in one band; without a threshold the three counts stay 0."""

    paired: PairedSums | None
    improved: int = 0
    unchanged: int = 0
    worse: int = 0
    missing: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Regression:
    """The mean change to expect of a band if nobody had really changed; its interval is that of the reliability."""

    expected: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class BandChange:
    """One band: its mean change, or why there is none; its reliable counts; the regression to expect."""

    band: str
    n: int
    missing: int
    paired: PairedChange | None
    refused: Said | None
    counts: ReliableCounts | None
    regression: Regression | None = None

    def say(self) -> Said:
        """The change of the band, and how much of it needs no explanation."""
        if self.paired is None:
            return self.refused or NobodyTwice(self.missing).said
        if self.regression is None:
            return self.paired.say()
        change = self.paired.change
        return said(
            "A mean change of {change} (between {low} and {high}) in the {n} who began here; {expected} would be "
            "seen if nobody had really changed, because scores are not exact; {missing} missing.",
            change=rounded(change.value, 1),
            low=rounded(change.low, 1),
            high=rounded(change.high, 1),
            expected=rounded(self.regression.expected, 1),
            n=self.n,
            missing=self.missing,
        )


@dataclass(frozen=True)
class ChangeByBand:
    """Each band in the order given, and the whole; ``towards`` is the mean to which scores fall back."""

    n: int
    missing: int
    bands: tuple[BandChange, ...]
    towards: float | None
    reliability: float | None
    method: str = "change_by_band"

    def say(self) -> Said:
        """What must be borne in mind when bands are read side by side."""
        if self.reliability is None or self.towards is None:
            return said(
                "Those who began low tend to come out higher and those who began high lower, even if nothing has "
                "changed (regression to the mean); how much of it is not known without a reliability. "
                "{n} with both measurements; {missing} missing.",
                n=self.n,
                missing=self.missing,
            )
        return said(
            "Those who began low tend to come out higher and those who began high lower, even if nothing has changed "
            "(regression to the mean): with a reliability of {reliability}, {percent} % of the way to {towards}. "
            "{n} with both measurements; {missing} missing.",
            reliability=rounded(self.reliability),
            percent=round(100 * (1 - self.reliability)),
            towards=rounded(self.towards, 1),
            n=self.n,
            missing=self.missing,
        )


def change_by_band(
    before: ArrayLike,
    after: ArrayLike,
    bands: ArrayLike,
    *,
    threshold: float | None = None,
    higher_is_better: bool = True,
    reliability: float | Estimate | None = None,
    towards: float | None = None,
    confidence: float = 0.95,
) -> ChangeByBand:
    """Change by the band each person began in (a label each; those without a first score may have an empty one).

    ``threshold`` is the minimum reliable change; ``towards`` a known mean of all people of whom these are some.

    >>> found = change_by_band([30, 32, 50, 54], [36, 40, 49, 53.5], ["low", "low", "high", "high"], reliability=0.8)
    >>> [(one.band, one.paired.change.value, round(one.regression.expected, 2)) for one in found.bands]
    [('high', -0.75, -2.1), ('low', 7.0, 2.1)]
    """
    if threshold is not None:
        require_number(threshold)
    x, y, labels = column(before), column(after), np.asarray(bands, dtype=str)
    if labels.ndim != 1:
        raise Refused("This needs one band a person.")
    if not x.size == y.size == labels.size:
        raise Unequal(x.size, labels.size if x.size == y.size else y.size)
    sums = {
        str(band): _sums(x[labels == band], y[labels == band], threshold, higher_is_better)
        for band in np.unique(labels)
    }
    return change_by_band_from_sums(sums, reliability=reliability, towards=towards, confidence=confidence)


def change_by_band_from_sums(
    bands: Mapping[str, BandSums],
    *,
    reliability: float | Estimate | None = None,
    towards: float | None = None,
    confidence: float = 0.95,
) -> ChangeByBand:
    """The same from the six sums and the counts of each band, so that nobody's answers need to leave the store.

    >>> low = BandSums(PairedSums(2, 62, 76, 1924, 2896, 2360), improved=1, unchanged=1)
    >>> found = change_by_band_from_sums({"low": low}, reliability=0.8, towards=41.5)
    >>> found.bands[0].counts.improved.favourable, round(found.bands[0].regression.expected, 2)
    (1, 2.1)
    """
    if not bands:
        raise Empty()
    for one in bands.values():
        require_count(one.improved, one.unchanged, one.worse, *one.missing.values())
        if one.paired is not None:
            require_sums(one.paired)
    if towards is not None:
        require_number(towards)
    known = [one.paired for one in bands.values() if one.paired is not None and one.paired.n]
    n = sum(one.n for one in known)
    if towards is None and n:
        towards = sum(one.x + one.n * one.origin for one in known) / n
    found = tuple(
        band_change(name, one, expected=_regression(one.paired, reliability, towards), confidence=confidence)
        for name, one in bands.items()
    )
    value = reliability.value if isinstance(reliability, Estimate) else reliability
    return ChangeByBand(n, sum(one.missing for one in found), found, towards, value)


def band_change(
    band: str, sums: BandSums, *, expected: Regression | None = None, confidence: float = 0.95
) -> BandChange:
    """One band, or everybody as one; where no mean change can be given, it says why."""
    missing = sum(sums.missing.values())
    n = sums.paired.n if sums.paired else 0
    paired, refused, counts = None, None, None
    try:
        if not n or sums.paired is None:
            raise NobodyTwice(missing)
        paired = paired_change_from_sums(sums.paired, missing=missing, confidence=confidence)
    except Refused as refusal:
        refused = refusal.said
    if sums.improved + sums.unchanged + sums.worse:
        counts = reliable_counts(
            improved=sums.improved,
            unchanged=sums.unchanged,
            worse=sums.worse,
            missing=sums.missing,
            confidence=confidence,
        )
    return BandChange(band, n, missing, paired, refused, counts=counts, regression=expected)


def _sums(x: ArrayLike, y: ArrayLike, threshold: float | None, higher_is_better: bool) -> BandSums:
    paired, halves = sums_of_pairs(x, y)
    missing = {"incomplete": halves} if halves else {}
    if threshold is None:
        return BandSums(paired, missing=missing)
    direction = reliable_direction(np.asarray(x), np.asarray(y), threshold=threshold, higher_is_better=higher_is_better)
    improved, worse = int((direction == 1).sum()), int((direction == -1).sum())
    return BandSums(paired, improved, paired.n - improved - worse, worse, missing=missing)


def _regression(
    sums: PairedSums | None, reliability: float | Estimate | None, towards: float | None
) -> Regression | None:
    """The part of the way back to the mean that a reliability below 1 takes by itself."""
    if reliability is None or towards is None or sums is None or not sums.n:
        return None
    away = towards - (sums.x / sums.n + sums.origin)
    if not isinstance(reliability, Estimate):
        return Regression((1 - _checked(reliability)) * away)
    # An interval of a reliability may reach beyond what a reliability can be.
    ends = [(1 - min(max(end, 0.0), 1.0)) * away for end in (reliability.low, reliability.high)]
    return Regression((1 - _checked(reliability.value)) * away, min(ends), max(ends))


def _checked(reliability: float) -> float:
    if not (is_number(reliability) and 0 <= reliability <= 1):
        raise NotAShare(reliability)
    return reliability
