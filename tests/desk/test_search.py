"""The search finds what somebody may see, in few queries, and leaves no name in an address or in the clear."""

from __future__ import annotations

from datetime import date

import pytest
from report_cast import enrolled

from gavn.access.models import User
from gavn.access.services import add_unit, add_user, give_role
from gavn.desk.selectors.search import search
from gavn.history.models import Event
from gavn.people.models import Individual
from gavn.works.services import name_ours


def names(user, words: str) -> dict[str, list[str]]:
    found = search(User.objects.get(pk=user.pk), words)
    return {one.kind: [thing.name for thing in one.found] for one in found}


@pytest.fixture
def soren(pia, lindenhof):
    return enrolled(pia, lindenhof, given="Søren", entered="2026-01-12")


@pytest.mark.parametrize("typed", ["Søren", "soren", "sør", "Sören", "lund soe", "LUND"])
def test_a_person_is_found_by_any_beginning_of_a_name_in_any_spelling(pia, soren, typed):
    assert names(pia, typed)["persons"] == ["Søren Lund"]


def test_a_person_is_found_by_the_whole_number_of_the_case_system_and_by_no_part_of_it(pia, soren):
    name_ours("nexus", "individual", {"2024-77-1": soren.individual.public_id})
    name_ours("nexus", "enrolment", {"stay 9": soren.public_id})
    assert names(pia, " 2024-77-1 ")["persons"] == ["Søren Lund"]
    assert names(pia, "stay 9")["persons"] == ["Søren Lund"]
    assert "persons" not in names(pia, "2024-77")


@pytest.mark.parametrize("stranger", ["sven", "otto", "ada"])
def test_nobody_finds_persons_of_a_service_where_they_see_none(request, stranger, soren):
    name_ours("nexus", "individual", {"2024-77-1": soren.individual.public_id})
    user = request.getfixturevalue(stranger)
    assert "persons" not in names(user, "Søren")
    assert "persons" not in names(user, "2024-77-1")


def test_where_somebody_with_a_protected_address_is_stays_unsaid(pia, soren):
    assert search(pia, "Søren")[0].found[0].about == "Lindenhof"
    Individual.objects.unscoped("in a test").update(protected=True)
    assert search(pia, "Søren")[0].found[0].about == ""


def test_units_colleagues_forms_and_programmes_are_found(mara, pia, lindenhof):
    assert names(mara, "linden") == {"units": ["Lindenhof"]}
    assert names(mara, "pia") == {"colleagues": ["Pia"]}
    assert "Four lines" in " ".join(names(mara, "four")["forms"])
    assert names(mara, "") == {}


def test_everything_found_leads_to_a_page_its_reader_may_open(client, mara, pia, ada, sven, soren, lindenhof):
    for user in (mara, pia, ada):
        client.force_login(user)
        for words in ("l", "s", "pia", "four", "Søren", "m"):
            for one in search(User.objects.get(pk=user.pk), words):
                for thing in one.found:
                    assert not thing.url or client.get(thing.url).status_code == 200, (user, thing)


def test_units_and_colleagues_elsewhere_are_not_found(pia, sven, skovly):
    assert names(pia, "skovly") == {}
    assert names(pia, "sven") == {}


def test_what_was_typed_stands_in_no_address_and_lies_sealed(client, pia, soren):
    client.force_login(pia)
    reply = client.post("/search/", {"find": "Søren"})
    assert (reply.status_code, reply.headers["Location"]) == (302, "/search/")
    assert "Søren Lund" in client.get("/search/").text
    kept = str(dict(client.session))
    assert "Søren" not in kept
    assert "S\\xf8ren" not in kept
    shown = Event.objects.filter(kind="people.shown").last()
    assert (shown.by, shown.individuals) == (pia.public_id, [soren.individual.public_id])


def test_the_session_of_another_key_forgets_what_was_typed(client, pia):
    client.force_login(pia)
    session = client.session
    session["searched"] = "00" * 40
    session.save()
    assert "What are you looking for?" in client.get("/search/").text


def test_a_search_takes_fewer_than_ten_queries_however_many_match(pia, lindenhof, django_assert_max_num_queries):
    name_ours("nexus", "individual", {"Lund": "0" * 32})
    enrolled(pia, lindenhof, given="Ane", entered="2026-01-12")
    with django_assert_max_num_queries(9) as little:
        search(User.objects.get(pk=pia.pk), "Lund")
    for number in range(14):
        enrolled(pia, lindenhof, given=f"Ib{number}", entered="2026-01-12")
    with django_assert_max_num_queries(len(little)):
        [persons] = search(User.objects.get(pk=pia.pk), "Lund")
    assert (len(persons.found), persons.more) == (10, True)


def test_each_controllers_own_key_is_asked(midt, lindenhof, pia):
    havby = add_unit(by=None, name="Havby", kind="organisation", under=midt, controller=True)
    havly = add_unit(by=None, name="Havly", kind="service", under=havby)
    both = add_user(by=None, email="both@example.org", name="Both")
    give_role(by=None, user=both, role="practitioner", at=midt, first=date(2020, 1, 1))
    for unit, given in ((lindenhof, "Ane"), (havly, "Eli")):
        enrolled(both, unit, given=given, entered="2026-01-12")
    assert names(both, "lund")["persons"] == ["Ane Lund", "Eli Lund"]
