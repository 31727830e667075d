"""Locking, and changing quickly between people on a computer or tablet that they share."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from allauth.account.views import LoginView
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gavn.access.gateways.elsewhere import named_providers
from gavn.access.gateways.shared_device import Seat, forget, is_shared, place_of, remember, seats
from gavn.access.gateways.trays import wipe_device
from gavn.access.pure.pages import page
from gavn.access.selectors import active_user
from gavn.access.views.sign_in import demo_is_open
from gavn.history.services import record

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest, User


def shut(request: StaffRequest, *, asked: bool) -> HttpResponse:
    """End what this session may open, at once; a shared device remembers who was here, and where."""
    where, person = place_of(request), request.user.public_id
    record(request.user, "access.locked", about=request.user, why="asked" if asked else "idle")
    others = [one for one in seats(request) if one.person != person]
    shared = is_shared(request)
    logout(request)
    if not shared:
        return redirect_to_login(request.get_full_path() if request.method == "GET" else where)
    response = redirect("locked")
    remember(response, [Seat(person, where), *others])
    return response


@page(everybody=True)
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Lock, and leave nothing of what was on the screen behind in the browser."""
    if not request.user.is_authenticated:
        return redirect("locked")
    response = shut(cast("StaffRequest", request), asked=True)
    wipe_device(request, response)
    return response


@page(everybody=True)
@require_GET
def locked(request: HttpRequest) -> HttpResponse:
    """Show who used this device lately, to choose oneself."""
    people = [user for user in (active_user(one.person) for one in seats(request)) if user is not None]
    if not people:
        return redirect("sign_in")
    return render(request, "access/locked.html", {"people": people})


@page(everybody=True)
@require_http_methods(["GET", "POST"])
def unlock(request: HttpRequest, person: str) -> HttpResponseBase:
    """Ask the one who was chosen for a passkey or the password, and lead back to where they were."""
    where = next((one.where for one in seats(request) if one.person == person), None)
    user = active_user(person)
    if where is None or user is None:
        raise Http404
    if demo_is_open():
        return redirect_to_login(where)
    return _asked_for_password(request, user, where)


def _asked_for_password(request: HttpRequest, user: User, where: str) -> HttpResponseBase:
    # The address of the account is filled in here, so that the page does not show it.
    asked, posted = request.GET.copy(), request.POST.copy()
    asked["next"] = posted["next"] = where
    posted["login"] = user.email
    request.GET, request.POST = asked, posted  # type: ignore[assignment]  # these are not changed any more
    told = {"person": user, "providers": named_providers()}
    view = LoginView.as_view(template_name="access/unlock.html", extra_context=told)
    reply: HttpResponseBase = view(request)
    return reply


@page()
@require_POST
def share_device(request: StaffRequest) -> HttpResponse:
    """Note that several people use this device, or that they no longer do."""
    response = redirect("your_sign_in")
    shared = request.POST.get("shared") == "yes"
    if shared:
        remember(response, seats(request))
        messages.success(request, _("This device now shows who used it lately when it is locked."))
    else:
        forget(response)
        messages.success(request, _("This device remembers nobody."))
    record(request.user, "access.device_shared" if shared else "access.device_not_shared", about=request.user)
    return response
