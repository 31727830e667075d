"""Pages of goals and interventions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render

from gavn.access.pure.pages import page
from gavn.access.selectors import may
from gavn.people import forms, selectors, services
from gavn.people.views.frames import form_page

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page("people.see")
def plan(request: StaffRequest, individual: str) -> HttpResponse:
    """The goals in the person's words, what the service does for them, and how both changed."""
    found = selectors.plan_page(request.user, individual, stay=request.GET.get("stay", ""))
    unit = found.stay.unit
    about = {"plan": found, "individual": found.individual, "writes": may(request.user, "people.plan", at=unit)}
    about |= {
        "enrols": may(request.user, "people.enrol", at=unit),
        "merges": may(request.user, "people.merge", at=unit),
    }
    return render(request, "people/plan.html", about)


@page("people.plan")
def set_goal(request: StaffRequest, enrolment: str) -> HttpResponse:
    """Write down what the person wants to reach."""
    stay = selectors.enrolment_seen_by(request.user, enrolment, "people.plan")
    form = forms.GoalForm(request.POST or None, stay=stay, area=request.GET.get("area", ""))
    if forms.saved(form, partial(services.set_goal, by=request.user, enrolment=stay)) is not None:
        return redirect("plan", stay.individual.public_id)
    return form_page(request, form, stay.individual, page="set_goal")


@page("people.plan")
def change_goal(request: StaffRequest, goal: str) -> HttpResponse:
    """Write a goal anew; how it stood is kept."""
    kept = selectors.goal_seen_by(request.user, goal, "people.plan")
    form = forms.GoalForm(request.POST or None, stay=kept.enrolment, goal=kept)
    if forms.saved(form, partial(services.change_goal, by=request.user, goal=kept)) is not None:
        return redirect("plan", kept.enrolment.individual.public_id)
    return form_page(request, form, kept.enrolment.individual, page="change_goal")


@page("people.plan")
def rate_goal(request: StaffRequest, goal: str) -> HttpResponse:
    """Ask how near the goal is."""
    kept = selectors.goal_seen_by(request.user, goal, "people.plan")
    form = forms.RateGoal(request.POST or None)
    if forms.saved(form, partial(services.rate_goal, by=request.user, goal=kept)) is not None:
        return redirect("plan", kept.enrolment.individual.public_id)
    return form_page(request, form, kept.enrolment.individual, page="rate_goal", goal=kept)


@page("people.plan")
def end_goal(request: StaffRequest, goal: str) -> HttpResponse:
    """Ask how the goal ended."""
    kept = selectors.goal_seen_by(request.user, goal, "people.plan")
    form = forms.EndGoal(request.POST or None, goal=kept)
    if forms.saved(form, partial(services.end_goal, by=request.user, goal=kept)) is not None:
        return redirect("plan", kept.enrolment.individual.public_id)
    return form_page(request, form, kept.enrolment.individual, page="end_goal", goal=kept)


@page("people.plan")
def start_intervention(request: StaffRequest, enrolment: str) -> HttpResponse:
    """Write down what the service does."""
    stay = selectors.enrolment_seen_by(request.user, enrolment, "people.plan")
    form = forms.InterventionForm(request.POST or None, stay=stay)
    if forms.saved(form, partial(services.start_intervention, by=request.user, enrolment=stay)) is not None:
        return redirect("plan", stay.individual.public_id)
    return form_page(request, form, stay.individual, page="start_intervention")


@page("people.plan")
def change_intervention(request: StaffRequest, intervention: str) -> HttpResponse:
    """Write an intervention anew; how it stood is kept."""
    kept = selectors.intervention_seen_by(request.user, intervention, "people.plan")
    form = forms.InterventionForm(request.POST or None, stay=kept.enrolment, intervention=kept)
    change = partial(services.change_intervention, by=request.user, intervention=kept)
    if forms.saved(form, change) is not None:
        return redirect("plan", kept.enrolment.individual.public_id)
    return form_page(request, form, kept.enrolment.individual, page="change_intervention")


@page("people.plan")
def end_intervention(request: StaffRequest, intervention: str) -> HttpResponse:
    """Ask when it was given for the last time."""
    kept = selectors.intervention_seen_by(request.user, intervention, "people.plan")
    form = forms.EndIntervention(request.POST or None, intervention=kept)
    if forms.saved(form, partial(services.end_intervention, by=request.user, intervention=kept)) is not None:
        return redirect("plan", kept.enrolment.individual.public_id)
    return form_page(request, form, kept.enrolment.individual, page="end_intervention", intervention=kept)
