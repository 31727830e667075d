"""Reports made public: the ask, the frozen files before their release, and what everybody may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gavn.access.pure.pages import page
from gavn.access.selectors import may
from gavn.kernel.errors import Refused
from gavn.report import forms, services
from gavn.report.gateways.formats import FORMATS
from gavn.report.gateways.wording import word
from gavn.report.selectors.documents import report_asked
from gavn.report.selectors.publications import (
    frozen_file,
    public_report_named,
    public_reports,
    publication_seen_by,
    publications_of,
)
from gavn.works.gateways import say
from gavn.works.gateways.leaving import file_reply

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest
    from gavn.report.models import Publication


@page("report.publish")
@require_http_methods(["GET", "POST"])
def publish_report(request: StaffRequest, unit: str) -> HttpResponse:
    """Ask for a reason, then freeze the report and ask a second person to make it public."""
    asked = report_asked(request.user, unit, request.GET.get("period", ""), permission="report.publish")
    form = forms.PublishForm(request.POST or None)
    if form.is_valid():
        try:
            made = services.ask_publishing(by=request.user, asked=asked, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field or None, say(refusal.said))
        else:
            return redirect("publication", made.public_id)
    told = {"form": form, "unit": asked.unit, "period": word(asked.said)}
    return render(request, "report/publish_report.html", told | {"kept": publications_of(asked.unit, asked.period)})


@page("report.see_frozen")
def publication(request: StaffRequest, publication: str) -> HttpResponse:
    """A frozen report with its files, for those who asked and those who release."""
    found = publication_seen_by(request.user, publication)
    takes_back = may(request.user, "report.publish", at=found.unit)
    told = {"publication": found, "forms": _labels(found), "takes_back": takes_back}
    return render(request, "report/publication.html", told)


@page("report.see_frozen")
@require_GET
def publication_file(request: StaffRequest, publication: str, form: str) -> HttpResponse:
    """A file of a frozen report, before it is public."""
    return _file(request, publication_seen_by(request.user, publication), form)


@page("report.publish")
@require_POST
def withdraw_publication(request: StaffRequest, publication: str) -> HttpResponse:
    """Take a public report back."""
    found = publication_seen_by(request.user, publication)
    try:
        services.withdraw_publication(by=request.user, publication=found)
        messages.success(request, _("The report is not public any more."))
    except Refused as refusal:
        messages.error(request, say(refusal.said))
    return redirect("publication", found.public_id)


@page(everybody=True)
@require_GET
def published(request: HttpRequest) -> HttpResponse:
    """Every public report, for everybody."""
    rows = [(one, _labels(one)) for one in public_reports()]
    return render(request, "report/published.html", {"rows": rows})


@page(everybody=True)
@require_GET
def published_file(request: HttpRequest, publication: str, form: str) -> HttpResponse:
    """A file of a public report, for everybody."""
    return _file(request, public_report_named(publication), form)


def _labels(found: Publication) -> list[tuple[str, str]]:
    return [(form, FORMATS[form].label) for form in found.files if form in FORMATS]


def _file(request: HttpRequest, found: Publication, form: str) -> HttpResponse:
    """The frozen bytes; what could not be opened again was looked through when it was frozen."""
    if form not in found.files or form not in FORMATS:
        raise Http404
    name = f"{found.unit.name} {found.first}..{found.last}.{form}"
    content = frozen_file(found, form)
    return file_reply(request, content, name=name, kind=FORMATS[form].kind, words=[found.unit.name])
