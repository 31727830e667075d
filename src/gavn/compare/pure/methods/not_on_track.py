"""How often a flag "not on track" is right: who it finds, whom it alarms for nothing, whom it overlooks.

Altman & Bland 1994, doi:10.1136/bmj.308.6943.1552 and doi:10.1136/bmj.309.6947.102; intervals by Wilson.
Page: docs/explanation/methods/not_on_track.md
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import Numbers, column, missing_with, require_count, require_number, together
from gavn.compare.pure.methods.share import Share, share
from gavn.compare.pure.refusals import Constant, Unequal
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said
from gavn.measure.pure.change import reliable_class

Ending = Literal["worse", "not_improved"]
BAD: dict[Ending, frozenset[str]] = {"worse": frozenset({"worse"}), "not_improved": frozenset({"worse", "unchanged"})}


@dataclass(frozen=True)
class NotOnTrack:
    """The flag held against how it ended.

    ``sensitivity``: of those who ended badly, how many were flagged; ``specificity``: of the others, how many were
    not; ``predictive``: of the flagged, how many ended badly (nothing where nobody was flagged); ``reassuring``: of
    those not flagged, how many ended well (nothing where everybody was).
    """

    n: int
    missing: int
    badly: Share
    sensitivity: Share
    specificity: Share
    predictive: Share | None
    reassuring: Share | None
    confidence: float
    method: str = "not_on_track"

    def say(self) -> Said:
        """Who the flag finds and how often it is right, in one sentence."""
        told = {
            "found": self.sensitivity.favourable,
            "badly": self.sensitivity.n,
            "percent": round(100 * self.sensitivity.value),
            "low": round(100 * self.sensitivity.low),
            "high": round(100 * self.sensitivity.high),
            "n": self.n,
            "missing": self.missing,
        }
        if self.predictive is None:
            return said(
                "Nobody was flagged. Ended badly, and not found by the flag: {badly} of {n} (it may find between "
                "{low} and {high} %); {missing} missing.",
                **told,
            )
        return said(
            "Found by the flag, of those who ended badly: {found} of {badly} ({percent} %; between {low} and {high} "
            "%). Right, of all flags: {correct} of {flagged} ({right} %; between {right_low} and {right_high} %); n "
            "{n}, {missing} missing.",
            **told,
            correct=self.predictive.favourable,
            flagged=self.predictive.n,
            right=round(100 * self.predictive.value),
            right_low=round(100 * self.predictive.low),
            right_high=round(100 * self.predictive.high),
        )


def not_on_track(
    flagged: ArrayLike, ended_badly: ArrayLike, *, missing: int = 0, confidence: float = 0.95
) -> NotOnTrack:
    """How often any flag is right: for each person 1 where it stood, 1 where it ended badly, else 0; NaN is missing.

    >>> found = not_on_track([1, 1, 0, 0, 0, float("nan")], [1, 0, 0, 0, 1, 1])
    >>> found.sensitivity.value, round(found.specificity.value, 2), found.missing
    (0.5, 0.67, 1)
    """
    (flag, bad), unknown = together(flagged, ended_badly)
    told = np.concatenate([flag, bad])
    other = told[(told != 0) & (told != 1)]
    if other.size:
        raise Refused("A flag and an end are told by 1 or 0, not {value}.", value=float(other[0]))
    counts = [int(np.sum((flag == f) & (bad == b))) for b in (1, 0) for f in (1, 0)]
    return not_on_track_from_counts(
        found=counts[0],
        overlooked=counts[1],
        alarmed=counts[2],
        spared=counts[3],
        missing=missing_with(missing, unknown),
        confidence=confidence,
    )


def not_on_track_from_counts(
    *, found: int, overlooked: int, alarmed: int, spared: int, missing: int = 0, confidence: float = 0.95
) -> NotOnTrack:
    """The same from four counts: ended badly, flagged or not; ended well, flagged or not.

    >>> round(not_on_track_from_counts(found=231, overlooked=27, alarmed=32, spared=54).sensitivity.value, 2)
    0.9
    """
    require_count(found, overlooked, alarmed, spared)
    badly, well = found + overlooked, alarmed + spared
    if not badly or not well:
        raise Constant(badly + well)

    def part(favourable: int, of: int) -> Share:
        return share(favourable, of, missing=missing, confidence=confidence)

    flagged, quiet = found + alarmed, overlooked + spared
    return NotOnTrack(
        badly + well,
        missing,
        part(badly, badly + well),
        part(found, badly),
        part(spared, well),
        part(found, flagged) if flagged else None,
        part(spared, quiet) if quiet else None,
        confidence,
    )


def beyond_course(score: ArrayLike, low: ArrayLike, high: ArrayLike, *, higher_is_better: bool) -> Numbers:
    """1 where a score lies on the worse side of the limits of its expected course, else 0; NaN where one is missing.

    >>> beyond_course([12, 30, 41, 20], [15] * 4, [40, 40, 40, float("nan")], higher_is_better=False)
    array([ 0.,  0.,  1., nan])
    """
    scores, lower, upper = column(score), column(low), column(high)
    worse = lower if higher_is_better else upper
    if not scores.size == lower.size == upper.size:
        raise Unequal(scores.size, worse.size)
    flagged = scores < worse if higher_is_better else scores > worse
    return np.where(np.isnan(scores + worse), np.nan, flagged)


def ended_badly(
    first: ArrayLike, last: ArrayLike, *, threshold: float, higher_is_better: bool, ending: Ending
) -> Numbers:
    """1 where the change from first to last is reliably worse (or no reliable improvement), else 0; NaN is missing.

    >>> ended_badly([30, 30, 30], [41, 28, 20], threshold=9, higher_is_better=False, ending="not_improved")
    array([1., 1., 0.])
    """
    require_number(threshold)
    if ending not in BAD:
        raise Refused("A bad ending is worse or not_improved; {ending} is neither.", ending=ending)
    before, after = column(first), column(last)
    if before.size != after.size:
        raise Unequal(before.size, after.size)
    bad, known = BAD[ending], ~np.isnan(before + after)

    # The rule for one person is the rule for all: asked once for each different pair.
    pairs, code = np.unique(np.stack([before[known], after[known]]), axis=1, return_inverse=True)
    each = [
        reliable_class(one, other, threshold=threshold, higher_is_better=higher_is_better) in bad
        for one, other in pairs.T.tolist()
    ]
    found = np.full(before.size, np.nan)
    found[known] = np.array(each, dtype=float)[code.ravel()]
    return found
