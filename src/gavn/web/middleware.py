"""What happens around every request: who may come in, in which language, and who was shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation

from gavn.access.gateways.second_factors import proved_twice
from gavn.access.gateways.shared_device import session_over
from gavn.access.pure.pages import gate_of
from gavn.access.selectors import may, purpose_of
from gavn.access.views import shut
from gavn.history.services import record_reads, watch_reads

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest

Reply = Callable[[HttpRequest], HttpResponse]
RESPONDENTS = "/r/"


def respondents_apart(reply: Reply) -> Reply:
    """Give respondents a site of their own, in which no route leads to staff pages."""

    def answered(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(RESPONDENTS):
            request.urlconf = settings.RESPONDENT_URLCONF
        return reply(request)

    return answered


def in_their_language(reply: Reply) -> Reply:
    """Speak the language that a signed-in user chose, and tell the time of the house."""

    def answered(request: HttpRequest) -> HttpResponse:
        timezone.activate(settings.GAVN_ZONE)
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        response = reply(request)
        response.headers.setdefault("Content-Language", translation.get_language() or "en")
        return response

    return answered


class PageGuard:
    """Let nobody open a page that did not say who may; write one line for the persons it showed."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply

    def __call__(self, request: HttpRequest) -> HttpResponse:
        watch_reads()
        response = self.reply(request)
        match = request.resolver_match
        gate = gate_of(match.func) if match else None
        user = request.user if request.user.is_authenticated else None
        purpose = purpose_of(user, gate.permission) if user and gate else ""
        record_reads(user, page=(match.url_name or "") if match else "", purpose=purpose)
        if user is not None or (gate and gate.respondent):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Stop at the gate: signed out → sign in; idle → locked; no second factor → make one; not allowed → 403."""
        gate = gate_of(view)
        if gate is None:
            raise PermissionDenied("This page has not declared who may open it.")
        if gate.everybody or gate.respondent:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if session_over(request):
            return shut(cast("StaffRequest", request), asked=False)
        if settings.GAVN_SECOND_FACTOR and not gate.unproved and not proved_twice(request, request.user):
            return redirect("your_sign_in")
        if gate.permission and not may(request.user, gate.permission):
            raise PermissionDenied(gate.permission)
        return None
