"""The pages about one person and one occasion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

from gavn.access.pure.pages import page
from gavn.report.selectors.feedback import feedback_of
from gavn.report.selectors.persons import overview_of, person_page, plain_of, side_by_side_of
from gavn.report.selectors.rights import plain_rights_of

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page("people.see")
def feedback(request: StaffRequest, occasion: str) -> HttpResponse:
    """What the answers show, and what comes next."""
    return render(request, "report/feedback.html", {"feedback": feedback_of(request.user, occasion)})


@page("people.see")
def overview(request: StaffRequest, individual: str) -> HttpResponse:
    """How it goes for one person, on one page."""
    found = person_page(request.user, individual, request.GET.get("stay", ""))
    whole = "all" in request.GET
    context = {"page": found, "overview": overview_of(request.user, found, whole=whole), "whole": whole}
    return render(request, "report/overview.html", context)


@page("people.see")
def plain_page(request: StaffRequest, individual: str) -> HttpResponse:
    """The page for the person, in plain words."""
    found = person_page(request.user, individual, request.GET.get("stay", ""))
    rights = plain_rights_of(request.user, found)
    return render(request, "report/plain.html", {"page": found, "plain": plain_of(found), "rights": rights})


@page("people.see")
def side_by_side(request: StaffRequest, individual: str) -> HttpResponse:
    """What the person and the practitioner answered, beside each other."""
    found = person_page(request.user, individual, request.GET.get("stay", ""))
    return render(request, "report/side_by_side.html", {"page": found, "pairs": side_by_side_of(found)})
