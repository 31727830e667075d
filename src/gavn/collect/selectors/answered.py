"""What was answered lately and not yet talked about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max, Q

from gavn.collect.models import Occasion
from gavn.people.selectors import standing_in

if TYPE_CHECKING:
    from gavn.access.models import User

ANSWERED_ON = "responses__revisions__answered_on"
STANDS = Q(responses__struck_at__isnull=True)


def not_discussed(user: User, *, since: date, mine: bool = False, most: int) -> tuple[list[Occasion], int]:
    """Occasions with answers since a day that nobody has talked about with the person, and how many there are.

    The newest answers stand first; ``occasion.newest`` is their day.
    """
    found = Occasion.objects.seen_by(user).filter(discussed_on=None)
    if mine:
        them = standing_in(user)
        found = found.filter(Q(enrolment__contact__in=them) | Q(enrolment__deputy__in=them))
    found = found.annotate(newest=Max(ANSWERED_ON, filter=STANDS)).filter(newest__gte=since)
    near = found.select_related("enrolment__individual", "enrolment__unit").order_by("-newest", "-id")
    return list(near[:most]), found.count()
