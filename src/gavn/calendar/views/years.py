"""A service's years: the list, what was answered, and the questionnaire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gavn.access.pure.pages import page
from gavn.calendar import forms, services
from gavn.calendar.pure.years import STATES, TONES
from gavn.calendar.selectors import years as selectors
from gavn.collect.forms.answering import worded_errors
from gavn.collect.pure.fields import fields_of_answers, names_of_fields
from gavn.collect.pure.sheet import Sheet, compared, in_words
from gavn.collect.selectors import typed_so_far
from gavn.collect.services import keep_draft
from gavn.kernel.errors import Conflict, Refused
from gavn.works.gateways import say
from gavn.works.services import drop_drafts

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest
    from gavn.calendar.selectors.years import YearAnswered, YearLine

WHO = "practitioner"
"""Answers as somebody who works there does: a question is answered, or not known."""


@page("report.see_service")
def years(request: StaffRequest, unit: str) -> HttpResponse:
    """The years of a service, and where each stands."""
    seen, lines, answers = selectors.years_of(request.user, unit)
    told = {"unit": seen, "lines": [_row(one) for one in lines], "answers": answers, "words": selectors.words_now()}
    return render(request, "calendar/years.html", told)


@page("report.see_service")
def year(request: StaffRequest, unit: str, year: int) -> HttpResponse:
    """What a service answered about one year, each revision in its own column."""
    found = selectors.year_answered(request.user, unit, year)
    stood = [
        {"question": item.text, "answers": [in_words(item, one.answers.get(item.id)) for one in found.revisions]}
        for item in found.words.items
    ]
    return render(request, "calendar/year.html", {"found": found, "stood": stood, **_row(found.line)})


@page("calendar.answer_year")
def answer_year(request: StaffRequest, unit: str, year: int) -> HttpResponse:
    """Ask the questions about a year, then keep the answers."""
    found = selectors.year_answered(request.user, unit, year, selectors.ANSWER)
    if request.method == "POST":
        return _sent(request, found)
    standing = found.current
    typed = typed_so_far(_key(request, found)) or (
        fields_of_answers(found.words.definition, standing.answers) if standing else {}
    )
    form = forms.AnswerYear(corrects=standing is not None, initial={"expected": standing.number if standing else 0})
    return _shown(request, found, Sheet(found.words, typed, respondent=WHO), form)


def _sent(request: StaffRequest, found: YearAnswered) -> HttpResponse:
    sheet = Sheet(found.words, _fields(request, found), shows_wrong=True, respondent=WHO)
    form = forms.AnswerYear(request.POST, corrects=found.current is not None)
    if not form.is_valid() or sheet.wrong:
        return _shown(request, found, sheet, form)
    try:
        services.answer_year(by=request.user, unit=found.unit, year=found.year, language=found.words.language,
                             answers=sheet.answers, **form.cleaned_data)  # fmt: skip
    except Conflict as conflict:
        form.add_error(None, say(conflict.said))
        return _shown(request, found, sheet, form, compared(found.words, conflict.mine, conflict.theirs))
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, say(refusal.said))
        return _shown(request, found, sheet, form)
    drop_drafts([_key(request, found)])
    messages.success(request, _("The answers are kept."))
    return redirect("service_years", found.unit.public_id)


def _shown(
    request: StaffRequest, found: YearAnswered, sheet: Sheet, form: Any, lines: list[dict[str, Any]] | None = None
) -> HttpResponse:
    told = {"found": found, "sheet": sheet, "form": form, "lines": lines, "sheet_errors": worded_errors(sheet)}
    told["autosave"] = reverse("keep_year", args=[found.unit.public_id, found.year])
    status = 409 if lines else 422 if request.method == "POST" else 200
    return render(request, "calendar/answer_year.html", {**told, **_row(found.line)}, status=status)


@page("calendar.answer_year")
@require_POST
def keep_year(request: StaffRequest, unit: str, year: int) -> JsonResponse:
    """Keep what is typed, while it is typed."""
    found = selectors.year_answered(request.user, unit, year, selectors.ANSWER)
    try:
        keep_draft(_key(request, found), _fields(request, found), owner=request.user.public_id)
    except Refused as refusal:
        return JsonResponse({"refused": say(refusal.said)}, status=422)
    return JsonResponse({})


def _fields(request: StaffRequest, found: YearAnswered) -> dict[str, list[str]]:
    wanted = names_of_fields(found.words.definition)
    return {name: request.POST.getlist(name)[:60] for name in request.POST if name in wanted}


def _key(request: StaffRequest, found: YearAnswered) -> str:
    return f"year|{found.unit.public_id}|{found.year}|{request.user.public_id}"


def _row(line: YearLine) -> dict[str, Any]:
    return {"line": line, "state": STATES[line.state], "tone": TONES[line.state]}
