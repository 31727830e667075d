"""How many to ask in each stratum, when so many can be asked in all.

Neyman 1934, doi:10.2307/2342192; Cochran 1977, Sampling Techniques, sections 5.5 and 5.8.
Page: docs/explanation/methods/allocation.md
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from gavn.compare.pure.arrays import is_number, require_count
from gavn.compare.pure.methods.sample_size import Convention, SampleSize, sample_size
from gavn.compare.pure.refusals import Empty, PopulationTooSmall
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said

By = Literal["proportional", "neyman"]


@dataclass(frozen=True)
class Stratum:
    """A part of the population: how many people it has, and how much they are thought to differ (for Neyman)."""

    name: str
    population: int
    sd: float | None = None


@dataclass(frozen=True)
class Allocated:
    """How many to ask in one stratum; ``claim`` where the stratum is to be told by itself."""

    name: str
    population: int
    n: int
    claim: SampleSize | None = None


@dataclass(frozen=True)
class Allocation:
    """How many to ask in each stratum, in the order the strata were given. Nobody is missing: nobody was asked yet."""

    strata: tuple[Allocated, ...]
    method: str

    @property
    def n(self) -> int:
        """How many to ask in all."""
        return sum(one.n for one in self.strata)

    @property
    def population(self) -> int:
        """How many there are in all."""
        return sum(one.population for one in self.strata)

    def say(self) -> Said:
        """The whole in one sentence: how many of how many, and between which numbers in a stratum."""
        asked = [one.n for one in self.strata]
        return said(
            "To be asked: {n} of {population} (strata: {strata}; at least {least} and at most {most} in each).",
            n=self.n,
            population=self.population,
            strata=len(asked),
            least=min(asked),
            most=max(asked),
        )


def allocation(total: int, strata: Sequence[Stratum], *, by: By = "proportional", minimum: int = 0) -> Allocation:
    """Share out ``total`` people to ask, at least ``minimum`` in each stratum and never more than it has.

    Proportional: each stratum by its size. Neyman: by its size times its spread, which makes the overall mean as
    sure as ``total`` people can make it. The numbers add up to ``total`` exactly.

    >>> found = allocation(24, [Stratum("large", 16, 232.04), Stratum("other", 48, 74.71)], by="neyman")
    >>> [(one.name, one.n) for one in found.strata]
    [('large', 12), ('other', 12)]
    """
    _require(total, strata, minimum)
    low = [min(minimum, one.population) for one in strata]
    if sum(low) > total:
        raise Refused(
            "At least {minimum} in each stratum (there are {strata}) makes {least} people; to be asked: only {total}.",
            minimum=minimum,
            strata=len(strata),
            least=sum(low),
            total=total,
        )
    weights = [one.population * _spread(one, by) for one in strata]
    asked = _whole(_ideal(total, strata, low, weights), strata, total)
    found = (Allocated(one.name, one.population, n) for one, n in zip(strata, asked, strict=True))
    return Allocation(tuple(found), f"allocation ({by})")


def allocation_for_each(
    strata: Sequence[Stratum],
    *,
    within: float = 0.1,
    share: float = 0.5,
    confidence: float = 0.95,
    response: float = 1.0,
    convention: Convention = "cochran",
) -> Allocation:
    """How many to invite in each stratum so that a share can be told for each of them by itself.

    >>> found = allocation_for_each([Stratum("north", 100), Stratum("south", 1000)])
    >>> [one.n for one in found.strata], found.n
    ([50, 88], 138)
    """
    _require(0, strata, 0)
    found = []
    for one in strata:
        claim = sample_size(
            one.population, within=within, share=share, confidence=confidence, response=response, convention=convention
        )
        found.append(Allocated(one.name, one.population, claim.invited, claim))
    return Allocation(tuple(found), "allocation (each)")


def _ideal(total: int, strata: Sequence[Stratum], low: list[int], weights: list[Fraction]) -> list[Fraction]:
    """The numbers before rounding: one factor times the weight, held between the minimum and the stratum's size.

    What is held back in one stratum goes to the others in proportion: Cochran's repair where more than everybody
    would have to be asked. The factor lies between two of the points at which a stratum meets a bound.
    """
    bounds = [(w, least, one.population) for w, least, one in zip(weights, low, strata, strict=True)]
    points = sorted({Fraction(0)} | {Fraction(bound) / w for w, *both in bounds for bound in both if w})

    def at(factor: Fraction) -> list[Fraction]:
        return [min(max(factor * w, Fraction(least)), Fraction(most if w else least)) for w, least, most in bounds]

    factor = points[bisect_right(points, Fraction(total), key=lambda point: sum(at(point), Fraction(0))) - 1]
    found = at(factor)
    rest = total - sum(found, Fraction(0))
    moving = [w if w and least <= factor * w < most else Fraction(0) for w, least, most in bounds]
    whole = sum(moving, Fraction(0))
    if rest and not whole:
        raise Refused(
            "Only {placed} of {total} can be placed: in the other strata nobody is said to differ.",
            placed=int(total - rest),
            total=total,
        )
    return [n + rest * w / whole for n, w in zip(found, moving, strict=True)] if rest else found


def _whole(ideal: list[Fraction], strata: Sequence[Stratum], total: int) -> list[int]:
    """Rounded down, and the people left given to the largest remainders; then to the larger stratum, then by name."""
    asked = [int(n) for n in ideal]

    def first(place: int) -> tuple[Fraction, int, str]:
        return asked[place] - ideal[place], -strata[place].population, strata[place].name

    for place in sorted(range(len(asked)), key=first)[: total - sum(asked)]:
        asked[place] += 1
    return asked


def _spread(stratum: Stratum, by: By) -> Fraction:
    if by not in get_args(By):
        raise Refused("People are shared out proportional or neyman; {by} is neither.", by=by)
    if by == "proportional":
        return Fraction(1)
    if stratum.sd is None or not is_number(stratum.sd) or stratum.sd < 0:
        raise Refused(
            "To ask more where people differ more, it must be known how much they differ in {stratum}.",
            stratum=stratum.name,
        )
    return Fraction(stratum.sd)


def _require(total: int, strata: Sequence[Stratum], minimum: int) -> None:
    require_count(total, minimum, *(one.population for one in strata))
    if not strata:
        raise Empty()
    names = [one.name for one in strata]
    if len(set(names)) < len(names):
        raise Refused("Two strata have the same name.")
    there = sum(one.population for one in strata)
    if total > there:
        raise PopulationTooSmall(total, there)
