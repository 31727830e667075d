"""The tree and the colleagues from a file: looked at first, then taken in whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from gavn.access.pure.pages import page
from gavn.access.views.invitations import letter_in
from gavn.kernel.errors import Refused
from gavn.setup import forms, services
from gavn.setup.pure.people_file import planned_people
from gavn.setup.selectors import (
    answers_for,
    known_for_people,
    people_template,
    planned_tree_below,
    progress_of,
    services_below,
    tree_template,
)
from gavn.works.gateways import say
from gavn.works.gateways.leaving import file_reply

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest

SHAPE = "access.shape"
CSV = "text/csv; charset=utf-8"


@page(SHAPE)
@require_http_methods(["GET", "POST"])
def tree_from_file(request: StaffRequest, unit: str) -> HttpResponse:
    """Look at a file of services and units; take it in when the reader says so."""
    found = answers_for(request.user, unit)
    form, plan = forms.SheetFile(request.POST or None, request.FILES or None), None
    try:
        if form.is_valid():
            plan = planned_tree_below(request.user, found, form.cleaned_data["seen"])
        if plan and plan.fit and form.cleaned_data["content"]:
            count = services.take_in_tree(by=request.user, owner=found, plan=plan)
            messages.success(request, ngettext("%(n)d was added.", "%(n)d were added.", count) % {"n": count})
            return redirect("set_up_of", found.public_id)
    except Refused as refusal:
        form.add_error("file", say(refusal.said))
    return render(request, "setup/tree_from_file.html", {"owner": found, "form": form, "plan": plan})


@page(SHAPE)
@require_http_methods(["GET", "POST"])
def people(request: StaffRequest, unit: str) -> HttpResponse:
    """Look at a file of colleagues; invite them all when the reader says so, and show each link once."""
    found = answers_for(request.user, unit)
    form, plan = forms.SheetFile(request.POST or None, request.FILES or None), None
    told = {"owner": found, "progress": progress_of(request.user, found)}
    try:
        if form.is_valid():
            plan = planned_people(form.cleaned_data["seen"], known_for_people(request.user, found))
        if plan and plan.fit and form.cleaned_data["content"]:
            there = request.build_absolute_uri(reverse("first_sign_in", args=["CODE"]))
            invited = services.take_in_people(
                by=request.user, owner=found, plan=plan, address=there, letter=letter_in
            )  # fmt: skip
            return render(request, "setup/invited.html", told | {"invited": invited})
    except Refused as refusal:
        form.add_error("file", say(refusal.said))
    return render(request, "setup/people.html", told | {"form": form, "plan": plan})


@page(SHAPE)
@require_safe
def tree_file(request: StaffRequest, unit: str) -> HttpResponse:
    """A file of services and units to fill in."""
    text = tree_template(answers_for(request.user, unit))
    return file_reply(request, text.encode(), name="organisation.csv", kind=CSV)


@page(SHAPE)
@require_safe
def people_file(request: StaffRequest, unit: str) -> HttpResponse:
    """A file of colleagues to fill in."""
    text = people_template(services_below(request.user, answers_for(request.user, unit)))
    return file_reply(request, text.encode(), name="colleagues.csv", kind=CSV)
