"""What the person says no to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gavn.access.pure.pages import page
from gavn.rights import forms, selectors, services
from gavn.rights.views.frames import form_page, rights_address

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page("rights.write")
def say_no(request: StaffRequest, individual: str) -> HttpResponse:
    """Write down that the person does not want to be asked or counted."""
    person = selectors.person_seen_by(request.user, individual, "rights.write")
    speaking = selectors.representatives_of(person)
    form = forms.SayNo(request.POST or None, representatives=speaking, language=get_language() or "en")
    if forms.saved(form, partial(services.say_no, by=request.user, individual=person)) is not None:
        return redirect(rights_address(person))
    lead = _(
        "It holds at every service of the same data controller, from that day on, until the person says otherwise."
    )
    return form_page(request, form, person, _("What does the person say no to?"), lead)


@page("rights.write")
def take_back_no(request: StaffRequest, decision: str) -> HttpResponse:
    """Write down that the person changed their mind."""
    kept = selectors.decision_seen_by(request.user, decision)
    form = forms.TakeBackNo(request.POST or None)
    if forms.saved(form, partial(services.take_back_no, by=request.user, decision=kept)) is not None:
        return redirect(rights_address(kept.individual))
    lead = _("From that day on the person is asked and counted again. What was due in between stays refused.")
    return form_page(request, form, kept.individual, _("Has the person changed their mind?"), lead)
