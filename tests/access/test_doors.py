"""Access: who gets in, and that the demo's doors exist in the demo only."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gavn.works.services import mark_installation

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


@pytest.fixture
def pia_with_password(pia):
    pia.set_password(PASSWORD)
    pia.save()
    return pia


def test_address_and_password_open_the_door(client, pia_with_password):
    client.post(reverse("sign_in"), {"login": "Pia@example.org", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(pia_with_password.pk)


@pytest.mark.parametrize("wrong", [{"password": "wrong"}, {"login": "nobody@example.org"}, {"password": ""}])
def test_anything_else_does_not(client, pia_with_password, wrong):
    reply = client.post(reverse("sign_in"), {"login": "pia@example.org", "password": PASSWORD, **wrong})
    assert (reply.status_code, "_auth_user_id" in client.session) == (200, False)


def test_somebody_without_a_password_cannot_sign_in_with_an_empty_one(client, pia):
    client.post(reverse("sign_in"), {"login": "pia@example.org", "password": ""})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("demo_process", "demo_data", "opens"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_the_demo_door_needs_a_demo_process_on_demo_data(client, settings, pia, demo_process, demo_data, opens):
    settings.GAVN_DEMO = demo_process
    mark_installation(demo=demo_data)
    reply = client.post(reverse("demo_sign_in"), {"account": pia.public_id})
    assert (reply.status_code == 302, "_auth_user_id" in client.session) == (opens, opens)


def test_the_demo_door_leads_nowhere_else(client, settings, pia):
    settings.GAVN_DEMO = True
    mark_installation(demo=True)
    reply = client.post(reverse("demo_sign_in"), {"account": pia.public_id, "next": "https://elsewhere.example/"})
    assert "elsewhere" not in reply.headers["Location"]


def test_the_signed_out_are_asked_to_sign_in(client):
    assert client.get(reverse("accounts")).headers["Location"].startswith(reverse("sign_in"))


def test_a_page_that_roles_do_not_open_is_forbidden(client, pia):
    client.force_login(pia)
    assert client.get(reverse("accounts")).status_code == 403


def test_signing_out_leaves_nothing_in_the_browser(client, pia):
    client.force_login(pia)
    reply = client.post(reverse("sign_out"))
    assert '"storage"' in reply.headers["Clear-Site-Data"]


def test_a_new_password_replaces_the_first_one(client, pia_with_password):
    client.force_login(pia_with_password)
    new = "another long password"
    client.post(reverse("change_password"), {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    pia_with_password.refresh_from_db()
    assert (pia_with_password.check_password(new), "_auth_user_id" in client.session) == (True, True)


def test_a_short_password_is_refused_with_what_to_do(client, pia_with_password):
    client.force_login(pia_with_password)
    sent = {"old_password": PASSWORD, "new_password1": "short", "new_password2": "short"}
    assert b"12" in client.post(reverse("change_password"), sent).content
