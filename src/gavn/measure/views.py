"""Pages of critical answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gavn.access.pure.pages import page
from gavn.access.selectors import unit_seen_by
from gavn.measure import forms, selectors, services
from gavn.people.forms import saved

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page("measure.close_critical")
def critical(request: StaffRequest) -> HttpResponse:
    """The critical answers somebody must act on, and those that were closed last."""
    return render(request, "measure/critical.html", {"found": selectors.critical_list(request.user)})


@page("measure.close_critical")
def critical_task(request: StaffRequest, task: str) -> HttpResponse:
    """What was answered, whom to call, what was done; opening it counts as seen."""
    found = selectors.critical_task_seen_by(request.user, task)
    form = forms.CloseCritical(request.POST or None)
    if saved(form, partial(services.close_critical, by=request.user, task=found)) is not None:
        messages.success(request, _("Closed, with what you did."))
        return redirect("critical")
    found.seen_at = services.see_critical(by=request.user, task=found).seen_at
    about = selectors.critical_page(found, request.user.language)
    return render(request, "measure/critical_task.html", {"page": about, "seen": about.seen, "form": form})


@page("measure.route_critical")
def critical_route(request: StaffRequest, unit: str) -> HttpResponse:
    """Who hears of critical answers at a service, and which local help there is."""
    service = unit_seen_by(request.user, unit, "measure.route_critical")
    form = forms.SetCriticalRoute(request.POST or None, unit=service)
    if saved(form, partial(services.set_critical_route, by=request.user, unit=service)) is not None:
        messages.success(request, _("Saved."))
        return redirect("critical_route", unit)
    return render(request, "measure/critical_route.html", {"unit": service, "form": form})
