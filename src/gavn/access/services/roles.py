"""Roles: given, ended, and looked through once in a while."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gavn.access.models import RoleHeld, RoleReview, Unit, User
from gavn.access.pure.roles import ROLES
from gavn.access.selectors import civil_today, require
from gavn.history.services import record
from gavn.kernel.errors import Refused


@transaction.atomic
def give_role(
    *, by: User | None, user: User, role: str, at: Unit, first: date | None = None, last: date | None = None
) -> RoleHeld:
    """Let a user hold a role at a node from one day to another."""
    if by is not None:
        require(by, "access.shape", at=at)
    if role not in ROLES:
        raise Refused("There is no role {role}.", role=role, field="role")
    first = first or civil_today()
    if last is not None and last < first:
        raise Refused("The role ends on {last}, before it begins.", last=last, field="last")
    held = RoleHeld.objects.create(user=user, unit=at, role=role, first=first, last=last)
    record(by, "access.role_given", about=user, unit=at, role=role)
    return held


@transaction.atomic
def end_role(*, by: User, held: RoleHeld, last: date) -> RoleHeld:
    """Let a role end with a day."""
    require(by, "access.shape", at=held.unit)
    if last < held.first:
        raise Refused("The role ends on {last}, before it begins.", last=last, field="last")
    held.last = last
    held.save(update_fields=["last"])
    record(by, "access.role_ended", about=held.user, unit=held.unit, role=held.role)
    return held


@transaction.atomic
def review_role(*, by: User, held: RoleHeld) -> RoleReview:
    """Note that somebody looked at a role today and found that it is still needed."""
    require(by, "access.shape", at=held.unit)
    if held.user_id == by.pk:
        raise Refused("Nobody reviews their own role; ask another administrator.")
    review, _new = RoleReview.objects.update_or_create(held=held, on=civil_today(), defaults={"by": by})
    record(by, "access.role_reviewed", about=held.user, unit=held.unit, role=held.role)
    return review
