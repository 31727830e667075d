"""Goals in the person's words: set, changed, rated, ended, with history."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import civil_today, require
from gavn.kernel.errors import Refused
from gavn.people.models import Enrolment, Goal, GoalRating
from gavn.people.pure.plans import check_code, check_day, check_rating
from gavn.people.pure.vocabulary import DIRECTIONS, GOAL_OUTCOMES, LIFE_AREAS
from gavn.people.services.plan_versions import opened_for_change, remember

if TYPE_CHECKING:
    from gavn.access.models import User


@transaction.atomic
def set_goal(
    *,
    by: User,
    enrolment: Enrolment,
    words: str,
    area: str,
    direction: str = "improve",
    part_of: Goal | None = None,
    agreements: str = "",
    parties: str = "",
    municipal_plan: str = "",
    set_on: date | None = None,
    review_on: date | None = None,
    rating: int | None = None,
) -> Goal:
    """Write down what the person wants to reach, with how near it is today if they say so."""
    require(by, "people.plan", at=enrolment.unit)
    day = set_on or civil_today()
    check_day(day, entered=enrolment.entry, on=civil_today(), field="set_on")
    if part_of is not None and (part_of.enrolment_id != enrolment.pk or part_of.part_of_id is not None):
        raise Refused("A sub-goal belongs to a goal of the same stay.", field="part_of")
    goal = Goal(enrolment=enrolment, part_of=part_of, set_on=day)
    _fill(goal, words=words, area=area, direction=direction, review_on=review_on)
    goal.agreements, goal.parties, goal.municipal_plan = agreements.strip(), parties.strip(), municipal_plan.strip()
    goal.save()
    if rating is not None:
        _rate(goal, rating, day, by)
    remember(by, "people.goal_set", goal)
    return goal


@transaction.atomic
def change_goal(
    *,
    by: User,
    goal: Goal,
    words: str,
    area: str,
    direction: str,
    agreements: str = "",
    parties: str = "",
    municipal_plan: str = "",
    review_on: date | None = None,
    expected: int | None = None,
) -> Goal:
    """Write a goal anew; how it stood before is kept."""
    require(by, "people.plan", at=goal.enrolment.unit)
    fresh = opened_for_change(goal, expected, by)
    if fresh.ended_on is not None:
        raise Refused("The goal has ended. Write a new one.")
    _fill(fresh, words=words, area=area, direction=direction, review_on=review_on)
    fresh.agreements, fresh.parties, fresh.municipal_plan = agreements.strip(), parties.strip(), municipal_plan.strip()
    fresh.save()
    remember(by, "people.goal_changed", fresh)
    return fresh


@transaction.atomic
def rate_goal(*, by: User, goal: Goal, value: int, day: date | None = None) -> GoalRating:
    """Write down how near the goal is, from 0 to 10, as the person says."""
    require(by, "people.plan", at=goal.enrolment.unit)
    rating = _rate(goal, value, day or civil_today(), by)
    remember(by, "people.goal_rated", goal)
    return rating


@transaction.atomic
def end_goal(*, by: User, goal: Goal, outcome: str, ended_on: date | None = None, expected: int | None = None) -> Goal:
    """End a goal and say how it went."""
    require(by, "people.plan", at=goal.enrolment.unit)
    check_code(outcome, GOAL_OUTCOMES, "outcome")
    fresh = opened_for_change(goal, expected, by)
    day = ended_on or civil_today()
    check_day(day, entered=fresh.enrolment.entry, on=civil_today(), field="ended_on")
    if fresh.ended_on is not None or day < fresh.set_on:
        raise Refused("A goal ends once, and not before {day}, when it was set.", day=fresh.set_on, field="ended_on")
    fresh.ended_on, fresh.outcome = day, outcome
    fresh.save()
    remember(by, "people.goal_ended", fresh)
    return fresh


def _fill(goal: Goal, *, words: str, area: str, direction: str, review_on: date | None) -> None:
    if not words.strip():
        raise Refused("Write the goal in the person's words.", field="words")
    check_code(area, LIFE_AREAS, "area")
    check_code(direction, DIRECTIONS, "direction")
    if review_on is not None and review_on < goal.set_on:
        raise Refused("The goal is looked at again after {day}, when it was set.", day=goal.set_on, field="review_on")
    goal.words, goal.area, goal.direction, goal.review_on = words.strip(), area, direction, review_on


def _rate(goal: Goal, value: int, day: date, by: User) -> GoalRating:
    check_rating(value)
    check_day(day, entered=goal.enrolment.entry, on=civil_today(), field="day")
    rating = GoalRating(goal=goal, day=day, value=value, by=by)
    rating.save()
    return rating
