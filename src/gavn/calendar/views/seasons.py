"""Seasons of yearly work: the list, one season, its days, next year's, the freeze."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gavn.access.pure.pages import page
from gavn.access.selectors import civil_today, may
from gavn.calendar import forms, selectors, services
from gavn.calendar.pure.seasons import DAYS, MEANS, comes_next, standing
from gavn.calendar.selectors.seasons import KEEP
from gavn.kernel.errors import Refused
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest
    from gavn.calendar.models import Season


@page("report.see_service")
def seasons(request: StaffRequest) -> HttpResponse:
    """All seasons the reader takes part in, the newest first."""
    titles = dict(selectors.programmes_to_choose())
    rows = [_row(one, titles) for one in selectors.seasons_seen_by(request.user)]
    return render(request, "calendar/seasons.html", {"rows": rows, "keeps": may(request.user, KEEP)})


@page(KEEP)
def open_season(request: StaffRequest) -> HttpResponse:
    """Ask for node, programme and year, then open the season with days to begin with."""
    form = forms.OpenSeason(
        request.POST or None,
        units=selectors.units_to_choose(request.user),
        programmes=selectors.programmes_to_choose(),
        initial={"year": civil_today().year},
    )
    made = form.written(partial(services.open_season, by=request.user)) if request.method == "POST" else None
    if made is not None:
        messages.success(request, _("The season is open. Look through its days."))
        return redirect("move_season", made.public_id)
    return render(request, "calendar/open_season.html", {"form": form}, status=422 if form.errors else 200)


@page("report.see_service")
def season(request: StaffRequest, season: str) -> HttpResponse:
    """One season: where it stands, its days, what the frozen figures hold."""
    found = selectors.season_seen_by(request.user, season)
    return render(request, "calendar/season.html", _shown(request, found))


def _shown(request: StaffRequest, found: Season) -> dict[str, Any]:
    today, following = civil_today(), comes_next(found.days, civil_today())
    days = [
        {"key": key, "title": DAYS[key], "means": MEANS[key], "day": day, "past": day < today, "next": key == following}
        for key, day in found.days.items()
    ]
    keeps = may(request.user, KEEP, at=found.unit)
    kept, trouble = None, None
    try:
        kept = selectors.frozen_store(found)
    except Refused as refusal:
        trouble = refusal.said
    return {**_row(found, dict(selectors.programmes_to_choose())), "days": days, "keeps": keeps, "kept": kept,
            "trouble": trouble}  # fmt: skip


@page(KEEP)
def move_season(request: StaffRequest, season: str) -> HttpResponse:
    """Ask for the days, then keep them."""
    found = selectors.season_seen_by(request.user, season, KEEP)
    form = forms.MoveSeason(request.POST or None, days=found.days, initial={"expected": found.revision})
    write = partial(services.move_season, by=request.user, season=found)
    if request.method == "POST" and form.written(write) is not None:
        messages.success(request, _("The days are set."))
        return redirect("season", season)
    told = {"form": form, **_row(found, dict(selectors.programmes_to_choose()))}
    return render(request, "calendar/move_season.html", told, status=422 if form.errors else 200)


@page(KEEP)
@require_POST
def copy_season(request: StaffRequest, season: str) -> HttpResponse:
    """Open next year's season."""
    found = selectors.season_seen_by(request.user, season, KEEP)
    try:
        made = services.copy_season(by=request.user, season=found)
    except Refused as refusal:
        messages.error(request, say(refusal.said))
        return redirect("season", season)
    messages.success(request, _("Next year’s season is open. Look through its days."))
    return redirect("move_season", made.public_id)


@page(KEEP)
def freeze_season(request: StaffRequest, season: str) -> HttpResponse:
    """Say what a freeze is, then freeze: at once where the store is small, else by the worker."""
    found = selectors.season_seen_by(request.user, season, KEEP)
    if request.method == "POST":
        try:
            done = services.want_freeze(by=request.user, season=found)
        except Refused as refusal:
            messages.error(request, say(refusal.said))
        else:
            messages.success(request, _("The data are frozen.") if done else _("The data are being frozen."))
        return redirect("season", season)
    return render(request, "calendar/freeze_season.html", _shown(request, found))


def _row(one: Season, titles: dict[str, str]) -> dict[str, Any]:
    """A season with the words of where it stands."""
    frozen = bool(one.snapshot)
    return {
        "season": one,
        "programme": titles.get(one.programme, one.programme),
        "standing": standing(one.days, civil_today(), frozen=frozen),
        "kind": "success" if frozen else "info",
    }
