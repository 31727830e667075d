"""People: somebody is enrolled once, whoever they are, and nothing about them stands outside the vault."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.serializers import serialize
from django.db import connection

from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.people.models import Enrolment, Individual, VaultEntry
from gavn.people.selectors import identity_of, name_of
from gavn.people.services import correct_person, end_stay, enrol_person, enrolled

CPR, CPR_OF_ANOTHER = "290256-5003", "290256-5011"
UNBORN = {"birth_year": None, "birth_month": None, "entered": PartialDate.parse("2059-12-01")}


@pytest.fixture
def in_2060(monkeypatch):
    """Numbers that belong to nobody are born in 2056."""
    monkeypatch.setenv("GAVN_NOW", "2060-01-01T12:00:00+00:00")


def everything(model) -> str:
    return serialize("json", model._default_manager.unscoped("to look for names"))


def test_a_person_is_enrolled_with_contact_and_deputy(soren, pia, mara):
    assert (soren.entered_on, soren.measured_from, soren.closed) == (date(2024, 2, 1), date(2024, 2, 1), False)
    assert (soren.contact, soren.deputy) == (pia, mara)
    assert name_of(soren.individual) == "Søren Kjær Aagård"


def test_the_name_stands_in_no_table(soren):
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {table}")
            assert "Aagård" not in str(cursor.fetchall()), table


def test_the_national_number_is_kept_sealed_and_found_by_a_hash(pia, lindenhof, in_2060, karen):
    stay = enrol_person(by=pia, unit=lindenhof, number=CPR, **karen | UNBORN)
    entry = VaultEntry.objects.unscoped("to look at what is kept").get()
    assert "2902565003" not in json.dumps([bytes(entry.sealed).hex(), entry.number_hash])
    assert identity_of(stay.individual).number == "2902565003"
    assert (stay.individual.birth_year, stay.individual.birth_month) == (2056, 2)


def test_one_number_belongs_to_one_person(pia, lindenhof, in_2060, karen):
    unborn = karen | UNBORN
    enrol_person(by=pia, unit=lindenhof, number=CPR, **unborn)
    with pytest.raises(Refused, match="known already"):
        enrol_person(by=pia, unit=lindenhof, number=CPR, **unborn | {"given": "Inger"})
    enrol_person(by=pia, unit=lindenhof, number=CPR_OF_ANOTHER, **unborn | {"given": "Inger"})
    assert Individual.objects.unscoped("to count").count() == 2


def test_the_same_form_sent_twice_enrols_once(pia, lindenhof, karen):
    first = enrol_person(by=pia, unit=lindenhof, ticket="a" * 32, **karen)
    again = enrol_person(by=pia, unit=lindenhof, ticket="a" * 32, **karen)
    assert first == again
    assert Individual.objects.unscoped("to count").count() == 1


def test_somebody_known_gets_a_further_stay(soren, sven, pia, lindenhof, skovly):
    elsewhere = enrol_person(by=sven, unit=skovly, individual=soren.individual, entered=PartialDate.parse("2024-03"))
    assert elsewhere.individual == soren.individual
    end_stay(by=pia, enrolment=soren, exited=PartialDate.parse("2025-01-31"), reason="planned")
    again = enrol_person(by=pia, unit=lindenhof, individual=soren.individual, entered=PartialDate.parse("2025-06-01"))
    assert again.individual.enrolments.unscoped("to count").count() == 3


def test_a_second_stay_in_the_same_service_at_the_same_time_is_refused(soren, pia, lindenhof):
    with pytest.raises(Refused, match="already has a stay"):
        enrol_person(by=pia, unit=lindenhof, individual=soren.individual, entered=PartialDate.parse("2025-06-01"))


REFUSED = [
    ({"entered": PartialDate.parse("2026-11-23")}, "yet to come"),
    ({"entered": PartialDate.parse("1970")}, "before the year of birth"),
    ({"birth_year": 2027}, "year of birth"),
    ({"birth_month": 13}, "month of birth"),
    ({"sex": "m"}, "not one of the choices"),
    ({"given": " ", "family": "\u200b"}, "Write a name"),
    ({"number": "12"}, "10 or 12 digits"),
    ({"ticket": "x"}, "form is damaged"),
]


@pytest.mark.parametrize(("wrong", "why"), REFUSED)
def test_what_cannot_be_is_refused_and_nothing_is_written(pia, lindenhof, wrong, why, kinds, karen):
    before = kinds.count()
    with pytest.raises(Refused, match=why):
        enrol_person(by=pia, unit=lindenhof, **karen | wrong)
    assert Individual.objects.unscoped("to count").count() == 0
    assert kinds(before) == []


@pytest.mark.parametrize(("contact", "deputy"), [("otto", None), ("pia", "otto"), ("sven", None), ("pia", "pia")])
def test_contact_and_deputy_are_two_who_work_at_the_service(request, pia, lindenhof, contact, deputy, karen):
    chosen = {role: request.getfixturevalue(name) for role, name in (("contact", contact), ("deputy", deputy)) if name}
    with pytest.raises(Refused, match=r"holds no role|same person"):
        enrol_person(by=pia, unit=lindenhof, **karen | chosen)


def test_only_services_enrol(ada, mara, lindenhof, karen):
    from gavn.access.services import add_unit

    house = add_unit(by=None, name="House 1", kind="unit", under=lindenhof)
    with pytest.raises(Refused, match="is none"):
        enrol_person(by=mara, unit=house, **karen)


def test_those_already_there_are_measured_from_today(pia, lindenhof, karen):
    stay = enrol_person(by=pia, unit=lindenhof, already_there=True, **karen)
    assert stay.measured_from == date(2026, 11, 22)


def test_a_year_alone_counts_as_a_missing_entry(pia, lindenhof, karen):
    stay = enrol_person(by=pia, unit=lindenhof, **karen | {"entered": PartialDate.parse("2025")})
    assert (stay.entered, stay.entered_on) == ("2025", None)


def test_later_stages_are_told_inside_the_transaction(pia, lindenhof, monkeypatch, karen):
    def fails(**_what):
        raise Refused("No occasions can be opened.")

    monkeypatch.setattr(enrolled, "_listeners", [fails])
    with pytest.raises(Refused, match="No occasions"):
        enrol_person(by=pia, unit=lindenhof, **karen)
    assert Enrolment.objects.unscoped("to count").count() == 0


def test_a_person_of_another_controller_is_not_taken_over(soren, midt):
    from gavn.access.services import add_unit, add_user, give_role

    other = add_unit(by=None, name="Nordby", kind="organisation", under=midt, controller=True)
    service = add_unit(by=None, name="Nordlys", kind="service", under=other)
    nina = add_user(by=None, email="nina@example.org", name="Nina")
    give_role(by=None, user=nina, role="practitioner", at=service)
    with pytest.raises(Refused, match="another organisation"):
        enrol_person(by=nina, unit=service, individual=soren.individual, entered=PartialDate.parse("2026-01-01"))


CORRECTED = {"given": "Sören", "family": "Kjær", "birth_year": 1981, "birth_month": 3, "sex": "man", "language": "sv"}


def test_a_correction_changes_name_and_index(soren, pia, in_2060):
    correct_person(by=pia, enrolment=soren, number=CPR, address="Havnevej 1", **CORRECTED)
    person = Individual.objects.unscoped("to look").get()
    identity = identity_of(person)
    assert (identity.name, identity.number, identity.address) == ("Sören Kjær", "2902565003", "Havnevej 1")
    assert (person.birth_year, person.language) == (1981, "sv")


def test_a_number_is_kept_unless_another_is_written_or_it_is_taken_away(soren, pia, in_2060):
    correct_person(by=pia, enrolment=soren, number=CPR, **CORRECTED)
    correct_person(by=pia, enrolment=soren, **CORRECTED)
    assert identity_of(soren.individual).number == "2902565003"
    correct_person(by=pia, enrolment=soren, drop_number=True, **CORRECTED)
    assert identity_of(soren.individual).number == ""


def test_a_protected_address_is_hidden_and_survives_a_correction(soren, pia):
    correct_person(by=pia, enrolment=soren, address="Havnevej 1", protected=True, **CORRECTED)
    person = Individual.objects.unscoped("to look").get()
    assert identity_of(person).address == ""
    correct_person(by=pia, enrolment=soren, protected=False, **CORRECTED)
    person.refresh_from_db()
    assert identity_of(person).address == "Havnevej 1"


def test_somebody_without_a_role_at_the_service_may_not_enrol(otto, sven, lindenhof, karen):
    for nobody in (otto, sven):
        with pytest.raises(PermissionDenied):
            enrol_person(by=nobody, unit=lindenhof, **karen)
