"""The access review: every role that counts, who gave it, when it was last used and last looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Max

from gavn.access.gateways.second_factors import kinds_of
from gavn.access.models import RoleHeld, User
from gavn.access.models.reach import civil_today, current, units_where
from gavn.history.selectors import last_seen

if TYPE_CHECKING:
    from collections.abc import Mapping

EVERY = 90  # days after which a role should be looked at again


@dataclass(frozen=True)
class RoleLine:
    """One role: whose, where, since when; when they last did or saw anything, and who looked at it last."""

    held: RoleHeld
    used: datetime | None
    reviewed: date | None
    factors: frozenset[str]
    due: bool


def roles_to_review(user: User) -> list[RoleLine]:
    """The roles that count today where the user keeps accounts; longest not looked at first."""
    today = civil_today()
    held = list(
        RoleHeld.objects.filter(current(today), unit__in=units_where(user, "access.shape"), user__is_active=True)
        .select_related("user", "unit")
        .annotate(reviewed=Max("reviews__on"))
    )
    used = last_seen({one.user.public_id for one in held})
    kinds = kinds_of([one.user_id for one in held])
    lines = [_line(one, today, used, kinds) for one in held]
    return sorted(lines, key=lambda line: (not line.due, line.reviewed or date.min, line.held.user.name, line.held.pk))


def _line(held: RoleHeld, today: date, used: Mapping[str, datetime], kinds: Mapping[int, set[str]]) -> RoleLine:
    reviewed: date | None = held.reviewed  # type: ignore[attr-defined]  # annotated above
    due = (today - (reviewed or held.first)).days >= EVERY
    return RoleLine(held, used.get(held.user.public_id), reviewed, frozenset(kinds.get(held.user_id, ())), due)
