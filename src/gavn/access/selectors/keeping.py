"""What waits for those who keep accounts: invitations, roles that end, roles to look at."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, Max, OuterRef, Q
from django.db.models.functions import Coalesce

from gavn.access.models import RoleHeld, StaffInvitation
from gavn.access.models.reach import civil_today, current, units_where
from gavn.access.selectors.review import EVERY

if TYPE_CHECKING:
    from gavn.access.models import User

PERMISSION = "access.shape"


def invited_not_here(user: User, *, most: int) -> list[StaffInvitation]:
    """Invitations that nobody followed yet, of accounts with a role where the user keeps accounts or with none."""
    roles = RoleHeld.objects.filter(current(civil_today()), user=OuterRef("user"))
    mine = Q(Exists(roles.filter(unit__in=units_where(user, PERMISSION)))) | ~Q(Exists(roles))
    found = StaffInvitation.objects.filter(mine, used_at=None, withdrawn_at=None, user__is_active=True)
    return list(found.select_related("user").order_by("ends_at", "id")[:most])


def roles_ending(user: User, last: date, *, most: int) -> list[RoleHeld]:
    """Roles where the user keeps accounts that end by a day, the first first."""
    found = RoleHeld.objects.filter(current(civil_today()), unit__in=units_where(user, PERMISSION), last__lte=last)
    return list(found.filter(user__is_active=True).select_related("user", "unit").order_by("last", "id")[:most])


def reviews_due(user: User) -> int:
    """How many roles nobody looked at for long, one's own left out."""
    found = RoleHeld.objects.filter(
        current(civil_today()), unit__in=units_where(user, PERMISSION), user__is_active=True
    ).exclude(user=user)
    looked = found.annotate(looked=Coalesce(Max("reviews__on"), "first"))
    return looked.filter(looked__lte=civil_today() - timedelta(days=EVERY)).count()
