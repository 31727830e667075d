"""A norm taken from the own sample, for scores of which nobody published one.

Page: docs/explanation/methods/own_norm.md
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import known_sums, require_count, require_number
from gavn.compare.pure.methods.alpha import Alpha, alpha, alpha_from_sums
from gavn.compare.pure.methods.described import described
from gavn.compare.pure.refusals import TooFew
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, rounded, said
from gavn.measure.pure.change import NormFigures

LEAST = 30  # below it the standard deviation, and with it the threshold, is uncertain by more than 13 %


class TooFewForANorm(TooFew):
    """Fewer people than a norm needs."""

    def __init__(self, n: int, least: int, missing: int) -> None:
        super().__init__(n, least, missing=missing)
        self.said = said(
            "A norm from the own sample needs {least} people and has {n}; {missing} missing.",
            least=least,
            n=n,
            missing=missing,
        )


class ItemsContradict(Refused):
    """The items pull in opposite directions."""

    def __init__(self, alpha: float) -> None:
        super().__init__(
            "The items contradict one another (alpha {alpha}), so they give no norm. Some may be worded the other way "
            "round.",
            alpha=rounded(alpha),
        )


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
            mean=rounded(self.mean, 1),
            sd=rounded(self.sd, 1),
            alpha=rounded(self.alpha.estimate.value),
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
    _check_enough(found.n, missing, least)
    together = alpha(items, missing=missing)
    return _checked(OwnNorm(found.n, missing, found.mean or 0.0, found.sd or 0.0, together))


def own_norm_from_sums(
    n: int,
    sums: ArrayLike,
    products: ArrayLike,
    *,
    missing: int = 0,
    scale: float = 1.0,
    offset: float = 0.0,
    least: int = LEAST,
) -> OwnNorm:
    """The same from the sums of the items and of their products, so that nobody's answers need to leave the store.

    The score is ``scale`` times the sum of the items; ``offset`` is what was taken off that sum before squaring.

    >>> answers = [[a, b] for a in range(6) for b in range(a, 6)] * 2
    >>> columns = list(zip(*answers))
    >>> products = [[sum(a * b for a, b in zip(one, other)) for other in columns] for one in columns]
    >>> norm = own_norm_from_sums(42, [sum(column) for column in columns], products)
    >>> norm.mean, round(norm.sd, 2), round(norm.alpha.estimate.value, 2)
    (5.0, 2.61, 0.67)
    """
    _check_enough(n, missing, least)
    require_number(scale, offset)
    totals, cross = known_sums(sums), known_sums(products)
    whole = float(totals.sum())
    variance = max(0.0, float(cross.sum()) - whole**2 / n) / (n - 1)
    together = alpha_from_sums(n, totals, cross, missing=missing)
    return _checked(OwnNorm(n, missing, scale * (whole / n + offset), abs(scale) * sqrt(variance), together))


def _check_enough(n: int, missing: int, least: int) -> None:
    require_count(n, missing, least)
    if n < least:
        raise TooFewForANorm(n, least, missing)


def _checked(norm: OwnNorm) -> OwnNorm:
    value = norm.alpha.estimate.value
    if value < 0:
        raise ItemsContradict(value)
    return norm
