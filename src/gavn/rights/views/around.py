"""Who may speak for the person, and who is near them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gavn.access.pure.pages import page
from gavn.kernel.errors import Refused
from gavn.rights import forms, selectors, services
from gavn.rights.views.frames import form_page, rights_address
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page("rights.write")
def name_representative(request: StaffRequest, individual: str) -> HttpResponse:
    """Write down who may speak for the person."""
    person = selectors.person_seen_by(request.user, individual, "rights.write")
    form = forms.RepresentativeForm(request.POST or None)
    if forms.saved(form, partial(services.name_representative, by=request.user, individual=person)) is not None:
        return redirect(rights_address(person))
    return form_page(request, form, person, _("Who may speak for the person?"))


@page("rights.write")
def change_representative(request: StaffRequest, representative: str) -> HttpResponse:
    """Correct or end what is written about a representative."""
    kept = selectors.representative_seen_by(request.user, representative)
    form = forms.RepresentativeForm(request.POST or None, row=kept, words=selectors.words_of(kept))
    change = partial(services.change_representative, by=request.user, representative=kept)
    if forms.saved(form, change) is not None:
        return redirect(rights_address(kept.individual))
    return form_page(request, form, kept.individual, _("Who may speak for the person?"))


@page("rights.write")
def name_contact(request: StaffRequest, individual: str) -> HttpResponse:
    """Write down who is near the person."""
    person = selectors.person_seen_by(request.user, individual, "rights.write")
    form = forms.ContactForm(request.POST or None)
    if forms.saved(form, partial(services.name_contact, by=request.user, individual=person)) is not None:
        return redirect(rights_address(person))
    return form_page(request, form, person, _("Who is near the person?"))


@page("rights.write")
def change_contact(request: StaffRequest, contact: str) -> HttpResponse:
    """Write anew who is near the person, and whether they may be asked."""
    kept = selectors.contact_seen_by(request.user, contact)
    form = forms.ContactForm(request.POST or None, row=kept, words=selectors.words_of(kept))
    if forms.saved(form, partial(services.change_contact, by=request.user, contact=kept)) is not None:
        return redirect(rights_address(kept.individual))
    return form_page(request, form, kept.individual, _("Who is near the person?"))


@page("rights.write")
@require_POST
def end_contact(request: StaffRequest, contact: str) -> HttpResponse:
    """Somebody is no longer a contact."""
    kept = selectors.contact_seen_by(request.user, contact)
    try:
        services.end_contact(by=request.user, contact=kept)
    except Refused as refusal:
        messages.error(request, say(refusal.said))
    return redirect(rights_address(kept.individual))
