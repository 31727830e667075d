"""What allauth asks of the house when somebody comes from an identity provider."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from requests import RequestException

from gavn.access.gateways.elsewhere import all_providers, app_of
from gavn.access.services import let_in, let_in_once, note_refused
from gavn.access.views.elsewhere import did_not_hold, not_let_in, provider_down, stopped
from gavn.kernel.errors import Refused


class Elsewhere(DefaultSocialAccountAdapter):
    """Nobody signs up by themselves, no address links an account, and what the provider told is not kept."""

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        """The providers of the file; the database holds none, and no secret."""
        apps = [app_of(one) for one in all_providers()]
        return [
            one for one in apps
            if provider in (None, one.provider, one.provider_id) and client_id in (None, one.client_id)
        ]  # fmt: skip

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let in who may come in, or say why not."""
        owner = sociallogin.user if sociallogin.is_existing else None
        key = sociallogin.account.provider
        try:
            self._welcomed(request, sociallogin, owner)
        except Refused as refusal:
            note_refused(provider=key, owner=owner)
            raise ImmediateHttpResponse(not_let_in(request, refusal.said)) from refusal

    def _welcomed(self, request: HttpRequest, sociallogin: Any, owner: Any) -> None:
        state = sociallogin.state
        data = state.get("data") or {}
        if sociallogin.told.nonce != data.get("nonce", ""):
            raise Refused("The provider’s answer does not hold.")
        linking = state.get("process") == "connect"
        code = "" if linking else str(data.get("invitation", ""))
        with transaction.atomic():
            user = let_in(
                provider=sociallogin.account.provider, level=sociallogin.told.level, owner=owner, code=code,
                by=request.user if linking and request.user.is_authenticated else None,
            )  # fmt: skip
            if code:
                let_in_once(code=code)
                sociallogin.connect(request, user)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never."""
        return False

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        """Never: whoever governs an address at a provider is not thereby somebody here."""
        return False

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """Say what went wrong on a page of ours."""
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(stopped(request))
        if isinstance(exception, RequestException):
            raise ImmediateHttpResponse(provider_down(request, provider.app.provider_id))
        note_refused(provider=provider.app.provider_id, owner=None)
        raise ImmediateHttpResponse(did_not_hold(request))

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Back to how one signs in."""
        return reverse("your_sign_in")

    def send_notification_mail(self, *_arguments: Any, **_more: Any) -> None:
        """Mail goes through the house's own outbox."""
