"""The respondents' way in and out: code, welcome, practice, own picture, leaving."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_POST

from gavn.access.gateways.trays import wipe_device
from gavn.access.pure.pages import page
from gavn.catalogue.pure.formats import LANGUAGES
from gavn.collect import forms, services
from gavn.collect.forms.visiting import COOKIE, Visit, visit_of
from gavn.collect.gateways import place_of
from gavn.collect.pure.outcome import MISSING_ON_OURS, VARIANTS
from gavn.collect.pure.sheet import Choice
from gavn.collect.selectors.pictures import help_after, pictures_of
from gavn.kernel.errors import Refused
from gavn.kernel.say import said
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.collect.selectors import Sitting

HOWS = (Choice("one", said("One question at a time")), Choice("all", said("All on one page")))
WORDINGS = (Choice("plain", VARIANTS[""]), Choice("easy", VARIANTS["easy"]))


def language_of(request: HttpRequest, visit: Visit) -> str:
    """The language the respondent switched to, or was invited in."""
    switched = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return switched if switched in LANGUAGES else visit.invitation.language


def with_code(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that opens only to a browser that holds an open invitation; spoken in the respondent's language."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        visit = visit_of(request)
        if visit is None:
            return redirect("enter_code")
        with translation.override(language_of(request, visit)):
            response = view(request, visit, *args, **kwargs)
            response.headers["Content-Language"] = translation.get_language() or "en"
            return response

    return page(respondent=True)(opened)


def respondent_page(request: HttpRequest, name: str, /, status: int = 200, **about: Any) -> HttpResponse:
    """A respondents' page with the way out on it."""
    more = {"leave_url": reverse("leave"), **about}
    return render(request, f"collect/respondent/{name}.html", more, status=status)


@page(respondent=True)
def enter_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code."""
    form = forms.EnterCode(request.POST or None)
    if form.is_valid():
        return _come_in(request, form.cleaned_data["code"], form)
    return render(request, "collect/respondent/enter_code.html", {"form": form})


@page(respondent=True)
def open_link(request: HttpRequest, code: str) -> HttpResponse:
    """Come in by a link that holds the code."""
    return _come_in(request, code, forms.EnterCode({"code": code}))


def _come_in(request: HttpRequest, code: str, form: forms.EnterCode) -> HttpResponse:
    try:
        invitation = services.use_code(code, place=place_of(request))
    except Refused as refusal:
        form.add_error("code", say(refusal.said))
        return render(request, "collect/respondent/enter_code.html", {"form": form}, status=429)
    if invitation is None:
        form.add_error(
            "code", translation.gettext("This code opens nothing. Look at the letters again, or ask for a new code.")
        )
        return render(request, "collect/respondent/enter_code.html", {"form": form}, status=404)
    response = redirect("welcome")
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, invitation.language, secure=settings.SESSION_COOKIE_SECURE)
    return Visit(invitation, variant=invitation.variant).remember_in(response, reverse("enter_code"))


@with_code
def welcome(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Say who asks what, what for and how long it takes; let the respondent choose how to see the questions."""
    sittings = visit.sittings(translation.get_language() or "en")
    if request.method == "POST":
        seen = visit.seen(one=request.POST.get("how") != "all", variant=request.POST.get("variant", ""))
        onward = _where_they_were(sittings) or redirect("practice")
        return seen.remember_in(onward, reverse("enter_code"))
    if sittings and all(sitting.asked.answered for sitting in sittings):
        return redirect("own_picture")
    waiting = [sitting for sitting in sittings if not sitting.asked.answered]
    minutes = sum(sitting.words.minutes for sitting in waiting)
    easy = any("easy" in sitting.variants for sitting in waiting)
    begun = any(sitting.asked.state == "draft" for sitting in waiting)
    about: dict[str, Any] = {"sittings": waiting, "minutes": minutes, "easy": easy, "begun": begun, "visit": visit}
    about["stopped"] = begun and "stopped" in request.GET
    return respondent_page(request, "welcome", hows=HOWS, wordings=WORDINGS, **about)


def _where_they_were(sittings: list[Sitting]) -> HttpResponse | None:
    """Back to the first question without an answer, for somebody who has begun; they have practised already."""
    if all(sitting.asked.state != "draft" for sitting in sittings):
        return None
    for place, sitting in enumerate(sittings, start=1):
        if sitting.asked.answered:
            continue
        blank = [line["item"] for line in sitting.sheet(sitting.typed).lines if not line["answered"]]
        if blank:
            return redirect(reverse("questions", args=[place]) + "?" + urlencode({"at": blank[0]}))
    return redirect("look_over")


@with_code
def practice(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A question to practise on; its answer goes nowhere."""
    if request.method == "POST":
        return redirect("questions", 1)
    return respondent_page(request, "practice", ways=MISSING_ON_OURS)


@with_code
def own_picture(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The respondent's own answers in plain words, and help where an answer calls for it."""
    language = translation.get_language() or "en"
    sittings = [one for one in visit.sittings(language) if one.asked.answered]
    if not sittings:
        return redirect("welcome")
    unit = visit.invitation.occasion.enrolment.unit
    helps = help_after(sittings, language, [words(unit, language) for words in services.local_help])
    already = request.GET.get("already") == "1"
    about: dict[str, Any] = {"pictures": pictures_of(sittings), "helps": helps, "already": already}
    return respondent_page(request, "own_picture", **about)


@page(respondent=True)
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Leave nothing behind in this browser; what was typed so far stays on the server."""
    response = redirect("left")
    kept = ((COOKIE, reverse("enter_code")), (settings.LANGUAGE_COOKIE_NAME, "/"), (settings.CSRF_COOKIE_NAME, "/"))
    for cookie, path in kept:
        response.delete_cookie(cookie, path=path)
    wipe_device(request, response)
    return response


@page(respondent=True)
def left(request: HttpRequest) -> HttpResponse:
    """Nothing is left here."""
    return render(request, "collect/respondent/left.html")
