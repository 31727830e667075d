"""How you sign in: passkeys, the authenticator app and recovery codes, each page allauth's with our words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import views as account_views
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from gavn.access.gateways.elsewhere import links_of, named_providers
from gavn.access.gateways.second_factors import factors_of, proved_twice
from gavn.access.gateways.shared_device import is_shared
from gavn.access.pure.pages import page

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest

FOLDER = "access/second_factor"


def _page(view: Any, name: str, **more: Any) -> Any:
    """One of allauth's pages in our frame, for everybody who is signed in."""
    return page(unproved=True)(view.as_view(template_name=f"{FOLDER}/{name}.html", **more))


@page(unproved=True)
def your_sign_in(request: StaffRequest) -> HttpResponse:
    """Show what you sign in with, and what you can add."""
    factors = factors_of(request.user)
    has_app = any(one.kind == "totp" for one in factors)
    links = links_of(request.user)
    linked = {one.key for one in links}
    proved = proved_twice(request, request.user)
    told = {"factors": factors, "has_app": has_app, "needed": settings.GAVN_SECOND_FACTOR and not proved}
    told |= {"links": links, "providers": [one for one in named_providers() if one[0] not in linked]}
    told |= {"shared": is_shared(request)}
    return render(request, f"{FOLDER}/yours.html", told)


add_passkey = _page(passkey.AddWebAuthnView, "add_passkey")
rename_passkey = _page(passkey.EditWebAuthnView, "rename_passkey")
remove_passkey = _page(passkey.RemoveWebAuthnView, "remove_passkey")
add_app = _page(totp.ActivateTOTPView, "add_app")
remove_app = _page(totp.DeactivateTOTPView, "remove_app")
recovery_codes = _page(recovery.ViewRecoveryCodesView, "recovery_codes")
new_recovery_codes = _page(recovery.GenerateRecoveryCodesView, "new_recovery_codes")
prove_by_password = _page(account_views.ReauthenticateView, "prove")
prove_by_code = _page(base.ReauthenticateView, "prove")
prove_by_passkey = _page(passkey.ReauthenticateWebAuthnView, "prove_by_passkey")

second_step = page(everybody=True)(base.AuthenticateView.as_view(template_name=f"{FOLDER}/second_step.html"))
sign_in_with_passkey = page(everybody=True)(passkey.LoginWebAuthnView.as_view())
