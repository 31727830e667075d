"""Life areas: which scale speaks about which, and what the person wants there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from gavn.kernel.say import Said
from gavn.people.pure.vocabulary import DIRECTIONS, GOAL_OUTCOMES, LIFE_AREAS
from gavn.report.pure.person.standing import Standing, Strip, strip_of

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats import Instrument, Score

WHOLE_LIFE = "life"
BY_TITLE = {
    "Life in general": WHOLE_LIFE,
    "Your life": WHOLE_LIFE,
    "Personal well-being": "mind",
    "You yourself": "mind",
    "Mind and mood": "mind",
    "Your mood": "mind",
    "Body and health": "health",
    "Your body": "health",
    "Close relations": "relations",
    "The people you like best": "relations",
    "Relations": "relations",
    "Social life": "social",
    "Other people": "social",
    "Deciding for yourself": "self",
    "Your own choices": "self",
    "Home, money and safety": "home",
    "Your home and money": "home",
}
BY_INSTRUMENT = {
    "gavn/four-lines": WHOLE_LIFE,
    "gavn/four-lines-easy": WHOLE_LIFE,
    "gavn/quality-of-life": WHOLE_LIFE,
    "gavn/quality-of-life-easy": WHOLE_LIFE,
    "gavn/who-5": "mind",
    "gavn/ces-d": "mind",
    "gavn/phq-9": "mind",
    "gavn/gad-7": "mind",
    "gavn/audit-c": "substance",
    "gavn/asi-alcohol": "substance",
    "gavn/asi-drug": "substance",
    "gavn/asi-medical": "health",
}
HIGHEST = 10
MOST_GOALS = 6


class Rated(Protocol):
    """How near a goal was on a day, from 0 to 10."""

    day: date
    value: int


class Wanted(Protocol):
    """What a person wants to reach."""

    public_id: str
    words: str
    area: str
    direction: str
    review_on: date | None
    ended_on: date | None
    outcome: str
    part_of_id: int | None


@dataclass(frozen=True)
class GoalLine:
    """A goal as a line: in the person's words, with how near it was and is."""

    goal: Wanted
    then: int | None
    now: int | None
    rated_on: date | None
    strip: Strip | None

    @property
    def direction(self) -> Said:
        """Whether it is to get better, stay, or decline slowly."""
        return DIRECTIONS.get(self.goal.direction, Said(self.goal.direction))

    @property
    def outcome(self) -> Said | None:
        """How it ended, if it has."""
        return GOAL_OUTCOMES.get(self.goal.outcome) if self.goal.ended_on else None


@dataclass(frozen=True)
class AreaLine:
    """One life area with what the scales say of it and what is wanted there."""

    code: str
    standings: tuple[Standing, ...]
    goals: tuple[GoalLine, ...]

    @property
    def title(self) -> Said:
        """What the area is called."""
        return LIFE_AREAS[self.code]


def area_of(instrument: Instrument, score: Score) -> str:
    """The life area a score speaks about, ``life`` where it speaks about all, or ``other``."""
    return BY_TITLE.get(score.title.en) or BY_INSTRUMENT.get(instrument.key, "other")


def goal_line(goal: Wanted, ratings: Sequence[Rated]) -> GoalLine:
    """A goal with its first and newest rating; ratings are given oldest first."""
    if not ratings:
        return GoalLine(goal, None, None, None, None)
    first, last = ratings[0], ratings[-1]
    then = first.value if len(ratings) > 1 else None
    return GoalLine(goal, then, last.value, last.day, strip_of(0, HIGHEST, now=last.value, then=then))


def first_goals(lines: Sequence[GoalLine], most: int | None = MOST_GOALS) -> list[GoalLine]:
    """As many goals as one page holds: those that are open, then those that ended last."""
    open_ones = [line for line in lines if not line.goal.ended_on]
    ended = [line for line in lines if line.goal.ended_on]
    ended.sort(key=lambda line: line.goal.ended_on or date.min, reverse=True)
    return [*open_ones, *ended][:most]


def areas(lines: Iterable[Standing], goals: Iterable[GoalLine]) -> list[AreaLine]:
    """The life areas about which something is known or wanted, in their usual order."""
    standings = list(lines)
    wanted = list(goals)
    found = []
    for code in LIFE_AREAS:
        mine = tuple(line for line in standings if area_of(line.series.instrument, line.series.score) == code)
        there = tuple(line for line in wanted if line.goal.area == code)
        if mine or there:
            found.append(AreaLine(code, mine, there))
    return found


def with_goals(lines: Iterable[AreaLine]) -> list[AreaLine]:
    """The areas in which somebody wanted something."""
    return [line for line in lines if line.goals]


def without_goals(lines: Iterable[AreaLine]) -> list[AreaLine]:
    """The areas about which the scales say something and nobody wanted anything yet."""
    return [line for line in lines if not line.goals]
