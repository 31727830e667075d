"""The worklist, a person's forms, and what can be said of an occasion."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from gavn.access.pure.pages import page
from gavn.access.selectors import services_where, unit_seen_by
from gavn.catalogue.pure.formats import Programme
from gavn.catalogue.selectors import instrument, programmes
from gavn.collect import forms, selectors, services
from gavn.collect.pure.outcome import RESPONDENTS
from gavn.kernel.errors import Refused
from gavn.kernel.say import said
from gavn.people.selectors import individual_seen_by, name_of
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest, Unit
    from gavn.collect.selectors import DueList


@page("collect.answer")
def due(request: StaffRequest) -> HttpResponse:
    """What is overdue, due this week, due later."""
    asked = request.GET
    unit = unit_seen_by(request.user, asked["at"], "collect.answer") if asked.get("at", "").isalnum() else None
    found = selectors.due_list(
        request.user,
        unit=unit,
        mine=asked.get("mine") == "1",
        when=asked.get("when", ""),
        order=asked.get("sort", "due"),
        page=int(asked["page"]) if asked.get("page", "").isdecimal() and len(asked["page"]) < 6 else 1,
    )
    about = {"due": found, "units": services_where(request.user, "collect.answer"), "unit": unit}
    return render(request, "collect/due.html", about | _filters(request, found))


def _filters(request: StaffRequest, found: DueList) -> dict[str, object]:
    """The ways to narrow the list, each with its address and how many it shows."""

    def address(**changes: str) -> str:
        kept = {key: request.GET[key] for key in ("at", "mine", "when", "sort") if request.GET.get(key)} | changes
        return "?" + urlencode({key: value for key, value in kept.items() if value})

    when = request.GET.get("when", "")
    words = {"": said("All"), "overdue": said("Overdue"), "week": said("Due now"), "later": said("Later")}
    counts = {"": sum(found.counts.values()), **found.counts}
    whens = [
        {"label": say(word), "count": counts[key], "url": address(when=key), "current": when == key}
        for key, word in words.items()
    ]
    mine = request.GET.get("mine") == "1"
    return {"whens": whens, "when": when, "mine": mine, "mine_url": address(mine="1"), "all_url": address(mine="")}


@page("people.see")
def forms_tab(request: StaffRequest, individual: str) -> HttpResponse:
    """Every occasion of one person: what was answered, what is missing, what can be done."""
    person = individual_seen_by(request.user, individual)
    stays = selectors.forms_of(request.user, person, language=get_language() or "en")
    return render(request, "collect/forms.html", {"individual": person, "name": name_of(person), "stays": stays})


@page("collect.answer")
def leave_out_occasion(request: StaffRequest, occasion: str) -> HttpResponse:
    """Say why an occasion was not done."""
    found = selectors.occasion_seen_by(request.user, occasion, "collect.answer")
    individual = found.enrolment.individual
    form = forms.LeaveOut(request.POST or None)
    if form.is_valid():
        try:
            services.leave_out_occasion(by=request.user, occasion=found, **form.cleaned_data)
            return redirect("forms", individual.public_id)
        except Refused as refusal:
            form.add_error(None, say(refusal.said))
    about = {"occasion": found, "form": form, "individual": individual, "name": name_of(individual)}
    return render(request, "collect/leave_out_occasion.html", about)


@page("collect.answer")
@require_POST
def mark_discussed(request: StaffRequest, occasion: str) -> HttpResponse:
    """Note that the result was talked about with the person; come back to where the tap was."""
    found = selectors.occasion_seen_by(request.user, occasion, "collect.answer")
    services.mark_discussed(by=request.user, occasion=found)
    onward = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}):
        onward = reverse("feedback", args=[occasion])
    return redirect(onward)


@page("collect.choose_programme")
def choose_programme(request: StaffRequest, unit: str, programme: str = "") -> HttpResponse:
    """Choose which programme a service works with, then its measures and interval."""
    service = unit_seen_by(request.user, unit, "collect.choose_programme")
    standing = selectors.programme_chosen(service)
    offered = {one.full_key.replace("/", "."): one for one in programmes()}
    if not programme:
        ranked = sorted(offered.items(), key=lambda one: standing is None or one[1].key != standing.programme)
        about = {"unit": service, "standing": standing, "offered": dict(ranked)}
        return render(request, "collect/choose_programme.html", about)
    if programme not in offered:
        raise Http404
    form = _programme_form(request, service, offered[programme])
    if form.is_valid():
        try:
            chosen = {"unit": service, "programme": offered[programme].full_key, **form.cleaned_data}
            services.choose_programme(by=request.user, **chosen)
            return redirect("choose_programme", unit)
        except Refused as refusal:
            form.add_error(None, say(refusal.said))
    return render(request, "collect/choose_measures.html", {"unit": service, "form": form, "one": offered[programme]})


def _programme_form(request: StaffRequest, service: Unit, definition: Programme) -> forms.ChooseProgramme:
    language = get_language() or "en"
    titles = {
        f"{ask.instrument}|{ask.of}": f"{instrument(ask.instrument).title.in_(language)} ({say(RESPONDENTS[ask.of])})"
        for ask in definition.asks
    }
    start = selectors.choice_standing(service, definition, list(titles))
    return forms.ChooseProgramme(request.POST or None, programme=definition, titles=titles, initial=start)
