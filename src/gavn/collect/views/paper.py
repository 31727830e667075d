"""Forms to print, and to be typed in from paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override

from gavn.access.pure.pages import page
from gavn.catalogue.pure.formats import LANGUAGES
from gavn.catalogue.pure.wording import WordedInstrument, variants
from gavn.catalogue.selectors import instrument_or_none, instruments, worded
from gavn.collect import selectors
from gavn.collect.gateways import square_code
from gavn.collect.pure.outcome import HELPERS
from gavn.collect.pure.sheet import Sheet

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


def _language(request: StaffRequest) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in LANGUAGES else get_language() or "en"


@page("catalogue.see")
def paper_form(request: StaffRequest, form: str) -> HttpResponse:
    """An instrument as a form to print, belonging to nobody yet."""
    named = {one.key: one.full_key for one in instruments()}
    key = form.replace(".", "/", 1)
    if instrument_or_none(named.get(key, key)) is None:
        raise Http404
    words = worded(named.get(key, key), _language(request), request.GET.get("variant", ""))
    return _printed(request, {"words": words, "sheet": Sheet(words, {})})


@page("collect.answer")
def paper_form_of(request: StaffRequest, occasion: str, form: str, respondent: str) -> HttpResponse:
    """The form of one occasion to print; its square code leads back to where it is typed in."""
    sitting = selectors.sitting_seen_by(
        request.user,
        occasion,
        form.replace(".", "/", 1),
        respondent,
        language=_language(request),
        variant=request.GET.get("variant", ""),
    )
    entry = request.build_absolute_uri(reverse("answer", args=[occasion, form, respondent]) + "?mode=paper")
    about = {"words": sitting.words, "sheet": sitting.sheet({}), "occasion": sitting.occasion, "respondent": respondent}
    return _printed(request, about | {"square": square_code(entry), "entry": entry})


def _printed(request: StaffRequest, about: dict[str, Any]) -> HttpResponse:
    words: WordedInstrument = about["words"]
    with override(words.language):
        return render(
            request,
            "collect/paper_form.html",
            about | {"helpers": HELPERS.values(), "easy": "easy" in variants(words.definition)},
        )
