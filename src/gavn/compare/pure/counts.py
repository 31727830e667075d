"""Who is there: how many stays and how many persons, by sex, and what was answered about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from gavn.compare.pure.methods.described import Described, described_from_counts

SEXES = ("woman", "man", "other", "unknown")
AGES = ((0, 17), (18, 24), (25, 34), (35, 44), (45, 54), (55, 64), (65, 200))


@dataclass(frozen=True)
class Flow:
    """Stays, and persons behind them, that touched the period; a person with two stays is one person."""

    stays: int = 0
    persons: int = 0
    new_stays: int = 0
    new_persons: int = 0
    closed_stays: int = 0
    closed_persons: int = 0
    ongoing_stays: int = 0
    ongoing_persons: int = 0

    def __add__(self, other: Flow) -> Flow:
        """Both together; whoever is counted in one is not counted in the other."""
        names = [field.name for field in fields(self)]
        return Flow(*(getattr(self, name) + getattr(other, name) for name in names))


@dataclass(frozen=True)
class Enrolled:
    """The flow of a period by sex as recorded, and the stays that it cannot place.

    ``at_a_time`` is the mean number of open stays on a day of the period.
    ``unplaced`` stays ended on a day nobody knows and began before the period: whether they touch it, nobody knows.
    """

    by_sex: Mapping[str, Flow]
    unplaced: int = 0
    at_a_time: float | None = None

    @property
    def total(self) -> Flow:
        """All together."""
        return sum(self.by_sex.values(), Flow())


@dataclass(frozen=True)
class EnrolmentTime:
    """Months from entry to the last day counted, or to exit."""

    ongoing: Described
    closed: Described


@dataclass(frozen=True)
class Ages:
    """How old people were on entry: stays by sex and whole years; an unknown age is missing."""

    counts: Mapping[tuple[str, int | None], int]

    def of(self, *sexes: str) -> Mapping[int | None, int]:
        """Stays by age, of these sexes together; of all without a name."""
        found: dict[int | None, int] = {}
        for (sex, age), n in self.counts.items():
            if not sexes or sex in sexes:
                found[age] = found.get(age, 0) + n
        return found

    def bands(self, *sexes: str) -> tuple[int, ...]:
        """Stays in each band of ages."""
        known = {age: n for age, n in self.of(*sexes).items() if age is not None}
        return tuple(sum(n for age, n in known.items() if low <= age <= high) for low, high in AGES)

    def described(self, *sexes: str, hide_extremes: bool = False) -> Described:
        """Number, missing, mean and median age."""
        found = dict(self.of(*sexes))
        missing = found.pop(None, 0)
        known = {float(age): n for age, n in found.items() if age is not None}
        return described_from_counts(known, missing=missing, hide_extremes=hide_extremes)


@dataclass(frozen=True)
class Choices:
    """How often each option was chosen; where several may be chosen, they add up to more than ``n``.

    ``missing`` counts the stays without an answer by reason: ``no_form``, or why the question was passed over.
    """

    n: int
    options: tuple[tuple[str, int], ...]
    missing_by_reason: tuple[tuple[str, int], ...] = ()

    @property
    def missing(self) -> int:
        """Stays without an answer."""
        return sum(count for _, count in self.missing_by_reason)


@dataclass(frozen=True)
class Followed:
    """Occasions that were due in the period, by kind: done, left out with a reason, or neither."""

    kind: str
    due: int
    done: int
    discussed: int
    why: Mapping[str, int]

    @property
    def unexplained(self) -> int:
        """Not done, and nobody said why."""
        return self.due - self.done - sum(self.why.values())


@dataclass(frozen=True)
class GoalCount:
    """Goals of the counted stays in one area of life: how they ended, and how far they moved from 0 to 10."""

    area: str
    goals: int
    stays: int
    reached: int
    partly: int
    not_reached: int
    no_longer: int
    rated_twice: int
    risen: int
    fallen: int

    @property
    def open(self) -> int:
        """Still worked on."""
        return self.goals - self.reached - self.partly - self.not_reached - self.no_longer


@dataclass(frozen=True)
class ServiceLine:
    """One service in a list: who is there now, who came and left, how much of the follow-up was done."""

    service: str
    now: int
    new: int
    closed: int
    due: int
    done: int
