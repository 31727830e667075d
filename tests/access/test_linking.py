"""Access: being linked to an identity provider, no longer being linked, and being linked anew; and the file of them."""

from __future__ import annotations

import re

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from providers_here import OpenIdProviderHere, SamlProviderHere, back, question, written_down

from gavn.access.services import allow_relink, unlink
from gavn.history.models import Event
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.web.elsewhere.file import read_providers, seen_wrong
from gavn.web.examination import examined

pytestmark = pytest.mark.django_db
MAIL = {"address": "https://gavn.example/welcome/CODE/", "subject": "Anew", "body": "Here: {link}"}


@pytest.fixture(scope="module")
def saml():
    return SamlProviderHere()


@pytest.fixture
def oidc():
    provider = OpenIdProviderHere()
    yield provider
    provider.close()


@pytest.fixture
def file(tmp_path, oidc, saml):
    return written_down(tmp_path, oidc, saml)


@pytest.fixture
def known(settings, file):
    settings.GAVN_SECOND_FACTOR = True
    settings.GAVN_PROVIDERS = read_providers(file)
    return settings.GAVN_PROVIDERS


def proved(user) -> Client:
    """Signed in, with a second factor proved just now."""
    client = Client()
    client.force_login(user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": now().timestamp()}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
    return client


@pytest.fixture
def linked(known, pia):
    """Pia, who linked herself."""
    client = proved(pia)
    assert back(client, question(client, "broker", "link_elsewhere")).headers["Location"] == reverse("your_sign_in")
    return pia


def test_one_links_oneself_once_one_has_proved_who_one_is(linked):
    page = proved(linked).get(reverse("your_sign_in")).content.decode()
    assert ("Linked to MitID since" in page, "Link to MitID" in page, "Link to NemLog-in" in page) == (
        True,
        False,
        True,
    )
    assert Event.objects.filter(kind="access.linked_elsewhere", by=linked.public_id).count() == 1


def test_without_a_second_factor_nobody_links(known, pia):
    client = Client()
    client.force_login(pia)
    reply = client.post(reverse("link_elsewhere", args=["broker"]))
    assert reply.headers["Location"] == reverse("your_sign_in")


def test_who_comes_from_the_provider_is_linked_to_one_account_only(linked, mara):
    client = proved(mara)
    reply = back(client, question(client, "broker", "link_elsewhere"))
    assert (reply.status_code, "belongs to another account" in reply.content.decode()) == (403, True)
    assert SocialAccount.objects.get().user == linked


def test_a_link_is_removed_after_proof_and_while_another_way_in_is_left(linked):
    pk = SocialAccount.objects.get().pk
    stale = Client()
    stale.force_login(linked)
    assert stale.get(reverse("unlink_elsewhere", args=[pk])).headers["Location"] == reverse("your_sign_in")
    client = proved(linked)
    assert "No longer sign in with MitID?" in client.get(reverse("unlink_elsewhere", args=[pk])).content.decode()
    told = client.post(reverse("unlink_elsewhere", args=[pk]), follow=True).content.decode()
    assert "This is your last way in" in told
    linked.set_password("a long enough password")
    linked.save()
    proved(linked).post(reverse("unlink_elsewhere", args=[pk]))
    assert (SocialAccount.objects.count(), Event.objects.last().kind) == (0, "access.unlinked_from_elsewhere")


def test_nobody_removes_a_link_of_another(linked, mara):
    pk = SocialAccount.objects.get().pk
    assert proved(mara).post(reverse("unlink_elsewhere", args=[pk])).status_code == 404
    with pytest.raises(Refused):
        unlink(by=mara, pk=pk)
    assert SocialAccount.objects.count() == 1


def test_a_new_name_at_the_provider_is_linked_once_by_leave_of_an_administrator(ada, linked, oidc):
    oidc.claims = {"sub": "a new persistent name"}
    client = Client()
    assert back(client, question(client, "broker")).status_code == 403
    keeper = proved(ada)
    page = keeper.get(reverse("account", args=[linked.public_id])).content.decode()
    assert "MitID knows them by a new name" in page
    shown = keeper.post(reverse("relink_user", args=[linked.public_id, "broker"])).content.decode()
    code = re.search(r"/welcome/([a-z0-9]+)/", shown).group(1)
    welcome = reverse("first_sign_in", args=[code])
    offered = Client().get(welcome).content.decode()
    assert ("Sign in with MitID" in offered, "Make a passkey" in offered) == (True, False)
    assert Client().post(welcome, {"new_password1": "x" * 20, "new_password2": "x" * 20}).status_code == 200
    linked.refresh_from_db()
    assert not linked.has_usable_password(), "this link links, and nothing else"
    assert back(client, question(client, "broker", invitation=code)).headers["Location"] == reverse("home")
    assert client.get(welcome).status_code == 410
    oidc.claims = {}
    former = Client()
    assert back(former, question(former, "broker")).status_code == 403
    kinds = list(Event.objects.values_list("kind", flat=True))
    assert (kinds.count("access.relink_allowed"), kinds.count("access.linked_elsewhere")) == (1, 2)


def test_only_those_who_keep_accounts_allow_it(linked, mara):
    with pytest.raises(PermissionDenied):
        allow_relink(by=mara, user=linked, provider="broker", **MAIL)


WRONG = {
    "issuer: http://somewhere.example": ("issuer", 5),
    "issuer: 5": ("issuer", 5),
    "client_secret_file: elsewhere": ("which is not there", None),
    "colour: red": ("colour is not a word of this format", None),
    "scopes: [email]": ("openid must be among", None),
    "level: {told_in: loa, order: [Low], least: High}": ("High is none of the words", 10),
    "name: {en: MitID}": ("da is missing", 4),
    "second_factor: nobody": ("cannot stand here; choose", 9),
    "key: nemlogin": ("stands here twice", None),
}


@pytest.mark.parametrize("line", WRONG)
def test_a_mistake_in_the_file_is_said_with_its_line(file, line):
    name = line.split(":", maxsplit=1)[0]
    lines = file.read_text().splitlines()
    place = next((at for at, one in enumerate(lines) if one.strip(" -").startswith(f"{name}:")), 3)
    replaced = f"  - {line}" if name == "key" else f"    {line}"
    lines[place : place + (name in file.read_text())] = [replaced]
    file.write_text("\n".join(lines))
    words, at = WRONG[line]
    with pytest.raises(Refused) as refused:
        read_providers(file)
    assert words in str(refused.value)
    assert at is None or f"sign-in.yaml:{at}:" in str(refused.value)


def test_no_file_means_no_providers(tmp_path):
    assert read_providers(tmp_path / "nothing.yaml") == ()


def test_the_doctor_names_the_providers_and_what_is_wrong_with_them(known, tmp_path, saml):
    def finding():
        return next(one for one in examined() if one.what == "identity providers")

    assert (finding().well, finding().text) == (True, "broker, nemlogin")
    (tmp_path / "secret").chmod(0o644)
    assert (finding().well, "chmod 600" in finding().text) == (False, True)
    saml.metadata(tmp_path / "provider.xml", days=-1)
    assert "its certificate ended on" in seen_wrong(known[1])
    (tmp_path / "provider.xml").write_text(saml.metadata(tmp_path / "other.xml").read_text().replace("https://", "x"))
    assert "holds no provider" in seen_wrong(known[1])
