"""People: a stay is changed, ended, opened again; a person moves within the service."""

from __future__ import annotations

from datetime import date

import pytest

from gavn.access.services import add_unit
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Conflict, Refused
from gavn.people.models import Individual, Placement
from gavn.people.selectors import current_unit, enrolment_seen_by
from gavn.people.services import (
    change_stay,
    end_stay,
    enrol_person,
    exited,
    move_person,
    reopen_stay,
    reopened,
)

LEFT = {"exited": PartialDate.parse("2026-06-30"), "reason": "planned"}


@pytest.fixture
def house(lindenhof):
    """A unit of Lindenhof."""
    return add_unit(by=None, name="House 1", kind="unit", under=lindenhof)


@pytest.fixture
def told(monkeypatch):
    """What later stages were told."""
    heard = []
    for register in (exited, reopened):
        monkeypatch.setattr(register, "_listeners", [lambda name=register.name, **_what: heard.append(name)])
    return heard


def test_a_stay_ends_with_a_day_and_a_reason_and_others_are_told(soren, pia, told):
    ended = end_stay(by=pia, enrolment=soren, **LEFT)
    assert (ended.closed, ended.exited_on, ended.exit_reason) == (True, date(2026, 6, 30), "planned")
    assert told == ["people.exited"]


CANNOT_END = [
    ("2024-01-31", "planned", "before the entry"),
    ("2026-11-23", "planned", "yet to come"),
    ("2026-06-30", "tired", "not one of the choices"),
]


@pytest.mark.parametrize(("day", "reason", "why"), CANNOT_END)
def test_an_end_that_cannot_be_is_refused(soren, pia, day, reason, why):
    with pytest.raises(Refused, match=why):
        end_stay(by=pia, enrolment=soren, exited=PartialDate.parse(day), reason=reason)
    assert not enrolment_seen_by(pia, soren.public_id).closed


def test_a_stay_ends_once(soren, pia):
    ended = end_stay(by=pia, enrolment=soren, **LEFT)
    with pytest.raises(Refused, match="ended already"):
        end_stay(by=pia, enrolment=ended, **LEFT)


def test_somebody_may_have_died_on_a_day_nobody_knows(soren, pia):
    ended = end_stay(by=pia, enrolment=soren, exited=PartialDate(), reason="died")
    person = Individual.objects.unscoped("to look").get()
    assert (ended.closed, ended.exited_on, person.dead, person.died_on) == (True, None, True, "")


def test_opening_a_stay_again_takes_the_end_back(soren, pia, told):
    ended = end_stay(by=pia, enrolment=soren, exited=PartialDate.parse("2026-06"), reason="died")
    again = reopen_stay(by=pia, enrolment=ended)
    person = Individual.objects.unscoped("to look").get()
    assert (again.closed, again.exited, again.exited_on, again.exit_reason) == (False, "", None, "")
    assert (person.dead, person.died_on) == (False, "")
    assert told == ["people.exited", "people.reopened"]


def test_a_stay_is_not_opened_again_beside_a_newer_one(soren, pia, lindenhof):
    ended = end_stay(by=pia, enrolment=soren, **LEFT)
    enrol_person(by=pia, unit=lindenhof, individual=soren.individual, entered=PartialDate.parse("2026-09-01"))
    with pytest.raises(Refused, match="already has a stay"):
        reopen_stay(by=pia, enrolment=ended)


def test_an_ongoing_stay_is_not_opened_again(soren, pia):
    with pytest.raises(Refused, match="has not ended"):
        reopen_stay(by=pia, enrolment=soren)


def test_the_entry_and_the_contact_are_corrected(soren, pia, mara):
    changed = change_stay(by=pia, enrolment=soren, entered=PartialDate.parse("2024-03"), contact=mara, deputy=None)
    assert (changed.entered_on, changed.measured_from) == (date(2024, 3, 15), date(2024, 3, 15))
    assert (changed.contact, changed.deputy, changed.revision) == (mara, None, 2)


def test_the_second_of_two_who_change_a_stay_sees_both(soren, pia, mara):
    change_stay(by=mara, enrolment=soren, entered=soren.entry, contact=mara, deputy=None, expected=1)
    with pytest.raises(Conflict) as conflict:
        change_stay(by=pia, enrolment=soren, entered=soren.entry, contact=pia, deputy=None, expected=1)
    assert (conflict.value.theirs.contact, conflict.value.mine.contact) == (mara, pia)


def test_an_entry_after_the_exit_is_refused(soren, pia, mara):
    ended = end_stay(by=pia, enrolment=soren, **LEFT)
    with pytest.raises(Refused, match="before the entry"):
        change_stay(by=pia, enrolment=ended, entered=PartialDate.parse("2026-07-01"), contact=pia, deputy=mara)


def test_a_colleague_who_left_stays_contact_until_somebody_else_is(soren, pia, mara):
    pia.roles.update(last=date(2026, 1, 1))
    kept = change_stay(by=mara, enrolment=soren, entered=soren.entry, contact=pia, deputy=mara)
    assert kept.contact == pia


def test_a_move_closes_the_placement_before_it(soren, pia, house, lindenhof):
    move_person(by=pia, enrolment=soren, unit=house, first=date(2025, 1, 1))
    move_person(by=pia, enrolment=soren, unit=lindenhof, first=date(2025, 7, 1))
    days = [(one.unit, one.first, one.last) for one in Placement.objects.unscoped("to look")]
    assert days == [(house, date(2025, 1, 1), date(2025, 6, 30)), (lindenhof, date(2025, 7, 1), None)]
    assert current_unit(soren) == lindenhof


CANNOT_MOVE = [("2024-01-31", "before the stay"), ("2026-11-23", "yet to come"), ("2025-01-01", "must be later")]


@pytest.mark.parametrize(("day", "why"), CANNOT_MOVE)
def test_a_move_on_a_day_that_cannot_be_is_refused(soren, pia, house, lindenhof, day, why):
    move_person(by=pia, enrolment=soren, unit=house, first=date(2025, 1, 1))
    with pytest.raises(Refused, match=why):
        move_person(by=pia, enrolment=soren, unit=lindenhof, first=date.fromisoformat(day))
    assert current_unit(soren) == house


def test_nobody_moves_to_another_service(soren, pia, skovly):
    with pytest.raises(Refused, match="not part of Lindenhof"):
        move_person(by=pia, enrolment=soren, unit=skovly, first=date(2025, 1, 1))


def test_the_end_of_a_stay_ends_its_placement_and_opening_again_reopens_it(soren, pia, house):
    move_person(by=pia, enrolment=soren, unit=house, first=date(2025, 1, 1))
    soren.refresh_from_db()
    ended = end_stay(by=pia, enrolment=soren, **LEFT)
    assert current_unit(ended) == ended.unit
    reopen_stay(by=pia, enrolment=ended)
    assert current_unit(ended) == house
