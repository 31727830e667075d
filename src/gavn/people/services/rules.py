"""What the writes of this stage have in common: who works where, which stays there are, who changed it first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models

from gavn.access.selectors import civil_today, colleagues_at
from gavn.kernel.errors import Conflict, Refused
from gavn.people.models import Enrolment, Individual
from gavn.people.pure.stays import Span, check_alone, check_span

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

Row = TypeVar("Row", bound=models.Model)


def check_service(unit: Unit) -> None:
    """Refuse to enrol anywhere but in a service."""
    if not unit.is_service:
        raise Refused("People are enrolled in services; {unit} is none.", unit=unit.name, field="unit")


def check_contacts(unit: Unit, contact: User | None, deputy: User | None) -> None:
    """Refuse a contact or deputy who does not work at the service, and one person as both."""
    if contact is not None and contact == deputy:
        raise Refused("Contact and deputy are the same person.", field="deputy")
    asked = {"contact": contact, "deputy": deputy}
    asked = {field: user for field, user in asked.items() if user is not None}
    working = set(colleagues_at(unit, "people.see").filter(pk__in=[user.pk for user in asked.values() if user]))
    for field, user in asked.items():
        if user not in working:
            raise Refused("{name} holds no role at {unit}.", name=str(user), unit=unit.name, field=field)


def span_of(stay: Enrolment) -> Span:
    """A stay as the rules see it."""
    return Span(stay.entry, stay.exit, stay.closed)


def check_stay(individual: Individual, unit: Unit, span: Span, *, but: Enrolment | None = None) -> None:
    """Refuse days that cannot be, and a second stay in the same service at the same time."""
    check_span(span, on=civil_today(), birth_year=individual.birth_year)
    others = Enrolment.objects.unscoped("all stays of one person in one service").filter(
        individual=individual, unit=unit
    )
    check_alone(span, [span_of(other) for other in others if other != but])


def locked(row: Row, expected: int | None) -> Row:
    """The row as it stands, held until the transaction ends; Conflict when somebody changed it first."""
    manager: Any = type(row)._default_manager
    fresh: Any = manager.unscoped("seen by the caller, locked for a change").select_for_update().get(pk=row.pk)
    mine = expected if expected is not None else getattr(row, "revision")  # noqa: B009  any row that has revisions
    if fresh.revision != mine:
        raise Conflict("Somebody else changed this while you were writing.", mine=row, theirs=fresh)
    fresh.revision += 1
    held: Row = fresh
    return held
