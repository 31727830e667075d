"""The services' pages: the list, one service with its five questions, its tables as files."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gavn.access.pure.pages import page
from gavn.access.selectors import unit_seen_by
from gavn.measure.services import fresh_store
from gavn.report.gateways.figures import told_parts
from gavn.report.gateways.tables import table_as_csv, table_as_xlsx
from gavn.report.pure.exports import sheet_of
from gavn.report.pure.service.choices import later_said
from gavn.report.pure.service.periods import NAMES
from gavn.report.selectors.counted import offered_said
from gavn.report.selectors.service_list import service_list
from gavn.report.selectors.services import Wanted, service_page
from gavn.works.gateways.leaving import file_reply

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest
    from gavn.report.pure.document import Figure
    from gavn.report.selectors.services import ServicePage

FORMATS = {
    "csv": ("text/csv; charset=utf-8", table_as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", table_as_xlsx),
}
KEYS = {"period": "period", "first": "from", "last": "until", "score": "score", "later": "to"}


@page("report.see_service")
def services(request: StaffRequest) -> HttpResponse:
    """The services whose figures the reader may see."""
    words, order = request.GET.get("q", "")[:100], request.GET.get("sort", "name")
    found = service_list(request.user, words=words, order=order)
    return render(request, "report/services.html", {"found": found, "words": words})


@page("report.see_service")
def service(request: StaffRequest, unit: str) -> HttpResponse:
    """One service: five questions with what is known."""
    found = service_page(request.user, unit, _wanted(request))
    return render(request, "report/service.html", _told(found))


@page("report.see_service")
def service_table(request: StaffRequest, unit: str, table: str, form: str) -> HttpResponse:
    """One table of the page as a file."""
    found = service_page(request.user, unit, _wanted(request))
    if table not in found.figures or form not in FORMATS:
        raise Http404
    kind, written = FORMATS[form]
    sheet = sheet_of(found.figures[table], service=found.unit.name)
    name = f"{found.unit.name} {table} {found.chosen.text}.{form}"
    return file_reply(request, written(sheet), name=name, kind=kind)


@page("report.see_service")
@require_POST
def count_again(request: StaffRequest, unit: str) -> HttpResponse:
    """Count the figures anew from what is recorded now, and go back to them."""
    seen = unit_seen_by(request.user, unit, "report.see_service")
    fresh_store(timedelta(0))
    return redirect(f"{reverse('service', args=[seen.public_id])}?{urlencode(_asked(request))}")


def _wanted(request: StaffRequest) -> Wanted:
    return Wanted(**{name: request.GET.get(key, "")[:200] for name, key in KEYS.items()})


def _asked(request: StaffRequest) -> dict[str, str]:
    """What the address asked for, so that going back shows the same."""
    return {key: request.GET[key] for key in KEYS.values() if request.GET.get(key)}


def _told(found: ServicePage) -> dict[str, Any]:
    """The page in the reader's language, with where each table and each period leads."""
    query = urlencode(found.query)

    def downloads(figure: Figure) -> list[dict[str, str]]:
        where = [(form, reverse("service_table", args=[found.unit.public_id, figure.key, form])) for form in FORMATS]
        return [{"label": form.upper(), "url": f"{url}?{query}"} for form, url in where]

    def told(parts: Any) -> list[dict[str, Any]]:
        return told_parts(parts, downloads)

    questions = [{"about": one, "parts": told(one.parts), "more": told(one.more)} for one in found.questions]
    chosen = str(found.outcome.line) if found.outcome else ""
    later = found.outcome.changes.later if found.outcome else None
    return {
        "found": found,
        "questions": questions,
        "query": query,
        "periods": [(name, label, name == found.chosen.name) for name, label in NAMES.items()],
        "scores": [(key, label, key == chosen) for key, label in offered_said(found.offered)],
        "later": [(str(one), later_said(one), one == later) for one in found.later],
    }
