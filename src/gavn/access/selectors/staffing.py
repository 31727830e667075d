"""Who works where today, counted; and which addresses are taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from gavn.access.models import RoleHeld, User
from gavn.access.models.reach import civil_today, current

if TYPE_CHECKING:
    from gavn.access.models import Unit


def role_counts(units: Iterable[Unit], role: str) -> dict[int, int]:
    """How many hold a role at each node today, or above it, by the node's inner id."""
    rows = RoleHeld.objects.filter(current(civil_today()), role=role, user__is_active=True)
    held = list(rows.values_list("unit__path", "user_id"))
    return {unit.pk: len({user for path, user in held if unit.path.startswith(path)}) for unit in units}


def addresses_known() -> frozenset[str]:
    """The addresses of all accounts, in small letters."""
    return frozenset(address.casefold() for address in User.objects.values_list("email", flat=True))
