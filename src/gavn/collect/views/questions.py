"""The respondents' questions: one a page or a form a page, looking over, sending."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language

from gavn.collect import forms, services
from gavn.collect.forms.answering import END, neighbours, worded_errors
from gavn.collect.forms.visiting import Visit, answers_to_send, is_blank, with_number
from gavn.collect.views.respondent import respondent_page, with_code
from gavn.kernel.errors import Conflict, Refused
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.collect.pure.sheet import Sheet
    from gavn.collect.selectors import Sitting


def _sittings(visit: Visit) -> list[Sitting]:
    return visit.sittings(get_language() or "en")


def _sitting(visit: Visit, number: int) -> Sitting:
    sittings = _sittings(visit)
    if not 1 <= number <= len(sittings):
        raise Http404
    return sittings[number - 1]


@with_code
def questions(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """The questions of one form; when it is answered, those of the next."""
    sitting = _sitting(visit, number)
    if sitting.asked.answered:
        return _onward(visit, number)
    if request.method == "POST":
        return _typed(request, visit, number, sitting)
    return _questions(request, visit, number, sheet=sitting.sheet(sitting.typed), at=request.GET.get("at", ""))


def _typed(request: HttpRequest, visit: Visit, number: int, sitting: Sitting) -> HttpResponse:
    """Keep what was typed and go where the button leads."""
    fields = forms.fields_sent(request.POST, sitting)
    try:
        kept = services.keep_draft(sitting.key, with_number(sitting, fields), owner=visit.owner)
    except Refused as refusal:
        return respondent_page(request, "stop", status=422, refusal=refusal.said)
    go, at = request.POST.get("go", "next"), request.POST.get("at", "")
    sheet = sitting.sheet(kept)
    if go == "next" and (at in sheet.wrong if visit.one else sheet.wrong):
        return _questions(request, visit, number, sheet=sitting.sheet(kept, shows_wrong=True), at=at)
    if go == "stop":
        return redirect(reverse("welcome") + "?stopped=1")
    _question, before, after, _progress = neighbours(sheet, at)
    if go == "back":
        return _at(number, before) if visit.one and before else _back(number)
    return _at(number, after) if visit.one and after != END else _onward(visit, number)


def _questions(request: HttpRequest, visit: Visit, number: int, *, sheet: Sheet, at: str) -> HttpResponse:
    status = 422 if sheet.shows_wrong else 200
    question, before, _after, progress = neighbours(sheet, at)
    about = {"words": sheet.words, "sheet": sheet, "number": number, "visit": visit}
    about |= {"autosave": reverse("keep_own", args=[number]), "asked_url": reverse("asked_own", args=[number])}
    about |= {"errors": worded_errors(sheet), "first": not before and number == 1}
    if not visit.one:
        return respondent_page(request, "all_questions", status=status, **about)
    if question is None:
        return _onward(visit, number)
    about |= {"q": question, "progress": progress, "before": before}
    return respondent_page(request, "one_question", status=status, **about)


def _at(number: int, item: str) -> HttpResponse:
    return redirect(reverse("questions", args=[number]) + "?" + urlencode({"at": item}))


def _back(number: int) -> HttpResponse:
    return redirect("questions", number - 1) if number > 1 else redirect("welcome")


def _onward(visit: Visit, number: int) -> HttpResponse:
    """The next form that is not answered yet; after the last, the page to look everything over."""
    for place, sitting in enumerate(_sittings(visit), start=1):
        if place > number and not sitting.asked.answered:
            return redirect("questions", place)
    return redirect("look_over")


@with_code
def keep_own(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """Keep what is typed, while it is typed."""
    sitting = _sitting(visit, number)
    if request.method != "POST" or sitting.asked.answered:
        return JsonResponse({}, status=409)
    try:
        fields = with_number(sitting, forms.fields_sent(request.POST, sitting))
        services.keep_draft(sitting.key, fields, owner=visit.owner)
    except Refused as refusal:
        return JsonResponse({"refused": say(refusal.said)}, status=422)
    return JsonResponse({})


@with_code
def asked_own(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """Which questions are asked under the answers given so far."""
    sitting = _sitting(visit, number)
    return JsonResponse({"asked": sitting.sheet(forms.fields_sent(request.POST, sitting)).asked})


@with_code
def look_over(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All answers once more, who helped, and the button that sends them."""
    sittings = [(place, one) for place, one in enumerate(_sittings(visit), start=1) if not one.asked.answered]
    if not sittings:
        return redirect("own_picture")
    form = forms.Helped(request.POST or None, initial={"helper": "nobody"})
    blank = all(is_blank(one) for _place, one in sittings)
    if request.method == "POST" and form.is_valid() and not blank:
        return _send(visit, sittings, form)
    over = [{"place": place, "title": one.words.title, "lines": one.sheet(one.typed).lines} for place, one in sittings]
    about = {"form": form, "over": over, "blank": blank, "last": sittings[-1][0]}
    return respondent_page(request, "look_over", status=422 if request.method == "POST" else 200, **about)


def _send(visit: Visit, sittings: list[tuple[int, Sitting]], form: forms.Helped) -> HttpResponse:
    """Submit each form that was answered; one that cannot be accepted opens again at its question."""
    already = False
    for place, sitting in sittings:
        if is_blank(sitting):
            continue
        try:
            sent = answers_to_send(sitting, form.cleaned_data)
            services.submit_response(by=None, owner=visit.owner, **sent)
        except Conflict:
            already = True
        except Refused as refusal:
            return _at(place, refusal.field)
    if all(sitting.asked.answered for sitting in _sittings(visit)):
        services.finish_invitation(visit.invitation)
    return redirect(reverse("own_picture") + ("?already=1" if already else ""))
