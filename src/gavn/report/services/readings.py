"""Writes of the REPORT stage: what somebody makes of a service's figures, written and then signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import require
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Conflict, Refused
from gavn.report.models import Reading
from gavn.report.pure.year import LONGEST_TEXT, checked

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.kernel.periods import Period


@transaction.atomic
def write_reading(
    *, by: User, unit: Unit, period: Period, text: str, snapshot: str, expected: int | None = None
) -> Reading:
    """Write what we make of a service's figures for a period, or change it while nobody has signed it."""
    require(by, "report.write", at=unit)
    words = text.strip()
    if not words:
        raise Refused("Write what you make of the figures.", field="text")
    if len(words) > LONGEST_TEXT:
        raise Refused("The text has {n} characters; at most {most} fit.", n=len(words), most=LONGEST_TEXT, field="text")
    first, last = checked(period).first, period.last
    kept = Reading.objects.select_for_update().filter(unit=unit, first=first, last=last).first()
    if kept is None:
        kept = Reading(unit=unit, first=first, last=last, revision=0)
    _not_signed(kept)
    if kept.revision != (expected or 0):
        raise Conflict("Somebody else wrote here meanwhile.", mine=words, theirs=kept)
    kept.text, kept.author, kept.written_at, kept.snapshot = words, by, now(), snapshot
    kept.revision += 1
    kept.save()
    record(by, "report.reading_written", about=kept, unit=unit, revision=kept.revision)
    return kept


@transaction.atomic
def sign_reading(*, by: User, reading: Reading, expected: int) -> Reading:
    """Sign what was written: from then on it stays as it is, with name and day, in every copy of the report."""
    require(by, "report.write", at=reading.unit)
    kept = Reading.objects.select_for_update().select_related("unit").get(pk=reading.pk)
    _not_signed(kept)
    if kept.revision != expected:
        raise Conflict("Somebody else wrote here meanwhile; read it before you sign.", mine=reading, theirs=kept)
    kept.signed_by, kept.signed_at = by, now()
    kept.save(update_fields=["signed_by", "signed_at"])
    record(by, "report.reading_signed", about=kept, unit=kept.unit, revision=kept.revision)
    return kept


def _not_signed(reading: Reading) -> None:
    if reading.signed_at is not None:
        raise Refused("It is signed already: what was signed stays as it is.")
