"""The mandate, and who answers for the data."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import require
from gavn.history.services import record
from gavn.kernel.errors import Refused
from gavn.setup.models import Mandate, Owner

if TYPE_CHECKING:
    from gavn.access.models import Unit, User


@transaction.atomic
def write_mandate(
    *, by: User, owner: Unit, decided_by: str, decided_on: date, document: str, resources: str, first: date,
    last: date | None = None,
) -> Mandate:  # fmt: skip
    """Write down who decided that gavn is used, by which document, with which resources, for how long."""
    require(by, "access.shape", at=owner)
    if last and last < first:
        raise Refused("The period ends before it begins.", field="last")
    fields = {"decided_by": decided_by, "decided_on": decided_on, "document": document, "resources": resources}
    mandate, _made = Mandate.objects.update_or_create(unit=owner, defaults=fields | {"first": first, "last": last})
    record(by, "setup.mandate_written", about=owner, unit=owner)
    return mandate


@transaction.atomic
def write_owner(*, by: User, owner: Unit, controller: str, contact: str, officer: str, officer_contact: str) -> Owner:
    """Write down who answers for the data, and whom anybody may ask about them."""
    require(by, "access.shape", at=owner)
    fields = {"controller": controller, "contact": contact, "officer": officer, "officer_contact": officer_contact}
    row, _made = Owner.objects.update_or_create(unit=owner, defaults=fields)
    record(by, "setup.owner_written", about=owner, unit=owner)
    return row
