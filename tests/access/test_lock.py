"""Access: a session that nobody works in is locked, and people change quickly on a device that they share."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gavn.access.gateways.shared_device import COOKIE
from gavn.access.services import add_user, close_account
from gavn.history.models import Event
from gavn.kernel.clock import now

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


def shared(*people) -> Client:
    """A device on which these people said that several use it, and locked it one after another."""
    client = Client()
    for one in people:
        client.force_login(one)
        client.post(reverse("share_device"), {"shared": "yes"})
        client.post(reverse("lock"), headers={"referer": "http://testserver/catalogue/?words=Nora"})
    return client


@pytest.fixture
def later(monkeypatch):
    """A maker of later moments."""
    start = now()

    def let(**by: int) -> None:
        monkeypatch.setenv("GAVN_NOW", (start + timedelta(**by)).isoformat())

    let()
    return let


def test_locking_ends_what_the_session_opens_at_once(pia, client):
    client.force_login(pia)
    reply = client.post(reverse("lock"), headers={"referer": "http://testserver/due/"})
    assert reply.headers["Location"] == f"{reverse('sign_in')}?next=/due/"
    assert reply.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get(reverse("home")).headers["Location"].startswith(reverse("sign_in"))
    assert (Event.objects.last().kind, Event.objects.last().detail) == ("access.locked", {"why": "asked"})


def test_a_device_that_is_not_shared_remembers_nobody(pia, client):
    client.force_login(pia)
    client.post(reverse("lock"))
    assert COOKIE not in client.cookies
    assert client.get(reverse("locked")).headers["Location"] == reverse("sign_in")


def test_a_shared_device_shows_the_names_and_leads_back_to_where_one_was(pia, mara):
    pia.set_password(PASSWORD)
    pia.save()
    client = shared(mara, pia)
    page = client.get(reverse("locked")).content.decode()
    assert re.findall(r"gv-door__role\">(\w+)<", page) == ["Pia", "Mara"]
    unlock = reverse("unlock", args=[pia.public_id])
    asked = client.get(unlock).content.decode()
    assert ("Is it you, Pia?" in asked, "pia@example.org" in asked) == (True, False)
    assert "_auth_user_id" not in client.session
    wrong = client.post(unlock, {"password": "wrong"})
    assert (wrong.status_code, "_auth_user_id" in client.session) == (200, False)
    assert client.post(unlock, {"password": PASSWORD}).headers["Location"] == "/catalogue/"
    assert client.session["_auth_user_id"] == str(pia.pk)


def test_what_the_device_keeps_is_signed_and_out_of_reach_and_names_nobody(pia):
    client = shared(pia)
    kept = client.cookies[COOKIE]
    assert (kept["httponly"], kept["samesite"]) == (True, "Lax")
    for told in ("Pia", "pia@", "Nora", "words"):
        assert told not in kept.value
    client.cookies[COOKIE] = kept.value[:-2]
    assert client.get(reverse("locked")).status_code == 302


def test_at_most_five_are_remembered(db):
    people = [add_user(by=None, email=f"p{n}@example.org", name=f"P{n}") for n in range(7)]
    page = shared(*people).get(reverse("locked")).content.decode()
    assert re.findall(r"gv-door__role\">(\w+)<", page) == ["P6", "P5", "P4", "P3", "P2"]


def test_who_signs_out_is_forgotten_and_a_closed_account_is_not_shown(ada, pia, mara):
    client = shared(pia, mara)
    client.force_login(pia)
    client.post(reverse("sign_out"))
    close_account(by=ada, user=mara)
    assert client.get(reverse("locked")).status_code == 302
    assert client.get(reverse("unlock", args=[mara.public_id])).status_code == 404
    assert client.get(reverse("unlock", args=[pia.public_id])).status_code == 404


def test_somebody_who_was_not_on_this_device_is_not_offered(pia, mara):
    assert shared(pia).get(reverse("unlock", args=[mara.public_id])).status_code == 404


def test_a_device_that_is_no_longer_shared_forgets_everybody(pia):
    client = shared(pia)
    client.force_login(pia)
    assert "Only I use it" in client.get(reverse("your_sign_in")).content.decode()
    client.post(reverse("share_device"), {"shared": "no"})
    client.post(reverse("lock"))
    assert client.get(reverse("locked")).headers["Location"] == reverse("sign_in")


def test_after_half_an_hour_without_work_the_next_request_leads_to_the_lock(pia, later, client):
    client.force_login(pia)
    later(minutes=29)
    assert client.get(reverse("home")).status_code == 200
    later(minutes=58)
    assert client.get(reverse("home")).status_code == 200
    later(minutes=89)
    reply = client.get("/catalogue/?words=x")
    assert reply.headers["Location"].startswith(f"{reverse('sign_in')}?next=/catalogue/")
    assert "_auth_user_id" not in client.session
    assert Event.objects.last().detail == {"why": "idle"}


def test_answers_sent_too_late_lead_to_the_names_and_back_to_the_form(pia, later):
    client = shared(pia)
    client.force_login(pia)
    later(minutes=31)
    there = "http://testserver/answer/x/gavn.base-entry/practitioner/"
    reply = client.post("/language/", headers={"referer": there})
    assert reply.status_code != 500
    reply = client.post(reverse("change_password"), headers={"referer": there})
    assert reply.headers["Location"] == reverse("locked")
    pia.set_password(PASSWORD)
    pia.save()
    back = client.post(reverse("unlock", args=[pia.public_id]), {"password": PASSWORD})
    assert back.headers["Location"] == "/answer/x/gavn.base-entry/practitioner/"


def test_what_a_page_asks_by_itself_is_no_work(pia, later, client):
    client.force_login(pia)
    later(minutes=20)
    assert client.get(reverse("home"), headers={"hx-request": "true"}).status_code == 200
    later(minutes=40)
    assert client.get(reverse("home")).status_code == 302


def test_a_session_ends_after_half_a_day_however_busy(pia, later, client):
    client.force_login(pia)
    for minutes in range(0, 12 * 60 + 1, 20):
        later(minutes=minutes)
        assert client.get(reverse("home")).status_code == 200
    later(minutes=12 * 60 + 5)
    assert client.get(reverse("home")).status_code == 302


def test_the_stamp_is_written_at_most_once_a_minute(pia, later, client):
    client.force_login(pia)
    stamps = set()
    for seconds in (1, 20, 59, 60, 61, 119, 121):
        later(seconds=seconds)
        client.get(reverse("home"))
        stamps.add(client.session["seen_at"])
    assert len(stamps) == 3
