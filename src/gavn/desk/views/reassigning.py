"""Several persons given to a colleague at once, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gavn.access.pure.pages import page
from gavn.access.selectors import colleagues_at
from gavn.desk import forms
from gavn.desk.selectors.several import stays_of_chosen
from gavn.kernel.errors import Refused
from gavn.people.selectors.contacts import handed_over_by
from gavn.people.services import reassign_stays, undo_reassign
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest, User
    from gavn.desk.selectors.several import Chosen


@page("people.enrol")
def reassign_several(request: StaffRequest) -> HttpResponse:
    """Ask which colleague becomes the contact of all who were chosen; then all of them change, or none."""
    if request.method != "POST":
        return redirect("people")
    chosen = stays_of_chosen(request.user, request.POST.getlist("s"), request.POST.getlist("o"))
    form = forms.ReassignSeveral(request.POST if "to" in request.POST else None, colleagues=_able(chosen))
    if form.is_valid():
        stays = [one.stay for one in chosen]
        try:
            handed = reassign_stays(by=request.user, stays=stays, **form.cleaned_data)
            return redirect("reassigned", handed.public_id)
        except Refused as refusal:
            form.add_error(None, say(refusal.said))
    return render(request, "desk/reassign_several.html", {"chosen": chosen, "form": form})


def _able(chosen: list[Chosen]) -> list[User]:
    """The colleagues who work with persons at every service concerned."""
    units = {one.stay.unit for one in chosen}
    able = [set(colleagues_at(unit, "people.plan")) for unit in units]
    return sorted(set.intersection(*able), key=lambda one: (one.name, one.pk)) if able else []


@page("people.enrol")
def reassigned(request: StaffRequest, handed: str) -> HttpResponse:
    """What was given to whom; taken back with one press while nobody changed it since."""
    found = handed_over_by(request.user, handed)
    if request.method == "POST":
        try:
            undo_reassign(by=request.user, handed=found)
            messages.success(request, _("Taken back: everybody has the contact they had before."))
        except Refused as refusal:
            messages.error(request, say(refusal.said))
        return redirect("reassigned", handed)
    return render(request, "desk/reassigned.html", {"handed": found, "count": len(found.stays)})
