"""Letters and forms of several persons as one file to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gavn.access.pure.pages import page
from gavn.collect.selectors import invitation_by_code, invitation_seen_by
from gavn.desk.gateways.printing import PaperForm, forms_pdf, letters_pdf
from gavn.desk.selectors.several import MOST, occasions_of_chosen, open_forms, respondent_word
from gavn.desk.views.several import letter_of
from gavn.people.selectors import name_of
from gavn.works.gateways.leaving import file_reply

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest
    from gavn.collect.selectors import Sitting

PDF = "application/pdf"


@page("collect.answer")
@require_POST
def letters_file(request: StaffRequest) -> HttpResponse:
    """The letters of codes that one holds in one's hand, as one PDF."""
    letters = []
    for code in request.POST.getlist("code")[:MOST]:
        known = invitation_by_code(code)
        if known is None:
            raise Http404
        letters.append(letter_of(request, invitation_seen_by(request.user, known.public_id), code))
    if not letters:
        return redirect("due")
    content, words = letters_pdf(letters)
    return file_reply(request, content, name="letters.pdf", kind=PDF, words=words)


@page("collect.answer")
def print_several(request: StaffRequest) -> HttpResponse:
    """Say which forms are still asked of those chosen; then all of them as one PDF."""
    if request.method != "POST":
        return redirect("due")
    chosen = occasions_of_chosen(request.user, request.POST.getlist("o"), request.POST.getlist("s"))
    found = open_forms([one.occasion for one in chosen if one.occasion])
    if "go" not in request.POST or not found:
        about = [(name_of(one.occasion.enrolment.individual), one.words.title, one.asked.respondent) for one in found]
        rows = [(name, title, respondent_word(of)) for name, title, of in about]
        return render(request, "desk/print_several.html", {"chosen": chosen, "rows": rows})
    content, words = forms_pdf([_paper(request, one) for one in found])
    return file_reply(request, content, name="forms.pdf", kind=PDF, words=words)


def _paper(request: StaffRequest, sitting: Sitting) -> PaperForm:
    """One form with the address at which it is typed in."""
    occasion, respondent = sitting.occasion, sitting.asked.respondent
    place = [occasion.public_id, sitting.words.definition.key.replace("/", "."), respondent]
    return PaperForm(
        name=name_of(occasion.enrolment.individual),
        about=respondent_word(respondent),
        entry=request.build_absolute_uri(reverse("answer", args=place) + "?mode=paper"),
        number=occasion.public_id[:8],
        sheet=sitting.sheet({}),
    )
