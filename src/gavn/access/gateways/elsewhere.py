"""Sign-in through identity providers as allauth keeps it: which there are, and who is linked to which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from gavn.access.pure.providers import OpenIdProvider, Provider, looks_national
from gavn.kernel.errors import Refused
from gavn.works.gateways import keyed_hash

if TYPE_CHECKING:
    from gavn.access.models import User


def all_providers() -> tuple[Provider, ...]:
    """The providers that the administrator of the machine wrote down."""
    found: tuple[Provider, ...] = settings.GAVN_PROVIDERS
    return found


def provider_named(key: str) -> Provider | None:
    """The provider with this key, if there is one."""
    return next((one for one in all_providers() if one.key == key), None)


def named_providers() -> list[tuple[str, str]]:
    """Key and name of each provider, in the reader's language."""
    return [(one.key, one.name.in_(get_language() or "en")) for one in all_providers()]


def app_of(one: Provider) -> SocialApp:
    """A provider as allauth knows it; it lives in memory only, and its secret is read when it is needed."""
    kind = "openid_connect" if isinstance(one, OpenIdProvider) else "saml"
    client = one.client_id if isinstance(one, OpenIdProvider) else one.key
    return SocialApp(provider=kind, provider_id=one.key, name=one.key, client_id=client)


@dataclass(frozen=True)
class Told:
    """What a provider said beside who it is: in which words how sure it is, and which question it answers."""

    level: tuple[str, ...]
    nonce: str = ""


class KeepsNothing:
    """Of what a provider tells, only whose account it is comes through: no name, no address, no national number."""

    app: SocialApp

    @property
    def asked(self) -> Any:
        """The provider as it was written down."""
        return provider_named(self.app.provider_id)

    def extract_extra_data(self, _answer: Any) -> dict[str, str]:
        """Nothing."""
        return {}

    def extract_common_fields(self, _answer: Any) -> dict[str, str]:
        """Nothing."""
        return {}

    def extract_email_addresses(self, _answer: Any) -> list[Any]:
        """Nothing."""
        return []

    def serialize(self) -> dict[str, Any]:
        """By its key, because two brokers may give the same client id."""
        return {"id": self.app.provider_id}

    def account_key(self, subject: str) -> str:
        """How an account is found again: a keyed hash of issuer and subject, which tells neither."""
        if not subject:
            raise Refused("The provider did not say who you are.")
        if looks_national(subject):
            raise Refused("The provider names people by their national number; gavn takes no such names.")
        return keyed_hash(f"{self.asked.issuer}\n{subject}", purpose="sign-in elsewhere")


def vouched_for(request: HttpRequest, user: User) -> bool:
    """Whether this session was opened by a provider whose second factor counts."""
    opened_by = [one.get("provider") for one in get_authentication_records(request, user) if one.get("provider")]
    found = [provider_named(str(key)) for key in opened_by]
    return any(one is not None and one.second_factor == "theirs" for one in found)


@dataclass(frozen=True)
class Link:
    """A provider that lets somebody in: which, since when, last used."""

    pk: int
    key: str
    name: str
    made: datetime
    used: datetime


def links_of(user: User) -> list[Link]:
    """The providers somebody signs in through."""
    names = dict(named_providers())
    return [
        Link(one.pk, one.provider, names.get(one.provider, one.provider), one.date_joined, one.last_login)
        for one in SocialAccount.objects.filter(user=user).order_by("pk")
    ]


def forget_links(user: User, *, provider: str = "") -> None:
    """Let a provider open nothing more for somebody; without a provider: all of them."""
    found = SocialAccount.objects.filter(user=user)
    (found.filter(provider=provider) if provider else found).delete()


def forget_link(user: User, pk: int) -> None:
    """Let one link open nothing more."""
    SocialAccount.objects.filter(user=user, pk=pk).delete()
