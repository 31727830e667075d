"""Enrolling: which service, who, and whether it is somebody known."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from gavn.access.pure.pages import page
from gavn.access.selectors import services_where, unit_seen_by
from gavn.people import forms, selectors, services
from gavn.people.forms.enrolling import CHANGE
from gavn.people.selectors.duplicates import SAME_NUMBER

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page("people.enrol")
def choose_service(request: StaffRequest) -> HttpResponse:
    """Which service the person enters; with one service, straight to the form."""
    open_to_them = list(services_where(request.user, "people.enrol"))
    if len(open_to_them) == 1:
        return redirect("enrol_person", open_to_them[0].public_id)
    return render(request, "people/choose_service.html", {"services": open_to_them})


@page("people.enrol")
def enrol_person(request: StaffRequest, unit: str) -> HttpResponse:
    """Ask who it is and since when; show who is known already; enrol."""
    service = unit_seen_by(request.user, unit, "people.enrol")
    form = forms.EnrolPerson(request.POST or None, unit=service, by=request.user)
    one, _many = selectors.person_word(service, get_language() or "en")
    about = {"form": form, "unit": service, "one": one}
    if form.is_valid() and form.answer != CHANGE:
        known = selectors.possible_duplicates(request.user, service, **form.who)
        if not form.settled(known):
            taken = any(one.reason is SAME_NUMBER for one in known)
            return render(request, "people/enrol_person_known.html", about | {"known": known, "number_taken": taken})
        enrol = partial(services.enrol_person, by=request.user, unit=service, individual=form.chosen(known))
        stay = forms.saved(form, partial(enrol, language=request.user.language))
        if stay is not None:
            return redirect(stay.individual)
    return render(request, "people/enrol_person.html", about)
