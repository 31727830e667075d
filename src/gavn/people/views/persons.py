"""Who a person is, who has looked at them, and what a service calls them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from gavn.access.pure.pages import page
from gavn.access.selectors import unit_seen_by
from gavn.people import forms, selectors, services
from gavn.people.views.frames import form_page

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page("people.enrol")
def correct_person(request: StaffRequest, enrolment: str) -> HttpResponse:
    """Correct name, number, birth, or say that the identity is protected."""
    stay = selectors.enrolment_seen_by(request.user, enrolment, "people.enrol")
    identity = selectors.identity_of(stay.individual)
    form = forms.CorrectPerson(request.POST or None, individual=stay.individual, identity=identity)
    if forms.saved(form, partial(services.correct_person, by=request.user, enrolment=stay)) is not None:
        return redirect(stay.individual)
    return form_page(request, form, stay.individual, page="correct_person", stay=stay)


@page("history.see")
def who_has_looked(request: StaffRequest, individual: str) -> HttpResponse:
    """Who opened or changed something about the person, when, where and what for."""
    person = selectors.individual_seen_by(request.user, individual, "history.see")
    about = {"individual": person, "looks": selectors.who_has_looked(request.user, person)}
    return render(request, "people/who_has_looked.html", about)


@page("people.choose_word")
def choose_person_word(request: StaffRequest, unit: str) -> HttpResponse:
    """Choose what the service calls the persons it is for."""
    service = unit_seen_by(request.user, unit, "people.choose_word")
    language = get_language() or "en"
    form = forms.ChoosePersonWord(request.POST or None, language=language)
    chosen = forms.saved(form, partial(services.choose_person_word, by=request.user, unit=service))
    if chosen is not None:
        return redirect("choose_person_word", service.public_id)
    words = selectors.person_words(service)
    return render(request, "people/choose_person_word.html", {"form": form, "unit": service, "words": words})
