"""A copy of all that is kept about one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import require
from gavn.history.services import record
from gavn.rights.pure.copies import PURPOSES, Part
from gavn.rights.pure.rules import check_code
from gavn.rights.selectors.copying import parts_up_to_here
from gavn.rights.selectors.persons import service_of
from gavn.rights.services.registers import copied

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.people.models import Individual


@transaction.atomic
def copy_of(*, by: User, individual: Individual, purpose: str) -> list[Part]:
    """All that any stage keeps about the person, table by table; the purpose stands in the history."""
    unit = service_of(by, individual)
    require(by, "rights.write", at=unit)
    check_code(purpose, PURPOSES, "purpose")
    parts = parts_up_to_here(by, individual)
    copied.tell(individual=individual, into=parts)
    why = PURPOSES[purpose].msgid
    record(by, "rights.copy_made", about=individual, individuals=[individual.public_id], unit=unit, purpose=why)
    return parts
