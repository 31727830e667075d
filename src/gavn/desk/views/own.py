"""What somebody chooses for themselves: the mail digest, and when they are away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gavn.access.pure.pages import page
from gavn.desk import forms, services
from gavn.desk.selectors.digest import digest_of
from gavn.desk.selectors.own import possible_deputies
from gavn.people.forms import SetAbsence, saved
from gavn.people.selectors import absence_seen_by, absences_of
from gavn.people.services import end_absence, set_absence

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page()
def your_settings(request: StaffRequest) -> HttpResponse:
    """How often a mail counts what waits."""
    form = forms.ChooseDigest(request.POST or None, now=digest_of(request.user))
    if saved(form, partial(services.choose_digest, by=request.user)) is not None:
        messages.success(request, _("Saved."))
        return redirect("your_settings")
    return render(request, "desk/your_settings.html", {"form": form})


@page("people.see")
def your_absence(request: StaffRequest) -> HttpResponse:
    """From when to when one is away oneself, and who stands in."""
    deputies = possible_deputies(request.user)
    form = SetAbsence(request.POST or None, colleagues=deputies)
    if saved(form, partial(set_absence, by=request.user, user=request.user)) is not None:
        messages.success(request, _("Written down. Your deputy sees what waits for you on these days."))
        return redirect("your_absence")
    told = {"form": form, "absences": absences_of(request.user), "deputies": deputies}
    return render(request, "desk/your_absence.html", told)


@page("people.see")
@require_POST
def end_your_absence(request: StaffRequest, absence: str) -> HttpResponse:
    """One is back."""
    found = absence_seen_by(request.user, absence)
    if found.user_id != request.user.pk:
        raise Http404
    end_absence(by=request.user, absence=found)
    return redirect("your_absence")
