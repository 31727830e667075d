"""The front page: what waits and what is new for each role, and one next step."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from report_cast import answer, enrolled, lines

from gavn.access.models import User
from gavn.access.selectors import civil_today
from gavn.access.services import add_unit, add_user, give_role, invite_user
from gavn.collect.pure.sameness import draft_key
from gavn.collect.selectors import occasions_of
from gavn.collect.services import keep_draft
from gavn.desk.selectors.today import piles_of, today_of
from gavn.people.services import hand_over, held_for, set_absence


@pytest.fixture
def start(client):
    """What somebody reads on the front page."""

    def read(user, asked: str = "") -> str:
        client.force_login(user)
        return client.get(f"/{asked}").content.decode()

    return read


def begin(occasion, user) -> None:
    """Type something into a form and leave it."""
    key = draft_key(occasion.public_id, "gavn/four-lines@1", "individual", user.public_id)
    keep_draft(key, {"line_life.a": ["1"]}, owner=user.public_id)


OURS = {
    "critical", "overdue", "week", "off_track", "talk", "begun", "given", "entered", "late_here", "reviews",
    "no_programme", "invited", "ending",
}  # fmt: skip
"""The kinds that the desk itself lays; what other stages lay is tried where they are."""


def kinds(user) -> dict[str, int]:
    found = piles_of(User.objects.get(pk=user.pk))
    return {pile.kind: pile.total for pile in found if pile.kind in OURS}


def test_a_practitioner_sees_what_waits_for_their_own_persons(pia, nora, bo, newcomer, start):
    text = start(pia)
    assert "What needs me today?" in text
    assert "Ask what is overdue" in text
    assert "Begin with Nora Lund" in text
    assert "5 shown of" in text
    assert "Worse than at the start by 12." in text
    assert "Kim Lund" in text


def test_one_kind_is_shown_alone_and_in_the_order_asked_for(pia, nora, bo, newcomer, start):
    rows = {order: [row.name for row in today_of(pia, kind="overdue", order=order).shown[0].rows] for order in
            ("", "day", "name", "-name")}  # fmt: skip
    assert rows["name"] == sorted(rows["name"])
    assert rows["-name"] == rows["name"][::-1]
    assert {"Bo Lund", "Nora Lund"} <= set(rows["day"])
    days = [row.line.day for row in today_of(pia, kind="overdue", order="day").shown[0].rows]
    assert days == sorted(days)
    text = start(pia, "?kind=overdue")
    assert "Most pressing first" in text
    assert "Newly enrolled</h2>" not in text
    assert "Newly enrolled" in start(pia, "?kind=unheard-of")


def test_answers_stand_there_until_they_are_talked_about(client, pia, newcomer, start):
    occasion = occasions_of(newcomer)[0]
    answer(pia, occasion, "gavn/four-lines@1", lines(5, 5, 5, 5))
    assert f"/feedback/{occasion.public_id}/" in start(pia)
    client.post(f"/occasions/{occasion.public_id}/discussed/")
    assert f"/feedback/{occasion.public_id}/" not in start(pia)


def test_a_form_one_has_begun_waits_until_it_is_sent(pia, newcomer):
    occasion = occasions_of(newcomer)[0]
    begin(occasion, pia)
    assert kinds(pia)["begun"] == 1


def test_who_was_given_a_colleagues_persons_sees_them_as_new(mara, pia, lindenhof, nora, bo):
    vera = add_user(by=None, email="vera@example.org", name="Vera")
    give_role(by=None, user=vera, role="practitioner", at=lindenhof, first=date(2020, 1, 1))
    hand_over(by=mara, user=pia, to={one.key: [vera] for one in held_for(mara, pia)[0]})
    assert kinds(vera)["given"] == 2
    assert "given" not in kinds(pia)


def test_a_deputy_sees_what_waits_for_who_is_away(mara, pia, lindenhof, nora):
    vera = add_user(by=None, email="vera@example.org", name="Vera")
    give_role(by=None, user=vera, role="practitioner", at=lindenhof, first=date(2020, 1, 1))
    assert "overdue" not in kinds(vera)
    set_absence(by=mara, user=pia, deputy=vera, first=civil_today(), last=civil_today() + timedelta(days=3))
    assert kinds(vera)["overdue"] == kinds(pia)["overdue"]


def test_a_manager_who_is_nobodys_contact_sees_the_whole_service(mara, pia, nora, newcomer):
    assert {kind: n for kind, n in kinds(mara).items() if kind != "months"} == kinds(pia)  # a leader answers the team


def test_a_manager_with_persons_of_their_own_also_sees_what_colleagues_are_late_with(mara, lindenhof, nora, bo):
    enrolled(mara, lindenhof, given="Ib", entered="2026-01-10")
    found = kinds(mara)
    assert found["late_here"] > found["overdue"] > 0


def test_somebody_elses_persons_are_not_mine(lindenhof, nora):
    per = add_user(by=None, email="per@example.org", name="Per")
    give_role(by=None, user=per, role="practitioner", at=lindenhof, first=date(2020, 1, 1))
    assert kinds(per) == {}
    assert today_of(per).step.enrol


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


def test_the_administrator_sees_invitations_roles_that_end_or_wait_for_a_look_and_services_without_a_programme(
    ada, pia, sven, lindenhof, skovly, start
):
    invite_user(by=ada, user=sven, address="https://x/CODE", subject="s", body="{link}")
    give_role(by=None, user=pia, role="analyst", at=lindenhof, last=civil_today() + timedelta(days=9))
    assert kinds(ada) == {"reviews": 2, "no_programme": 2, "invited": 1, "ending": 1}
    text = start(ada)
    assert "Invited and not yet here" in text
    assert f"/accounts/{sven.public_id}/" in text


def test_an_administrator_elsewhere_sees_nothing_of_it(ada, pia, lindenhof, mara):
    nord = add_user(by=None, email="nils@example.org", name="Nils")
    give_role(by=None, user=nord, role="administrator", at=add_unit(by=None, name="Nord", kind="region"))
    invite_user(by=ada, user=pia, address="https://x/CODE", subject="s", body="{link}")
    assert kinds(nord) == {}


def test_somebody_without_a_role_is_told_who_can_help(otto, start):
    assert "You have no role yet that opens a service." in start(otto)


@pytest.mark.parametrize("who", ["pia", "mara"])
def test_more_persons_take_no_more_queries(
    request, who, pia, lindenhof, nora, bo, newcomer, django_assert_max_num_queries
):
    reader = request.getfixturevalue(who)
    begin(occasions_of(newcomer)[0], pia)
    with django_assert_max_num_queries(19) as little:
        today_of(User.objects.get(pk=reader.pk))
    for given in ("Ane", "Eli", "Ib"):
        stay = enrolled(pia, lindenhof, given=given, entered="2026-11-10")
        answer(pia, occasions_of(stay)[0], "gavn/four-lines@1", lines(5, 5, 5, 5))
    with django_assert_max_num_queries(len(little)):
        today_of(User.objects.get(pk=reader.pk))
