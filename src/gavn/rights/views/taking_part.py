"""The page of a person's rights; how they communicate, and how much they want to decide."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gavn.access.pure.pages import page
from gavn.people.selectors import name_of
from gavn.rights import forms, selectors, services
from gavn.rights.views.frames import form_page, rights_address

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page("rights.see")
def rights(request: StaffRequest, individual: str) -> HttpResponse:
    """What the person was told and said, who speaks for them, how they communicate."""
    found = selectors.rights_page(request.user, individual, get_language() or "en")
    return render(request, "rights/rights.html", {"rights": found, "individual": found.individual})


@page("rights.write")
def write_profile(request: StaffRequest, individual: str) -> HttpResponse:
    """Write how the person communicates as a new version."""
    person = selectors.person_seen_by(request.user, individual, "rights.write")
    newest = selectors.newest_profile(person)
    words = selectors.words_of(newest) if newest else {}
    form = forms.ProfileForm(request.POST or None, newest=newest, words=words)
    if forms.saved(form, partial(services.write_profile, by=request.user, individual=person)) is not None:
        return redirect(rights_address(person))
    lead = _("Each time it is saved a new version is kept; earlier ones can be read.") if newest else ""
    return form_page(request, form, person, _("How does the person communicate?"), lead)


@page("rights.see")
def profile_version(request: StaffRequest, profile: str) -> HttpResponse:
    """One version of how the person communicates, as it was written."""
    kept = selectors.profile_seen_by(request.user, profile)
    about = {"profile": selectors.Worded(kept, selectors.words_of(kept)), "individual": kept.individual}
    return render(request, "rights/profile_version.html", about | {"name": name_of(kept.individual)})


@page("rights.write")
def note_involvement(request: StaffRequest, individual: str) -> HttpResponse:
    """Write down how much the person wants to decide in one area."""
    person = selectors.person_seen_by(request.user, individual, "rights.write")
    form = forms.InvolvementForm(request.POST or None, area=request.GET.get("area", ""))
    if forms.saved(form, partial(services.note_involvement, by=request.user, individual=person)) is not None:
        return redirect(rights_address(person))
    return form_page(request, form, person, _("How much does the person want to decide?"))
