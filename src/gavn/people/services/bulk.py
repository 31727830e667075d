"""Many stays at once, for imports and the demo: the same rules, one line of history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import civil_today, controller_of, require
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.people.gateways import Identity, read_number
from gavn.people.models import Enrolment, Individual, NameToken, VaultEntry
from gavn.people.pure.names import tidy
from gavn.people.pure.plans import check_code
from gavn.people.pure.stays import NOT_KNOWN, Span, check_alone, check_birth, check_span, usable_day
from gavn.people.pure.vocabulary import EXIT_REASONS, SEX
from gavn.people.services.registers import enrolled
from gavn.people.services.rules import check_contacts, check_service, span_of
from gavn.people.services.vault import check_numbers_free, vault_rows

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

BATCH = 2000


@dataclass(frozen=True)
class NewStay:
    """One stay to bring in. Rows with the same ``person`` are stays of the same new individual;
    ``individual`` names one who is known. ``place`` is what an error says, for instance "row 12".
    """

    unit: Unit
    entered: PartialDate
    person: str = ""
    given: str = ""
    family: str = ""
    birth_year: int | None = None
    birth_month: int | None = None
    sex: str = "unknown"
    language: str = "en"
    number: str = ""
    individual: Individual | None = None
    exited: PartialDate = NOT_KNOWN
    closed: bool = False
    exit_reason: str = ""
    already_there: bool = False
    measured_from: date | None = None
    contact: User | None = None
    deputy: User | None = None
    place: str = ""


@transaction.atomic
def enrol_many(*, by: User | None, rows: Sequence[NewStay], tell: bool = True) -> list[Enrolment]:
    """Bring in stays, all or none, in the order of the rows; the first row that cannot be is named.

    ``by`` is nobody only while a demo is made. With ``tell=False`` later stages are not told one by one:
    the caller opens the occasions itself.
    """
    for unit in {row.unit for row in rows}:
        if by is not None:
            require(by, "collect.import", at=unit)
        check_service(unit)
    for unit, contact, deputy in {(row.unit, row.contact, row.deputy) for row in rows}:
        check_contacts(unit, contact, deputy)
    controllers = {unit: controller_of(unit) for unit in {row.unit for row in rows}}
    individuals = _individuals(rows, controllers)
    _check_stays(rows, individuals)
    stays = [_stay(row, individual) for row, individual in zip(rows, individuals, strict=True)]
    Enrolment.objects.bulk_create(stays, batch_size=BATCH)
    for row, one in zip(rows, individuals, strict=True):
        if row.exit_reason == "died":
            Individual.objects.unscoped("of this row").filter(pk=one.pk).update(dead=True, died_on=str(row.exited))
    record(by, "people.stays_brought_in", individuals={one.public_id for one in individuals}, stays=len(stays))
    if tell:
        for stay in stays:
            enrolled.tell(enrolment=stay, by=by)
    return stays


def _individuals(rows: Sequence[NewStay], controllers: dict[Unit, Unit]) -> list[Individual]:
    """The individual of each row; new ones are made and their names sealed."""
    new: dict[tuple[Unit, str], Individual] = {}
    identities: dict[tuple[Unit, str], Identity] = {}
    found: list[Individual] = []
    for place, row in enumerate(rows):
        controller = controllers[row.unit]
        key = (controller, row.person or f"#{place}")
        if row.individual is not None:
            found.append(_known(row, controller))
            continue
        if key not in new:
            new[key], identities[key] = _newcomer(row, controller)
        found.append(new[key])
    Individual.objects.bulk_create(new.values(), batch_size=BATCH)
    vault = [vault_rows(one, identities[key]) for key, one in new.items()]
    check_numbers_free([entry for entry, _tokens in vault])
    VaultEntry.objects.bulk_create([entry for entry, _tokens in vault], batch_size=BATCH)
    NameToken.objects.bulk_create([token for _entry, tokens in vault for token in tokens], batch_size=BATCH)
    return found


def _known(row: NewStay, controller: Unit) -> Individual:
    assert row.individual is not None  # noqa: S101  asked by the caller
    if row.individual.controller_id != controller.pk:
        raise _at(row, Refused("The person belongs to another organisation's records."))
    return row.individual


def _newcomer(row: NewStay, controller: Unit) -> tuple[Individual, Identity]:
    try:
        number = read_number(row.number, civil_today())
        check_birth(row.birth_year, row.birth_month, on=civil_today())
        check_code(row.sex, SEX, "sex")
    except Refused as refusal:
        raise _at(row, refusal) from refusal
    individual = Individual(
        controller=controller,
        birth_year=row.birth_year,
        birth_month=row.birth_month,
        sex=row.sex,
        language=row.language,
        added_at=now(),
    )
    if number is not None and individual.birth_year is None:
        individual.birth_year, individual.birth_month = number.born.year, number.born.month
    kept = Identity(tidy(row.given), tidy(row.family), number.normal if number else "", number.kind if number else "")
    return individual, kept


def _check_stays(rows: Sequence[NewStay], individuals: list[Individual]) -> None:
    """The rules of every stay, against each other and against those already there."""
    known = [row.individual.pk for row in rows if row.individual is not None]
    spans: dict[tuple[int, int], list[Span]] = defaultdict(list)
    for other in Enrolment.objects.unscoped("the stays of the persons of these rows").filter(individual__in=known):
        spans[other.individual_id, other.unit_id].append(span_of(other))
    for row, individual in zip(rows, individuals, strict=True):
        span = Span(row.entered, row.exited, row.closed)
        place = spans[individual.pk, row.unit.pk]
        try:
            check_span(span, on=civil_today(), birth_year=individual.birth_year)
            check_alone(span, place)
            check_code(row.exit_reason or "unknown", EXIT_REASONS, "exit_reason")
        except Refused as refusal:
            raise _at(row, refusal) from refusal
        place.append(span)


def _stay(row: NewStay, individual: Individual) -> Enrolment:
    today = civil_today()
    entered_on = usable_day(row.entered, high=today)
    exited_on = usable_day(row.exited, low=entered_on, high=today) if row.closed else None
    begun = row.measured_from or (None if row.already_there else entered_on)
    return Enrolment(
        individual=individual,
        unit=row.unit,
        entered=str(row.entered),
        entered_on=entered_on,
        exited=str(row.exited) if row.closed else "",
        exited_on=exited_on,
        closed=row.closed,
        exit_reason=(row.exit_reason or "unknown") if row.closed else "",
        already_there=row.already_there,
        measured_from=begun or exited_on or today,
        contact=row.contact,
        deputy=row.deputy,
    )


def _at(row: NewStay, refusal: Refused) -> Refused:
    """The refusal with the place of the row before it."""
    if not row.place:
        return refusal
    return Refused("{place}: {why}", place=row.place, why=refusal.said, field=refusal.field)
