"""Sign-in, sign-out, and the demo's doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gavn.access import forms, services
from gavn.access.gateways.elsewhere import named_providers
from gavn.access.gateways.shared_device import is_shared, remember, seats
from gavn.access.gateways.trays import device_of, wipe_device
from gavn.access.pure.pages import page
from gavn.access.selectors import active_user, demo_accounts
from gavn.history.services import record
from gavn.works.gateways import demo_code
from gavn.works.selectors import is_demo

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


def demo_is_open() -> bool:
    """Whether sign-in without password exists: only in a demo process on data that the demo made."""
    return settings.GAVN_DEMO and is_demo()


@page(everybody=True)
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Ask for address and password; in the demo, offer one door per role."""
    if demo_is_open() and request.method == "GET":
        doors = {"accounts": demo_accounts(), "next": request.GET.get("next", ""), "code": demo_code()}
        return render(request, "access/demo_doors.html", doors)
    shown = LoginView.as_view(template_name="access/sign_in.html", extra_context={"providers": named_providers()})
    reply: HttpResponseBase = shown(request)
    return reply


@page(everybody=True)
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Let a visitor of the demo in as one of its accounts."""
    if not demo_is_open():
        raise Http404
    user = active_user(request.POST.get("account", ""))
    if user is None:
        raise Http404
    login(request, user, backend="gavn.access.gateways.passwords.PasswordBackend")
    record(user, "access.signed_in", about=user)
    services.choose_language(by=user, language=get_language() or "en")
    onward = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}):
        onward = settings.LOGIN_REDIRECT_URL
    return redirect(onward)


@page(everybody=True)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave, and leave nothing behind in the browser."""
    response = redirect("sign_in")
    if request.user.is_authenticated:
        record(request.user, "access.signed_out", about=request.user)
        if is_shared(request):
            remember(response, [one for one in seats(request) if one.person != request.user.public_id])
        services.forget_tray(device_of(request), request.user.public_id)
    logout(request)
    wipe_device(request, response)
    return response


@page()
@require_http_methods(["GET", "POST"])
def change_password(request: StaffRequest) -> HttpResponse:
    """Ask for the password so far and a new one; other sign-ins of this account end with it."""
    form = forms.ChangePassword(request.user, request.POST or None)
    if form.is_valid():
        services.change_password(by=request.user, password=form.cleaned_data["new_password1"])
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password is changed."))
        return redirect("home")
    return render(request, "access/change_password.html", {"form": form})
