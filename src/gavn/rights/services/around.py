"""Who may speak for the person, and who is near them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from django.db import transaction

from gavn.access.selectors import civil_today, require
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Conflict, Refused
from gavn.rights.models import Contact, Representative
from gavn.rights.pure.rules import check_code, check_codes, check_order, check_past, check_words
from gavn.rights.pure.vocabulary import AGREED, RELATIONS, REPRESENTATIVES, SCOPES
from gavn.rights.selectors.persons import SEEN, service_of
from gavn.rights.services.registers import person_said
from gavn.rights.services.sealing import sealed_for

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.people.models import Individual

Near = TypeVar("Near", Representative, Contact)


@transaction.atomic
def name_representative(
    *,
    by: User,
    individual: Individual,
    name: str,
    kind: str,
    scope: Sequence[str],
    first: date,
    last: date | None = None,
    phone: str = "",
    mail: str = "",
    note: str = "",
) -> Representative:
    """Write down who may speak for the person, in what, from which day."""
    unit = service_of(by, individual)
    require(by, "rights.write", at=unit)
    row = Representative(individual=individual, by=by, at=now())
    _fill_representative(row, kind=kind, scope=scope, first=first, last=last)
    row.sealed = _who(individual, name, phone, mail, note)
    row.save()
    record(by, "rights.representative_named", about=row, individuals=[individual.public_id], unit=unit)
    return row


@transaction.atomic
def change_representative(
    *,
    by: User,
    representative: Representative,
    name: str,
    kind: str,
    scope: Sequence[str],
    first: date,
    last: date | None = None,
    phone: str = "",
    mail: str = "",
    note: str = "",
    expected: int | None = None,
) -> Representative:
    """Correct or end what is written about a representative."""
    individual = representative.individual
    unit = service_of(by, individual)
    require(by, "rights.write", at=unit)
    row = _locked(representative, expected)
    _fill_representative(row, kind=kind, scope=scope, first=first, last=last)
    row.sealed = _who(individual, name, phone, mail, note)
    row.save()
    record(by, "rights.representative_changed", about=row, individuals=[individual.public_id], unit=unit)
    return row


@transaction.atomic
def name_contact(
    *,
    by: User,
    individual: Individual,
    name: str,
    relation: str,
    agreed: str = "unasked",
    agreed_on: date | None = None,
    phone: str = "",
    mail: str = "",
    note: str = "",
) -> Contact:
    """Write down who is near the person, and whether the person agrees that they are asked."""
    unit = service_of(by, individual)
    require(by, "rights.write", at=unit)
    row = Contact(individual=individual, by=by, at=now())
    _fill_contact(row, relation=relation, agreed=agreed, agreed_on=agreed_on)
    row.sealed = _who(individual, name, phone, mail, note)
    row.save()
    record(by, "rights.contact_named", about=row, individuals=[individual.public_id], unit=unit)
    person_said.tell(individual=individual, since=civil_today(), by=by)
    return row


@transaction.atomic
def change_contact(
    *,
    by: User,
    contact: Contact,
    name: str,
    relation: str,
    agreed: str = "unasked",
    agreed_on: date | None = None,
    phone: str = "",
    mail: str = "",
    note: str = "",
    expected: int | None = None,
) -> Contact:
    """Write anew who is near the person, and whether they may be asked."""
    individual = contact.individual
    unit = service_of(by, individual)
    require(by, "rights.write", at=unit)
    row = _open(_locked(contact, expected))
    _fill_contact(row, relation=relation, agreed=agreed, agreed_on=agreed_on)
    row.sealed = _who(individual, name, phone, mail, note)
    row.save()
    record(by, "rights.contact_changed", about=row, individuals=[individual.public_id], unit=unit)
    person_said.tell(individual=individual, since=civil_today(), by=by)
    return row


@transaction.atomic
def end_contact(*, by: User, contact: Contact) -> Contact:
    """Somebody is no longer a contact; what was written stays."""
    individual = contact.individual
    unit = service_of(by, individual)
    require(by, "rights.write", at=unit)
    row = _open(_locked(contact, None))
    row.last = civil_today()
    row.save()
    record(by, "rights.contact_ended", about=row, individuals=[individual.public_id], unit=unit)
    person_said.tell(individual=individual, since=civil_today(), by=by)
    return row


def _who(individual: Individual, name: str, phone: str, mail: str, note: str) -> bytes:
    return sealed_for(
        individual,
        name=check_words(name, "name", required=True),
        phone=check_words(phone, "phone"),
        mail=check_words(mail, "mail"),
        note=check_words(note, "note"),
    )


def _fill_representative(
    row: Representative, *, kind: str, scope: Sequence[str], first: date, last: date | None
) -> None:
    check_code(kind, REPRESENTATIVES, "kind")
    check_order(first, last, "last")
    row.kind, row.first, row.last = kind, first, last
    row.scope = check_codes(scope, SCOPES, "scope", some=True)


def _fill_contact(row: Contact, *, relation: str, agreed: str, agreed_on: date | None) -> None:
    check_code(relation, RELATIONS, "relation")
    check_code(agreed, AGREED, "agreed")
    day = None if agreed == "unasked" else agreed_on or civil_today()
    if day is not None:
        check_past(day, on=civil_today(), field="agreed_on")
    row.relation, row.agreed, row.agreed_on = relation, agreed, day


def _locked(row: Near, expected: int | None) -> Near:
    """The row as it stands, held until the transaction ends; Conflict when somebody changed it first."""
    fresh: Near = type(row).objects.unscoped(SEEN).select_for_update().get(pk=row.pk)
    if fresh.revision != (row.revision if expected is None else expected):
        raise Conflict("Somebody else changed this while you were writing.", mine=row, theirs=fresh)
    fresh.revision += 1
    return fresh


def _open(contact: Contact) -> Contact:
    if contact.last is not None:
        raise Refused("It has ended already.")
    return contact
