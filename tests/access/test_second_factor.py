"""Access: a password alone opens nothing on a real installation."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from gavn.history.models import Event
from gavn.kernel.clock import now

# allauth tells what happened once its transaction has committed.
pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a long enough password"


@pytest.fixture(autouse=True)
def _a_real_installation(settings):
    settings.GAVN_SECOND_FACTOR = True


@pytest.fixture
def pia(pia):
    """Pia, with a password."""
    pia.set_password(PASSWORD)
    pia.save()
    return pia


def code_of(secret: str, *, half_minutes: int = 0) -> str:
    """What an authenticator app shows for this secret now, or some half minutes later."""
    return format_hotp_value(hotp_value(secret, int(now().timestamp()) // 30 + half_minutes))


def signed_in() -> Client:
    client = Client()
    client.post(reverse("sign_in"), {"login": "pia@example.org", "password": PASSWORD})
    return client


def with_app() -> tuple[Client, str]:
    """Pia's first sign-in: she adds an app; the client and the app's secret."""
    client = signed_in()
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page).group(1)
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    return client, secret


def leads_to_setting_up(client: Client) -> bool:
    reply = client.get(reverse("home"))
    return reply.status_code == 302 and reply.headers["Location"] == reverse("your_sign_in")


def test_with_a_password_alone_every_page_leads_to_adding_a_second_factor(pia):
    client = signed_in()
    assert leads_to_setting_up(client)
    assert "One more step before you begin" in client.get(reverse("your_sign_in")).content.decode()


def test_an_app_opens_the_pages_and_gives_recovery_codes_once(pia):
    client, _secret = with_app()
    assert client.get(reverse("home")).status_code == 200
    shown = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    again = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert len(re.findall(r"<li><code>\d+</code></li>", shown)) == 10
    assert "<li><code>" not in again


def test_the_next_sign_in_asks_for_the_code(pia):
    _first, secret = with_app()
    client = Client()
    reply = client.post(reverse("sign_in"), {"login": "pia@example.org", "password": PASSWORD})
    assert reply.headers["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get(reverse("home")).headers["Location"].startswith(reverse("sign_in"))
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert (wrong.status_code, "_auth_user_id" in client.session) == (200, False)
    later = client.post(reverse("mfa_authenticate"), {"code": code_of(secret, half_minutes=1)})
    assert later.headers["Location"] == reverse("home")
    assert client.get(reverse("home")).status_code == 200


def test_a_recovery_code_opens_once(pia):
    first, _secret = with_app()
    shown = first.get(reverse("mfa_view_recovery_codes")).content.decode()
    code = re.search(r"<li><code>(\d+)</code></li>", shown).group(1)
    opened = []
    for _time in range(2):
        client = signed_in()
        client.post(reverse("mfa_authenticate"), {"code": code})
        opened.append("_auth_user_id" in client.session)
    assert opened == [True, False]


def test_secrets_of_second_factors_lie_encrypted(pia):
    _client, secret = with_app()
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_the_last_second_factor_stays(pia):
    client, _secret = with_app()
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(type="totp").exists()


def test_what_is_done_about_signing_in_is_remembered(pia):
    with_app()
    kinds = list(Event.objects.filter(kind__startswith="access.").values_list("kind", flat=True))
    assert "access.signed_in" in kinds
    assert "access.second_factor_added" in kinds


def test_who_proved_it_as_somebody_else_has_proved_nothing(pia, mara):
    client, _secret = with_app()
    client.force_login(mara)
    assert leads_to_setting_up(client)


def test_where_no_second_factor_is_asked_for_pages_open(pia, settings):
    settings.GAVN_SECOND_FACTOR = False
    assert signed_in().get(reverse("home")).status_code == 200


def test_too_many_wrong_passwords_mean_waiting(pia, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/m/key"}
    wrong = {"login": "pia@example.org", "password": "wrong"}
    client = Client()
    for _try in range(4):
        client.post(reverse("sign_in"), wrong)
    client.post(reverse("sign_in"), {**wrong, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
