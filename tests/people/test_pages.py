"""People: the pages ask in a few steps, show what would be doubled, and open to nobody else."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from gavn.access.services import give_role
from gavn.history.models import Event
from gavn.people.models import Enrolment, Individual
from gavn.people.selectors import goals_of, name_of
from gavn.people.services import change_goal, set_goal, start_intervention

KAREN = {
    "given": "Karen", "family": "Østergård", "birth_year": "1975", "birth_month": "6", "sex": "woman",
    "entered_day": "1", "entered_month": "3", "entered_year": "2026", "ticket": "b" * 32,
}  # fmt: skip
SOREN_AGAIN = KAREN | {"given": "Soeren", "family": "Kjær Ågård", "birth_year": "1980", "birth_month": "2"}


@pytest.fixture
def as_pia(client, pia):
    """Pia's browser."""
    client.force_login(pia)
    return client


@pytest.fixture
def enrol(lindenhof):
    """Where somebody is enrolled at Lindenhof."""
    return reverse("enrol_person", args=[lindenhof.public_id])


def stays() -> int:
    return Enrolment.objects.unscoped("to count").count()


def text(response) -> str:
    return response.content.decode()


def test_with_one_service_enrolling_begins_at_the_form(as_pia, enrol):
    assert as_pia.get(reverse("choose_service")).headers["Location"] == enrol


def test_with_several_services_one_is_chosen_first(as_pia, pia, skovly, lindenhof):
    give_role(by=None, user=pia, role="practitioner", at=skovly, first=date(2020, 1, 1))
    page = text(as_pia.get(reverse("choose_service")))
    assert reverse("enrol_person", args=[skovly.public_id]) in page


def test_one_form_enrols_a_person_and_leads_to_the_overview(as_pia, pia, enrol):
    reply = as_pia.post(enrol, KAREN | {"contact": pia.public_id})
    stay = Enrolment.objects.unscoped("to look").select_related("individual").get()
    assert reply.headers["Location"] == reverse("overview", args=[stay.individual.public_id])
    assert (name_of(stay.individual), stay.entered, stay.contact) == ("Karen Østergård", "2026-03-01", pia)


def test_a_double_click_enrols_once(as_pia, enrol):
    first, second = (as_pia.post(enrol, KAREN | {"chosen": "new"}) for _click in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert stays() == 1


WRONG = [
    ({"given": ""}, "required"),
    ({"birth_year": ""}, "Write the year of birth."),
    ({"birth_year": "0x7"}, "whole number"),
    ({"birth_year": "1"}, "year of birth lies between"),
    ({"entered_day": "30", "entered_month": "2"}, "not a date in the calendar"),
    ({"entered_year": "2027"}, "yet to come"),
    ({"number": "123"}, "10 or 12 digits"),
    ({"ticket": "../.."}, "This form is damaged"),
    ({"sex": "x"}, "x is not one of the available choices"),
    ({"contact": "nobody"}, "nobody is not one of the available choices"),
]


@pytest.mark.parametrize(("wrong", "why"), WRONG)
def test_what_is_wrong_is_said_and_nothing_is_saved(as_pia, enrol, wrong, why):
    reply = as_pia.post(enrol, KAREN | wrong)
    assert reply.status_code == 200
    assert why in text(reply)
    assert stays() == 0


def test_somebody_similar_is_shown_before_anything_is_saved(as_pia, soren, enrol):
    reply = as_pia.post(enrol, SOREN_AGAIN)
    assert "Is it one of these?" in text(reply)
    assert "Søren Kjær Aagård" in text(reply)
    assert stays() == 1


def test_it_may_be_somebody_else(as_pia, soren, enrol):
    as_pia.post(enrol, SOREN_AGAIN | {"chosen": "new"})
    assert Individual.objects.unscoped("to count").count() == 2


def test_it_may_be_this_person_who_is_there_already(as_pia, soren, enrol):
    reply = as_pia.post(enrol, SOREN_AGAIN | {"chosen": soren.individual.public_id})
    assert "already has a stay in this service" in text(reply)
    assert stays() == 1


def test_it_may_be_this_person_from_another_service(as_pia, pia, soren, skovly):
    give_role(by=None, user=pia, role="practitioner", at=skovly, first=date(2020, 1, 1))
    answer = SOREN_AGAIN | {"chosen": soren.individual.public_id}
    as_pia.post(reverse("enrol_person", args=[skovly.public_id]), answer)
    assert (stays(), Individual.objects.unscoped("to count").count()) == (2, 1)


def test_an_id_that_was_not_offered_is_no_answer(as_pia, soren, enrol):
    reply = as_pia.post(enrol, KAREN | {"given": "Soeren", "family": "Kjær Ågård", "chosen": "c" * 32})
    assert "Is it one of these?" in text(reply)


def test_one_may_go_back_and_change_what_was_written(as_pia, soren, enrol):
    reply = as_pia.post(enrol, SOREN_AGAIN | {"chosen": "change"})
    assert 'value="Soeren"' in text(reply)


@pytest.fixture
def in_2060(monkeypatch):
    """The day on which whoever has a number from the future is alive; before anybody signs in."""
    monkeypatch.setenv("GAVN_NOW", "2060-01-01T12:00:00+00:00")


def test_a_doubtful_danish_number_is_asked_about_once(in_2060, as_pia, enrol):
    doubtful = KAREN | {"number": "290256-5000", "birth_year": "", "birth_month": "", "entered_year": "2059"}
    assert "The check sum does not hold" in text(as_pia.post(enrol, doubtful))
    assert as_pia.post(enrol, doubtful | {"chosen": "new"}).status_code == 302


def test_a_birth_that_contradicts_the_number_is_asked_about(in_2060, as_pia, enrol):
    reply = as_pia.post(enrol, KAREN | {"number": "290256-5003", "entered_year": "2059"})
    assert "says another year" in text(reply)


def test_the_list_finds_by_name_and_leaves_a_line_for_each_person_shown(as_pia, soren):
    page = text(as_pia.get(reverse("people"), {"q": "soeren"}))
    assert "Søren Kjær Aagård" in page
    assert Event.objects.get(kind="people.shown").individuals == [soren.individual.public_id]


@pytest.mark.parametrize("asked", [{"sort": "x"}, {"page": "x"}, {"page": "99"}, {"state": "x"}, {"q": "\x00"}])
def test_a_list_asked_for_in_a_wrong_way_is_still_a_list(as_pia, soren, asked):
    assert as_pia.get(reverse("people"), asked).status_code == 200


def test_an_empty_list_says_what_will_stand_there(as_pia, lindenhof):
    assert "The persons you enrol will stand here" in text(as_pia.get(reverse("people")))


def test_a_goal_is_written_rated_changed_and_ended(as_pia, soren):
    goal = {"words": "I want to cook", "area": "home", "direction": "improve", "rating": "2"}
    as_pia.post(reverse("set_goal", args=[soren.public_id]), goal)
    (kept,) = goals_of(soren)
    as_pia.post(reverse("rate_goal", args=[kept.public_id]), {"value": "6", "day": "2026-11-20"})
    as_pia.post(reverse("change_goal", args=[kept.public_id]), goal | {"words": "I want to bake", "expected": "1"})
    ending = {"outcome": "reached", "ended_on": "2026-11-22", "expected": "2"}
    as_pia.post(reverse("end_goal", args=[kept.public_id]), ending)
    page = text(as_pia.get(reverse("plan", args=[soren.individual.public_id])))
    assert "The person&#x27;s words: I want to cook → I want to bake" in page
    assert "Reached" in page


def test_the_second_of_two_editors_sees_both_texts_and_may_send_again(as_pia, mara, soren):
    kept = set_goal(by=mara, enrolment=soren, words="I want to cook", area="home")
    change_goal(by=mara, goal=kept, words="I want to bake", area="home", direction="improve")
    mine = {"words": "I want to fry", "area": "home", "direction": "improve", "expected": "1"}
    page = as_pia.post(reverse("change_goal", args=[kept.public_id]), mine)
    assert "I want to bake" in text(page)
    assert "I want to fry" in text(page)
    again = as_pia.post(
        reverse("change_goal", args=[kept.public_id]), mine | {"expected": page.context["form"]["expected"].value()}
    )
    assert again.status_code == 302


def test_an_intervention_is_written_changed_and_ended(as_pia, soren):
    given = {"name": "Walks", "kind": "network", "first": "2026-05-01"}
    as_pia.post(reverse("start_intervention", args=[soren.public_id]), given)
    kept = soren.interventions.unscoped("to look").get()
    as_pia.post(reverse("change_intervention", args=[kept.public_id]), given | {"name": "Hikes", "expected": "1"})
    as_pia.post(reverse("end_intervention", args=[kept.public_id]), {"last": "2026-11-01", "expected": "2"})
    kept.refresh_from_db()
    assert (kept.name, kept.last) == ("Hikes", date(2026, 11, 1))


def test_a_stay_is_changed_ended_and_opened_again(as_pia, mara, soren):
    entry = {"entered_year": "2024", "entered_month": "3", "entered_day": ""}
    as_pia.post(reverse("change_stay", args=[soren.public_id]), entry | {"contact": mara.public_id, "expected": "1"})
    left = {"exited_year": "2026", "exited_month": "6", "exited_day": "", "reason": "moved", "expected": "2"}
    as_pia.post(reverse("end_stay", args=[soren.public_id]), left)
    soren.refresh_from_db()
    assert (soren.entered, soren.contact, soren.exited, soren.closed) == ("2024-03", mara, "2026-06", True)
    as_pia.post(reverse("reopen_stay", args=[soren.public_id]))
    soren.refresh_from_db()
    assert not soren.closed


def test_names_are_corrected_and_shown_without_running_what_is_in_them(as_pia, soren):
    script = "<script>alert(1)</script>"
    named = {"given": script, "family": "{{ 7*7 }}", "sex": "man", "language": "da", "birth_year": "1980"}
    as_pia.post(reverse("correct_person", args=[soren.public_id]), named)
    page = text(as_pia.get(reverse("people")))
    assert script not in page
    assert "{{ 7*7 }}" in page


@pytest.fixture
def addresses(soren, pia, lindenhof):
    """Every address of the stage about Søren or Lindenhof."""
    goal = set_goal(by=pia, enrolment=soren, words="Walk", area="health")
    given = start_intervention(by=pia, enrolment=soren, kind="network", name="Walks")
    of_stay = ("change_stay", "end_stay", "move_person", "correct_person", "set_goal", "start_intervention")
    named = [(name, soren.public_id) for name in (*of_stay, "reopen_stay")]
    named += [(name, goal.public_id) for name in ("change_goal", "rate_goal", "end_goal")]
    named += [(name, given.public_id) for name in ("change_intervention", "end_intervention")]
    named += [(name, soren.individual.public_id) for name in ("plan", "who_has_looked")]
    return {name: reverse(name, args=[key]) for name, key in [*named, ("enrol_person", lindenhof.public_id)]}


def test_every_page_opens_for_those_who_work_there(as_pia, addresses):
    opened = {name: as_pia.get(address).status_code for name, address in addresses.items()}
    assert opened == dict.fromkeys(addresses, 200) | {"reopen_stay": 405}


@pytest.mark.parametrize("method", ["get", "post"])
def test_to_those_of_another_service_there_is_no_such_page(client, sven, addresses, method):
    client.force_login(sven)
    answered = {name: getattr(client, method)(address).status_code for name, address in addresses.items()}
    closed = dict.fromkeys(addresses, 404)
    assert answered == (closed | {"reopen_stay": 405} if method == "get" else closed)


def test_without_a_role_no_page_opens(client, otto, addresses):
    client.force_login(otto)
    assert {client.get(address).status_code for address in addresses.values()} == {403}


def test_the_signed_out_are_asked_to_sign_in(client, addresses):
    assert all("/sign-in/" in client.get(address).headers["Location"] for address in addresses.values())


def test_the_word_is_chosen_per_language_by_those_who_lead(client, mara, pia, lindenhof):
    address = reverse("choose_person_word", args=[lindenhof.public_id])
    client.force_login(mara)
    client.post(address, {"language": "en", "word": "resident"})
    assert "Which resident enters?" in text(client.get(reverse("enrol_person", args=[lindenhof.public_id])))
    client.force_login(pia)
    assert client.get(address).status_code == 403


def test_who_has_looked_names_the_page_and_the_purpose(as_pia, soren):
    as_pia.get(reverse("people"))
    page = text(as_pia.get(reverse("who_has_looked", args=[soren.individual.public_id])))
    assert "The list of persons" in page
    assert "support and treatment" in page
