"""A service answers about its year; what was answered before stays beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from gavn.access.selectors import civil_today, require
from gavn.calendar.models import ServiceYear, ServiceYearRevision
from gavn.calendar.pure.years import INSTRUMENT, checked_year
from gavn.calendar.selectors.years import ANSWER
from gavn.catalogue.pure.answers import cleaned
from gavn.catalogue.selectors import instrument
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Conflict, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gavn.access.models import Unit, User

LONGEST = 300


@transaction.atomic
def answer_year(
    *, by: User, unit: Unit, year: int, answers: Mapping[str, Any], expected: int, language: str, reason: str = ""
) -> ServiceYearRevision:
    """Hand in what a service answers about a year, or correct it with a reason.

    ``expected`` is the revision it was written upon, 0 for the first; another one is a conflict.
    """
    require(by, ANSWER, at=unit)
    if not unit.is_service:
        raise Refused("Only a service answers about its year.")
    definition = instrument(INSTRUMENT)
    given = cleaned(definition, dict(answers))
    if not any("v" in one for one in given.values()):
        raise Refused("Answer at least one question.")
    about, _made = ServiceYear.objects.select_for_update().get_or_create(
        unit=unit, year=checked_year(year, civil_today()), instrument=definition.key
    )
    standing = about.revisions.filter(current=True).first()
    number = standing.number if standing else 0
    if number != expected:
        theirs = standing.answers if standing else {}
        raise Conflict("Somebody answered for this year in the meantime.", mine=given, theirs=theirs)
    made = _revised(about, standing, given, _why(reason, needed=bool(standing)), by=by, language=language)
    record(by, "calendar.year_answered", about=about, unit=unit, year=year, revision=made.number)
    return made


def _why(reason: str, *, needed: bool) -> str:
    words = " ".join(reason.split())
    if needed and not words:
        raise Refused("Say why the answers are corrected.", field="reason")
    if len(words) > LONGEST:
        raise Refused("The text has {n} characters; at most {most} fit.", n=len(words), most=LONGEST, field="reason")
    return words


def _revised(
    about: ServiceYear, standing: ServiceYearRevision | None, answers: dict[str, Any], why: str, *, by: User,
    language: str,
) -> ServiceYearRevision:  # fmt: skip
    if standing:
        ServiceYearRevision.objects.filter(pk=standing.pk).update(current=False)
    return ServiceYearRevision.objects.create(
        about=about,
        number=(standing.number if standing else 0) + 1,
        version=instrument(INSTRUMENT).version,
        answers=answers,
        language=language,
        by=by,
        at=now(),
        reason=why,
    )
