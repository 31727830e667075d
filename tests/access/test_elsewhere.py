"""Access: signing in through an identity provider that runs on this machine, and every way in which it can err."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from providers_here import CLIENT, OpenIdProviderHere, SamlProviderHere, back, question, written_down

from gavn.access.services import close_account, invite_user
from gavn.history.models import Event
from gavn.web.elsewhere.file import read_providers

pytestmark = pytest.mark.django_db
MAIL = {"address": "https://gavn.example/welcome/CODE/", "subject": "Come in", "body": "Here: {link}"}


@pytest.fixture(scope="module")
def saml():
    return SamlProviderHere()


@pytest.fixture
def oidc():
    provider = OpenIdProviderHere()
    yield provider
    provider.close()


@pytest.fixture(autouse=True)
def _written_down(settings, tmp_path, oidc, saml):
    settings.GAVN_SECOND_FACTOR = True
    settings.GAVN_PROVIDERS = read_providers(written_down(tmp_path, oidc, saml))


def answered(client: Client, saml: SamlProviderHere, address: str, **wrong):
    """What the browser sees when it posts the answer of the provider that speaks SAML."""
    return client.post(reverse("answer_elsewhere", args=["nemlogin"]), {"SAMLResponse": saml.answer(address, **wrong)})


def came_in(client: Client) -> bool:
    return client.get(reverse("home")).status_code == 200


def code_for(ada, pia) -> str:
    return invite_user(by=ada, user=pia, **MAIL)[1].rstrip("/").rsplit("/", 1)[1]


@pytest.fixture
def linked(ada, pia, oidc, saml):
    """Pia, linked to both providers through invitations."""
    client = Client()
    back(client, question(client, "broker", invitation=code_for(ada, pia)))
    client.force_login(pia)
    first = SocialAccount.objects.get()
    other = Client()
    answered(other, saml, question(other, "nemlogin", invitation=code_for(ada, pia)))
    first.pk = None
    first.save()
    assert SocialAccount.objects.filter(user=pia).count() == 2
    return pia


def kinds() -> list[str]:
    return list(Event.objects.filter(kind__startswith="access.").values_list("kind", flat=True))


# allauth tells what happened once its transaction has committed.
@pytest.mark.django_db(transaction=True)
def test_an_invitation_links_and_the_next_sign_in_needs_no_more(ada, pia, oidc):
    client = Client()
    code = code_for(ada, pia)
    assert "Sign in with MitID" in client.get(reverse("first_sign_in", args=[code])).content.decode()
    reply = back(client, question(client, "broker", invitation=code))
    assert (reply.headers["Location"], came_in(client)) == (reverse("home"), True)
    again = Client()
    assert "Sign in with MitID" in again.get(reverse("sign_in")).content.decode()
    assert back(again, question(again, "broker", next="/catalogue/")).headers["Location"] == "/catalogue/"
    assert came_in(again)
    assert {"access.linked_elsewhere", "access.invitation_used", "access.signed_in"} <= set(kinds())
    assert Client().get(reverse("first_sign_in", args=[code])).status_code == 410


def test_saml_lets_in_the_same_way(ada, pia, saml):
    client = Client()
    reply = answered(client, saml, question(client, "nemlogin", invitation=code_for(ada, pia)))
    assert (reply.headers["Location"], came_in(client)) == (reverse("home"), True)
    again = Client()
    answered(again, saml, question(again, "nemlogin"))
    assert came_in(again)


def test_nothing_of_what_the_provider_tells_is_kept(linked):
    kept = str(list(SocialAccount.objects.values())) + str(list(Event.objects.values()))
    for told in ("290256", "b1946ac9", "1f0c", "ada@example.org", "Praktik"):
        assert told not in kept


def test_the_question_carries_state_nonce_and_pkce(oidc):
    asked = parse_qs(urlsplit(question(Client(), "broker")).query)
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    assert (asked["code_challenge_method"], asked["idp_values"]) == (["S256"], ["mitid"])


NOT_HELD = {
    "signed with another key": {"wrong_key": True},
    "not signed at all": {"unsigned": True},
    "for another audience": {"claims": {"aud": "somebody-else"}},
    "for two, and made for the other": {"claims": {"aud": [CLIENT, "other"], "azp": "other"}},
    "by another issuer": {"claims": {"iss": "https://other.example"}},
    "over": {"claims": {"exp": 1_600_000_000}},
    "without an end": {"without": ("exp",)},
    "of another question": {"claims": {"nonce": "of another browser"}},
    "without a nonce": {"without": ("nonce",)},
    "not sure enough": {"claims": {"loa": "Low"}},
    "in a word nobody agreed on": {"claims": {"loa": "Highest"}},
    "silent about how sure": {"without": ("loa",)},
    "naming a national number": {"claims": {"sub": "290256-5003"}},
    "somebody unknown": {"claims": {"sub": "somebody else"}},
    "nobody": {"claims": {"sub": ""}},
    "from one who says it is another": {"says_it_is": "https://other.example"},
}


@pytest.mark.parametrize("why", NOT_HELD)
def test_a_token_that_does_not_hold_opens_nothing(linked, oidc, why):
    client = Client()
    address = "" if "says_it_is" in NOT_HELD[why] else question(client, "broker")
    for name, told in NOT_HELD[why].items():
        setattr(oidc, name, told)
    reply = back(client, address) if address else client.post(reverse("sign_in_elsewhere", args=["broker"]))
    assert (reply.status_code in {403, 503}, came_in(client)) == (True, False)
    assert reply.content.decode().count("<h1>") == 1


def test_an_answer_opens_once_and_in_the_browser_that_asked(linked, oidc):
    client = Client()
    led = requests.get(question(client, "broker"), allow_redirects=False, timeout=5).headers["Location"]
    address = led.removeprefix("http://testserver")
    stranger = Client()
    assert (stranger.get(address).status_code, came_in(stranger)) == (403, False)
    assert client.get(address).status_code == 302
    assert (client.get(address).status_code, stranger.get(address).status_code) == (403, 403)


def test_an_answer_that_names_another_provider_is_refused(linked, oidc):
    client = Client()
    led = requests.get(question(client, "broker"), allow_redirects=False, timeout=5).headers["Location"]
    mixed = led.removeprefix("http://testserver") + "&iss=https://other.example"
    assert (client.get(mixed).status_code, came_in(client)) == (403, False)


def test_who_turns_round_at_the_provider_is_told_so(oidc):
    oidc.cancelled = True
    client = Client()
    assert "You stopped" in back(client, question(client, "broker")).content.decode()


@pytest.mark.parametrize("place", ["openid-configuration", "token", "jwks"])
def test_a_provider_that_is_down_is_said_to_be_down(linked, oidc, place):
    client = Client()
    address = question(client, "broker")
    oidc.fails_at = place
    reply = back(client, address)
    assert (reply.status_code in {403, 503}, came_in(client)) == (True, False)
    if place == "openid-configuration":
        page = Client().post(reverse("sign_in_elsewhere", args=["broker"]))
        assert (page.status_code, "MitID does not answer" in page.content.decode()) == (503, True)


def test_a_provider_that_is_gone_is_said_to_be_down(oidc):
    oidc.close()
    page = Client().post(reverse("sign_in_elsewhere", args=["broker"]))
    assert (page.status_code, "you can sign in with them meanwhile" in page.content.decode()) == (503, True)
    assert Client().get(reverse("sign_in")).status_code == 200


ASSERTIONS_NOT_HELD = {
    "signed with another key": {"wrong_key": True},
    "not signed": {"signed": False},
    "changed after it was signed": {"changed": ("urn:uuid:1f0c", "urn:uuid:0000")},
    "made surer after it was signed": {"level": "Low", "changed": (">Low<", ">High<")},
    "for another audience": {"audience": "<saml:AudienceRestriction><saml:Audience>https://other.example"
                             "</saml:Audience></saml:AudienceRestriction>"},
    "for no audience": {"audience": ""},
    "to another place": {"destination": "https://other.example/"},
    "for another recipient": {"recipient": "https://other.example/"},
    "over": {"minutes": -60},
    "not yet begun": {"minutes": 60},
    "by another issuer": {"issuer": "https://other.example"},
    "to no question": {"answers": ""},
    "to another question": {"answers": 'InResponseTo="_other"'},
    "not sure enough": {"level": "Low"},
    "naming a national number": {"subject": "290256-5003"},
    "somebody unknown": {"subject": "urn:uuid:9999"},
    "nobody": {"subject": ""},
}  # fmt: skip


@pytest.mark.parametrize("why", ASSERTIONS_NOT_HELD)
def test_an_assertion_that_does_not_hold_opens_nothing(linked, saml, why):
    client = Client()
    reply = answered(client, saml, question(client, "nemlogin"), **ASSERTIONS_NOT_HELD[why])
    assert (reply.status_code, came_in(client)) == (403, False)
    assert "access.refused_from_elsewhere" in kinds()


def test_an_assertion_opens_once_and_in_the_browser_that_asked(linked, saml):
    client, stranger = Client(), Client()
    posted = {"SAMLResponse": saml.answer(question(client, "nemlogin"))}
    there = reverse("answer_elsewhere", args=["nemlogin"])
    question(stranger, "nemlogin")
    assert (stranger.post(there, posted).status_code, came_in(stranger)) == (403, False)
    assert client.post(there, posted).status_code == 302
    assert client.post(there, {**posted, "again": "1"}).status_code == 403


@pytest.mark.parametrize("sent", ["", "no base64 at all", "PGE+", "PD94bWwgdmVyc2lvbj0iMS4wIj8+PCFET0NUWVBFIGE+"])
def test_what_is_no_answer_is_refused(sent):
    client = Client()
    question(client, "nemlogin")
    assert client.post(reverse("answer_elsewhere", args=["nemlogin"]), {"SAMLResponse": sent}).status_code == 403


def test_a_post_from_the_provider_s_site_is_sent_once_more_from_ours(linked, saml):
    client = Client()
    answer = saml.answer(question(client, "nemlogin"))
    there = reverse("answer_elsewhere", args=["nemlogin"])
    page = Client().post(there, {"SAMLResponse": answer}).content.decode()
    assert f'value="{answer}"' in page
    assert "data-onward" in page
    assert client.post(there, {"SAMLResponse": answer, "again": "1"}).status_code == 302


def test_the_provider_is_told_about_us():
    reply = Client().get(reverse("metadata_for_provider", args=["nemlogin"]))
    assert reverse("answer_elsewhere", args=["nemlogin"]) in reply.content.decode()
    assert reply.headers["Content-Type"] == "application/samlmetadata+xml"
    assert Client().get(reverse("metadata_for_provider", args=["broker"])).status_code == 404


def test_a_closed_account_stays_out(ada, linked, oidc):
    close_account(by=ada, user=linked)
    client = Client()
    reply = back(client, question(client, "broker"))
    assert (reply.status_code, "This account is closed" in reply.content.decode()) == (403, True)


def test_an_address_links_nobody(ada, oidc):
    client = Client()
    reply = back(client, question(client, "broker"))
    assert (reply.status_code, SocialAccount.objects.count()) == (403, 0)
    assert "Ask an administrator to invite you" in reply.content.decode()


def test_where_our_second_factor_counts_it_is_still_asked(linked, oidc, settings):
    ours = [one.model_copy(update={"second_factor": "ours"}) for one in settings.GAVN_PROVIDERS]
    settings.GAVN_PROVIDERS = tuple(ours)
    client = Client()
    back(client, question(client, "broker"))
    assert client.get(reverse("home")).headers["Location"] == reverse("your_sign_in")
