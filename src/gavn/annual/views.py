"""Yearly reports of programmes: the list, the report, its files, making it public, questions back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from gavn.access.pure.pages import page
from gavn.access.selectors import may
from gavn.annual import forms, services
from gavn.annual.selectors import questions, reports
from gavn.report.gateways.formats import FORMATS, file_of, words_of
from gavn.report.gateways.telling import told
from gavn.works.gateways.leaving import file_reply

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest
    from gavn.judge.models import AuditMeeting


@page("annual.read")
@require_GET
def annual_reports(request: StaffRequest) -> HttpResponse:
    """Every yearly report somebody may read."""
    return render(request, "annual/annual_reports.html", {"rows": reports.reports_listed(request.user)})


@page("annual.read")
@require_http_methods(["GET", "POST"])
def annual_report(request: StaffRequest, yearly: str) -> HttpResponse:
    """The report on a page; a POST is one question back."""
    found = reports.report_seen_by(request.user, yearly)
    form = forms.AskForm(request.POST or None)
    ask = partial(services.ask_back, by=request.user, meeting=found)
    if request.method == "POST" and form.written(ask) is not None:
        return redirect(request.path + "#questions")
    context = {"document": told(reports.report_of(found)), "form": form, **_around(request, found)}
    return render(request, "annual/annual_report.html", context, status=422 if form.errors else 200)


@page("annual.read")
@require_GET
def annual_report_file(request: StaffRequest, yearly: str, form: str) -> HttpResponse:
    """The same report as a file."""
    found = reports.report_seen_by(request.user, yearly)
    if form not in FORMATS:
        raise Http404
    document = reports.report_of(found)
    name = f"{found.unit.name} {reports.key_of(found)} {reports.period_of(found)}.{form}".replace("/", "-")
    return file_reply(
        request, file_of(document, form), name=name, kind=FORMATS[form].kind, words=words_of(document)
    )  # fmt: skip


@page("report.publish")
@require_http_methods(["GET", "POST"])
def publish_annual(request: StaffRequest, own_yearly: str) -> HttpResponse:
    """Ask for a reason, then freeze the report and ask a second person to make it public."""
    found = reports.report_seen_by(request.user, own_yearly)
    if not may(request.user, "report.publish", at=found.unit):
        raise Http404
    form = forms.PublishAnnualForm(request.POST or None)
    made = form.written(partial(services.publish_annual, by=request.user, meeting=found))
    if made is not None:
        return redirect("publication", made.public_id)
    context = {"form": form, "meeting": found, "kept": reports.frozen_of(found)}
    return render(request, "annual/publish_annual.html", context, status=422 if form.errors else 200)


@page("annual.answer")
@require_http_methods(["GET", "POST"])
def answer_back(request: StaffRequest, question_back: str) -> HttpResponse:
    """Answer a question back."""
    found = questions.question_to_answer(request.user, question_back)
    form = forms.AnswerForm(request.POST or None)
    if form.written(partial(services.answer_back, by=request.user, question=found)) is not None:
        return redirect("annual_report", found.meeting.public_id)
    context = {"form": form, "question": found}
    return render(request, "annual/answer_back.html", context, status=422 if form.errors else 200)


def _around(request: StaffRequest, meeting: AuditMeeting) -> dict[str, Any]:
    """What stands around the report: its files, the questions, who may do what."""
    return {
        "meeting": meeting,
        "forms": [(form, one.label) for form, one in FORMATS.items()],
        "questions": questions.questions_of(meeting),
        "waits": questions.asks_already(request.user, meeting),
        "answers": may(request.user, questions.ANSWER, at=meeting.unit),
        "publishes": meeting.state == "published" and may(request.user, "report.publish", at=meeting.unit),
        "public": reports.public_of(meeting),
    }
