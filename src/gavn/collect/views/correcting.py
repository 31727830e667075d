"""Correcting answers that were submitted: a new revision beside the old one, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from gavn.access.pure.pages import page
from gavn.catalogue.pure.wording import WordedInstrument
from gavn.catalogue.selectors import worded
from gavn.collect import forms, selectors, services
from gavn.collect.forms.answering import worded_errors
from gavn.collect.pure.fields import fields_of_answers, names_of_fields
from gavn.collect.pure.sheet import Sheet, compared, in_words
from gavn.kernel.clock import public_id
from gavn.kernel.errors import Conflict, Refused
from gavn.people.selectors import name_of
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest
    from gavn.collect.models import Response


@page("collect.correct")
def correct_answer(request: StaffRequest, response: str) -> HttpResponse:
    """Show what stands with its former revisions, and take a correction with its reason."""
    found = selectors.response_seen_by(request.user, response, "collect.correct")
    if found.struck_at is not None:
        return redirect("strike_answer", response)
    words = worded(f"{found.instrument}@{found.version}", get_language() or "en")
    current = next(one for one in found.revisions.all() if one.current)
    if request.method == "POST":
        return _corrected(request, found, words)
    sheet = Sheet(words, fields_of_answers(words.definition, current.answers), respondent=found.respondent)
    form = forms.Correct(initial={"expected": current.number, "client_id": public_id()})
    return _page(request, found, words, sheet=sheet, form=form)


def _corrected(request: StaffRequest, response: Response, words: WordedInstrument) -> HttpResponse:
    form = forms.Correct(request.POST)
    wanted = names_of_fields(words.definition)
    sheet = Sheet(
        words,
        {name: request.POST.getlist(name) for name in request.POST if name in wanted},
        shows_wrong=True,
        respondent=response.respondent,
    )
    lines: list[dict[str, Any]] = []
    if form.is_valid() and not sheet.wrong:
        try:
            services.correct_response(by=request.user, response=response, answers=sheet.answers, **form.cleaned_data)
            return redirect("feedback", response.occasion.public_id)
        except Conflict as conflict:
            lines = compared(words, conflict.mine, conflict.theirs)
            form.add_error(None, say(conflict.said))
        except Refused as refusal:
            form.add_error("reason" if refusal.field == "reason" else None, say(refusal.said))
    return _page(request, response, words, sheet=sheet, form=form, lines=lines, status=409 if lines else 422)


def _page(
    request: StaffRequest, response: Response, words: WordedInstrument, /, *, status: int = 200, **more: Any
) -> HttpResponse:
    individual = response.occasion.enrolment.individual
    revisions = list(response.revisions.all())
    stood = [
        {"item": item.text, "answers": [in_words(item, one.answers.get(item.id)) for one in revisions]}
        for item in words.items
        if any(item.id in one.answers for one in revisions)
    ]
    about = {"response": response, "words": words, "individual": individual, "name": name_of(individual)}
    about |= {"revisions": revisions, "stood": stood, "sheet_errors": worded_errors(more["sheet"]), **more}
    return render(request, "collect/correct_answer.html", about, status=status)
