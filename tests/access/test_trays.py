"""Access: the key under which answers wait on a device is given to one person, and forgotten at sign-out."""

from __future__ import annotations

import base64

import pytest
from django.urls import reverse

from gavn.access.services import add_user, close_account, forget_tray, give_role, tray_key
from gavn.works.models import Draft

DEVICE = "7b8c4a52-0000-4000-8000-000000000001"
ASK = {"device": DEVICE}


@pytest.fixture
def asking(client, lindenhof):
    """A maker of somebody with a role who is signed in."""

    def made(role: str):
        user = add_user(by=None, email=f"{role}@example.org", name=role)
        give_role(by=None, user=user, role=role, at=lindenhof)
        client.force_login(user)
        return user

    return made


def test_the_same_person_on_the_same_device_gets_the_same_key_and_nobody_else_does(db):
    mine = tray_key(DEVICE, "a" * 32)
    assert tray_key(DEVICE, "a" * 32) == mine
    assert len(base64.b64decode(mine["secret"])) == 32
    others = [tray_key(DEVICE, "b" * 32), tray_key(DEVICE.replace("7", "8"), "a" * 32)]
    assert not {mine["secret"], mine["tray"]} & {told for one in others for told in one.values()}


def test_what_was_forgotten_is_made_anew(db):
    before = tray_key(DEVICE, "a" * 32)
    forget_tray(DEVICE, "a" * 32)
    assert tray_key(DEVICE, "a" * 32)["secret"] != before["secret"]


def test_the_key_is_kept_closed(db):
    secret = tray_key(DEVICE, "a" * 32)["secret"]
    assert secret.encode() not in bytes(Draft.objects.get().sealed)


def test_signing_out_forgets_the_key_and_throws_away_what_the_browser_keeps(client, asking):
    user = asking("practitioner")
    before = client.post(reverse("device_key"), ASK).json()
    assert before["secret"] == tray_key(DEVICE, user.public_id)["secret"]
    left = client.post(reverse("sign_out"), ASK)
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not Draft.objects.exists()


def test_what_waits_of_others_stays_on_a_shared_device(client, asking):
    asking("practitioner")
    left = client.post(reverse("sign_out"), {**ASK, "others_wait": "yes"})
    assert left.headers["Clear-Site-Data"] == '"cache"'


def test_who_may_not_write_answers_or_has_left_is_given_no_key(client, asking):
    asking("politician")
    assert client.post(reverse("device_key"), ASK).status_code == 403
    administrator, leaver = asking("administrator"), asking("practitioner")
    close_account(by=administrator, user=leaver)
    assert client.post(reverse("device_key"), ASK).status_code in (302, 403)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("device", ["", "x" * 37, "a b", "<script>", "../../x"])
def test_a_device_has_a_plain_short_name(client, asking, device):
    asking("practitioner")
    assert client.post(reverse("device_key"), {"device": device}).status_code == 422


def test_a_script_is_told_where_its_form_led_and_whether_it_was_let_in(client, asking):
    script = {"X-Gavn-Script": "1"}
    told = client.post(reverse("device_key"), ASK, headers=script)
    assert told.json() == {"to": f"/sign-in/?next={reverse('device_key')}", "let_in": False}
    asking("practitioner")
    told = client.post(reverse("set_language"), {"language": "da"}, headers=script)
    assert told.status_code == 200
    assert told.json()["to"] == "/"
