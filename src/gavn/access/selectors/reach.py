"""Where somebody's roles reach, without a look at persons: whose keys apply, which units and colleagues there are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q

from gavn.access.models import RoleHeld, Unit
from gavn.access.models.reach import civil_today, current, roles_held
from gavn.access.pure.roles import roles_with

if TYPE_CHECKING:
    from gavn.access.models import User


def controllers_within(user: User, permission: str) -> list[str]:
    """The public ids of the data controllers of all units where the user has the permission; one query."""
    paths = _paths(user, [permission])
    wanted = Q(pk__in=[])
    for path in paths:
        above = [path[:end] for end in range(Unit.steplen, len(path) + 1, Unit.steplen)]
        wanted |= Q(path__startswith=path, controller=True) | Q(path__in=above) & (Q(controller=True) | Q(depth=1))
    return list(Unit.objects.filter(wanted).values_list("public_id", flat=True))


def units_within(user: User, permissions: Iterable[str]) -> list[Unit]:
    """Every node where the user has one of the permissions, in the order of the tree; one query."""
    wanted = Q(pk__in=[])
    for path in _paths(user, permissions):
        wanted |= Q(path__startswith=path)
    return list(Unit.objects.filter(wanted).order_by("path"))


def colleagues_within(user: User, permissions: Iterable[str]) -> list[RoleHeld]:
    """Every role that counts today where the user has one of the permissions, or above; one query."""
    wanted = Q(pk__in=[])
    for path in _paths(user, permissions):
        above = [path[:end] for end in range(Unit.steplen, len(path) + 1, Unit.steplen)]
        wanted |= Q(unit__path__startswith=path) | Q(unit__path__in=above)
    held = RoleHeld.objects.filter(wanted, current(civil_today()), user__is_active=True)
    return list(held.select_related("user", "unit").order_by("user__name", "user", "unit__path"))


def _paths(user: User, permissions: Iterable[str]) -> list[str]:
    """The nodes from which the user holds one of these permissions downward."""
    wanted = frozenset[str]().union(*(roles_with(one) for one in permissions))
    return [held.unit.path for held in roles_held(user) if held.role in wanted] if user.is_active else []
