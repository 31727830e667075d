"""Pages about one stay: change, end, reopen, move."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gavn.access.pure.pages import page
from gavn.kernel.errors import Refused
from gavn.people import forms, selectors, services
from gavn.people.views.frames import form_page
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page("people.enrol")
def change_stay(request: StaffRequest, enrolment: str) -> HttpResponse:
    """Correct the entry; say who is contact and deputy."""
    stay = selectors.enrolment_seen_by(request.user, enrolment, "people.enrol")
    form = forms.ChangeStay(request.POST or None, stay=stay)
    if forms.saved(form, partial(services.change_stay, by=request.user, enrolment=stay)) is not None:
        return redirect(stay.individual)
    return form_page(request, form, stay.individual, page="change_stay", stay=stay)


@page("people.enrol")
def end_stay(request: StaffRequest, enrolment: str) -> HttpResponse:
    """Say when and why the person left."""
    stay = selectors.enrolment_seen_by(request.user, enrolment, "people.enrol")
    form = forms.EndStay(request.POST or None, stay=stay)
    if forms.saved(form, partial(services.end_stay, by=request.user, enrolment=stay)) is not None:
        return redirect(stay.individual)
    return form_page(request, form, stay.individual, page="end_stay", stay=stay)


@page("people.enrol")
@require_POST
def reopen_stay(request: StaffRequest, enrolment: str) -> HttpResponse:
    """Take back an end that was a mistake."""
    stay = selectors.enrolment_seen_by(request.user, enrolment, "people.enrol")
    try:
        services.reopen_stay(by=request.user, enrolment=stay)
    except Refused as refusal:
        messages.error(request, say(refusal.said))
    return redirect("plan", stay.individual.public_id)


@page("people.enrol")
def move_person(request: StaffRequest, enrolment: str) -> HttpResponse:
    """Say in which unit of the service the person is, and since when."""
    stay = selectors.enrolment_seen_by(request.user, enrolment, "people.enrol")
    form = forms.MovePerson(request.POST or None, stay=stay, by=request.user)
    if forms.saved(form, partial(services.move_person, by=request.user, enrolment=stay)) is not None:
        return redirect("plan", stay.individual.public_id)
    here = selectors.current_unit(stay)
    return form_page(request, form, stay.individual, page="move_person", stay=stay, here=here)


@page("people.enrol")
def take_back_enrolment(request: StaffRequest, enrolment: str) -> HttpResponse:
    """Say what goes when an enrolment is taken back, then take it back."""
    stay = selectors.enrolment_seen_by(request.user, enrolment, "people.enrol")
    about = {"stay": stay, "individual": stay.individual, "name": selectors.name_of(stay.individual)}
    if request.method == "POST":
        try:
            gone = services.take_back_enrolment(by=request.user, enrolment=stay)
        except Refused as refusal:
            return render(request, "people/take_back_enrolment.html", {**about, "why": refusal.said}, status=409)
        messages.success(request, _("The enrolment was taken back."))
        return redirect("people") if gone else redirect("plan", stay.individual.public_id)
    return render(request, "people/take_back_enrolment.html", about)
