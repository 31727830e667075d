"""Who may stand in for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.access.pure.roles import roles_with
from gavn.access.selectors.reach import colleagues_within

if TYPE_CHECKING:
    from gavn.access.models import User

PLAN = "people.plan"


def possible_deputies(user: User) -> list[User]:
    """The colleagues who work with persons where the user does, by name."""
    able = roles_with(PLAN)
    found = {held.user for held in colleagues_within(user, [PLAN]) if held.role in able} - {user}
    return sorted(found, key=lambda one: (one.name, one.pk))
