"""Access: invited, signed in, device lost, gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from gavn.access.gateways.second_factors import kinds_of
from gavn.access.models import StaffInvitation
from gavn.access.selectors import civil_today
from gavn.access.selectors.review import roles_to_review
from gavn.access.services import add_user, close_account, give_role, invite_user, open_account, review_role, welcome
from gavn.history.models import Event
from gavn.kernel.errors import Refused
from gavn.works.models import Message

pytestmark = pytest.mark.django_db
PASSWORD = {"new_password1": "a long enough password", "new_password2": "a long enough password"}
MAIL = {"address": "https://gavn.example/welcome/CODE/", "subject": "Come in", "body": "Here: {link}"}


@pytest.fixture
def invited(ada, lindenhof):
    """Rut, who begins at Lindenhof, and her link."""
    rut = add_user(by=ada, email="rut@example.org", name="Rut")
    give_role(by=ada, user=rut, role="practitioner", at=lindenhof)
    _invitation, link = invite_user(by=ada, user=rut, **MAIL)
    return rut, link


def code_in(link: str) -> str:
    return link.rstrip("/").rsplit("/", 1)[1]


def test_the_link_is_mailed_and_handed_over_and_kept_only_as_a_hash(invited):
    rut, link = invited
    mail = Message.objects.get()
    assert (mail.to, link in mail.body) == ("rut@example.org", True)
    assert code_in(link) not in str(StaffInvitation.objects.values())
    assert welcome(code_in(link)).user == rut


def test_it_opens_once_and_a_password_is_chosen(invited, settings):
    settings.GAVN_SECOND_FACTOR = True
    rut, link = invited
    client = Client()
    address = reverse("first_sign_in", args=[code_in(link)])
    assert "Welcome, Rut" in client.get(address).content.decode()
    assert client.post(address, PASSWORD).headers["Location"] == reverse("your_sign_in")
    rut.refresh_from_db()
    assert rut.check_password(PASSWORD["new_password1"])
    assert Client().get(address).status_code == 410
    assert Client().post(address, PASSWORD).status_code == 410


def test_a_weak_password_is_refused_and_the_link_still_opens(invited):
    _rut, link = invited
    address = reverse("first_sign_in", args=[code_in(link)])
    assert (
        "at least 12" in Client().post(address, {"new_password1": "short", "new_password2": "short"}).content.decode()
    )
    assert Client().get(address).status_code == 200


def test_a_passkey_that_no_device_made_is_refused_and_the_link_still_opens(invited):
    _rut, link = invited
    address = reverse("first_sign_in", args=[code_in(link)])
    for credential in ("", "[]", "[" * 5000, "{}", '{"id": "x", "response": {}}', "null"):
        assert Client().post(address, {"credential": credential}).status_code == 200
    assert Client().get(address).status_code == 200


@pytest.mark.parametrize("over", ["late", "withdrawn", "closed", "wrong"])
def test_a_link_that_is_over_says_what_to_do(invited, ada, over):
    rut, link = invited
    code = code_in(link)
    if over == "late":
        StaffInvitation.objects.update(ends_at=StaffInvitation.objects.get().made_at - timedelta(days=1))
    elif over == "withdrawn":
        invite_user(by=ada, user=rut, **MAIL)
    elif over == "closed":
        close_account(by=ada, user=rut)
    else:
        code = "x" * 32
    reply = Client().get(reverse("first_sign_in", args=[code]))
    assert (reply.status_code, "Ask the one who invited you" in reply.content.decode()) == (410, True)


def test_who_lost_a_device_is_invited_anew_and_the_old_ways_are_gone(ada, pia, client):
    pia.set_password("the one she had before")
    pia.save()
    client.force_login(pia)
    invite_user(by=ada, user=pia, **MAIL)
    pia.refresh_from_db()
    assert (pia.has_usable_password(), kinds_of([pia.pk])) == (False, {})
    assert client.get(reverse("home")).status_code == 302, "the session of the lost device ends"


def test_a_leaver_is_locked_out_at_the_next_request(ada, pia, client):
    client.force_login(pia)
    assert client.get(reverse("home")).status_code == 200
    close_account(by=ada, user=pia)
    assert client.get(reverse("home")).headers["Location"].startswith(reverse("sign_in"))
    assert [held.last for held in pia.roles.all()] == [civil_today()]


def test_an_account_that_is_opened_again_has_no_roles(ada, pia, lindenhof):
    close_account(by=ada, user=pia)
    open_account(by=ada, user=pia)
    assert (pia.is_active, Event.objects.last().kind) == (True, "access.account_opened")


def test_nobody_closes_their_own_account(ada):
    with pytest.raises(Refused, match="your own"):
        close_account(by=ada, user=ada)


def test_a_closed_account_is_not_invited(ada, pia):
    close_account(by=ada, user=pia)
    with pytest.raises(Refused, match="closed"):
        invite_user(by=ada, user=pia, **MAIL)


@pytest.mark.parametrize("write", [close_account, open_account])
def test_only_those_who_keep_accounts_change_them(mara, pia, write):
    with pytest.raises(PermissionDenied):
        write(by=mara, user=pia)


def test_an_administrator_of_one_place_does_not_touch_accounts_of_another(pia, skovly):
    local = add_user(by=None, email="lea@example.org", name="Lea")
    give_role(by=None, user=local, role="administrator", at=skovly)
    for write in (close_account, lambda **who: invite_user(**who, **MAIL)):
        with pytest.raises(PermissionDenied):
            write(by=local, user=pia)


def test_the_review_begins_with_roles_nobody_looked_at(ada, pia, mara):
    lines = roles_to_review(ada)
    assert {line.held.user.name for line in lines} == {"Ada", "Mara", "Pia"}
    assert all(line.due for line in lines)
    review_role(by=ada, held=next(line.held for line in lines if line.held.user == pia))
    assert [line.held.user.name for line in roles_to_review(ada) if line.due] == ["Ada", "Mara"]


def test_nobody_reviews_their_own_role(ada):
    with pytest.raises(Refused, match="their own"):
        review_role(by=ada, held=ada.roles.get())


def test_pages_close_open_invite_and_review(ada, pia, client):
    client.force_login(ada)
    assert "is invited" in client.post(reverse("invite_user", args=[pia.public_id])).content.decode()
    client.post(reverse("review_role", args=[pia.roles.get().public_id]))
    assert "Still needed" in client.get(reverse("access_review")).content.decode()
    client.post(reverse("close_account", args=[pia.public_id]))
    assert "This account is closed" in client.get(reverse("account", args=[pia.public_id])).content.decode()
    client.post(reverse("open_account", args=[pia.public_id]))
    assert "This account is closed" not in client.get(reverse("account", args=[pia.public_id])).content.decode()
    told = client.post(reverse("close_account", args=[ada.public_id]), follow=True).content.decode()
    assert "You cannot close your own account" in told
