"""What needs two persons: what waits for the reader, what they asked for, and their answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gavn.access import forms, services
from gavn.access.pure.pages import page
from gavn.access.selectors.two_persons import act_seen_by, asked_by, decided_by, waiting_for
from gavn.kernel.errors import Refused
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page("access.two_persons")
def two_persons(request: StaffRequest) -> HttpResponse:
    """List what waits for the reader, what they asked for and what they decided."""
    user = request.user
    told = {"waiting": waiting_for(user), "asked": asked_by(user), "decided": decided_by(user)}
    return render(request, "access/two_persons/two_persons.html", told)


@page("access.two_persons")
@require_http_methods(["GET", "POST"])
def two_person_act(request: StaffRequest, act: str) -> HttpResponse:
    """Show one act and, to a second person, ask for yes or no."""
    line = act_seen_by(request.user, act)
    form = forms.AnswerAct(request.POST or None)
    if form.is_valid():
        answer = services.release if form.cleaned_data["verdict"] == "yes" else services.refuse
        try:
            answer(by=request.user, act=line.act, words=form.cleaned_data["words"])
        except Refused as refusal:
            form.add_error(refusal.field or None, say(refusal.said))
        else:
            messages.success(request, _("Your answer is written down."))
            return redirect("two_persons")
    own = line.act.asked_by_id == request.user.pk
    told = {"line": line, "form": form, "own": own, "waits": line.state == "open"}
    return render(request, "access/two_persons/two_person_act.html", told)


@page("access.two_persons")
@require_POST
def take_back_ask(request: StaffRequest, act: str) -> HttpResponse:
    """Take back what the reader asked for."""
    line = act_seen_by(request.user, act)
    try:
        services.take_back_ask(by=request.user, act=line.act)
    except Refused as refusal:
        messages.error(request, say(refusal.said))
    return redirect("two_persons")
