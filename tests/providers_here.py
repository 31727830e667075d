"""Identity providers on this machine: one that speaks OpenID Connect over HTTP, and one that signs SAML assertions.

Both answer rightly until a test tells them to err, each in one way.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
import zlib
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.test import Client
from django.urls import reverse
from onelogin.saml2.utils import OneLogin_Saml2_Utils

from gavn.kernel.clock import now, public_id

CLIENT, SECRET = "gavn-at-midtby", "a secret of both"


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class OpenIdProviderHere:
    """Answers each question once, checks the client's secret and the PKCE proof, and errs where told to."""

    claims: dict[str, Any] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    wrong_key: bool = False
    unsigned: bool = False
    says_it_is: str = ""
    fails_at: str = ""
    cancelled: bool = False
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.key, self.other = _key(), _key()
        self.asked: dict[str, dict[str, str]] = {}
        provider = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider._answer(self, {})

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                provider._answer(self, {name: one[0] for name, one in parse_qs(body).items()})

            def log_message(self, *_told: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _answer(self, asked: BaseHTTPRequestHandler, posted: dict[str, str]) -> None:
        parts = urlsplit(asked.path)
        place = parts.path.rsplit("/", 1)[1]
        if place == self.fails_at:
            return self._say(asked, 500, b"no json")
        if place == "authorize":
            return self._lead_back(asked, {name: one[0] for name, one in parse_qs(parts.query).items()})
        told = {"openid-configuration": self._about, "jwks": self._keys, "token": lambda: self._token(posted)}[place]()
        return self._say(asked, 200 if told else 400, json.dumps(told).encode())

    @staticmethod
    def _say(asked: BaseHTTPRequestHandler, status: int, body: bytes) -> None:
        asked.send_response(status)
        asked.send_header("Content-Type", "application/json")
        asked.end_headers()
        asked.wfile.write(body)

    def _lead_back(self, asked: BaseHTTPRequestHandler, question: dict[str, str]) -> None:
        code = public_id()
        self.asked[code] = question
        told = {"error": "access_denied"} if self.cancelled else {"code": code}
        asked.send_response(302)
        asked.send_header("Location", f"{question['redirect_uri']}?{urlencode({**told, 'state': question['state']})}")
        asked.end_headers()

    def _about(self) -> dict[str, Any]:
        return {
            "issuer": self.says_it_is or self.issuer,
            **{f"{name}_endpoint": f"{self.issuer}/{place}" for name, place in
               {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}.items()},
            "jwks_uri": f"{self.issuer}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }  # fmt: skip

    def _keys(self) -> dict[str, Any]:
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "k1", "alg": "RS256", "use": "sig"}]}

    def _token(self, posted: dict[str, str]) -> dict[str, Any]:
        question = self.asked.pop(posted.get("code", ""), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(posted.get("code_verifier", "").encode()).digest())
        for why, wrong in {
            "code": question is None,
            "secret": posted.get("client_secret") != SECRET,
            "pkce": bool(question) and question.get("code_challenge") != proof.decode().rstrip("="),
            "address": bool(question) and question["redirect_uri"] != posted.get("redirect_uri"),
        }.items():
            if wrong:
                self.refused.append(why)
                return {}
        at = int(now().timestamp())
        claims = {
            "iss": self.issuer, "sub": "b1946ac9", "aud": CLIENT, "iat": at, "exp": at + 300,
            "nonce": question.get("nonce"), "loa": "Substantial", "cpr": "290256-5003", "email": "ada@example.org",
            "name": "Pia Praktik", **self.claims,
        }  # fmt: skip
        claims = {name: told for name, told in claims.items() if name not in self.without}
        signer = ("", "none") if self.unsigned else (self.other if self.wrong_key else self.key, "RS256")
        signed = jwt.encode(claims, signer[0], algorithm=signer[1], headers={"kid": "k1"})
        return {"access_token": public_id(), "token_type": "Bearer", "id_token": signed}


def _certificate(key: rsa.RSAPrivateKey, days: int = 10) -> str:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a provider on this machine")])
    begun = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    begun = begun.serial_number(x509.random_serial_number()).not_valid_before(now() - timedelta(days=30))
    made = begun.not_valid_after(now() + timedelta(days=days)).sign(key, hashes.SHA256())
    return made.public_bytes(serialization.Encoding.PEM).decode()


ENTITY = "https://saml.provider.example"
LEVEL = "https://data.gov.dk/concept/core/nsis/loa"
SUBJECT = "https://data.gov.dk/model/core/eid/professional/uuid/persistent"
NUMBER = "https://data.gov.dk/model/core/eid/cprNumber"
XML = """<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r{id}" Version="2.0" IssueInstant="{issued}"
 Destination="{destination}" InResponseTo="{question}"><saml:Issuer>{issuer}</saml:Issuer>
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>{assertion}
</samlp:Response>"""
ASSERTION = """<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a{id}" Version="2.0"
 IssueInstant="{issued}"><saml:Issuer>{issuer}</saml:Issuer><saml:Subject>
<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">{subject}</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData
 {answers} NotOnOrAfter="{ends}" Recipient="{recipient}"/></saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{begins}" NotOnOrAfter="{ends}">{audience}</saml:Conditions>
<saml:AuthnStatement AuthnInstant="{issued}" SessionIndex="_s"><saml:AuthnContext><saml:AuthnContextClassRef>
urn:oasis:names:tc:SAML:2.0:ac:classes:X509</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
<saml:AttributeStatement>{attributes}</saml:AttributeStatement></saml:Assertion>"""


@dataclass
class SamlProviderHere:
    """Signs assertions with attributes as the Danish profile OIOSAML 3 names them."""

    def __post_init__(self) -> None:
        self.key, self.other = _key(), _key()
        self.certificate = _certificate(self.key)

    def metadata(self, path: Path, *, days: int = 10) -> Path:
        """The file that the provider hands out."""
        body = "".join(_certificate(self.key, days).splitlines()[1:-1])
        path.write_text(
            f'<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{ENTITY}">'
            '<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">'
            '<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>'
            f"<ds:X509Certificate>{body}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"
            '<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" '
            f'Location="{ENTITY}/sso"/></md:IDPSSODescriptor></md:EntityDescriptor>'
        )
        return path

    def answer(self, address: str, **wrong: Any) -> str:
        """The response to the question in this address, as a browser posts it."""
        packed = parse_qs(urlsplit(address).query)["SAMLRequest"][0]
        question = zlib.decompress(base64.b64decode(packed), -15).decode()
        told = {name: re.search(rf'\b{name}="([^"]+)"', question).group(1)
                for name in ("ID", "AssertionConsumerServiceURL")}  # fmt: skip
        audience = re.search(r"Issuer[^>]*>([^<]+)<", question).group(1)
        at = now() + timedelta(minutes=wrong.get("minutes", 0))
        stamp = {name: (at + timedelta(minutes=by)).strftime("%Y-%m-%dT%H:%M:%SZ")
                 for name, by in {"issued": 0, "begins": -1, "ends": 5}.items()}  # fmt: skip
        facts = {
            "id": public_id(), "issuer": wrong.get("issuer", ENTITY), "question": told["ID"],
            "destination": wrong.get("destination", told["AssertionConsumerServiceURL"]), **stamp,
            "recipient": wrong.get("recipient", told["AssertionConsumerServiceURL"]),
            "subject": "transient", "answers": wrong.get("answers", f'InResponseTo="{told["ID"]}"'),
            "audience": wrong.get("audience", f"<saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience>"
                                  "</saml:AudienceRestriction>"),
            "attributes": "".join(
                f'<saml:Attribute Name="{name}"><saml:AttributeValue>{value}</saml:AttributeValue></saml:Attribute>'
                for name, value in {
                    LEVEL: wrong.get("level", "Substantial"), SUBJECT: wrong.get("subject", "urn:uuid:1f0c"),
                    NUMBER: "290256-5003",
                }.items()),
        }  # fmt: skip
        assertion = ASSERTION.format(**facts)
        if wrong.get("signed", True):
            signer = self.other if wrong.get("wrong_key") else self.key
            pem = signer.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            signed = OneLogin_Saml2_Utils.add_sign(assertion, pem.decode(), _certificate(signer))
            assertion = (signed.decode() if isinstance(signed, bytes) else signed).split("?>")[-1]
        if "changed" in wrong:
            assertion = assertion.replace(*wrong["changed"])
        return base64.b64encode(XML.format(assertion=assertion, **facts).encode()).decode()


FILE = """
oidc:
  - key: broker
    name: {{en: MitID, da: MitID, sv: MitID}}
    issuer: {issuer}
    client_id: {client}
    client_secret_file: secret
    ask: {{idp_values: mitid}}
    second_factor: theirs
    level: {{told_in: loa, order: [Low, Substantial, High], least: Substantial}}
saml:
  - key: nemlogin
    name: {{en: NemLog-in, da: NemLog-in, sv: NemLog-in}}
    issuer: {entity}
    metadata_file: provider.xml
    subject: {subject}
    second_factor: theirs
    level: {{told_in: "{level}", order: [Low, Substantial, High], least: Substantial}}
"""


def written_down(folder: Path, oidc: OpenIdProviderHere, saml: SamlProviderHere) -> Path:
    """The administrator's file that names both providers, with the files it names beside it."""
    secret = folder / "secret"
    secret.touch(mode=0o600)
    secret.write_text(SECRET)
    saml.metadata(folder / "provider.xml")
    file = folder / "sign-in.yaml"
    file.write_text(FILE.format(issuer=oidc.issuer, client=CLIENT, entity=ENTITY, subject=SUBJECT, level=LEVEL))
    return file


def question(client: Client, key: str, name: str = "sign_in_elsewhere", **posted: str) -> str:
    """The address at the provider that a button of ours leads to."""
    page = client.post(reverse(name, args=[key]), posted).content.decode()
    return unescape(re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page).group(1))


def back(client: Client, address: str):
    """What the browser sees when it comes back from the provider that speaks OpenID Connect."""
    led = requests.get(address, allow_redirects=False, timeout=5).headers["Location"]
    return client.get(led.removeprefix("http://testserver"))
