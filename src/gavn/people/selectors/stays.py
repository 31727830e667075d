"""The stays of a service, for writes that concern all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.people.models import Enrolment

if TYPE_CHECKING:
    from gavn.access.models import Unit


def open_stays(unit: Unit) -> list[Enrolment]:
    """The stays of a service that have not ended; names are not read."""
    found = Enrolment.objects.unscoped("of a service the caller has a permission at").filter(unit=unit, closed=False)
    return list(found.select_related("individual", "unit"))
