"""Colleagues whose work somebody may give to others."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404

from gavn.access.models import RoleHeld, Unit, User
from gavn.access.models.reach import current, units_where
from gavn.access.pure.roles import roles_with

PERMISSION = "access.hand_over"


def led_by(user: User) -> set[int]:
    """Everybody who holds or held a role where the user hands work over, by primary key; not those placed above."""
    mine = units_where(user, PERMISSION)
    return set(RoleHeld.objects.filter(unit__in=mine).order_by().values_list("user", flat=True).distinct())


def leads(user: User, colleague: User) -> bool:
    """Whether the colleague holds or held a role where the user hands work over."""
    return RoleHeld.objects.filter(user=colleague, unit__in=units_where(user, PERMISSION)).exists()


def colleague_seen_by(user: User, public_id: str) -> User:
    """A colleague whose work the user may give to others, closed accounts too; else 404."""
    colleague = get_object_or_404(User, public_id=public_id)
    if not leads(user, colleague):
        raise Http404
    return colleague


def users_by_key(keys: set[int]) -> dict[int, User]:
    """Accounts by primary key, closed ones too."""
    return User.objects.in_bulk(keys)


def held_on(user: User, unit: Unit, day: date) -> bool:
    """Whether the user held a role on a day by which they see the persons of a unit."""
    held = RoleHeld.objects.filter(current(day), user=user, role__in=roles_with("people.see")).select_related("unit")
    return any(unit.path.startswith(one.unit.path) for one in held)


def users_by_id(public_ids: Collection[str]) -> dict[str, User]:
    """Accounts by random id, closed ones too."""
    return {one.public_id: one for one in User.objects.filter(public_id__in=public_ids)}
