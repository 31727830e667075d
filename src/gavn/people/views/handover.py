"""Colleagues: what each holds, given to others for good or seen by a deputy for a while."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gavn.access.pure.pages import page
from gavn.access.selectors import civil_today, colleagues_at, services_where
from gavn.access.selectors.colleagues import colleague_seen_by, led_by, users_by_key
from gavn.kernel.errors import Refused
from gavn.people import forms, selectors, services
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest, Unit, User

PERMISSION = "access.hand_over"


@page(PERMISSION)
def colleagues(request: StaffRequest) -> HttpResponse:
    """List who works at a service or is named there, and who is away."""
    units = list(services_where(request.user, PERMISSION))
    asked = request.GET.get("service", "")
    unit = next((one for one in units if one.public_id == asked), units[0] if units else None)
    led = led_by(request.user)
    rows = [_row(user, led=user.pk in led) for user in _at(unit)] if unit else []
    return render(request, "people/colleagues.html", {"units": units, "unit": unit, "rows": rows})


def _at(unit: Unit) -> list[User]:
    """Everybody with a role here, and everybody named here though their roles have ended."""
    working = list(colleagues_at(unit, "people.see").order_by("name", "id"))
    named = users_by_key(selectors.named_in(unit) - {user.pk for user in working})
    return [*working, *sorted(named.values(), key=lambda user: user.name)]


def _row(user: User, *, led: bool) -> dict[str, Any]:
    away = selectors.absences_of(user)
    return {"user": user, "led": led, "now": [one for one in away if one.first <= civil_today()]}


@page(PERMISSION)
def hand_over(request: StaffRequest, user: str) -> HttpResponse:
    """Count all that a colleague holds, ask who takes it over, and give it in one go."""
    leaver = colleague_seen_by(request.user, user)
    held, elsewhere = services.held_for(request.user, leaver)
    form = forms.HandOver(request.POST or None, held=[(one, services.may_take(one, leaver)) for one in held])
    if form.is_valid() and held:
        try:
            count = services.hand_over(by=request.user, user=leaver, to=form.chosen)
            messages.success(request, _("%(count)s things changed hands.") % {"count": count})
            return redirect("hand_over", user)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, say(refusal.said))
    told = {"leaver": leaver, "held": held, "elsewhere": elsewhere, "form": form}
    return render(request, "people/hand_over.html", told)


@page(PERMISSION)
def set_absence(request: StaffRequest, user: str) -> HttpResponse:
    """Ask from when to when a colleague is away, and who stands in."""
    away = colleague_seen_by(request.user, user)
    others = {one for unit in services_where(request.user, PERMISSION) for one in colleagues_at(unit, "people.plan")}
    form = forms.SetAbsence(request.POST or None, colleagues=sorted(others - {away}, key=lambda one: one.name))
    if forms.saved(form, partial(services.set_absence, by=request.user, user=away)) is not None:
        return redirect("set_absence", user)
    told = {"away": away, "absences": selectors.absences_of(away), "form": form}
    return render(request, "people/set_absence.html", told)


@page(PERMISSION)
@require_POST
def end_absence(request: StaffRequest, absence: str) -> HttpResponse:
    """A colleague is back."""
    found = selectors.absence_seen_by(request.user, absence)
    services.end_absence(by=request.user, absence=found)
    return redirect("set_absence", found.user.public_id)
