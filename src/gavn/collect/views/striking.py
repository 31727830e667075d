"""Answers entered for the wrong person or occasion: struck out, brought back, moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from gavn.access.pure.pages import page
from gavn.catalogue.selectors import instrument
from gavn.collect import forms, selectors, services
from gavn.collect.templatetags.collect_words import occasion_name
from gavn.kernel.errors import Refused
from gavn.kernel.say import said
from gavn.people.selectors import individual_seen_by, name_of
from gavn.people.templatetags.people_words import where
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest
    from gavn.collect.models import Occasion, Response


@page("collect.correct")
def strike_answer(request: StaffRequest, response: str) -> HttpResponse:
    """Ask why answers should not count; for those struck out already, show who did it and offer to bring them back."""
    found = selectors.response_seen_by(request.user, response, "collect.correct")
    form = forms.Strike(request.POST or None)
    if form.is_valid():
        try:
            services.strike_response(by=request.user, response=found, **form.cleaned_data)
            return redirect("forms", found.occasion.enrolment.individual.public_id)
        except Refused as refusal:
            form.add_error(None, say(refusal.said))
    return _page(request, "collect/strike_answer.html", found, form=form)


@page("collect.correct")
@require_POST
def bring_back_answer(request: StaffRequest, response: str) -> HttpResponse:
    """Let struck answers count again."""
    found = selectors.response_seen_by(request.user, response, "collect.correct")
    try:
        services.bring_back_response(by=request.user, response=found)
    except Refused as refusal:
        messages.error(request, say(refusal.said))
    return redirect("forms", found.occasion.enrolment.individual.public_id)


@page("collect.correct")
def move_answer(request: StaffRequest, response: str) -> HttpResponse:
    """Find the person and the occasion where answers belong, then move them."""
    found = selectors.response_seen_by(request.user, response, "collect.correct")
    here = found.occasion.enrolment.individual
    person = individual_seen_by(request.user, request.GET.get("person") or here.public_id, "collect.correct")
    places = selectors.places_for(request.user, found, person)
    form = forms.MoveTo(request.POST or None, places=[(one, _named(one)) for one in places])
    if form.is_valid():
        try:
            services.move_response(by=request.user, response=found, to=form.cleaned_data["occasion"])
            return redirect("forms", person.public_id)
        except Refused as refusal:
            form.add_error(None, say(refusal.said))
    rows = selectors.persons_to_choose(request.user, request.GET.get("q", "")[:100])
    told = {"form": form, "places": places, "rows": rows, "other": person != here, "to": name_of(person)}
    return _page(request, "collect/move_answer.html", found, **told)


def _named(occasion: Occasion) -> str:
    """An occasion as one of a list: what it is, when it was due, where."""
    name, service = occasion_name(occasion), where(occasion.enrolment)
    return say(said("{occasion}, {day}, {service}", occasion=name, day=occasion.due, service=service))


def _page(request: StaffRequest, template: str, response: Response, /, **more: Any) -> HttpResponse:
    individual = response.occasion.enrolment.individual
    definition = instrument(f"{response.instrument}@{response.version}")
    title = definition.title.in_(get_language() or "en")
    about = {"response": response, "individual": individual, "name": name_of(individual), "title": title, **more}
    return render(request, template, about)
