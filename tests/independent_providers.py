"""Identity providers that others wrote, run on this machine: oidc-provider-mock for OpenID Connect, pysaml2 for SAML.

They speak as a BankID broker and as NemLog-in do: levels in the words of each, names that stay, signed questions and
sealed answers. To err, they are set up wrongly, or their genuine answers are exchanged on the way.
"""

from __future__ import annotations

import json
import shutil
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from cryptography.hazmat.primitives import serialization
from providers_here import LEVEL, SUBJECT, _certificate, _key
from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT
from saml2.config import IdPConfig
from saml2.response import IncorrectlySigned
from saml2.saml import NAMEID_FORMAT_PERSISTENT, NameID
from saml2.server import Server
from saml2.sigver import SignatureError
from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA256
from werkzeug.serving import make_server

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of names that its own libraries will drop one day
    import oidc_provider_mock

WAIT = 60  # seconds; a machine that does much else replies late
LOA = "urn:grn:authn:se:bankid:loa{}"
SURE, UNSURE = LOA.format(3), LOA.format(2)
WELL_KNOWN = "https://data.gov.dk/concept/core/nsis/loa"
X509 = "urn:oasis:names:tc:SAML:2.0:ac:classes:X509"


@dataclass
class Broker:
    """A broker that speaks OpenID Connect, with one client of it that is gavn."""

    issuer: str
    client: str
    secret: str
    exchanged: list[Callable[[str], str]] = field(default_factory=list)
    """What happens to the next token on its way."""

    def knows(self, name: str, **claims: Any) -> None:
        """Somebody of this name, about whom the broker tells this."""
        assert requests.put(f"{self.issuer}/users/{name}", json=claims, timeout=WAIT).status_code == 204

    def let(self, name: str, address: str) -> str:
        """Somebody presses the button at the broker; the address their browser is led to."""
        answer = {"sub": name} if name else {"action": "deny"}
        return requests.post(address, data=answer, allow_redirects=False, timeout=WAIT).headers["Location"]

    def client_for(self, back: str) -> tuple[str, str]:
        """Number and secret of a new client."""
        told = {"redirect_uris": [back], "token_endpoint_auth_method": "client_secret_basic"}
        reply = requests.post(f"{self.issuer}/oauth2/clients", json=told, timeout=WAIT).json()
        return reply["client_id"], reply["client_secret"]


def exchanging(app: Any, broker: list[Broker]) -> Any:
    """The broker's application, whose next token is exchanged where a test says so."""

    def answers(environ: dict[str, Any], start: Any) -> Any:
        if environ["PATH_INFO"] != "/oauth2/token" or not broker or not broker[0].exchanged:
            return app(environ, start)
        told: list[Any] = []
        body = b"".join(app(environ, lambda *head: told.extend(head)))
        reply = json.loads(body)
        reply["id_token"] = broker[0].exchanged.pop()(reply["id_token"])
        body = json.dumps(reply).encode()
        start(told[0], [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    return answers


@contextmanager
def broker_here(back: str, *, lasts: timedelta = timedelta(minutes=5)) -> Iterator[Broker]:
    """The broker, which leads back to this address only and whose tokens last so long."""
    made: list[Broker] = []
    app = oidc_provider_mock.app(require_client_registration=True, require_nonce=True, access_token_max_age=lasts)
    server = make_server("localhost", 0, exchanging(app, made), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    broker = Broker(f"http://localhost:{server.server_port}", "", "")
    broker.client, broker.secret = broker.client_for(back)
    made.append(broker)
    try:
        yield broker
    finally:
        server.shutdown()
        server.server_close()


class Posted(HTMLParser):
    """The form of a page that leads back: to where, with what."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.to, self.fields = "", {}
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        if tag == "form":
            self.to = told.get("action") or ""
        elif tag == "input" and told.get("name"):
            self.fields[told["name"]] = told.get("value") or ""


@dataclass
class NemLogin:
    """A provider that speaks SAML, holds our metadata and takes signed questions only."""

    folder: Path
    issuer: str = ""
    wrong: dict[str, Any] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    """Metadata of those whom it answers."""

    def __post_init__(self) -> None:
        provider = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                page = provider.answer(self.path)
                self.send_response(200 if page else 400)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(page.encode())

            def log_message(self, *_told: Any) -> None:
                """Quiet."""

        for name in ("provider", "gavn"):
            written_key(self.folder, name)
        self.server = ThreadingHTTPServer(("localhost", 0), Answers)
        self.address = f"http://localhost:{self.server.server_port}/sso"
        self.issuer = f"http://localhost:{self.server.server_port}/metadata"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def configured(self) -> Server:
        """The provider with its settings and those whom it knows."""
        service = {
            "endpoints": {"single_sign_on_service": [(self.address, BINDING_HTTP_REDIRECT)]},
            "want_authn_requests_signed": True,
            "name_id_format": [NAMEID_FORMAT_PERSISTENT],
            "policy": {"default": {"lifetime": {"minutes": self.wrong.get("minutes", 15)}}},
        }
        told = {
            "entityid": self.issuer, "xmlsec_binary": shutil.which("xmlsec1"), "service": {"idp": service},
            "key_file": str(self.folder / "provider.key"), "cert_file": str(self.folder / "provider.crt"),
            "metadata": {"inline": self.known} if self.known else {},
        }  # fmt: skip
        return Server(config=IdPConfig().load(told))

    def metadata(self) -> str:
        """The file that the provider hands out."""
        from saml2.metadata import entity_descriptor

        return str(entity_descriptor(self.configured().config))

    def answer(self, path: str) -> str:
        """The page that leads back with an answer; nothing where the question does not hold."""
        asked = {name: told[0] for name, told in parse_qs(urlsplit(path).query).items()}
        server = self.configured()
        try:
            question = server.parse_authn_request(
                asked["SAMLRequest"], BINDING_HTTP_REDIRECT, relay_state=asked.get("RelayState"),
                sigalg=asked.get("SigAlg"), signature=asked.get("Signature"),
            ).message  # fmt: skip
        except (IncorrectlySigned, SignatureError) as wrong:
            self.refused.append(str(wrong))
            return ""
        told = {**server.response_args(question), **self.wrong.get("told", {})}
        signed = self.wrong.get("signed", True)
        answered = server.create_authn_response(
            {LEVEL: self.wrong.get("level", "Substantial"), SUBJECT: self.wrong.get("subject", "urn:uuid:77aa")},
            userid="pia", name_id=NameID(format=NAMEID_FORMAT_PERSISTENT, text="a name that stays"),
            authn={"class_ref": X509, "authn_auth": self.issuer}, sign_assertion=signed, sign_response=False,
            encrypt_assertion=self.wrong.get("sealed", True), encrypt_assertion_self_contained=False,
            digest_alg=DIGEST_SHA256, sign_alg=self.wrong.get("algorithm", SIG_RSA_SHA256), **told,
        )  # fmt: skip
        kept = server.apply_binding(
            BINDING_HTTP_POST, str(answered), told["destination"], asked["RelayState"], response=True
        )
        return str(kept["data"])


def written_key(folder: Path, name: str) -> None:
    """A key and its certificate, beside each other."""
    key = _key()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / f"{name}.key").touch(mode=0o600)
    (folder / f"{name}.key").write_bytes(pem)
    (folder / f"{name}.crt").write_text(_certificate(key))


FILE = """
oidc:
  - key: bankid
    name: {{en: BankID, da: BankID, sv: BankID}}
    issuer: {broker.issuer}
    client_id: {broker.client}
    client_secret_file: bankid.secret
    scopes: [openid]
    ask: {{acr_values: "{sure}"}}
    level: {{told_in: acr, order: ["{unsure}", "{sure}"], least: "{sure}"}}
    second_factor: theirs
saml:
  - key: nemlogin
    name: {{en: MitID Erhverv, da: MitID Erhverv, sv: MitID Erhverv}}
    issuer: {nemlogin.issuer}
    metadata_file: nemlogin.xml
    subject: {subject}
    level: {{told_in: {level}, order: [Low, Substantial, High], least: Substantial}}
    ask: ["{level}/Substantial"]
    {keys}
    second_factor: theirs
"""
KEYS = "certificate_file: gavn.crt\n    key_file: gavn.key\n    encrypted: true"


def written_down(folder: Path, broker: Broker, nemlogin: NemLogin, *, keys: str = KEYS) -> Path:
    """The administrator's file, as the how-to gives it for NemLog-in and for BankID through a broker."""
    (folder / "bankid.secret").touch(mode=0o600)
    (folder / "bankid.secret").write_text(broker.secret)
    (folder / "nemlogin.xml").write_text(nemlogin.metadata())
    names = {"broker": broker, "nemlogin": nemlogin, "sure": SURE, "unsure": UNSURE, "subject": SUBJECT,
             "level": LEVEL, "keys": keys}  # fmt: skip
    (folder / "sign-in.yaml").write_text(FILE.format(**names))
    return folder / "sign-in.yaml"
