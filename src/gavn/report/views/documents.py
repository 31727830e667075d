"""The yearly report: as a page, as a file, and what is made of it, written and signed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gavn.access.pure.pages import page
from gavn.access.selectors import may
from gavn.kernel.errors import Refused
from gavn.report import forms, services
from gavn.report.gateways.formats import FORMATS, file_of, words_of
from gavn.report.gateways.telling import told
from gavn.report.gateways.wording import word
from gavn.report.selectors.documents import ReportAsked, reading_of, report_asked, service_report, years_offered
from gavn.works.gateways import say
from gavn.works.gateways.leaving import file_reply

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page("report.see_service")
def service_year(request: StaffRequest, unit: str) -> HttpResponse:
    """The yearly report of a service on a page, with its files and what was made of it."""
    asked = report_asked(request.user, unit, request.GET.get("period", ""))
    document = service_report(asked, reader=request.user)
    return render(request, "report/service_year.html", {"document": told(document), **_around(request, asked)})


@page("report.see_service")
def service_year_file(request: StaffRequest, unit: str, form: str) -> HttpResponse:
    """The same report as a file."""
    asked = report_asked(request.user, unit, request.GET.get("period", ""))
    if form not in FORMATS or asked.refused:
        raise Http404
    document = service_report(asked, reader=request.user)
    name = f"{asked.unit.name} {asked.period}.{form}"
    made, words = file_of(document, form), words_of(document)
    return file_reply(request, made, name=name, kind=FORMATS[form].kind, words=words)


@page("report.write")
def write_reading(request: StaffRequest, unit: str) -> HttpResponse:
    """Ask what we make of the figures, then keep it."""
    asked = report_asked(request.user, unit, request.GET.get("period", ""), permission="report.write")
    kept = reading_of(asked.unit, asked.period)
    given = {"text": kept.text, "expected": kept.revision} if kept else {}
    form = forms.ReadingForm(request.POST or None, initial=given)
    write = partial(
        services.write_reading, by=request.user, unit=asked.unit, period=asked.period, snapshot=asked.store.snapshot
    )
    if request.method == "POST" and form.written(write) is not None:
        return redirect(_back(asked))
    context = {"unit": asked.unit, "period": word(asked.said), "form": form, "back": _back(asked)}
    return render(request, "report/write_reading.html", context)


@page("report.write")
@require_POST
def sign_reading(request: StaffRequest, unit: str) -> HttpResponse:
    """Sign what was written, as the reader saw it."""
    asked = report_asked(request.user, unit, request.GET.get("period", ""), permission="report.write")
    kept = reading_of(asked.unit, asked.period)
    if kept is None:
        raise Http404
    expected = request.POST.get("expected", "")
    try:
        services.sign_reading(by=request.user, reading=kept, expected=int(expected) if expected.isdecimal() else 0)
    except Refused as refusal:
        messages.warning(request, say(refusal.said))
    return redirect(_back(asked))


def _query(asked: ReportAsked) -> str:
    return urlencode({"period": str(asked.period)})


def _back(asked: ReportAsked) -> str:
    return f"{reverse('service_year', args=[asked.unit.public_id])}?{_query(asked)}#reading"


def _around(request: StaffRequest, asked: ReportAsked) -> dict[str, Any]:
    """What stands around the report: other years, its files, who may write."""
    unit, query = asked.unit, _query(asked)
    files = [
        {"label": one.label, "url": f"{reverse('service_year_file', args=[unit.public_id, form])}?{query}"}
        for form, one in FORMATS.items()
    ]
    return {
        "unit": unit,
        "refused": asked.refused,
        "periods": [(str(one), label, one == asked.period) for label, one in years_offered(asked.today)],
        "files": files,
        "query": query,
        "reading": reading_of(unit, asked.period),
        "writes": may(request.user, "report.write", at=unit),
        "publishes": may(request.user, "report.publish", at=unit),
        "sign_url": f"{reverse('sign_reading', args=[unit.public_id])}?{query}",
    }
