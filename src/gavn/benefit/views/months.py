"""What a month's forms cost and gave: at one service, at several, as a file; and that a manager has read it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gavn.access.pure.pages import page
from gavn.access.selectors import unit_seen_by
from gavn.benefit import forms, services
from gavn.benefit.gateways import month_name, sheet_as_csv, told_figures, told_reasons
from gavn.benefit.pure.months import written
from gavn.benefit.pure.sheets import months_sheet, several_sheet
from gavn.benefit.selectors.months import months_offered, service_month, several_months
from gavn.works.gateways.leaving import file_reply

if TYPE_CHECKING:
    from datetime import date

    from gavn.access.models import StaffRequest

CSV = "text/csv; charset=utf-8"


@page("report.see_service")
def service_month_page(request: StaffRequest, unit: str) -> HttpResponse:
    """A service's month: five figures with its own past, and what the manager answered."""
    found = service_month(request.user, unit, request.GET.get("month", ""))
    context = {"found": found, "figures": told_figures(found), "reasons": told_reasons(found)}
    return render(request, "benefit/service_month.html", {**context, **_around(found.now.first)})


@page("report.see_service")
def service_month_file(request: StaffRequest, unit: str) -> HttpResponse:
    """The same figures month by month, for other programs."""
    found = service_month(request.user, unit, request.GET.get("month", ""))
    name = f"{found.unit.name} {written(found.now.first)}.csv"
    made = sheet_as_csv(months_sheet(found.unit.name, found.figures))
    return file_reply(request, made, name=name, kind=CSV)


@page("benefit.acknowledge")
def acknowledge(request: StaffRequest, unit: str) -> HttpResponse:
    """Ask for the line to the team, then keep it."""
    seen = unit_seen_by(request.user, unit, "benefit.acknowledge")
    found = service_month(request.user, unit, request.GET.get("month", ""))
    back = f"{reverse('service_month', args=[unit])}?{urlencode({'month': written(found.now.first)})}"
    form = forms.AcknowledgeForm(request.POST or None)
    write = partial(services.acknowledge, by=request.user, unit=seen, month=found.now.first)
    if request.method == "POST" and form.written(write) is not None:
        return redirect(back)
    context = {"form": form, "back": back, "unit": seen, **_around(found.now.first)}
    return render(request, "benefit/acknowledge.html", context, status=422 if form.errors else 200)


@page("benefit.see_several")
def months(request: StaffRequest) -> HttpResponse:
    """One month over all services the reader follows, each beside its own past."""
    found = several_months(request.user, request.GET.get("month", ""))
    return render(request, "benefit/months.html", {"found": found, **_around(found.month)})


@page("benefit.see_several")
def months_file(request: StaffRequest) -> HttpResponse:
    """The same lines for other programs."""
    found = several_months(request.user, request.GET.get("month", ""))
    made = sheet_as_csv(several_sheet(found.month, found.rows))
    return file_reply(request, made, name=f"gavn {written(found.month)}.csv", kind=CSV)


def _around(month: date) -> dict[str, Any]:
    """The month in words, how an address writes it, and the months beside it."""
    offered = [(written(one), month_name(one), one == month) for one in months_offered(month)]
    return {"month_name": month_name(month), "month": written(month), "offered": offered}
