"""Several persons invited at once: one page confirms, then all letters stand together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from gavn.access.pure.pages import page
from gavn.desk import forms, services
from gavn.desk.gateways.printing import Letter
from gavn.desk.selectors.several import occasions_of_chosen
from gavn.kernel.errors import Refused
from gavn.people.selectors import name_of
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest
    from gavn.collect.models import Invitation


@page("collect.answer")
def invite_several(request: StaffRequest) -> HttpResponse:
    """Say who can be invited and who cannot; then invite them all and show each code, this once."""
    if request.method != "POST":
        return redirect("due")
    chosen = occasions_of_chosen(request.user, request.POST.getlist("o"), request.POST.getlist("s"))
    ready = [one for one in chosen if one.why_not is None]
    form = forms.InviteSeveral(request.POST if "days" in request.POST else None)
    if form.is_valid():
        occasions = [one.occasion for one in ready if one.occasion]
        try:
            made = services.invite_several(by=request.user, occasions=occasions, **form.cleaned_data)
            letters = [letter_of(request, *one) for one in made]
            return render(request, "desk/letters.html", {"letters": letters})
        except Refused as refusal:
            form.add_error(None, say(refusal.said))
    return render(request, "desk/invite_several.html", {"ready": ready, "chosen": chosen, "form": form})


def letter_of(request: StaffRequest, invitation: Invitation, code: str) -> Letter:
    """What a letter says, and where its code leads."""
    entrance = request.build_absolute_uri(reverse("enter_code", urlconf=settings.RESPONDENT_URLCONF))
    individual = invitation.occasion.enrolment.individual
    with override(invitation.language):
        until = date_format(invitation.ends_on)
    return Letter(
        name=name_of(individual),
        code=code,
        address=f"{entrance}{code}/",
        entrance=entrance,
        language=invitation.language,
        until=until,
        individual=individual.public_id,
    )
