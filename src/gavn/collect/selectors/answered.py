"""What was answered lately and not yet talked about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from gavn.collect.models import Occasion

if TYPE_CHECKING:
    from gavn.access.models import User


def not_discussed(user: User, *, since: date, mine: bool = False, most: int) -> tuple[list[Occasion], int]:
    """Occasions answered on a day or later that nobody has talked about with the person, newest first, and how many."""
    found = Occasion.objects.seen_by(user).filter(done_on__gte=since, discussed_on=None)
    if mine:
        found = found.filter(Q(enrolment__contact=user) | Q(enrolment__deputy=user))
    near = found.select_related("enrolment__individual", "enrolment__unit").order_by("-done_on", "-id")
    return list(near[:most]), found.count()
