"""A manager acknowledges a month's results, and answers the team."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import civil_today, require
from gavn.benefit.models import Acknowledgement
from gavn.benefit.pure.months import first_of, is_over, written
from gavn.benefit.selectors.months import acknowledgement_of
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

LONGEST = 300


@transaction.atomic
def acknowledge(*, by: User, unit: Unit, month: date, answer: str) -> Acknowledgement:
    """Say that a month's results were read, with one line to the team; once a month, and it stays as it was said."""
    require(by, "benefit.acknowledge", at=unit)
    words = " ".join(answer.split())
    if not words:
        raise Refused("Answer the team in one line: what do you make of it, what will you do?", field="answer")
    if len(words) > LONGEST:
        raise Refused("The text has {n} characters; at most {most} fit.", n=len(words), most=LONGEST, field="answer")
    month = first_of(month)
    if not is_over(month, civil_today()):
        raise Refused("This month is not over yet; acknowledge it when all of it is there.")
    standing = acknowledgement_of(unit, month)
    if standing is not None:
        raise Refused("{name} acknowledged this month already.", name=standing.by.name)
    row = Acknowledgement.objects.create(unit=unit, month=month, answer=words, by=by, at=now())
    record(by, "benefit.acknowledged", about=row, unit=unit, month=written(month))
    return row
