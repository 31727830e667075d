"""The list of steps, the short forms, and what is set up at each service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gavn.access.pure.pages import page
from gavn.access.pure.roll_out import PHASES
from gavn.access.selectors import civil_today, unit_seen_by
from gavn.access.selectors.roll_out import roll_out_of
from gavn.access.services.roll_out import plan_roll_out
from gavn.people.forms.saving import saved
from gavn.setup import forms, services
from gavn.setup.pure.steps import STATES
from gavn.setup.selectors import answers_for, mandate_of, owner_above, owner_of, owners_seen_by, progress_of

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest, Unit

SHAPE = "access.shape"


@page(SHAPE)
@require_safe
def set_up(request: StaffRequest, unit: str = "") -> HttpResponse:
    """All steps, how far each is, and the next one."""
    found = answers_for(request.user, unit)
    others = [one for one in owners_seen_by(request.user) if one != found]
    told = {"owner": found, "others": others, "progress": progress_of(request.user, found), "states": STATES}
    return render(request, "setup/set_up.html", told)


@page(SHAPE)
@require_http_methods(["GET", "POST"])
def mandate(request: StaffRequest, unit: str) -> HttpResponse:
    """Ask on whose decision gavn is used."""
    found = answers_for(request.user, unit)
    written = mandate_of(found)
    form = forms.WriteMandate(request.POST or None, initial=model_to_dict(written) if written else {})
    if saved(form, lambda **given: services.write_mandate(by=request.user, owner=found, **given)):
        return _on(found)
    return render(request, "setup/mandate.html", {"owner": found, "form": form})


@page(SHAPE)
@require_http_methods(["GET", "POST"])
def owner(request: StaffRequest, unit: str) -> HttpResponse:
    """Ask who answers for the data."""
    found = answers_for(request.user, unit)
    written = owner_of(found)
    form = forms.WriteOwner(request.POST or None, initial=model_to_dict(written) if written else {"controller": found})
    if saved(form, lambda **given: services.write_owner(by=request.user, owner=found, **given)):
        return _on(found)
    return render(request, "setup/owner.html", {"owner": found, "form": form})


@page(SHAPE)
@require_safe
def what_is_set_up(request: StaffRequest, unit: str) -> HttpResponse:
    """Each service: who works there, what it asks, who hears of critical answers, which phase it is in."""
    found = answers_for(request.user, unit)
    progress, today = progress_of(request.user, found), civil_today()
    rows = [
        {"service": one, "phase": PHASES[one.phase(today)], "next": one.next_phase(today)} for one in progress.services
    ]
    told = {"owner": found, "rows": rows, "mandate": mandate_of(found), "answers": owner_of(found)}
    return render(request, "setup/what_is_set_up.html", told)


@page(SHAPE)
@require_http_methods(["GET", "POST"])
def phases(request: StaffRequest, unit: str) -> HttpResponse:
    """Ask from which day a service works with what."""
    service = unit_seen_by(request.user, unit, SHAPE)
    plan, today, above = roll_out_of(service), civil_today(), owner_above(request.user, service)
    standing = vars(plan) if plan else {"base": today, "questions": today, "comparison": today}
    form = forms.PlanRollOut(request.POST or None, initial=standing)
    if saved(form, lambda **given: plan_roll_out(by=request.user, unit=service, **given)):
        return redirect("what_is_set_up", above.public_id)
    return render(request, "setup/phases.html", {"service": service, "form": form, "owner": above})


def _on(found: Unit) -> HttpResponse:
    return redirect("set_up_of", found.public_id)
