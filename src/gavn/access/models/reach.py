"""How far a user's roles reach today: the rule that every scoped query applies."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q, QuerySet

from gavn.access.models.tree import Unit
from gavn.access.models.users import RoleHeld
from gavn.access.pure.roles import roles_with
from gavn.kernel.clock import today

if TYPE_CHECKING:
    from gavn.access.models.users import User


def civil_today() -> date:
    """Today's date where this installation is at home."""
    return today(settings.GAVN_ZONE)


def current(day: date) -> Q:
    """Roles that count on a day."""
    return Q(first__lte=day) & (Q(last__isnull=True) | Q(last__gte=day))


def roles_held(user: User) -> list[RoleHeld]:
    """The roles that count today; read once per user object."""
    held: list[RoleHeld] | None = getattr(user, "_roles_held", None)
    if held is None:
        found = RoleHeld.objects.filter(current(civil_today()), user=user)
        held = list(found.select_related("unit").order_by("id"))
        user._roles_held = held  # type: ignore[attr-defined]
    return held


def units_where(user: User, permission: str) -> QuerySet[Unit]:
    """All nodes at which the user has the permission today."""
    wanted = roles_with(permission)
    paths = [held.unit.path for held in roles_held(user) if held.role in wanted] if user.is_active else []
    under = Q(pk__in=[])
    for path in paths:
        under |= Q(path__startswith=path)
    found: QuerySet[Unit] = Unit.objects.filter(under)
    return found
