"""What third parties signal about signing in becomes lines of history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.signals import user_logged_in
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from allauth.socialaccount.signals import social_account_added
from django.contrib.auth.signals import user_logged_in as session_begun
from django.http import HttpRequest

from gavn.access.gateways.second_factors import note_second_factor_made
from gavn.access.gateways.shared_device import begin_session
from gavn.history.services import record

if TYPE_CHECKING:
    from gavn.access.models import User


def signed_in(user: User, **_rest: Any) -> None:
    """Somebody came in."""
    record(user, "access.signed_in", about=user)


def second_factor_added(request: HttpRequest, user: User, authenticator: Any, **_rest: Any) -> None:
    """A passkey or an app was added; whoever did it proved it by doing so."""
    if authenticator.type != "recovery_codes":
        note_second_factor_made(request, user)
    record(user, "access.second_factor_added", about=user, factor=authenticator.type)


def second_factor_changed(user: User, authenticator: Any, **_rest: Any) -> None:
    """A passkey or an app was taken away, or the recovery codes were made anew."""
    record(user, "access.second_factor_changed", about=user, factor=authenticator.type)


def second_factor_failed(user: User, **_rest: Any) -> None:
    """Somebody knew the password and not the second factor."""
    record(None, "access.second_factor_failed", about=user)


def linked_elsewhere(sociallogin: Any, **_rest: Any) -> None:
    """Somebody signs in through an identity provider from now on."""
    record(sociallogin.user, "access.linked_elsewhere", about=sociallogin.user, provider=sociallogin.account.provider)


def came_in(request: HttpRequest, **_rest: Any) -> None:
    """A session begins, whichever way somebody came in."""
    begin_session(request)


def sign_up() -> None:
    """Let all of this be told; done once when gavn starts."""
    user_logged_in.connect(signed_in)
    authenticator_added.connect(second_factor_added)
    authenticator_removed.connect(second_factor_changed)
    authenticator_reset.connect(second_factor_changed)
    session_begun.connect(came_in)
    social_account_added.connect(linked_elsewhere)
    authentication_failed.connect(second_factor_failed)
