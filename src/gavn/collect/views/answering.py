"""The practitioner's form: all questions on one page, or one a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from gavn.access.pure.pages import page
from gavn.collect import forms, selectors, services
from gavn.collect.forms.answering import END, Answering, neighbours
from gavn.collect.pure.sheet import compared
from gavn.kernel.errors import Conflict, Refused
from gavn.people.selectors import name_of
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest
    from gavn.collect.selectors import Sitting

ONE_A_PAGE = "one_a_page"


def sitting_at(request: StaffRequest, occasion: str, form: str, respondent: str) -> Sitting:
    """The form of this address, in the reader's language; ``form`` is owner and name, as in gavn.who-5."""
    return selectors.sitting_seen_by(
        request.user,
        occasion,
        form.replace(".", "/", 1),
        respondent,
        language=get_language() or "en",
        variant=request.GET.get("variant", ""),
    )


@page("collect.answer")
def answer(request: StaffRequest, occasion: str, form: str, respondent: str) -> HttpResponse:
    """Ask the questions of one form; keep, look over, submit."""
    sitting = sitting_at(request, occasion, form, respondent)
    if request.method == "POST":
        return _sent(request, sitting)
    if sitting.asked.answered:
        return redirect("feedback", occasion)
    if sitting.asked.state in ("needs_text", "refused"):
        return _shown(request, "collect/needs_text.html", sitting)
    return _form_page(request, Answering(sitting, sitting.typed, mode=request.GET.get("mode", "")))


def _sent(request: StaffRequest, sitting: Sitting) -> HttpResponse:
    """Go on within the form, or submit it."""
    fields = {**sitting.typed, **forms.fields_sent(request.POST, sitting)}
    go = request.POST.get("go", "submit")
    if go == "submit":
        return _submitted(request, Answering(sitting, fields, bound=True))
    if go in ("one", "all"):
        request.session[ONE_A_PAGE] = go == "one"
    filled = Answering(sitting, fields)
    services.keep_draft(sitting.key, {**fields, "client_id": [filled.client_id]}, owner=sitting.owner)
    at = request.POST.get("at", "")
    if go == "next" and at in sitting.sheet(fields).wrong:
        return _form_page(request, Answering(sitting, fields, bound=True), at=at)
    _question, before, after, _progress = neighbours(sitting.sheet(fields), at)
    place = {"next": after, "back": before}.get(go, at)
    kept = {key: request.GET[key] for key in ("variant", "mode") if key in request.GET}
    return redirect(f"{request.path}?{urlencode({'at': place, **kept})}")


def _submitted(request: StaffRequest, filled: Answering) -> HttpResponse:
    """Hand the answers in, once; show what is wrong, or both where others stand already."""
    sitting = filled.sitting
    try:
        if filled.is_valid():
            services.submit_response(by=request.user, **filled.sent)
            return redirect("feedback", sitting.occasion.public_id)
    except Conflict as conflict:
        lines = compared(sitting.words, conflict.mine, conflict.theirs)
        standing = selectors.standing_response(sitting)
        about = {"lines": lines, "refusal": conflict.said, "response": standing}
        return _shown(request, "collect/answered_already.html", sitting, status=409, **about)
    except Refused as refusal:
        filled.refused(refusal)
    return _form_page(request, filled, at=END)


def _form_page(request: StaffRequest, filled: Answering, at: str = "") -> HttpResponse:
    """The form as the reader chose to see it; after a refusal, all of it."""
    one = request.session.get(ONE_A_PAGE, False) and not (filled.bound and at == END)
    sheet = filled.sheet
    question, before, after, progress = neighbours(sheet, at or request.GET.get("at", ""))
    more: dict[str, Any] = {"filled": filled, "sheet": sheet, "one": one}
    if one:
        more |= {"at": question.id if question else END, "one_question": question, "before": before, "after": after}
        more |= {"progress": progress}
    return _shown(request, "collect/answer.html", filled.sitting, status=422 if filled.bound else 200, **more)


def _shown(
    request: StaffRequest, template: str, sitting: Sitting, /, *, status: int = 200, **more: Any
) -> HttpResponse:
    """A page about one form, with the person's name above it."""
    occasion = sitting.occasion
    place = [occasion.public_id, sitting.words.definition.key.replace("/", "."), sitting.asked.respondent]
    about = {
        "sitting": sitting,
        "words": sitting.words,
        "occasion": occasion,
        "individual": occasion.enrolment.individual,
        "name": name_of(occasion.enrolment.individual),
        "autosave": reverse("keep_answers", args=place),
        "asked_url": reverse("questions_asked", args=place),
        **more,
    }
    return render(request, template, about, status=status)


@page("collect.answer")
@require_POST
def keep_answers(request: StaffRequest, occasion: str, form: str, respondent: str) -> JsonResponse:
    """Keep what is typed, while it is typed."""
    sitting = sitting_at(request, occasion, form, respondent)
    if sitting.asked.answered:
        return JsonResponse({"answered": True}, status=409)
    try:
        services.keep_draft(sitting.key, forms.fields_sent(request.POST, sitting), owner=sitting.owner)
    except Refused as refusal:
        return JsonResponse({"refused": say(refusal.said)}, status=422)
    return JsonResponse({})


@page("collect.answer")
@require_POST
def questions_asked(request: StaffRequest, occasion: str, form: str, respondent: str) -> JsonResponse:
    """Which questions are asked under the answers given so far."""
    sitting = sitting_at(request, occasion, form, respondent)
    return JsonResponse({"asked": sitting.sheet(forms.fields_sent(request.POST, sitting)).asked})
