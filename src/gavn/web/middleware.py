"""What happens around every request: who may come in, in which language, and who was shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation

from gavn.access.gateways.second_factors import proved_twice
from gavn.access.gateways.shared_device import session_over
from gavn.access.pure.pages import Gate, gate_of
from gavn.access.selectors import may, purpose_of
from gavn.access.views import shut
from gavn.history.pure.purposes import ANSWERING
from gavn.history.services import record_reads, state_purpose, watch_reads

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest

Reply = Callable[[HttpRequest], HttpResponse]
RESPONDENTS = "/r/"
SENT_BY_SCRIPT = "X-Gavn-Script"


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


def told_to_scripts(reply: Reply) -> Reply:
    """Tell a script that sent a form where it led: to what follows, or only to a door that is shut.

    A script sees no redirect; and it must know for certain that answers were taken before it lets go of them.
    """

    def answered(request: HttpRequest) -> HttpResponse:
        response = reply(request)
        if SENT_BY_SCRIPT in request.headers and response.status_code == HTTPStatus.FOUND:
            to = response.headers["Location"]
            del response.headers["Location"]
            let_in = getattr(request, "let_in", False) and urlsplit(to).path != RESPONDENTS
            response.status_code, response.headers["Content-Type"] = HTTPStatus.OK, "application/json"
            response.content = json.dumps({"to": to, "let_in": let_in})
        return response

    return answered


def _purpose(request: HttpRequest, gate: Gate) -> str:
    """For which purpose of the fixed list this page is opened."""
    if gate.respondent:
        return ANSWERING
    return purpose_of(request.user, gate.permission) if request.user.is_authenticated else ""


class PageGuard:
    """Let nobody open a page that did not say who may; write one line for the persons it showed."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply

    def __call__(self, request: HttpRequest) -> HttpResponse:
        watch_reads()
        response = self.reply(request)
        if "Content-Disposition" in response.headers and not getattr(response, "looked_through", False):
            raise PermissionDenied("This file did not go through the door that looks for national numbers.")
        match = request.resolver_match
        gate = gate_of(match.func) if match else None
        user = request.user if request.user.is_authenticated else None
        record_reads(user, page=(match.url_name or "") if match else "")
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
        state_purpose(_purpose(request, gate))
        if gate.everybody or gate.respondent:
            request.let_in = gate.respondent  # type: ignore[attr-defined]  # for told_to_scripts
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if session_over(request):
            return shut(cast("StaffRequest", request), asked=False)
        if settings.GAVN_SECOND_FACTOR and not gate.unproved and not proved_twice(request, request.user):
            return redirect("your_sign_in")
        if gate.permission and not may(request.user, gate.permission):
            raise PermissionDenied(gate.permission)
        request.let_in = True  # type: ignore[attr-defined]
        return None
