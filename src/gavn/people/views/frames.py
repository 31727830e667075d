"""What the pages about one person have in common: one form on one page, with the person's name above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gavn.people import selectors

if TYPE_CHECKING:
    from django.forms import Form

    from gavn.access.models import StaffRequest
    from gavn.people.models import Individual


def form_page(request: StaffRequest, form: Form, individual: Individual, *, page: str, **more: Any) -> HttpResponse:
    """A page with one form about a person; ``page`` names its template, ``back`` where cancelling leads."""
    about = {"form": form, "individual": individual, "name": selectors.name_of(individual), **more}
    about.setdefault("back", plan_address(individual))
    return render(request, f"people/{page}.html", about)


def plan_address(individual: Individual) -> str:
    """The page of a person's goals and interventions."""
    return reverse("plan", args=[individual.public_id])
