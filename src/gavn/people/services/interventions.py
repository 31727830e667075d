"""Interventions: what the service does, from one day to another, with history."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import civil_today, require
from gavn.kernel.errors import Refused
from gavn.people.models import Enrolment, Goal, Intervention
from gavn.people.pure.plans import check_code, check_day
from gavn.people.pure.vocabulary import INTERVENTION_KINDS
from gavn.people.services.plan_versions import opened_for_change, remember

if TYPE_CHECKING:
    from gavn.access.models import User


@transaction.atomic
def start_intervention(
    *,
    by: User,
    enrolment: Enrolment,
    kind: str,
    name: str,
    intensity: str = "",
    goal: Goal | None = None,
    first: date | None = None,
) -> Intervention:
    """Write down what the service does for the person from a day on."""
    require(by, "people.plan", at=enrolment.unit)
    given = Intervention(enrolment=enrolment)
    _fill(given, kind=kind, name=name, intensity=intensity, goal=goal, first=first or civil_today())
    given.save()
    remember(by, "people.intervention_started", given)
    return given


@transaction.atomic
def change_intervention(
    *,
    by: User,
    intervention: Intervention,
    kind: str,
    name: str,
    intensity: str,
    goal: Goal | None,
    first: date,
    expected: int | None = None,
) -> Intervention:
    """Write an intervention anew; how it stood before is kept."""
    require(by, "people.plan", at=intervention.enrolment.unit)
    fresh = opened_for_change(intervention, expected, by)
    if fresh.last is not None and first > fresh.last:
        raise Refused("The intervention ended on {day}; it began before that.", day=fresh.last, field="first")
    _fill(fresh, kind=kind, name=name, intensity=intensity, goal=goal, first=first)
    fresh.save()
    remember(by, "people.intervention_changed", fresh)
    return fresh


@transaction.atomic
def end_intervention(
    *, by: User, intervention: Intervention, last: date | None = None, expected: int | None = None
) -> Intervention:
    """Say on which day an intervention was given for the last time."""
    require(by, "people.plan", at=intervention.enrolment.unit)
    fresh = opened_for_change(intervention, expected, by)
    day = last or civil_today()
    check_day(day, entered=fresh.enrolment.entry, on=civil_today(), field="last")
    if fresh.last is not None or day < fresh.first:
        raise Refused("An intervention ends once, and not before {day}, when it began.", day=fresh.first, field="last")
    fresh.last = day
    fresh.save()
    remember(by, "people.intervention_ended", fresh)
    return fresh


def _fill(given: Intervention, *, kind: str, name: str, intensity: str, goal: Goal | None, first: date) -> None:
    check_code(kind, INTERVENTION_KINDS, "kind")
    if not name.strip():
        raise Refused("Write what the service calls it.", field="name")
    if goal is not None and goal.enrolment_id != given.enrolment_id:
        raise Refused("The goal belongs to another stay.", field="goal")
    check_day(first, entered=given.enrolment.entry, on=civil_today(), field="first")
    given.kind, given.name, given.intensity, given.goal, given.first = (
        kind,
        name.strip(),
        intensity.strip(),
        goal,
        first,
    )
