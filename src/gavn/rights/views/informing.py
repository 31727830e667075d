"""What a person was told, and whether they are here of their own will."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gavn.access.pure.pages import page
from gavn.rights import forms, selectors, services
from gavn.rights.views.frames import form_page, rights_address

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page("rights.write")
def inform(request: StaffRequest, individual: str) -> HttpResponse:
    """Write down what the person was told."""
    person = selectors.person_seen_by(request.user, individual, "rights.write")
    form = forms.Inform(request.POST or None)
    if forms.saved(form, partial(services.inform, by=request.user, individual=person)) is not None:
        return redirect(rights_address(person))
    return form_page(request, form, person, _("What was the person told?"))


@page("rights.write")
def state_ground(request: StaffRequest, individual: str) -> HttpResponse:
    """Write down whether the person is here of their own will."""
    person = selectors.person_seen_by(request.user, individual, "rights.write")
    form = forms.StateGround(request.POST or None)
    if forms.saved(form, partial(services.state_ground, by=request.user, individual=person)) is not None:
        return redirect(rights_address(person))
    return form_page(request, form, person, _("Is the person here of their own will?"))


@page("rights.write")
def end_ground(request: StaffRequest, ground: str) -> HttpResponse:
    """Write down until when it held."""
    kept = selectors.ground_seen_by(request.user, ground)
    form = forms.EndGround(request.POST or None)
    if forms.saved(form, partial(services.end_ground, by=request.user, ground=kept)) is not None:
        return redirect(rights_address(kept.individual))
    return form_page(request, form, kept.individual, _("Until when did it hold?"))
