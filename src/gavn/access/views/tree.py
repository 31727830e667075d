"""The tree of organisations and services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gavn.access import forms, services
from gavn.access.pure.pages import page
from gavn.access.selectors import unit_seen_by, units_where
from gavn.kernel.errors import Refused
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page("access.shape")
def tree(request: StaffRequest) -> HttpResponse:
    """Show the tree as far as the reader keeps it."""
    return render(request, "access/tree.html", {"units": units_where(request.user, "access.shape").order_by("path")})


@page("access.shape")
@require_http_methods(["GET", "POST"])
def add_unit(request: StaffRequest, unit: str) -> HttpResponse:
    """Ask for a name and a kind, then add a node below this one."""
    under = unit_seen_by(request.user, unit, "access.shape")
    form = forms.AddUnit(request.POST or None)
    if form.is_valid():
        try:
            services.add_unit(by=request.user, under=under, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field or None, say(refusal.said))
        else:
            return redirect("tree")
    return render(request, "access/add_unit.html", {"form": form, "under": under})


@page("access.shape")
@require_http_methods(["GET", "POST"])
def rename_unit(request: StaffRequest, unit: str) -> HttpResponse:
    """Ask for another name, then give it."""
    found = unit_seen_by(request.user, unit, "access.shape")
    form = forms.RenameUnit(request.POST or None, initial={"name": found.name})
    if form.is_valid():
        services.rename_unit(by=request.user, unit=found, **form.cleaned_data)
        return redirect("tree")
    return render(request, "access/rename_unit.html", {"form": form, "unit": found})
