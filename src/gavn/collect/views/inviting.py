"""Inviting somebody to answer without an account: a code, a link, a letter to print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gavn.access.pure.pages import page
from gavn.collect import forms, selectors, services
from gavn.collect.gateways import square_code
from gavn.kernel.errors import Refused
from gavn.people.selectors import name_of
from gavn.rights.selectors import newest_profile
from gavn.works.gateways import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gavn.access.models import StaffRequest
    from gavn.collect.models import Occasion
    from gavn.people.models import Individual
    from gavn.rights.models import Profile


@page("collect.answer")
def invite(request: StaffRequest, occasion: str) -> HttpResponse:
    """Choose whom to invite; then show the code, this once, with a letter to print."""
    found = selectors.occasion_seen_by(request.user, occasion, "collect.answer")
    individual = found.enrolment.individual
    profile = newest_profile(individual)
    others = sorted({ask.of for ask in selectors.asks_allowed(found)} - {"practitioner"})
    form = forms.Invite(request.POST or None, respondents=others, initial=_proposed(individual, others, profile))
    if form.is_valid():
        try:
            return _letter(request, found, form)
        except Refused as refusal:
            form.add_error(None, say(refusal.said))
    told = {"occasion": found, "form": form, "individual": individual, "others": others, "profile": profile}
    told |= {"name": name_of(individual), "invitations": selectors.invitations_of(found)}
    return render(request, "collect/invite.html", told)


def _proposed(individual: Individual, others: Sequence[str], profile: Profile | None) -> dict[str, Any]:
    """What the person's communication profile proposes."""
    variant = (profile.variant if profile else "") or "plain"
    respondent = others[0] if others else ""
    return {"respondent": respondent, "language": individual.language, "variant": variant, "days": 30}


def _letter(request: StaffRequest, occasion: Occasion, form: forms.Invite) -> HttpResponse:
    invitation, code = services.invite(by=request.user, occasion=occasion, **form.cleaned_data)
    entrance = request.build_absolute_uri(reverse("enter_code", urlconf=settings.RESPONDENT_URLCONF))
    address = entrance + code + "/"
    individual = occasion.enrolment.individual
    about = {"occasion": occasion, "individual": individual, "name": name_of(individual), "invitation": invitation}
    about |= {"code": code, "address": address, "entrance": entrance, "square": square_code(address)}
    return render(request, "collect/letter.html", about)


@page("collect.answer")
@require_POST
def withdraw_invitation(request: StaffRequest, invitation: str) -> HttpResponse:
    """Let a code open nothing any more."""
    found = selectors.invitation_seen_by(request.user, invitation)
    services.withdraw_invitation(by=request.user, invitation=found)
    return redirect("invite", found.occasion.public_id)
