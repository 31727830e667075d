"""What is due to go: how it stands, the list, who is taken off it, and the ask that it go."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gavn.access.pure.pages import page
from gavn.access.selectors import unit_seen_by
from gavn.access.selectors.two_persons import open_ask
from gavn.rights import forms
from gavn.rights.pure.erasing import ASK, RETENTION
from gavn.rights.selectors.erasing import (
    due_list_seen_by,
    due_overview,
    due_seen_by,
    erasures_seen_by,
    latest_lists,
    name_seen_by,
    persons_of,
)
from gavn.rights.services import erasing

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page(ASK)
@require_safe
def retention(request: StaffRequest) -> HttpResponse:
    """What is due to go today, what waits for a release, and what went."""
    user = request.user
    about = {"nodes": due_overview(user), "lists": latest_lists(user), "erasures": erasures_seen_by(user)}
    return render(request, "rights/erasing/retention.html", about)


@page(ASK)
@require_POST
def write_due_list(request: StaffRequest, unit: str) -> HttpResponse:
    """Write down who is due to go today; nothing goes."""
    listed = erasing.write_due_list(by=request.user, unit=unit_seen_by(request.user, unit, ASK))
    return redirect("due_list", listed.public_id)


@page(ASK)
@require_http_methods(["GET", "POST"])
def due_list(request: StaffRequest, listed: str) -> HttpResponse:
    """The persons of a list, and the ask that they go."""
    found = due_list_seen_by(request.user, listed)
    form = forms.AskDueList(request.POST or None)
    asked = forms.saved(form, partial(erasing.ask_due_list, by=request.user, listed=found))
    if asked is not None:
        messages.success(request, _("A second person has to release it now. Nothing is erased yet."))
        return redirect("two_person_act", asked.public_id)
    about = {
        "listed": found, "persons": persons_of(request.user, found), "form": form,
        "ask": open_ask(RETENTION, found.public_id), "open": not (found.released_at or found.ended_at),
    }  # fmt: skip
    return render(request, "rights/erasing/due_list.html", about)


@page(ASK)
@require_http_methods(["GET", "POST"])
def keep_person(request: StaffRequest, due: str) -> HttpResponse:
    """Take a person off a list, and say why."""
    found = due_seen_by(request.user, due)
    form = forms.KeepPerson(request.POST or None)
    if forms.saved(form, partial(erasing.keep_person, by=request.user, due=found)) is not None:
        return redirect("due_list", found.on.public_id)
    about = {"due": found, "form": form, "name": name_seen_by(request.user, found)}
    return render(request, "rights/erasing/keep_person.html", about)
