"""The persons somebody is the contact of, who came lately, and who was given to whom in one go."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.shortcuts import get_object_or_404

from gavn.people.models import Enrolment, HandedOver
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


def given_to(user: User, since: datetime) -> dict[str, datetime]:
    """The stays of which somebody became the contact since a moment, by public id, with when."""
    found = HandedOver.objects.filter(taker=user, at__gte=since, undone_at=None).order_by("id")
    return {stay: one.at for one in found for stay, _contact, _deputy in one.stays}


def handed_over_by(user: User, public_id: str) -> HandedOver:
    """What the user gave to a colleague in one go; else 404."""
    return get_object_or_404(HandedOver.objects.select_related("taker"), by=user, public_id=public_id)
