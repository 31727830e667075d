"""Share in a small, known population of which some were drawn by lot: the short formula.

Wilson 1927, doi:10.1080/01621459.1927.10502953, with the correction of Cochran 1977, section 3.2.
Page: docs/explanation/methods/share_finite_wilson.md
"""

from __future__ import annotations

from numpy.typing import ArrayLike

from gavn.compare.pure.arrays import missing_with
from gavn.compare.pure.methods.share import counted, score_limits
from gavn.compare.pure.methods.share_finite import FiniteShare, require_population


def share_finite_wilson(
    favourable: int, answered: int, population: int, *, missing: int = 0, confidence: float = 0.95
) -> FiniteShare:
    """Share of a population of known size, with Wilson's interval narrowed by how many of it were asked.

    ``missing`` people were drawn and did not answer. Where everybody answered, the interval is the share itself.

    >>> found = share_finite_wilson(45, 100, 300)
    >>> round(found.low, 4), round(found.high, 4)
    (0.3725, 0.53)
    """
    require_population(favourable, answered, population, missing)
    p, left = favourable / answered, population - answered
    low, high = p, p
    if left:
        low, high = score_limits(p, answered * (population - 1) / left, confidence)
    # Those who were seen are certain: nobody can be fewer, or more.
    low, high = max(low, favourable / population), min(high, (left + favourable) / population)
    return FiniteShare(
        p, low, high, answered, missing, "share_finite_wilson", confidence, favourable, population=population
    )


def share_finite_wilson_of_answers(
    answers: ArrayLike, population: int, *, missing: int = 0, confidence: float = 0.95
) -> FiniteShare:
    """The same from one answer a person: 1 favourable, 0 not, NaN missing; ``missing`` counts further people.

    >>> share_finite_wilson_of_answers([1, 0, 1, float("nan")], 20) == share_finite_wilson(2, 3, 20, missing=1)
    True
    """
    favourable, answered, unanswered = counted(answers)
    return share_finite_wilson(
        favourable, answered, population, missing=missing_with(missing, unanswered), confidence=confidence
    )
