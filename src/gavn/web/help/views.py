"""Help with a page, and the guides that tell more; nobody's data stands in either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from gavn.access.pure.pages import page
from gavn.web.help.guides import guide_named
from gavn.web.help.texts import shown

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page()
@require_GET
def help_page(request: StaffRequest, name: str) -> HttpResponse:
    """What a page is for, how to use it, and what its words mean."""
    help_with = shown(name, get_language() or "en")
    if help_with is None:
        raise Http404
    return render(request, "help.html", {"help": help_with})


@page()
@require_GET
def show_guide(request: StaffRequest, guide: str) -> HttpResponse:
    """One of the guides, as the documentation has it."""
    found = guide_named(guide)
    if found is None:
        raise Http404
    return render(request, "guide.html", {"guide": found})
