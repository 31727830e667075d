"""The persons somebody is the contact of, and who came lately."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from gavn.people.models import Enrolment
from gavn.people.selectors.absences import standing_in

if TYPE_CHECKING:
    from gavn.access.models import User


def stays_of_contact(user: User) -> list[Enrolment]:
    """The open stays whose contact or deputy the user is or stands in for, newest first; names are not read."""
    them = standing_in(user)
    mine = Q(contact__in=them) | Q(deputy__in=them)
    found = Enrolment.objects.seen_by(user).filter(mine, closed=False).select_related("individual", "unit", "contact")
    return list(found.order_by("-entered_on", "-id"))


def entered_since(user: User, day: date, *, most: int) -> list[Enrolment]:
    """The newest stays the user may see that began on a day or later, at most so many."""
    found = Enrolment.objects.seen_by(user).filter(entered_on__gte=day).select_related("individual", "unit", "contact")
    return list(found.order_by("-entered_on", "-id")[:most])
