"""Share in a small, known population of which some were drawn by lot: which shares the draw does not rule out.

Wang 2015, doi:10.1080/01621459.2014.966191, tells when such intervals keep their promise.
Page: docs/explanation/methods/share_finite.md
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaln, logsumexp

from gavn.compare.pure.arrays import Numbers, missing_with, require_count
from gavn.compare.pure.methods.share import Share, counted, require_counts
from gavn.compare.pure.quantiles import tail
from gavn.compare.pure.refusals import PopulationTooSmall
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said

# Two chances that are equal on paper differ by rounding; a size whose chance is just the limit is ruled out.
EQUAL = 1e-9
FAR = 40  # standard deviations beyond which a draw has no chance a computer could tell from 0
MOST = 1_000_000  # answers beyond which adding up every chance takes too long


@dataclass(frozen=True)
class FiniteShare(Share):
    """A share of all people of a known population, told from those of them who answered."""

    population: int = 0

    @property
    def low_count(self) -> int:
        """The smallest number of people in the population that the interval holds."""
        return ceil(self.low * self.population - EQUAL * self.population)

    @property
    def high_count(self) -> int:
        """The largest."""
        return floor(self.high * self.population + EQUAL * self.population)

    def say(self) -> Said:
        """The share in one sentence, with the population it speaks of and who is missing."""
        if self.n == self.population:
            return said(
                "{favourable} of {n} ({percent} %): everybody answered, so nothing is estimated.",
                favourable=self.favourable,
                n=self.n,
                percent=round(100 * self.value),
            )
        return said(
            "{favourable} of {n} ({percent} %; between {low} and {high} % of all {population}); {missing} missing.",
            favourable=self.favourable,
            n=self.n,
            percent=round(100 * self.value),
            low=round(100 * self.low),
            high=round(100 * self.high),
            population=self.population,
            missing=self.missing,
        )


def share_finite(
    favourable: int, answered: int, population: int, *, missing: int = 0, confidence: float = 0.95
) -> FiniteShare:
    """Share of a population of known size, with the exact interval of a draw without return.

    ``missing`` people were drawn and did not answer. Where everybody answered, the interval is the share itself.

    >>> found = share_finite(45, 100, 300)
    >>> found.low_count, found.high_count
    (111, 160)
    """
    require_population(favourable, answered, population, missing)
    if answered > MOST:
        raise Refused("From more than {most} answers use the short formula: it tells the same.", most=MOST)
    low = _fewest(favourable, answered, population, confidence)
    high = population - _fewest(answered - favourable, answered, population, confidence)
    value = favourable / answered
    # A share of those who answered may lie between two sizes of the whole: 1 of 38, and 1 of 39 the only size left.
    return FiniteShare(
        value,
        min(low / population, value),
        max(high / population, value),
        answered,
        missing,
        "share_finite",
        confidence,
        favourable,
        population,
    )


def share_finite_of_answers(
    answers: ArrayLike, population: int, *, missing: int = 0, confidence: float = 0.95
) -> FiniteShare:
    """The same from one answer a person: 1 favourable, 0 not, NaN missing; ``missing`` counts further people.

    >>> share_finite_of_answers([1, 0, 1, float("nan")], 20) == share_finite(2, 3, 20, missing=1)
    True
    """
    favourable, answered, unanswered = counted(answers)
    return share_finite(
        favourable, answered, population, missing=missing_with(missing, unanswered), confidence=confidence
    )


def require_population(favourable: int, answered: int, population: int, missing: int) -> None:
    """Refuse counts that cannot be, and a population smaller than those who were asked."""
    require_counts(favourable, answered, missing)
    require_count(population)
    if population < answered + missing:
        raise PopulationTooSmall(answered + missing, population)


def _fewest(favourable: int, answered: int, population: int, confidence: float) -> int:
    """The smallest number of such people in the population under which so many in the draw are not too rare."""
    out = tail(confidence) * (1 + EQUAL)
    low, high = favourable, population - (answered - favourable)  # nobody can be fewer, or more, than were seen
    while low < high:
        middle = (low + high) // 2
        if _at_least(favourable, answered, middle, population) > out:
            high = middle
        else:
            low = middle + 1
    return low


def _at_least(favourable: int, answered: int, such: int, population: int) -> float:
    """The chance to draw at least so many, where so many are such in the population."""
    others, middle = population - such, answered * such / population
    # So far from the middle of the draw nothing is left that would change the sum.
    far = FAR * (1 + sqrt(middle * others / population))
    first = max(favourable, answered - others, ceil(middle - far))
    drawn = np.arange(first, min(answered, such, floor(middle + far)) + 1, dtype=float)
    chances = _choose(such, drawn) + _choose(others, answered - drawn) - _choose(population, np.array([answered]))
    return float(np.exp(logsumexp(chances))) if drawn.size else 0.0


def _choose(many: int, some: Numbers) -> Numbers:
    """The logarithm of the number of ways to choose."""
    found: Numbers = -np.log(many + 1.0) - betaln(many - some + 1.0, some + 1.0)
    return found
