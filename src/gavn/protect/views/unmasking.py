"""Openings: what is open to the reader, the ask for another, and what stands behind the mask."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gavn.access.pure.pages import page
from gavn.people.forms.saving import saved
from gavn.protect import forms, selectors, services

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page("protect.unmask")
def unmasked(request: StaffRequest) -> HttpResponse:
    """List what is or was open to the reader."""
    return render(request, "protect/unmasked.html", {"openings": selectors.openings_of(request.user)})


@page("protect.unmask")
@require_http_methods(["GET", "POST"])
def ask_unmasking(request: StaffRequest) -> HttpResponse:
    """Ask whose identity, what for and for how long; a second person decides."""
    asked = {name: request.GET[name] for name in ("unit", "code", "what") if name in request.GET}
    form = forms.AskUnmasking(request.POST or None, by=request.user, initial=asked)
    if saved(form, partial(services.ask_unmasking, by=request.user)) is not None:
        messages.success(request, _("Your ask waits for a second person."))
        return redirect("two_persons")
    return render(request, "protect/ask_unmasking.html", {"form": form})


@page("protect.unmask")
def unmasked_person(request: StaffRequest, opening: str) -> HttpResponse:
    """Show who stands behind the code, while it is open; each time leaves a line."""
    found = selectors.opening_seen_by(request.user, opening)
    identity = services.read_unmasked(by=request.user, opening=found)
    return render(request, "protect/unmasked_person.html", {"opening": found, "identity": identity})


@page("protect.unmask")
@require_POST
def end_unmasking(request: StaffRequest, opening: str) -> HttpResponse:
    """End an opening that is needed no more."""
    services.end_unmasking(by=request.user, opening=selectors.opening_seen_by(request.user, opening))
    return redirect("unmasked")
