"""Actions: the list of all one sees, the list of a unit, an action with its way, and what is written there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from gavn.access.pure.pages import page
from gavn.access.selectors import civil_today, may, unit_seen_by, user_named
from gavn.improve import forms, services
from gavn.improve.pure.actions import NEXT, STEPS, shown_as
from gavn.improve.selectors import actions as selectors
from gavn.kernel.dates import PartialDate
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest, Unit
    from gavn.improve.models import Action

A_PAGE = 25


@page("improve.see_actions")
def actions(request: StaffRequest) -> HttpResponse:
    """All actions this reader sees: chosen, searched, sorted."""
    return _listed(request, None, request.GET.get("which", "open"))


@page("improve.see_actions")
def unit_actions(request: StaffRequest, unit: str) -> HttpResponse:
    """The actions of a unit and of what lies below it."""
    return _listed(request, unit_seen_by(request.user, unit, selectors.SEE), request.GET.get("which", "open"))


def _listed(request: StaffRequest, unit: Unit | None, which: str) -> HttpResponse:
    words, order = request.GET.get("q", "")[:100], request.GET.get("order", "due")
    found = selectors.actions_listed(request.user, unit=unit, which=which, words=words, order=order)
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    filters = [
        {"label": say(label), "url": f"?{urlencode({'which': key, 'order': order})}", "current": key == which}
        for key, label in selectors.FILTERS.items()
    ]
    orders = [(key, label, key == order) for key, label in selectors.ORDERS.items()]
    context = {"rows": [_row(one) for one in shown], "page": shown, "unit": unit, "filters": filters, "orders": orders}
    return render(request, "improve/actions.html", {**context, "which": which, "order": order, "q": words})


def _row(one: Action) -> dict[str, Any]:
    """An action with the word of where it stands."""
    state, tone = shown_as(one.state, one.due, civil_today())
    return {"one": one, "state": state, "tone": tone, "measure": selectors.measure_title(one.measure)}


@page("improve.see_actions")
def action(request: StaffRequest, action: str) -> HttpResponse:
    """One action: what, who, until when, by which measure, and its way."""
    found = selectors.action_seen_by(request.user, action)
    steps = [{"one": one, "kind": STEPS[one.kind]} for one in found.steps.select_related("by")]
    acts = {
        "step": selectors.may_step(request.user, found),
        "change": found.state == "open" and may(request.user, selectors.OPEN, at=found.unit),
        "note": "note" in NEXT[found.state],
    }
    return render(request, "improve/action.html", {**_row(found), "steps": steps, "acts": acts})


@page("improve.open_action")
def open_action(request: StaffRequest, decided: str) -> HttpResponse:
    """Ask what is done about a decision, by whom, until when; then open the action."""
    found = selectors.decision_to_follow(request.user, decided)
    units = selectors.units_for(request.user, found)
    first = {"title": found.what[:160], "what": found.why, "measure": found.figure.key if found.figure else ""}
    form = forms.ActionForm(
        request.POST or None, units=[(one.public_id, one.name) for one in units],
        people=selectors.people_to_choose(units), measures=selectors.measures_to_choose(first["measure"]),
        initial=first,
    )  # fmt: skip

    def write(unit: str, responsible: str, **words: Any) -> Action:
        at = unit_seen_by(request.user, unit, selectors.OPEN)
        return services.open_action(
            by=request.user, unit=at, decided=found, responsible=user_named(responsible), **words
        )

    return _asked(request, "open_action", form, write, decided=found)


@page("improve.open_action")
def change_action(request: StaffRequest, action: str) -> HttpResponse:
    """Ask what is different about an action, then keep it."""
    found = selectors.action_seen_by(request.user, action)
    first = {
        "title": found.title, "what": found.what, "responsible": found.responsible.public_id, "measure": found.measure,
        "due": PartialDate.of(found.due), "target": found.target, "expected": found.revision,
    }  # fmt: skip
    form = forms.ActionForm(
        request.POST or None, people=selectors.people_to_choose([found.unit]),
        measures=selectors.measures_to_choose(found.measure), initial=first,
    )  # fmt: skip

    def write(responsible: str, **words: Any) -> Action:
        return services.change_action(by=request.user, action=found, responsible=user_named(responsible), **words)

    return _asked(request, "change_action", form, write, one=found)


@page("improve.act")
def note_progress(request: StaffRequest, action: str) -> HttpResponse:
    """Ask how far an action is, then keep it."""
    found = selectors.action_seen_by(request.user, action)
    write = partial(services.note_progress, by=request.user, action=found)
    return _asked(request, "note_progress", forms.NoteForm(request.POST or None), write, one=found)


@page("improve.act")
def end_action(request: StaffRequest, action: str) -> HttpResponse:
    """Ask what becomes of an action and why, then keep it."""
    found = selectors.action_seen_by(request.user, action)
    form = forms.EndForm(request.POST or None, steps=NEXT[found.state], initial={"expected": found.revision})
    write = partial(services.end_action, by=request.user, action=found)
    return _asked(request, "end_action", form, write, one=found)


def _asked(request: StaffRequest, template: str, form: forms.Written, write: Any, **told: Any) -> HttpResponse:
    """Show a form; what was sent is written, and leads to the action."""
    kept: Action | None = form.written(write) if request.method == "POST" else None
    if kept is not None:
        return redirect("action", kept.public_id)
    return render(request, f"improve/{template}.html", {"form": form, **told}, status=422 if form.errors else 200)
