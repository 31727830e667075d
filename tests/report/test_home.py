"""The start page: what is due, what is not on track, what is new, and one next step."""

from __future__ import annotations

from datetime import date

import pytest
from report_cast import answer, enrolled, lines

from gavn.access.services import add_user, give_role
from gavn.collect.selectors import occasions_of
from gavn.report.selectors.home import home_of


@pytest.fixture
def start(client):
    """What somebody reads on the start page."""

    def read(user) -> str:
        client.force_login(user)
        return client.get("/").content.decode()

    return read


def test_a_practitioner_sees_what_waits_for_their_own_persons(pia, nora, bo, newcomer, start):
    text = start(pia)
    assert "What needs me today?" in text
    assert "Ask what is overdue" in text
    assert "Begin with Nora Lund" in text
    assert "5 shown of" in text
    assert "Worse than at the start by 12." in text
    assert "Kim Lund" in text


def test_answers_stand_there_until_they_are_talked_about(client, pia, newcomer, start):
    occasion = occasions_of(newcomer)[0]
    answer(pia, occasion, "gavn/four-lines@1", lines(5, 5, 5, 5))
    assert f"/feedback/{occasion.public_id}/" in start(pia)
    client.post(f"/occasions/{occasion.public_id}/discussed/")
    assert f"/feedback/{occasion.public_id}/" not in start(pia)


def test_a_manager_who_is_nobodys_contact_sees_the_whole_service(mara, nora, newcomer):
    home = home_of(mara)
    assert (home.mine, home.due.total > 0, home.entered.total) == (False, True, 1)


def test_somebody_elses_persons_are_not_mine(lindenhof, nora):
    per = add_user(by=None, email="per@example.org", name="Per")
    give_role(by=None, user=per, role="practitioner", at=lindenhof, first=date(2020, 1, 1))
    home = home_of(per)
    assert (home.due.total, home.off_track.total, home.step.to) == (0, 0, "enrol_person")


def test_an_empty_house_teaches(pia, lindenhof, start):
    text = start(pia)
    assert "What is due will stand here" in text
    assert "Enrol the first person" in text


@pytest.mark.parametrize("role", ["coordinator", "politician", "analyst"])
def test_those_who_follow_services_see_services_and_no_names(midtby, nora, role, start):
    user = add_user(by=None, email="kate@example.org", name="Kate")
    give_role(by=None, user=user, role=role, at=midtby, first=date(2020, 1, 1))
    text = start(user)
    assert "How does it go in our services?" in text
    assert "Lindenhof" in text
    assert "Nora" not in text


def test_the_administrator_is_led_to_the_tree_and_the_accounts(ada, start):
    text = start(ada)
    assert 'href="/tree/"' in text
    assert 'href="/accounts/"' in text


def test_somebody_without_a_role_is_told_who_can_help(otto, start):
    assert "You have no role yet that opens a service." in start(otto)


def test_more_persons_take_no_more_queries(client, pia, lindenhof, nora, bo, newcomer, django_assert_max_num_queries):
    client.force_login(pia)
    with django_assert_max_num_queries(39) as little:
        client.get("/")
    for given in ("Ane", "Eli", "Ib"):
        stay = enrolled(pia, lindenhof, given=given, entered="2026-11-10")
        answer(pia, occasions_of(stay)[0], "gavn/four-lines@1", lines(5, 5, 5, 5))
    with django_assert_max_num_queries(len(little)):
        client.get("/")
