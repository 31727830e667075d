"""The search from every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render

from gavn.access.pure.pages import page
from gavn.desk.gateways.typed import keep_typed, typed_last
from gavn.desk.selectors.search import LONGEST
from gavn.desk.selectors.search import search as everything_with

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page()
def search(request: StaffRequest) -> HttpResponse:
    """What was found; what was typed is sent apart from the address, so that no name stands in it."""
    if request.method == "POST":
        keep_typed(request, request.POST.get("find", "").strip()[:LONGEST])
        return redirect("search")
    words = typed_last(request)
    about = {"searched": words, "findings": everything_with(request.user, words)}
    return render(request, "desk/search.html", about)
