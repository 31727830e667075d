"""The stays of a service, for writes that concern all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Count, F, Max, Q

from gavn.people.models import Enrolment

if TYPE_CHECKING:
    from datetime import date

    from gavn.access.models import Unit, User
    from gavn.people.models import Individual


def open_stays(unit: Unit) -> list[Enrolment]:
    """The stays of a service that have not ended; names are not read."""
    found = Enrolment.objects.unscoped("of a service the caller has a permission at").filter(unit=unit, closed=False)
    return list(found.select_related("individual", "unit"))


def stays_of(individual: Individual) -> list[Enrolment]:
    """All stays of a person who was seen, with their services; open ones first, then the newest."""
    found = Enrolment.objects.unscoped("of a person who was seen").filter(individual=individual)
    return list(found.select_related("individual", "unit").order_by("closed", "-entered_on", "-id"))


def ended_by(unit: Unit, day: date) -> list[Enrolment]:
    """All stays of persons who are nowhere now, whose last stay ended by a day and who were never elsewhere.

    Elsewhere is any service that is neither this node nor below it.
    """
    reason = "by rules of retention; the caller asks for the permission at the node"
    going_on = Q(closed=False) | Q(exited_on__isnull=True)
    persons = (
        Enrolment.objects.unscoped(reason)
        .order_by()
        .values("individual")
        .annotate(
            last=Max("exited_on"),
            here=Count("pk", filter=Q(unit__path__startswith=unit.path)),
            stays=Count("pk"),
            open=Count("pk", filter=going_on),
        )
        .filter(open=0, last__lte=day, here=F("stays"))
    )
    found = Enrolment.objects.unscoped(reason).filter(individual__in=persons.values("individual"))
    return list(found.select_related("individual__controller", "unit"))


def stays_chosen(user: User, ids: Sequence[str], permission: str = "people.see") -> list[Enrolment]:
    """Those of these stays that are open and that the user may see, newest first; names are not read."""
    found = Enrolment.objects.seen_by(user, permission).filter(public_id__in=ids, closed=False)
    near = found.select_related("individual", "unit", "contact", "deputy")
    return list(near.order_by("-entered_on", "-id"))
