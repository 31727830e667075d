"""What the person says no to, with its effect carried out by the stages that ask and count."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import civil_today, require
from gavn.catalogue.selectors import instruments
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.rights.models import Decision, Representative
from gavn.rights.pure.rules import check_code, check_past, check_words
from gavn.rights.pure.vocabulary import DECISIONS, RESPONDENTS
from gavn.rights.selectors.persons import SEEN, service_of
from gavn.rights.services.registers import person_said
from gavn.rights.services.sealing import sealed_for

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.people.models import Individual


@transaction.atomic
def say_no(
    *,
    by: User,
    individual: Individual,
    kind: str,
    instrument: str = "",
    respondent: str = "",
    first: date | None = None,
    said_by: Representative | None = None,
    words: str = "",
) -> Decision:
    """Write down a refusal, an objection or a withdrawal, for one form or all; it holds at once."""
    unit = service_of(by, individual)
    require(by, "rights.write", at=unit)
    day = first or civil_today()
    check_code(kind, DECISIONS, "kind")
    check_code(respondent, RESPONDENTS, "respondent")
    check_past(day, on=civil_today(), field="first")
    if instrument:
        check_code(instrument, {one.key for one in instruments()}, "instrument")
    _check_representative(said_by, individual, day)
    _refuse_twice(individual, kind, instrument, respondent)
    row = Decision(individual=individual, kind=kind, instrument=instrument, respondent=respondent, first=day)
    row.said_by, row.by, row.at = said_by, by, now()
    row.sealed = sealed_for(individual, words=check_words(words, "words"))
    row.save()
    record(by, f"rights.{kind}_said", about=row, individuals=[individual.public_id], unit=unit, instrument=instrument)
    person_said.tell(individual=individual, since=day, by=by)
    return row


@transaction.atomic
def take_back_no(*, by: User, decision: Decision, ended_on: date | None = None) -> Decision:
    """The person changed their mind: from this day on they are asked and counted again."""
    individual = decision.individual
    unit = service_of(by, individual)
    require(by, "rights.write", at=unit)
    fresh: Decision = Decision.objects.unscoped(SEEN).select_for_update().get(pk=decision.pk)
    day = ended_on or civil_today()
    check_past(day, on=civil_today(), field="ended_on")
    if fresh.ended_on is not None or day < fresh.first:
        raise Refused("It ends once, and not before {day}, when it was said.", day=fresh.first, field="ended_on")
    fresh.ended_on = day
    fresh.save(update_fields=["ended_on"])
    record(by, f"rights.{fresh.kind}_ended", about=fresh, individuals=[individual.public_id], unit=unit)
    person_said.tell(individual=individual, since=day, by=by)
    return fresh


def _check_representative(said_by: Representative | None, individual: Individual, day: date) -> None:
    """Only somebody who may speak for the person on that day says something for them."""
    if said_by is None:
        return
    wrong = said_by.individual_id != individual.pk or day < said_by.first
    if wrong or (said_by.last is not None and said_by.last < day):
        raise Refused("Nobody of this name may speak for the person on {day}.", day=day, field="said_by")


def _refuse_twice(individual: Individual, kind: str, instrument: str, respondent: str) -> None:
    same = Decision.objects.unscoped(SEEN).filter(individual=individual, kind=kind, ended_on=None)
    if same.filter(instrument__in={"", instrument}, respondent__in={"", respondent}).exists():
        raise Refused("This has been said already, and still holds.", field="kind")
