"""Share of favourable answers.

Wilson 1927, doi:10.1080/01621459.1927.10502953. Page: docs/explanation/methods/share.md
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said, said


@dataclass(frozen=True)
class Share(Estimate):
    """A share of n with its interval, which remembers how many were favourable."""

    favourable: int = 0

    def say(self) -> Said:
        """The share in one sentence, with its interval and who is missing."""
        return said(
            "{favourable} of {n} ({percent} %; between {low} and {high} %); {missing} missing.",
            favourable=self.favourable,
            n=self.n,
            percent=round(100 * self.value),
            low=round(100 * self.low),
            high=round(100 * self.high),
            missing=self.missing,
        )


def share(favourable: int, answered: int, *, missing: int = 0, confidence: float = 0.95) -> Share:
    """Share of favourable answers, with its Wilson score interval.

    Wilson rather than Wald: when 12 of 12 residents agree, Wald claims certainty and
    Wilson says "at least 76 %".

    >>> found = share(12, 12)
    >>> round(found.low, 3), found.high
    (0.758, 1.0)
    """
    if not 0 <= favourable <= answered:
        raise Refused(
            "{favourable} favourable answers out of {answered} cannot be.", favourable=favourable, answered=answered
        )
    if answered == 0:
        raise Refused("A share needs at least one answer; {missing} are missing.", missing=missing)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    p, n = favourable / answered, answered
    centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    reach = z / (1 + z**2 / n) * sqrt(p * (1 - p) / n + (z / (2 * n)) ** 2)
    # At 0 and at n Wilson ends exactly there; the arithmetic would miss it by a rounding error.
    low = 0.0 if favourable == 0 else centre - reach
    high = 1.0 if favourable == answered else centre + reach
    return Share(p, low, high, n, missing, "share", confidence, favourable)
