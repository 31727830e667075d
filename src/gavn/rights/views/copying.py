"""A copy of all that is kept about a person, as a file to give them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from gavn.access.pure.pages import page
from gavn.kernel.clock import now
from gavn.people.selectors import name_of
from gavn.rights import forms, selectors, services
from gavn.rights.gateways import copy_file
from gavn.rights.pure.copies import PURPOSES
from gavn.rights.views.frames import form_page
from gavn.works.gateways.leaving import own_copy_reply

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page("rights.write")
def copy_of_person(request: StaffRequest, individual: str) -> HttpResponse:
    """Ask what the copy is for; then hand it out as one file, whose name tells nobody whose it is."""
    person = selectors.person_seen_by(request.user, individual, "rights.write")
    form = forms.CopyOfPerson(request.POST or None)
    parts = forms.saved(form, partial(services.copy_of, by=request.user, individual=person))
    if parts is None:
        lead = _("Everything gavn keeps about the person, to read and for another system. Hand it to nobody else.")
        return form_page(request, form, person, _("Make a copy of all that is kept?"), lead)
    why = PURPOSES[form.cleaned_data["purpose"]]
    content = copy_file(name_of(person), parts, made_at=now(), why=why)
    return own_copy_reply(content, name="copy.zip", kind="application/zip")
