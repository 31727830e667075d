"""Who was given to whom in one go."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from gavn.people.models import Enrolment, HandedOver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gavn.access.models import User


def given_to(user: User, since: datetime) -> dict[str, datetime]:
    """The stays of which somebody became the contact since a moment, by public id, with when."""
    found = HandedOver.objects.filter(taker=user, at__gte=since, undone_at=None).order_by("id")
    return {stay: one.at for one in found for stay, _contact, _deputy in one.stays}


def handed_over_by(user: User, public_id: str) -> HandedOver:
    """What the user gave to a colleague in one go; else 404."""
    return get_object_or_404(HandedOver.objects.select_related("taker"), by=user, public_id=public_id)


def stays_chosen(user: User, ids: Sequence[str], permission: str = "people.see") -> list[Enrolment]:
    """Those of these stays that are open and that the user may see, newest first; names are not read."""
    found = Enrolment.objects.seen_by(user, permission).filter(public_id__in=ids, closed=False)
    near = found.select_related("individual", "unit", "contact", "deputy")
    return list(near.order_by("-entered_on", "-id"))
