"""How many answers are needed to tell a share or a mean closely enough, and how many people to invite for them.

Cochran 1977, Sampling Techniques, sections 4.4 and 4.7. Page: docs/explanation/methods/sample_size.md
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, sqrt
from typing import Literal, get_args

from gavn.compare.pure.arrays import LARGEST, is_number, require_count
from gavn.compare.pure.quantiles import normal
from gavn.compare.pure.refusals import Empty, NotAShare, PopulationTooSmall
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, in_digits, rounded, said, trimmed

# How the variance of a share in a population of N is written: p(1 - p) N / (N - 1) is what it is (Cochran);
# samplingbook and others leave the last factor out and now and then ask one person less.
Convention = Literal["cochran", "samplingbook"]
ROUNDING = 1e-9  # what is a whole number on paper may come out a rounding error above it


@dataclass(frozen=True)
class HalfWidth:
    """How far an estimate reaches either way with so many answers: of a share from 0 to 1, of a mean in its unit."""

    value: float
    n: int
    population: int | None
    of: Literal["share", "mean"]
    confidence: float
    method: str = "sample_size"

    def say(self) -> Said:
        """The precision in one sentence."""
        if self.n == self.population:
            return said("Everybody answers (n {n}), so nothing is estimated: it is known.", n=self.n)
        places = {"n": self.n, "certain": round(100 * self.confidence), "within": _shown(self.value, self.of)}
        if self.of == "mean":
            return said("Answers from {n} tell a mean to within {within} either way, {certain} times in 100.", **places)
        return said(
            "Answers from {n} tell a share to within {within} points either way, {certain} times in 100.", **places
        )


@dataclass(frozen=True)
class SampleSize:
    """How many answers are needed (``n``), how many to invite, and what can be hoped for.

    Nobody has been asked yet, so nobody is missing: ``expected`` is how many of the invited are thought to answer.
    """

    n: int
    invited: int
    expected: int
    within: float
    achieved: HalfWidth
    population: int | None
    confidence: float
    method: str = "sample_size"

    @property
    def enough(self) -> bool:
        """Whether the population is large enough for so many answers at this rate of answering."""
        return self.expected >= self.n

    def say(self) -> Said:
        """How many to invite in one sentence, or why even everybody would not be enough."""
        of = self.achieved.of
        places = {
            "n": self.n,
            "invited": self.invited,
            "expected": self.expected,
            "within": _shown(self.within, of),
            "achieved": _shown(self.achieved.value, of),
            "certain": round(100 * self.confidence),
        }
        if not self.enough and of == "mean":
            return said(
                "Even with everybody invited ({invited}), answers are to be hoped for from {expected} only, not from "
                "{n} as needed: that tells a mean to within {achieved} either way, not {within}.",
                **places,
            )
        if not self.enough:
            return said(
                "Even with everybody invited ({invited}), answers are to be hoped for from {expected} only, not from "
                "{n} as needed: that tells a share to within {achieved} points either way, not {within}.",
                **places,
            )
        if of == "mean":
            return said(
                "Invite {invited} to get answers from {n}: that tells a mean to within {within} either way, {certain} "
                "times in 100.",
                **places,
            )
        return said(
            "Invite {invited} to get answers from {n}: that tells a share to within {within} points either way, "
            "{certain} times in 100.",
            **places,
        )


def sample_size(
    population: int | None,
    *,
    within: float = 0.1,
    share: float = 0.5,
    confidence: float = 0.95,
    response: float = 1.0,
    design_effect: float = 1.0,
    convention: Convention = "cochran",
) -> SampleSize:
    """How many to invite so that a share is told to ``within`` either way; ``None`` is a population without end.

    ``share`` is what is expected (0.5 asks for most), ``response`` the part of the invited who will answer.

    >>> [sample_size(people).n for people in (None, 1000, 400, 200, 100)]
    [97, 88, 78, 66, 50]
    >>> sample_size(400, response=0.6).invited
    130
    """
    if not (is_number(within) and 0 < within < 1):
        raise NotAShare(within)
    variance = _of_share(share) * _effect(design_effect)
    return _needed(population, variance, _Wish("share", within, confidence, response, _less(convention)))


def sample_size_for_mean(
    population: int | None,
    *,
    within: float,
    sd: float,
    confidence: float = 0.95,
    response: float = 1.0,
    design_effect: float = 1.0,
) -> SampleSize:
    """How many to invite so that a mean is told to ``within`` of its unit either way, where people differ by ``sd``.

    >>> sample_size_for_mean(300, within=1, sd=10).n
    169
    """
    if not (is_number(within) and within > 0):
        raise Refused("The precision must be a number above 0; {within} is not.", within=within)
    return _needed(population, _of_mean(sd) * _effect(design_effect), _Wish("mean", within, confidence, response, 0))


def achieved_half_width(
    answers: int,
    population: int | None,
    *,
    share: float = 0.5,
    confidence: float = 0.95,
    design_effect: float = 1.0,
    convention: Convention = "cochran",
) -> HalfWidth:
    """How closely so many answers tell a share.

    >>> round(achieved_half_width(78, 400).value, 4), achieved_half_width(400, 400).value
    (0.0997, 0.0)
    """
    variance = _of_share(share) * _effect(design_effect)
    return _reach(answers, population, variance, _Wish("share", 0.0, confidence, 1.0, _less(convention)))


def achieved_half_width_of_mean(
    answers: int, population: int | None, *, sd: float, confidence: float = 0.95, design_effect: float = 1.0
) -> HalfWidth:
    """How closely so many answers tell a mean, where people differ by ``sd``.

    >>> round(achieved_half_width_of_mean(169, 300, sd=10).value, 2)
    1.0
    """
    return _reach(answers, population, _of_mean(sd) * _effect(design_effect), _Wish("mean", 0.0, confidence, 1.0, 0))


@dataclass(frozen=True)
class _Wish:
    """What is asked of a sample; ``less`` is what the finite population is counted short by."""

    of: Literal["share", "mean"]
    within: float
    confidence: float
    response: float
    less: int


def _needed(population: int | None, variance: float, wish: _Wish) -> SampleSize:
    if not (is_number(wish.response) and 0 < wish.response <= 1):
        raise NotAShare(wish.response)
    _require(population)
    squared = wish.within**2
    if normal(wish.confidence) ** 2 * variance > LARGEST * squared:
        raise Refused("No number of people can be asked that tells it to within {within}.", within=wish.within)
    endless = normal(wish.confidence) ** 2 * variance / squared
    needed = endless if population is None else endless / (1 + (endless - wish.less) / population)
    n = max(1, ceil(needed - ROUNDING * needed))
    # 88 answers at a response of 0.55 are 160 people, not the 161 that binary fractions give.
    rate = Fraction(str(wish.response))
    invited = ceil(n / rate) if population is None else min(ceil(n / rate), population)
    expected = floor(invited * rate)
    if not expected:
        raise Refused("Of {invited} invited, nobody is likely to answer.", invited=invited)
    achieved = _reach(min(n, expected), population, variance, wish)
    return SampleSize(n, invited, expected, wish.within, achieved, population, wish.confidence)


def _reach(answers: int, population: int | None, variance: float, wish: _Wish) -> HalfWidth:
    require_count(answers)
    _require(population)
    if answers == 0:
        raise Empty()
    left = 1.0
    if population is not None:
        if answers > population:
            raise PopulationTooSmall(answers, population)
        left = (population - answers) / (population - wish.less) if answers < population else 0.0
    value = normal(wish.confidence) * sqrt(variance / answers * left)
    return HalfWidth(value, answers, population, wish.of, wish.confidence)


def _require(population: int | None) -> None:
    if population is not None:
        require_count(population)
        if population == 0:
            raise Empty()


def _effect(design_effect: float) -> float:
    if not (is_number(design_effect) and design_effect > 0):
        raise Refused("A design effect must be a number above 0.")
    return design_effect


def _less(convention: Convention) -> int:
    """What the finite population is counted short by."""
    if convention not in get_args(Convention):
        raise Refused("The convention is cochran or samplingbook; {convention} is neither.", convention=convention)
    return 1 if convention == "cochran" else 0


def _of_share(share: float) -> float:
    if not (is_number(share) and 0 < share < 1):
        raise NotAShare(share)
    return share * (1 - share)


def _of_mean(sd: float) -> float:
    if not (is_number(sd) and sd > 0):
        raise Refused("How much people differ must be a number above 0; {sd} is not.", sd=sd)
    return sd**2


def _shown(value: float, of: Literal["share", "mean"]) -> float:
    """Percentage points of a share to one place, the unit of a mean to three figures."""
    return trimmed(rounded(100 * value, 1)) if of == "share" else in_digits(value, 3)
