"""Erasing one person, and what stands against it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gavn.access.pure.pages import page
from gavn.access.selectors.two_persons import open_ask
from gavn.kernel.errors import Refused
from gavn.people.selectors import name_of
from gavn.rights import forms
from gavn.rights.pure.erasing import ASK, ERASURE
from gavn.rights.selectors.erasing import hold_seen_by, holds_of, person_to_erase, what_would_go
from gavn.rights.services import erasing
from gavn.rights.views.frames import form_page, rights_address
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page(ASK)
@require_http_methods(["GET", "POST"])
def erase_person(request: StaffRequest, individual: str) -> HttpResponse:
    """Show what would go, and ask a second person to release it."""
    person = person_to_erase(request.user, individual)
    form = forms.AskErasure(request.POST or None)
    asked = forms.saved(form, partial(erasing.ask_erasure, by=request.user, individual=person))
    if asked is not None:
        messages.success(request, _("A second person has to release it now. Nothing is erased yet."))
        return redirect("two_person_act", asked.public_id)
    about = {
        "individual": person, "name": name_of(person), "going": what_would_go(person), "form": form,
        "ask": open_ask(ERASURE, person.public_id), "holds": [one for one in holds_of(person) if not one.over],
        "back": rights_address(person),
    }  # fmt: skip
    return render(request, "rights/erasing/erase_person.html", about)


@page("rights.hold")
@require_http_methods(["GET", "POST"])
def set_hold(request: StaffRequest, individual: str) -> HttpResponse:
    """Write down why nothing of a person may be erased."""
    person = person_to_erase(request.user, individual, "rights.hold")
    form = forms.SetHold(request.POST or None)
    if forms.saved(form, partial(erasing.set_hold, by=request.user, individual=person)) is not None:
        return redirect(rights_address(person))
    lead = _("While it stands nobody can erase the person, and no list of what is due lets them go.")
    return form_page(request, form, person, _("Why may nothing be erased?"), lead)


@page("rights.hold")
@require_POST
def end_hold(request: StaffRequest, hold: str) -> HttpResponse:
    """What stood against an erasure stands no more."""
    held = hold_seen_by(request.user, hold)
    try:
        erasing.end_hold(by=request.user, hold=held)
    except Refused as refusal:
        messages.error(request, say(refusal.said))
    return redirect(rights_address(held.individual))
