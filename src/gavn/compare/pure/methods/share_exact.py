"""Share of favourable answers with an interval that is never too narrow.

Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404. Page: docs/explanation/methods/share_exact.md
"""

from __future__ import annotations

from numpy.typing import ArrayLike
from scipy.special import betaincinv

from gavn.compare.pure.arrays import missing_with
from gavn.compare.pure.methods.share import Share, counted, require_counts
from gavn.compare.pure.quantiles import tail


def share_exact(favourable: int, answered: int, *, missing: int = 0, confidence: float = 0.95) -> Share:
    """Share of favourable answers, with the interval of Clopper and Pearson.

    >>> found = share_exact(12, 12)
    >>> round(found.low, 3), found.high
    (0.735, 1.0)
    """
    require_counts(favourable, answered, missing)
    low, high = exact_limits(favourable, answered, confidence)
    return Share(favourable / answered, low, high, answered, missing, "share_exact", confidence, favourable)


def share_exact_of_answers(answers: ArrayLike, *, missing: int = 0, confidence: float = 0.95) -> Share:
    """The same from one answer a person: 1 favourable, 0 not, NaN missing; ``missing`` counts further people.

    >>> share_exact_of_answers([0, 0, 1, float("nan")]) == share_exact(1, 3, missing=1)
    True
    """
    favourable, answered, unanswered = counted(answers)
    return share_exact(favourable, answered, missing=missing_with(missing, unanswered), confidence=confidence)


def exact_limits(favourable: float, answered: float, confidence: float) -> tuple[float, float]:
    """The limits of Clopper and Pearson; neither number need be whole where a design makes it an effective one.

    >>> [round(limit, 4) for limit in exact_limits(1, 29, 0.95)]
    [0.0009, 0.1776]
    """
    out, others = tail(confidence), answered - favourable
    low = 0.0 if favourable == 0 else float(betaincinv(favourable, others + 1, out))
    high = 1.0 if others == 0 else 1 - float(betaincinv(others, favourable + 1, out))
    return low, high
