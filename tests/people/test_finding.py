"""People: persons are found by any part of a name, in one's own services, and nobody is left out in silence."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from gavn.access.services import add_unit, add_user, give_role
from gavn.history.models import Event
from gavn.history.services import record_reads, state_purpose, watch_reads
from gavn.kernel.dates import PartialDate
from gavn.people.selectors import (
    enrolment_seen_by,
    enrolments_seen_by,
    individual_seen_by,
    people_list,
    person_word,
    person_words,
    possible_duplicates,
    who_has_looked,
)
from gavn.people.selectors.listing import MOST, ON_A_PAGE
from gavn.people.services import (
    NewStay,
    change_stay,
    choose_person_word,
    correct_person,
    end_stay,
    enrol_many,
    enrol_person,
)

NOBODY = {"given": "", "family": "", "birth_year": None, "birth_month": None}


def brought(by, unit, count: int, **more):
    """So many persons with the same family name."""
    entered = PartialDate.parse("2025-01-01")
    rows = [NewStay(unit=unit, entered=entered, given=f"N{n:04d}", family="Berg", **more) for n in range(count)]
    return enrol_many(by=by, rows=rows)


def names(user, **asked) -> list[str]:
    return [row.name for row in people_list(user, **asked).rows]


@pytest.fixture
def karens(soren, pia, lindenhof, karen):
    """Karen's stay beside Søren's."""
    return enrol_person(by=pia, unit=lindenhof, **karen)


@pytest.mark.parametrize("words", ["søren", "Soeren", "kj", "aag", "AAGÅRD", "ågård sø", "Kjær Søren"])
def test_any_beginning_of_any_part_of_a_name_finds_the_person(soren, karens, pia, words):
    assert names(pia, words=words) == ["Søren Kjær Aagård"]


@pytest.mark.parametrize("words", ["xyz", "søren karen", "gård", "!!", "' OR 1=1 --"])
def test_other_words_find_nobody(soren, karens, pia, words):
    assert names(pia, words=words) == []


def test_the_list_says_how_many_of_how_many_and_why(soren, karens, pia):
    found = people_list(pia, words="karen")
    assert (found.shown, found.total) == (1, 2)
    assert str(found.why) == "those who have left are not asked for; only names with “karen” are asked for"


def test_those_who_left_stand_in_a_list_of_their_own(soren, karens, pia):
    end_stay(by=pia, enrolment=soren, exited=PartialDate.parse("2026-06-30"), reason="planned")
    assert names(pia) == ["Karen Østergård"]
    assert names(pia, state="left") == ["Søren Kjær Aagård"]
    assert len(names(pia, state="all")) == 2


def test_one_s_own_persons_and_those_of_one_service(soren, karens, pia, lindenhof, skovly):
    assert names(pia, mine=True) == ["Søren Kjær Aagård"]
    assert len(names(pia, unit=lindenhof)) == 2
    assert names(pia, unit=skovly) == []


SORTED = [
    ("name", "Karen"), ("-name", "Søren"), ("age", "Søren"), ("-age", "Karen"), ("entered", "Søren"),
    ("-entered", "Karen"), ("contact", "Karen"), ("service", "Karen"), ("sealed; DROP TABLE", "Karen"),
]  # fmt: skip


@pytest.mark.parametrize(("order", "first"), SORTED)
def test_the_list_is_sorted_by_what_is_allowed_and_by_name_otherwise(soren, karens, pia, order, first):
    assert names(pia, order=order)[0].startswith(first)


def test_a_protected_person_shows_neither_service_nor_contact(soren, pia):
    corrected = {"given": "Søren", "family": "Kjær", "birth_year": 1980, "birth_month": 2, "sex": "man"}
    correct_person(by=pia, enrolment=soren, language="da", protected=True, **corrected)
    (row,) = people_list(pia).rows
    assert (row.name, row.service, row.contact, row.protected) == ("Søren Kjær", "", "", True)


def test_persons_of_other_services_are_not_there(soren, sven, ada, otto):
    for user in (sven, ada, otto):
        assert (names(user), people_list(user).total) == ([], 0)
        with pytest.raises(Http404):
            individual_seen_by(user, soren.individual.public_id)
        with pytest.raises(Http404):
            enrolment_seen_by(user, soren.public_id)


def test_stays_in_other_services_are_not_shown(soren, sven, pia, skovly):
    enrol_person(by=sven, unit=skovly, individual=soren.individual, entered=PartialDate.parse("2025-01-01"))
    assert [stay.unit.name for stay in enrolments_seen_by(pia, soren.individual)] == ["Lindenhof"]
    assert [stay.unit.name for stay in enrolments_seen_by(sven, soren.individual)] == ["Skovly"]


def test_the_number_of_queries_does_not_grow_with_the_persons(pia, mara, lindenhof):
    people_list(pia)  # reads the roles, once a request
    counted = []
    for more in (3, 60):
        brought(mara, lindenhof, more, contact=pia)
        with CaptureQueriesContext(connection) as queries:
            people_list(pia, words="be")
        counted.append(len(queries))
    assert counted[0] == counted[1] < 10


def test_at_most_five_hundred_names_are_opened_and_the_list_says_so(pia, mara, lindenhof):
    brought(mara, lindenhof, MOST + 20)
    found = people_list(pia)
    assert (found.shown, found.total, found.rows.paginator.count) == (ON_A_PAGE, MOST + 20, MOST)
    assert "520 match; write part of a name" in str(found.why)
    assert names(pia, page=2)[0] == names(pia, page="2")[0] != names(pia, page=1)[0]


def test_only_those_on_the_page_count_as_shown(pia, mara, lindenhof):
    brought(mara, lindenhof, ON_A_PAGE + 5)
    watch_reads()
    people_list(pia)
    record_reads(pia, page="people")
    assert len(Event.objects.get(kind="people.shown").individuals) == ON_A_PAGE


DUPLICATES = [
    ({"given": "Soeren", "family": "Kjaer Ågaard"}, "the same name"),
    ({"given": "Søren", "birth_year": 1980, "birth_month": 2}, "the same month of birth and part of the name"),
]


@pytest.mark.parametrize(("asked", "reason"), DUPLICATES)
def test_somebody_similar_is_shown_before_anything_is_saved(soren, karens, pia, lindenhof, asked, reason):
    (one,) = possible_duplicates(pia, lindenhof, **NOBODY | asked)
    assert (one.individual, str(one.reason), one.services) == (soren.individual, reason, ("Lindenhof",))


@pytest.mark.parametrize(
    "asked",
    [
        {"given": "Søren"},
        {"given": "Søren", "birth_year": 1980, "birth_month": 3},
        {"given": "Ib", "birth_year": 1980, "birth_month": 2},
    ],
)
def test_somebody_else_is_not_taken_for_them(soren, karens, pia, lindenhof, asked):
    assert possible_duplicates(pia, lindenhof, **NOBODY | asked) == []


@pytest.fixture
def numbered(pia, lindenhof, monkeypatch, karen):
    """Karen's stay with a number that belongs to nobody, in 2060."""
    monkeypatch.setenv("GAVN_NOW", "2060-01-01T12:00:00+00:00")
    born = {"birth_year": None, "birth_month": None, "entered": PartialDate.parse("2059-12-01")}
    return enrol_person(by=pia, unit=lindenhof, number="290256-5003", **karen | born)


def test_in_one_s_own_service_the_number_finds_the_person_by_name(numbered, pia, lindenhof):
    (one,) = possible_duplicates(pia, lindenhof, number="2902565003", **NOBODY | {"given": "Inger"})
    assert (one.name, str(one.reason), one.elsewhere) == ("Karen Østergård", "the same national number", False)


def test_elsewhere_the_exact_number_tells_only_that_somebody_is_known_and_that_is_remembered(numbered, sven, skovly):
    (one,) = possible_duplicates(sven, skovly, number="2902565003", **NOBODY | {"given": "Inger"})
    assert (one.name, one.services, one.elsewhere) == ("", (), True)
    line = Event.objects.get(kind="people.number_asked_for")
    assert (line.by, line.individuals, line.purpose) == (
        sven.public_id,
        [numbered.individual.public_id],
        "support and treatment",
    )
    assert "2902565003" not in str(line.line)


def test_elsewhere_a_name_tells_nothing(soren, sven, skovly):
    asked = {"given": "Søren", "family": "Kjær Aagård", "birth_year": 1980, "birth_month": 2}
    assert possible_duplicates(sven, skovly, number="2902565011", **asked) == []


def test_another_controller_is_never_asked(numbered, midt):
    other = add_unit(by=None, name="Nordby", kind="organisation", under=midt, controller=True)
    service = add_unit(by=None, name="Nordlys", kind="service", under=other)
    nina = add_user(by=None, email="nina@example.org", name="Nina")
    give_role(by=None, user=nina, role="practitioner", at=service, first=date(2020, 1, 1))
    assert possible_duplicates(nina, service, number="2902565003", **NOBODY) == []


def test_whoever_looked_is_named_with_time_purpose_and_page(soren, pia, mara):
    watch_reads()
    people_list(mara)
    state_purpose("management of the service")
    record_reads(mara, page="people")
    newest, enrolled = who_has_looked(pia, soren.individual).lines
    assert (newest.who, str(newest.what), str(newest.page), str(newest.purpose)) == (
        "Mara",
        "Opened a page",
        "The list of persons",
        "management of the service",
    )
    assert (enrolled.who, str(enrolled.what), enrolled.page) == ("Pia", "Enrolled the person", "")


def test_those_who_may_not_see_the_person_may_not_see_who_looked(soren, sven):
    with pytest.raises(Http404):
        who_has_looked(sven, soren.individual)


def test_the_protection_officer_sees_who_looked_without_seeing_the_person(soren, midt):
    dora = add_user(by=None, email="dora@example.org", name="Dora")
    give_role(by=None, user=dora, role="protection-officer", at=midt, first=date(2020, 1, 1))
    assert who_has_looked(dora, soren.individual).total == 1
    with pytest.raises(Http404):
        individual_seen_by(dora, soren.individual.public_id)


def test_the_nearest_word_for_the_person_counts_in_each_language(mara, ada, midt, lindenhof, skovly):
    choose_person_word(by=ada, unit=midt, language="da", word="citizen")
    choose_person_word(by=mara, unit=lindenhof, language="da", word="resident")
    choose_person_word(by=mara, unit=lindenhof, language="da", word="participant")
    assert str(person_word(lindenhof, "da")[0]) == "participant"
    assert str(person_word(skovly, "da")[1]) == "citizens"
    assert {code: str(one) for code, (one, _many) in person_words(lindenhof).items()} == {
        "en": "person",
        "da": "participant",
        "sv": "person",
    }


def test_the_list_follows_a_change_of_contact(soren, pia, mara):
    change_stay(by=pia, enrolment=soren, entered=soren.entry, contact=mara, deputy=None)
    assert (names(pia, mine=True), names(mara, mine=True)) == ([], ["Søren Kjær Aagård"])
