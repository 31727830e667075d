"""How goals and interventions keep what they were before a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.people.models import Goal, Intervention, PlanVersion
from gavn.people.pure.plans import content_of
from gavn.people.services.rules import locked

if TYPE_CHECKING:
    from gavn.access.models import User

Planned = TypeVar("Planned", Goal, Intervention)


def opened_for_change(subject: Planned, expected: int | None, by: User) -> Planned:
    """The goal or intervention as it stands, its content kept as a version; Conflict when changed meanwhile."""
    fresh = locked(subject, expected)
    PlanVersion(
        enrolment=fresh.enrolment,
        subject=fresh.public_id,
        number=fresh.revision - 1,
        content=content_of(fresh),
        by=by,
        at=now(),
    ).save()
    return fresh


def remember(by: User, kind: str, subject: Goal | Intervention) -> None:
    """One line of history about a goal or an intervention."""
    stay = subject.enrolment
    record(by, kind, about=subject, individuals=[stay.individual.public_id], unit=stay.unit)
