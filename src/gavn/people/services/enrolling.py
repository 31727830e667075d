"""Enrolling one person: a new individual, or a further stay of one who is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import civil_today, controller_of, require
from gavn.history.services import record
from gavn.kernel.clock import now, public_id
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.people.gateways import Identity, read_number
from gavn.people.models import Enrolment, Individual
from gavn.people.pure.names import tidy
from gavn.people.pure.plans import check_code
from gavn.people.pure.stays import Span, check_birth, usable_day
from gavn.people.pure.vocabulary import SEX
from gavn.people.services.registers import enrolled
from gavn.people.services.rules import check_contacts, check_service, check_stay
from gavn.people.services.vault import keep_identity

if TYPE_CHECKING:
    from gavn.access.models import Unit, User


@transaction.atomic
def enrol_person(
    *,
    by: User,
    unit: Unit,
    entered: PartialDate,
    given: str = "",
    family: str = "",
    birth_year: int | None = None,
    birth_month: int | None = None,
    sex: str = "unknown",
    number: str = "",
    language: str = "en",
    individual: Individual | None = None,
    contact: User | None = None,
    deputy: User | None = None,
    already_there: bool = False,
    measured_from: PartialDate | None = None,
    ticket: str = "",
) -> Enrolment:
    """Enrol somebody in a service; with ``individual``, add a stay of a person who is known.

    The same ``ticket`` (32 hexadecimal digits made with the form) enrols once: a repeat returns the first stay.
    """
    require(by, "people.enrol", at=unit)
    if (repeated := _already(ticket, unit)) is not None:
        return repeated
    check_service(unit)
    check_contacts(unit, contact, deputy)
    if individual is None:
        individual = _newcomer(unit, birth_year=birth_year, birth_month=birth_month, sex=sex, language=language)
        keep_identity(individual, _identity(individual, given, family, number))
    else:
        _hold(individual, unit)
    check_stay(individual, unit, Span(entered))
    stay = _stay(individual, unit, entered, already_there=already_there, since=measured_from)
    stay.contact, stay.deputy, stay.public_id = contact, deputy, ticket or public_id()
    stay.save()
    record(by, "people.person_enrolled", about=stay, individuals=[individual.public_id], unit=unit)
    enrolled.tell(enrolment=stay, by=by)
    return stay


def _already(ticket: str, unit: Unit) -> Enrolment | None:
    if ticket and not re.fullmatch(r"[0-9a-f]{32}", ticket):
        raise Refused("This form is damaged. Open it again.")
    stays = Enrolment.objects.unscoped("a repeat of the same form in the same service")
    found: Enrolment | None = stays.filter(public_id=ticket, unit=unit).first() if ticket else None
    return found


def _hold(individual: Individual, unit: Unit) -> None:
    """Keep others from adding a stay of the same person meanwhile."""
    if individual.controller != controller_of(unit):
        raise Refused("The person belongs to another organisation's records.", field="individual")
    Individual.objects.unscoped("locked for a further stay").select_for_update().get(pk=individual.pk)


def _newcomer(unit: Unit, *, birth_year: int | None, birth_month: int | None, sex: str, language: str) -> Individual:
    check_birth(birth_year, birth_month, on=civil_today())
    check_code(sex, SEX, "sex")
    return Individual(
        controller=controller_of(unit),
        birth_year=birth_year,
        birth_month=birth_month,
        sex=sex,
        language=language,
        added_at=now(),
    )


def _identity(individual: Individual, given: str, family: str, number: str) -> Identity:
    """Who it is; birth is taken from the number where nobody typed it. Saves the individual."""
    read = read_number(number, civil_today())
    if read is not None and individual.birth_year is None:
        individual.birth_year, individual.birth_month = read.born.year, read.born.month
    individual.save()
    identity = Identity(
        tidy(given), tidy(family), number=read.normal if read else "", number_kind=read.kind if read else ""
    )
    if not identity.name:
        raise Refused("Write a name, or the name the service uses for the person.", field="given")
    return identity


def _stay(
    individual: Individual, unit: Unit, entered: PartialDate, *, already_there: bool, since: PartialDate | None
) -> Enrolment:
    """The stay with its days, unsaved. Measuring begins at entry, or today for those already there."""
    today = civil_today()
    entered_on = usable_day(entered, high=today)
    begun = (since.exact if since else None) or (None if already_there else entered_on) or today
    return Enrolment(
        individual=individual,
        unit=unit,
        entered=str(entered),
        entered_on=entered_on,
        already_there=already_there,
        measured_from=begun,
    )
