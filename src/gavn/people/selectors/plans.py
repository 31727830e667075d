"""Goals and interventions of a stay, and how they changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404

from gavn.history.services import note_shown
from gavn.people.gateways import civil_time
from gavn.people.models import Enrolment, Goal, GoalRating, Individual, Intervention, PlanVersion
from gavn.people.pure.plans import Change, changes, content_of
from gavn.people.selectors.persons import current_unit, enrolments_seen_by, individual_seen_by, name_of

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

SEEN = "of a stay that was seen"


@dataclass(frozen=True)
class PlanChange:
    """What one person changed about a goal or an intervention at one time."""

    about: str
    at: datetime
    by: str
    changed: tuple[Change, ...]


def goal_seen_by(user: User, public_id: str, permission: str = "people.see") -> Goal:
    """The goal with this id, if the user has the permission where it was set; else 404."""
    goals = Goal.objects.seen_by(user, permission).select_related("enrolment__unit", "enrolment__individual")
    goal: Goal = get_object_or_404(goals, public_id=public_id)
    return goal


def intervention_seen_by(user: User, public_id: str, permission: str = "people.see") -> Intervention:
    """The intervention with this id, if the user has the permission where it is given; else 404."""
    all_given = Intervention.objects.seen_by(user, permission)
    near = all_given.select_related("enrolment__unit", "enrolment__individual", "goal")
    given: Intervention = get_object_or_404(near, public_id=public_id)
    return given


def goals_of(enrolment: Enrolment) -> list[Goal]:
    """The goals of a stay, open ones first, each with its ratings (``goal.ratings.all()``) oldest first."""
    note_shown(enrolment.individual.public_id)
    ratings = Prefetch("ratings", queryset=GoalRating.objects.unscoped(SEEN))
    goals = Goal.objects.unscoped(SEEN).filter(enrolment=enrolment).select_related("part_of")
    found = list(goals.prefetch_related(ratings))
    return sorted(found, key=lambda goal: (goal.ended_on is not None, goal.set_on, goal.pk))


def interventions_of(enrolment: Enrolment) -> list[Intervention]:
    """The interventions of a stay in the order in which they began, each with the goal it serves."""
    note_shown(enrolment.individual.public_id)
    return list(Intervention.objects.unscoped(SEEN).filter(enrolment=enrolment).select_related("goal"))


def plan_changes(enrolment: Enrolment) -> list[PlanChange]:
    """What was changed about the goals and interventions of a stay, newest first."""
    planned: list[Goal | Intervention] = [*goals_of(enrolment), *interventions_of(enrolment)]
    now = {one.public_id: one for one in planned}
    versions = PlanVersion.objects.unscoped(SEEN).filter(enrolment=enrolment).select_related("by")
    found: list[PlanChange] = []
    after: dict[str, dict[str, Any]] = {subject: content_of(one) for subject, one in now.items()}
    for version in sorted(versions, key=lambda one: -one.number):
        changed = changes(version.content, after[version.subject])
        after[version.subject] = version.content
        by = version.by.name if version.by else ""
        found.append(PlanChange(_called(now[version.subject]), civil_time(version.at), by, tuple(changed)))
    return sorted(found, key=lambda one: one.at, reverse=True)


def _called(subject: Goal | Intervention) -> str:
    return subject.words if isinstance(subject, Goal) else subject.name


@dataclass(frozen=True)
class PlanPage:
    """Everything the page of goals and interventions shows about one stay."""

    individual: Individual
    name: str
    stay: Enrolment
    stays: list[Enrolment]
    here: Unit
    goals: list[Goal]
    interventions: list[Intervention]
    changes: list[PlanChange]


def plan_page(user: User, individual: str, *, stay: str = "") -> PlanPage:
    """Goals and interventions of one stay of a person, the ongoing one unless another is asked for; else 404."""
    person = individual_seen_by(user, individual)
    stays = enrolments_seen_by(user, person)
    shown = next((one for one in stays if one.public_id == stay), None)
    if not stays or (stay and shown is None):
        raise Http404
    shown = shown or stays[0]
    return PlanPage(
        individual=person,
        name=name_of(person),
        stay=shown,
        stays=stays,
        here=current_unit(shown),
        goals=goals_of(shown),
        interventions=interventions_of(shown),
        changes=plan_changes(shown),
    )
