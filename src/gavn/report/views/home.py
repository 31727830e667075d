"""The start page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

from gavn.access.pure.pages import page
from gavn.report.selectors.home import home_of

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page()
def home(request: StaffRequest) -> HttpResponse:
    """What waits for the reader, and one next step."""
    return render(request, "report/home.html", {"start": home_of(request.user)})
