"""The stays of a service, for writes that concern all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.people.models import Enrolment

if TYPE_CHECKING:
    from gavn.access.models import Unit
    from gavn.people.models import Individual


def open_stays(unit: Unit) -> list[Enrolment]:
    """The stays of a service that have not ended; names are not read."""
    found = Enrolment.objects.unscoped("of a service the caller has a permission at").filter(unit=unit, closed=False)
    return list(found.select_related("individual", "unit"))


def stays_of(individual: Individual) -> list[Enrolment]:
    """All stays of a person who was seen, with their services; open ones first, then the newest."""
    found = Enrolment.objects.unscoped("of a person who was seen").filter(individual=individual)
    return list(found.select_related("individual", "unit").order_by("closed", "-entered_on", "-id"))
