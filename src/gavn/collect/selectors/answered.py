"""What was answered lately and not yet talked about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max, Q

from gavn.collect.models import Occasion

if TYPE_CHECKING:
    from gavn.access.models import User

ANSWERED_ON = "responses__revisions__answered_on"


def not_discussed(user: User, *, since: date, mine: bool = False, most: int) -> tuple[list[Occasion], int]:
    """Occasions with answers since a day that nobody has talked about with the person, and how many there are.

    The newest answers stand first; ``occasion.newest`` is their day.
    """
    found = Occasion.objects.seen_by(user).filter(discussed_on=None)
    if mine:
        found = found.filter(Q(enrolment__contact=user) | Q(enrolment__deputy=user))
    found = found.annotate(newest=Max(ANSWERED_ON)).filter(newest__gte=since)
    near = found.select_related("enrolment__individual", "enrolment__unit").order_by("-newest", "-id")
    return list(near[:most]), found.count()
