"""A norm taken from the own sample, for scores of which nobody published one.

Page: docs/explanation/methods/own_norm.md
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from numpy.typing import ArrayLike

from gavn.compare.pure.methods.alpha import Alpha, alpha
from gavn.compare.pure.methods.described import described
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said
from gavn.measure.pure.change import NormFigures

LEAST = 30  # below it the standard deviation, and with it the threshold, is uncertain by more than 13 %


@dataclass(frozen=True)
class OwnNorm:
    """Mean, spread and reliability of the own first measurements, always labelled as such."""

    n: int
    missing: int
    mean: float
    sd: float
    alpha: Alpha

    @property
    def label(self) -> Said:
        """What stands wherever this norm is used."""
        return said("own sample, n {n}", n=self.n)

    def figures(self) -> NormFigures:
        """The norm as change is measured by it; no functional sample, hence cut-off a only."""
        return NormFigures(self.mean, self.sd, self.alpha.estimate.value, None, None, self.n)

    def say(self) -> Said:
        """The norm in one sentence that says whose it is."""
        return said(
            "Norm from the own sample: mean {mean}, standard deviation {sd}, alpha {alpha} (n {n}, missing {missing}).",
            mean=round(self.mean, 1),
            sd=round(self.sd, 1),
            alpha=round(self.alpha.estimate.value, 2),
            n=self.n,
            missing=self.missing,
        )


def own_norm(scores: Sequence[float], items: ArrayLike, *, missing: int = 0, least: int = LEAST) -> OwnNorm:
    """Norm of one score from each person's first answer: ``scores`` once each, ``items`` keyed the same way.

    >>> answers = [[a, b] for a in range(6) for b in range(a, 6)] * 2
    >>> norm = own_norm([a + b for a, b in answers], answers)
    >>> str(norm.label), norm.mean, round(norm.sd, 2), round(norm.alpha.estimate.value, 2)
    ('own sample, n 42', 5.0, 2.61, 0.67)
    """
    found = described(scores, missing=missing)
    if found.n < least or found.mean is None or found.sd is None:
        raise Refused(
            "A norm from the own sample needs {least} people; there are {n}, and {missing} are missing.",
            least=least,
            n=found.n,
            missing=missing,
        )
    together = alpha(items, missing=missing)
    if together.estimate.value < 0:
        raise Refused(
            "The items contradict one another (alpha {alpha}): no norm; are some worded the other way round?",
            alpha=round(together.estimate.value, 2),
        )
    return OwnNorm(found.n, missing, found.mean, found.sd, together)
