"""How much two independent shares differ.

Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
Page: docs/explanation/methods/share_difference.md
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt

from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import require_count
from gavn.compare.pure.methods.share import Share, share_of_answers
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, said


@dataclass(frozen=True)
class ShareDifference(Estimate):
    """A later share less an earlier one, with its interval; ``n`` counts both."""

    @property
    def direction(self) -> int:
        """1 where the later share is clearly larger, -1 where it is clearly smaller, 0 where chance may explain it."""
        return (self.low > 0) - (self.high < 0)

    def say(self) -> Said:
        """The difference in one sentence, in percentage points, with its interval and who is missing."""
        return said(
            "A difference of {points} percentage points (between {low} and {high}); n = {n}, {missing} missing.",
            points=round(100 * self.value),
            low=round(100 * self.low),
            high=round(100 * self.high),
            n=self.n,
            missing=self.missing,
        )


def share_difference(later: Share, earlier: Share) -> ShareDifference:
    """The later share less the earlier one, with Newcombe's hybrid score interval from their Wilson intervals.

    Two intervals that overlap do not show that two shares are alike; the interval of the difference is what tells.

    >>> from gavn.compare.pure.methods.share import share
    >>> found = share_difference(share(56, 70), share(48, 80))
    >>> round(found.low, 4), round(found.high, 4)
    (0.0524, 0.3339)
    """
    if later.confidence != earlier.confidence:
        raise Refused("Two shares with intervals of different confidence cannot be compared.")
    difference = later.value - earlier.value
    down = sqrt((later.value - later.low) ** 2 + (earlier.high - earlier.value) ** 2)
    up = sqrt((later.high - later.value) ** 2 + (earlier.value - earlier.low) ** 2)
    n, missing = later.n + earlier.n, later.missing + earlier.missing
    low, high = max(difference - down, -1.0), min(difference + up, 1.0)
    return ShareDifference(difference, low, high, n, missing, "share_difference", later.confidence)


def share_difference_of_answers(
    later: ArrayLike, earlier: ArrayLike, *, missing: int = 0, confidence: float = 0.95
) -> ShareDifference:
    """The same from one answer a person in each group: 1 favourable, 0 not, NaN missing.

    >>> found = share_difference_of_answers([1, 1, 0, 1], [0, 1, 0, float("nan")])
    >>> round(found.value, 3), found.n, found.missing
    (0.417, 7, 1)
    """
    require_count(missing)
    one, other = (share_of_answers(answers, confidence=confidence) for answers in (later, earlier))
    return share_difference(replace(one, missing=one.missing + missing), other)
