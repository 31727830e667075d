"""Access: signing in through identity providers that others wrote, set up as NemLog-in and as a BankID broker are."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from django.test import Client
from django.urls import reverse
from independent_providers import SURE, UNSURE, WAIT, NemLogin, Posted, broker_here, written_down
from providers_here import question
from saml2.xmldsig import SIG_RSA_SHA1

from gavn.access.services import invite_user
from gavn.history.models import Event
from gavn.web.elsewhere.file import read_providers

pytestmark = pytest.mark.django_db
HERE = "http://testserver"
BACK = f"{HERE}/sign-in/with/bankid/back/"
MAIL = {"address": "https://gavn.example/welcome/CODE/", "subject": "Come in", "body": "Here: {link}"}
LASTS = timedelta(minutes=5)


@pytest.fixture(scope="module")
def nemlogin(tmp_path_factory):
    provider = NemLogin(tmp_path_factory.mktemp("nemlogin"))
    yield provider
    provider.close()


@pytest.fixture(scope="module")
def broker():
    with broker_here(BACK) as made:
        made.knows("pia", acr=SURE)
        made.knows("pia-unsure", acr=UNSURE)
        made.knows("pia-silent")
        yield made


@pytest.fixture(autouse=True)
def _written_down(settings, broker, nemlogin):
    settings.GAVN_SECOND_FACTOR = True
    settings.GAVN_PROVIDERS = read_providers(written_down(nemlogin.folder, broker, nemlogin))
    nemlogin.wrong, nemlogin.refused = {}, []
    ours = Client().get(reverse("metadata_for_provider", args=["nemlogin"])).content.decode()
    other = ours.replace(f"{HERE}/sign-in/with/nemlogin/metadata/", "https://other.example/metadata")
    other = re.sub(r"<ds:Signature\b.*?</ds:Signature>", "", other, flags=re.DOTALL)
    nemlogin.known = [ours, other]


def came_in(client: Client) -> bool:
    return client.get(reverse("home")).status_code == 200


def code_for(ada, pia) -> str:
    return invite_user(by=ada, user=pia, **MAIL)[1].rstrip("/").rsplit("/", 1)[1]


def through_bankid(client: Client, broker, name: str = "pia", **posted: str):
    """There, the button pressed, and back."""
    return client.get(broker.let(name, question(client, "bankid", **posted)).removeprefix(HERE))


def led_to_nemlogin(client: Client, **posted: str) -> Posted:
    """The form with which the provider sends the browser back."""
    form = Posted(requests.get(question(client, "nemlogin", **posted), timeout=WAIT).text)
    assert form.to, "the provider refused the question"
    return form


def through_nemlogin(client: Client, **posted: str):
    """There, and back with what its form holds."""
    form = led_to_nemlogin(client, **posted)
    return client.post(form.to.removeprefix(HERE), form.fields)


@pytest.fixture
def at_bankid(ada, pia, broker):
    """Pia, linked to the broker through an invitation."""
    assert through_bankid(Client(), broker, invitation=code_for(ada, pia)).status_code == 302


@pytest.fixture
def at_nemlogin(ada, pia, nemlogin):
    """Pia, linked to the provider that speaks SAML through an invitation."""
    assert through_nemlogin(Client(), invitation=code_for(ada, pia)).status_code == 302


def refusals() -> int:
    return Event.objects.filter(kind="access.refused_from_elsewhere").count()


def test_the_broker_leads_to_the_start_page(at_bankid, broker):
    client = Client()
    assert (through_bankid(client, broker).headers["Location"], came_in(client)) == (reverse("home"), True)


def test_the_provider_that_speaks_saml_leads_to_the_start_page(at_nemlogin):
    client = Client()
    assert (through_nemlogin(client).headers["Location"], came_in(client)) == (reverse("home"), True)


def test_the_broker_is_asked_for_the_level_and_checks_client_address_and_nonce(broker):
    asked = {name: told[0] for name, told in parse_qs(urlsplit(question(Client(), "bankid")).query).items()}
    assert (asked["acr_values"], asked["client_id"], asked["redirect_uri"]) == (SURE, broker.client, BACK)
    wrong = question(Client(), "bankid").replace("%2Fback%2F", "%2Felsewhere%2F")
    assert requests.get(wrong, timeout=WAIT).status_code == 400


def other_s_token(broker) -> str:
    """A token that the broker made for another client."""
    there = "http://other.example/back"
    number, secret = broker.client_for(there)
    address = f"{broker.issuer}/oauth2/authorize?client_id={number}&redirect_uri={there}&response_type=code"
    code = parse_qs(urlsplit(broker.let("pia", f"{address}&scope=openid&nonce=n&state=s")).query)["code"][0]
    posted = {"grant_type": "authorization_code", "code": code, "redirect_uri": there}
    reply = requests.post(f"{broker.issuer}/oauth2/token", posted, auth=(number, secret), timeout=WAIT)
    return reply.json()["id_token"]


def unsigned(token: str) -> str:
    return jwt.encode(jwt.decode(token, options={"verify_signature": False}), "", algorithm="none")


def surer(token: str) -> str:
    """The broker's own signature under other claims."""
    head, _claims, signature = token.split(".")
    claims = jwt.decode(token, options={"verify_signature": False}) | {"acr": SURE, "sub": "pia"}
    return ".".join([head, jwt.encode(claims, "k" * 32, algorithm="HS256").split(".")[1], signature])


@pytest.mark.parametrize("why", ["for another audience", "unsigned", "changed", "of an earlier sign-in"])
def test_a_token_that_was_exchanged_opens_nothing(at_bankid, broker, why):
    seen: list[str] = []
    broker.exchanged = [lambda token: (seen.append(token), token)[1]]
    through_bankid(Client(), broker)
    exchange = {"for another audience": lambda _token: other_s_token(broker), "unsigned": unsigned, "changed": surer,
                "of an earlier sign-in": lambda _token: seen[0]}[why]  # fmt: skip
    broker.exchanged, client = [exchange], Client()
    reply = through_bankid(client, broker, "pia-unsure" if why == "changed" else "pia")
    assert (broker.exchanged, reply.status_code in {403, 503}, came_in(client)) == ([], True, False)


@pytest.mark.parametrize("name", ["pia-unsure", "pia-silent", "somebody-unknown"])
def test_whoever_is_not_sure_enough_or_not_known_stays_out(at_bankid, broker, name):
    client, before = Client(), refusals()
    assert (through_bankid(client, broker, name).status_code, came_in(client)) == (403, False)
    assert refusals() == before + 1


def test_a_token_that_is_over_opens_nothing(at_bankid, nemlogin, settings, tmp_path):
    with broker_here(BACK, lasts=-LASTS) as late:
        late.knows("pia", acr=SURE)
        settings.GAVN_PROVIDERS = read_providers(written_down(nemlogin.folder, late, nemlogin))
        client = Client()
        assert (through_bankid(client, late).status_code in {403, 503}, came_in(client)) == (True, False)


def test_whoever_turns_round_at_the_broker_stays_out(broker):
    client = Client()
    led = broker.let("", question(client, "bankid"))
    assert "error=access_denied" in led
    assert (client.get(led.removeprefix(HERE)).status_code, came_in(client)) == (403, False)


def test_an_answer_of_the_broker_opens_once(at_bankid, broker):
    client = Client()
    led = broker.let("pia", question(client, "bankid")).removeprefix(HERE)
    assert client.get(led).status_code == 302
    assert (client.get(led).status_code, Client().get(led).status_code) == (403, 403)


ERRS = {
    "not signed": {"signed": False, "sealed": False},
    "not sealed, though agreed": {"sealed": False},
    "signed in a way that counts no more": {"algorithm": SIG_RSA_SHA1},
    "over": {"minutes": -30},
    "for another audience": {"told": {"sp_entity_id": "https://other.example/metadata"}},
    "to another question": {"told": {"in_response_to": "_another"}},
    "to no question": {"told": {"in_response_to": None}},
    "not sure enough": {"level": "Low"},
    "somebody unknown": {"subject": "urn:uuid:0000"},
    "naming a national number": {"subject": "290256-5003"},
}


@pytest.mark.parametrize("why", ERRS)
def test_an_assertion_of_a_provider_set_up_wrongly_opens_nothing(at_nemlogin, nemlogin, why):
    nemlogin.wrong = ERRS[why]
    client, before = Client(), refusals()
    assert (through_nemlogin(client).status_code, came_in(client)) == (403, False)
    assert refusals() == before + 1


def test_an_assertion_opens_once_and_in_the_browser_that_asked(at_nemlogin):
    client, stranger = Client(), Client()
    form = led_to_nemlogin(client)
    question(stranger, "nemlogin")
    there = form.to.removeprefix(HERE)
    assert (stranger.post(there, form.fields).status_code, came_in(stranger)) == (403, False)
    assert client.post(there, form.fields).status_code == 302
    assert client.post(there, {**form.fields, "again": "1"}).status_code == 403


def test_the_provider_takes_our_signed_questions_and_no_others(nemlogin, broker, settings):
    asked = question(Client(), "nemlogin")
    assert requests.get(asked, timeout=WAIT).status_code == 200
    assert requests.get(asked.split("&Signature=")[0], timeout=WAIT).status_code == 400
    assert requests.get(asked[:-8] + "AAAAAA%3D", timeout=WAIT).status_code == 400
    settings.GAVN_PROVIDERS = read_providers(written_down(nemlogin.folder, broker, nemlogin, keys=""))
    assert requests.get(question(Client(), "nemlogin"), timeout=WAIT).status_code == 400
    assert len(nemlogin.refused) == 3
