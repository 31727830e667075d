"""Changing, ending and reopening a stay, and moving within a service."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from gavn.access.selectors import civil_today, require
from gavn.history.services import record
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.people.models import Enrolment, Individual, Placement
from gavn.people.pure.plans import check_code, check_day
from gavn.people.pure.stays import Span, usable_day
from gavn.people.pure.vocabulary import EXIT_REASONS
from gavn.people.services.registers import exited as exited_register
from gavn.people.services.registers import reopened
from gavn.people.services.rules import check_contacts, check_stay, locked

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

OF_THIS_STAY = "of one stay that is locked"


@transaction.atomic
def change_stay(
    *,
    by: User,
    enrolment: Enrolment,
    entered: PartialDate,
    contact: User | None,
    deputy: User | None,
    expected: int | None = None,
) -> Enrolment:
    """Correct the entry, and say who is contact and deputy now."""
    require(by, "people.enrol", at=enrolment.unit)
    stay = locked(enrolment, expected)
    if {contact, deputy} - {None, stay.contact, stay.deputy} or contact == deputy:
        check_contacts(stay.unit, contact, deputy)
    if str(entered) != stay.entered:
        check_stay(stay.individual, stay.unit, Span(entered, stay.exit, stay.closed), but=stay)
        was_measured_from_entry = stay.measured_from == stay.entered_on
        stay.entered = str(entered)
        stay.entered_on = usable_day(entered, high=stay.exited_on or civil_today())
        if was_measured_from_entry and stay.entered_on is not None:
            stay.measured_from = stay.entered_on
    stay.contact, stay.deputy = contact, deputy
    stay.save()
    _remember(by, "people.stay_changed", stay)
    return stay


@transaction.atomic
def end_stay(
    *, by: User, enrolment: Enrolment, exited: PartialDate, reason: str, expected: int | None = None
) -> Enrolment:
    """End a stay with its reason; the day may be known in part or not at all."""
    require(by, "people.enrol", at=enrolment.unit)
    stay = locked(enrolment, expected)
    if stay.closed:
        raise Refused("The stay has ended already.")
    check_code(reason, EXIT_REASONS, "reason")
    check_stay(stay.individual, stay.unit, Span(stay.entry, exited, closed=True), but=stay)
    stay.exited, stay.closed, stay.exit_reason = str(exited), True, reason
    stay.exited_on = usable_day(exited, low=stay.entered_on, high=civil_today())
    stay.save()
    _placements(stay).filter(last=None).update(last=stay.exited_on or civil_today())
    if reason == "died":
        Individual.objects.unscoped(OF_THIS_STAY).filter(pk=stay.individual_id).update(dead=True, died_on=str(exited))
    _remember(by, "people.stay_ended", stay, reason=reason)
    exited_register.tell(enrolment=stay, by=by)
    return stay


@transaction.atomic
def reopen_stay(*, by: User, enrolment: Enrolment, expected: int | None = None) -> Enrolment:
    """Take back an end that was a mistake."""
    require(by, "people.enrol", at=enrolment.unit)
    stay = locked(enrolment, expected)
    if not stay.closed:
        raise Refused("The stay has not ended.")
    check_stay(stay.individual, stay.unit, Span(stay.entry), but=stay)
    last = _placements(stay).last()
    if last is not None and last.last == stay.exited_on:
        _placements(stay).filter(pk=last.pk).update(last=None)
    if stay.exit_reason == "died":
        Individual.objects.unscoped(OF_THIS_STAY).filter(pk=stay.individual_id).update(dead=False, died_on="")
    stay.exited, stay.exited_on, stay.closed, stay.exit_reason = "", None, False, ""
    stay.save()
    _remember(by, "people.stay_reopened", stay)
    reopened.tell(enrolment=stay, by=by)
    return stay


@transaction.atomic
def move_person(*, by: User, enrolment: Enrolment, unit: Unit, first: date) -> Placement:
    """Let a person live or be seen in another unit of the same service from a day on."""
    require(by, "people.enrol", at=enrolment.unit)
    stay: Enrolment = Enrolment.objects.unscoped(OF_THIS_STAY).select_for_update().get(pk=enrolment.pk)
    if not unit.path.startswith(stay.unit.path):
        raise Refused("{unit} is not part of {service}.", unit=unit.name, service=stay.unit.name, field="unit")
    if stay.closed:
        raise Refused("The stay has ended already.")
    check_day(first, entered=stay.entry, on=civil_today(), field="first")
    before = _placements(stay).last()
    if before is not None and first <= before.first:
        raise Refused("The last move was on {day}; this one must be later.", day=before.first, field="first")
    _placements(stay).filter(last=None).update(last=date.fromordinal(first.toordinal() - 1))
    placement = Placement(enrolment=stay, unit=unit, first=first)
    placement.save()
    _remember(by, "people.person_moved", stay, to=unit.public_id)
    return placement


def _placements(stay: Enrolment) -> Any:
    return Placement.objects.unscoped(OF_THIS_STAY).filter(enrolment=stay)


def _remember(by: User, kind: str, stay: Enrolment, **detail: str) -> None:
    record(by, kind, about=stay, individuals=[stay.individual.public_id], unit=stay.unit, **detail)
