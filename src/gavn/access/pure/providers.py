"""Who else may say who somebody is: identity providers as the administrator of the machine writes them down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, StringConstraints

from gavn.kernel.say import Said, said

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]
CONTEXT = "AuthnContextClassRef"  # where a SAML provider without an attribute for it says how sure it is
_HERE = {"127.0.0.1", "localhost", "::1"}
_NATIONAL = re.compile(r"(?:19|20)?(\d\d)(\d\d)(\d\d)[-+ ]?\d{4}", re.ASCII)
_ADDRESSES = ("issuer", "metadata")


class Strict(BaseModel):
    """A part of the file: unknown words are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Names(Strict):
    """What a provider is called, in each language."""

    en: Text
    da: Text
    sv: Text

    def in_(self, language: str) -> str:
        """The name in a language; English where the language is none of ours."""
        return str(getattr(self, language if language in {"da", "sv"} else "en"))


class Level(Strict):
    """Where a provider says how sure it is, in which words, and the least that is enough."""

    told_in: Text
    order: tuple[Text, ...]
    least: Text

    def enough(self, told: Iterable[str]) -> bool:
        """Whether one of the words that came says at least the least."""
        return bool(set(told) & set(self.order[self.order.index(self.least) :]))


class Provider(Strict):
    """What every provider has: a key that stays, a name, how sure it must be, and whether we ask for more."""

    key: Key
    name: Names
    level: Level
    second_factor: Literal["theirs", "ours"] = "ours"


class OpenIdProvider(Provider):
    """One that speaks OpenID Connect."""

    issuer: Text
    metadata: str = ""
    client_id: Text
    client_secret_file: Text
    scopes: tuple[Text, ...] = ("openid",)
    ask: dict[str, str] = {}


class SamlProvider(Provider):
    """One that speaks SAML 2.0."""

    issuer: Text
    metadata_file: Text
    our_name: str = ""
    subject: str = ""
    ask: tuple[Text, ...] = ()
    certificate_file: str = ""
    key_file: str = ""
    encrypted: bool = False


class Providers(Strict):
    """The whole file."""

    oidc: tuple[OpenIdProvider, ...] = ()
    saml: tuple[SamlProvider, ...] = ()


def providers_of(file: Providers) -> tuple[Provider, ...]:
    """All providers, in the order in which their buttons stand."""
    return (*file.oidc, *file.saml)


def mistakes(file: Providers) -> Iterator[tuple[tuple[Any, ...], Said]]:
    """What the form of the file cannot say is wrong: where, and how to mend it."""
    seen: set[str] = set()
    every: tuple[tuple[str, tuple[OpenIdProvider | SamlProvider, ...]], ...] = (
        ("oidc", file.oidc),
        ("saml", file.saml),
    )
    for kind, listed in every:
        for place, one in enumerate(listed):
            if one.key in seen:
                yield (kind, place, "key"), said("{key} stands here twice; each provider has its own.", key=one.key)
            seen.add(one.key)
            for path, what in _mistakes_in(one):
                yield (kind, place, *path), what


def _mistakes_in(one: OpenIdProvider | SamlProvider) -> Iterator[tuple[tuple[str, ...], Said]]:
    if one.level.least not in one.level.order:
        yield ("level", "least"), said("{least} is none of the words in order.", least=one.level.least)
    if isinstance(one, OpenIdProvider):
        for name in _ADDRESSES:
            address = str(getattr(one, name))
            if address and not _safe(address):
                yield (name,), said("{address} must begin with https://.", address=address)
        if "openid" not in one.scopes:
            yield ("scopes",), said("openid must be among the scopes.")
    elif one.encrypted and not one.key_file:
        yield ("encrypted",), said("Encrypted answers need key_file and certificate_file.")
    elif bool(one.key_file) != bool(one.certificate_file):
        yield ("key_file",), said("key_file and certificate_file belong together.")


def _safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)


def looks_national(subject: str) -> bool:
    """Whether a provider names people by what looks like a national number, which gavn keeps no account under.

    >>> looks_national("290256-5003"), looks_national("205602290016"), looks_national("b1946ac92492d2347c62")
    (True, True, False)
    """
    found = _NATIONAL.fullmatch(subject.strip())
    if not found:
        return False
    first, month, last = (int(part) for part in found.groups())
    return 1 <= month <= 12 and any(1 <= day <= 31 or 61 <= day <= 91 for day in (first, last))
