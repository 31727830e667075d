"""What the pages about a person's rights have in common: one form on one page, with the person's name above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gavn.people.selectors import name_of

if TYPE_CHECKING:
    from django.forms import Form

    from gavn.access.models import StaffRequest
    from gavn.people.models import Individual


def form_page(request: StaffRequest, form: Form, individual: Individual, question: str, lead: str = "") -> HttpResponse:
    """A page that asks one question about a person; cancelling leads back to their rights."""
    about: dict[str, Any] = {"form": form, "individual": individual, "name": name_of(individual)}
    about |= {"question": question, "lead": lead, "back": rights_address(individual)}
    return render(request, "rights/rights_form.html", about)


def rights_address(individual: Individual) -> str:
    """The page of a person's rights."""
    return reverse("rights", args=[individual.public_id])
