"""What the file of sign-in providers is refused for, with the place of each mistake."""

from __future__ import annotations

import pytest

from gavn.access.pure.providers import Providers, mistakes

NAME = {"en": "City sign-in", "da": "Kommunens login", "sv": "Kommunens inloggning"}
LEVEL = {"told_in": "acr", "order": ["low", "substantial", "high"], "least": "substantial"}
OPENID = {
    "key": "city", "name": NAME, "level": LEVEL, "issuer": "https://id.example.org", "client_id": "gavn",
    "client_secret_file": "secret",
}  # fmt: skip
SAML = {"key": "broker", "name": NAME, "level": LEVEL, "issuer": "https://idp.example.org", "metadata_file": "idp.xml"}


@pytest.mark.parametrize(
    ("openid", "saml", "where"),
    [
        ({}, {}, []),
        ({"level": LEVEL | {"least": "certain"}}, {}, [("oidc", 0, "level", "least")]),
        ({"issuer": "http://id.example.org"}, {}, [("oidc", 0, "issuer")]),
        ({"metadata": "http://id.example.org/m"}, {}, [("oidc", 0, "metadata")]),
        ({"scopes": ["profile"]}, {}, [("oidc", 0, "scopes")]),
        ({}, {"encrypted": True}, [("saml", 0, "encrypted")]),
        ({}, {"key_file": "key.pem"}, [("saml", 0, "key_file")]),
        ({}, {"encrypted": True, "key_file": "key.pem", "certificate_file": "cert.pem"}, []),
        ({}, {"key": "city"}, [("saml", 0, "key")]),
    ],
    ids=[
        "as it should be", "a least level that is no level", "an issuer without TLS", "metadata without TLS",
        "without openid among the scopes", "encrypted without a key", "a key without its certificate",
        "encrypted with both", "one key twice",
    ],
)  # fmt: skip
def test_each_mistake_is_named_at_its_place(openid, saml, where):
    file = Providers.model_validate({"oidc": [OPENID | openid], "saml": [SAML | saml]})
    assert [place for place, _ in mistakes(file)] == where
