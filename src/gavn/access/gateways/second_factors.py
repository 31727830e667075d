"""Second factors as allauth keeps them: who has one, which, and taking them away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as passkeys
from allauth.mfa.webauthn.internal import flows as passkey_flows
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse

from gavn.access.gateways.elsewhere import vouched_for

if TYPE_CHECKING:
    from gavn.access.models import User

MADE_NOW = "second_factor_made"


def proved_twice(request: HttpRequest, user: User) -> bool:
    """Whether this session proved a second factor, or was opened by an identity provider that did."""
    if request.session.get(MADE_NOW) == user.public_id:
        return True
    proved = any(record.get("method") == "mfa" for record in get_authentication_records(request, user))
    return proved or vouched_for(request, user)


def note_second_factor_made(request: HttpRequest, user: User) -> None:
    """The session in which a second factor was made has proved it."""
    request.session[MADE_NOW] = user.public_id


def kinds_of(users: list[int]) -> dict[int, set[str]]:
    """Which second factors each user has: ``webauthn`` (a passkey), ``totp`` (an app)."""
    found: dict[int, set[str]] = {}
    for user, kind in Authenticator.objects.filter(user_id__in=users).values_list("user_id", "type"):
        found.setdefault(user, set()).add(kind)
    return found


@dataclass(frozen=True)
class Factor:
    """One way to sign in: a passkey with its name, the app, or the recovery codes with how many are left."""

    kind: str
    key: int
    name: str
    made: datetime
    used: datetime | None
    left: int = 0


def factors_of(user: User) -> list[Factor]:
    """What somebody can sign in with, passkeys first."""
    order = ["webauthn", "totp", "recovery_codes"]
    found = sorted(Authenticator.objects.filter(user=user), key=lambda one: (order.index(one.type), one.created_at))
    return [
        Factor(
            one.type, one.pk, one.wrap().name if one.type == "webauthn" else "", one.created_at, one.last_used_at,
            len(one.wrap().get_unused_codes()) if one.type == "recovery_codes" else 0,
        )
        for one in found
    ]  # fmt: skip


def forget_second_factors(user: User) -> None:
    """Take all second factors away, because a device was lost."""
    Authenticator.objects.filter(user=user).delete()


def passkey_options(user: User) -> dict[str, Any]:
    """What a browser needs to make a passkey that signs in without a password."""
    options: dict[str, Any] = passkeys.begin_registration(user, True)
    return options


def sign_in_with_new_passkey(request: HttpRequest, user: User, *, name: str, credential: Any) -> HttpResponse:
    """Keep the passkey that a browser made, and sign its owner in with it."""
    made = passkey_flows.signup_authenticator(request, user, name, credential)
    reply: HttpResponse = passkey_flows.perform_passwordless_login(request, made, Login(user=user))
    return reply


def sign_in_with_new_password(request: HttpRequest, user: User) -> None:
    """Sign in somebody who chose a password just now; a second factor comes next."""
    record_authentication(request, user, method="password")
    login(request, user, backend="gavn.access.gateways.passwords.PasswordBackend")
