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
TITLES = {
    WHOLE_LIFE: ("Life in general", "Your life", "Your everyday life", "Everyday life as a whole", "My seven days",
                 "The seven days", "Everyday life after a brain injury", "The life I have now", "How it goes here",
                 "Everyday life and recovery", "Close to the life I want", "Where things stand, all together",
                 "How you are"),
    "mind": ("Personal well-being", "You yourself", "Mind and mood", "Your mood", "How you feel", "Well-being",
             "Worry and tension", "Memory and overview", "Energy and feelings", "Your memory", "Your energy",
             "Mind and rest", "Inside you", "Mood and calm", "The time ahead", "Thoughts and feelings",
             "When it gets hard"),
    "health": ("Body and health", "Your body", "Body and movement"),
    "relations": ("Close relations", "The people you like best", "Relations", "Friends and family", "People",
                  "Strain on relatives", "Working together, as relatives meet it"),
    "social": ("Social life", "Other people", "Talking and being understood", "Talking", "Being with others"),
    "self": ("Deciding for yourself", "Your own choices", "What you decide", "You and the staff",
             "Deciding for oneself", "Person and staff", "Own interests and decisions", "The help as I meet it",
             "Having a say", "Being heard and treated fairly"),
    "home": ("Home, money and safety", "Your home and money", "Your home", "The home", "Sounds, light and smells"),
    "occupation": ("Everyday life", "Everyday life and other people", "Your days", "School and free time",
                   "Knowing what will happen", "Routines and sleep"),
}  # fmt: skip
BY_TITLE = {title: area for area, titles in TITLES.items() for title in titles}
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
