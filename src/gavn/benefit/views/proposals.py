"""Questions that people propose, and what the secretariat makes of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from gavn.access.pure.pages import page
from gavn.access.selectors import may
from gavn.benefit import forms, services
from gavn.benefit.pure.proposals import KINDS, NEXT, ORDERS, STATES
from gavn.benefit.selectors import proposals as selectors
from gavn.catalogue.selectors import instrument_or_none

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest
    from gavn.benefit.models import Proposal

A_PAGE = 25


@page("benefit.propose")
def proposals(request: StaffRequest) -> HttpResponse:
    """All proposals: searched, chosen by where they stand, sorted."""
    asked = {key: request.GET.get(key, "")[:100] for key in ("q", "state", "order")}
    mine = "mine" in request.GET
    found = selectors.proposals(
        request.user, words=asked["q"], state=asked["state"], order=asked["order"] or "-at", mine=mine
    )
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    rows = [_row(one) for one in shown]
    orders = [(key, words, key == (asked["order"] or "-at")) for key, words in ORDERS.items()]
    context = {"rows": rows, "page": shown, "states": selectors.states_offered(asked["state"]), "orders": orders}
    return render(request, "benefit/proposals.html", {**context, "asked": asked, "mine": mine})


@page("benefit.propose")
def propose(request: StaffRequest) -> HttpResponse:
    """Ask what one would want to know, then keep it."""
    form = forms.ProposeForm(request.POST or None)
    kept = form.written(partial(services.propose, by=request.user)) if request.method == "POST" else None
    if kept is not None:
        return redirect("proposal", kept.public_id)
    return render(request, "benefit/propose.html", {"form": form}, status=422 if form.errors else 200)


@page("benefit.propose")
def proposal(request: StaffRequest, proposal: str) -> HttpResponse:
    """One proposal, and what has come of it."""
    found = selectors.proposal_named(proposal)
    decides = bool(NEXT[found.state]) and may(request.user, "benefit.triage")
    return render(request, "benefit/proposal.html", {**_row(found), "steps": _steps(found), "decides": decides})


@page("benefit.triage")
def decide_proposal(request: StaffRequest, proposal: str) -> HttpResponse:
    """Ask what becomes of a proposal, then keep it."""
    found = selectors.proposal_named(proposal)
    form = forms.DecideForm(
        request.POST or None,
        steps=NEXT[found.state],
        others=selectors.others_to_merge_with(found),
        in_forms=selectors.forms_to_name(),
        initial={"expected": found.revision},
    )
    write = partial(services.decide, by=request.user, proposal=found)
    if request.method == "POST" and form.written(write) is not None:
        return redirect("proposal", found.public_id)
    return render(
        request, "benefit/decide_proposal.html", {"form": form, **_row(found)}, status=422 if form.errors else 200
    )


def _row(one: Proposal) -> dict[str, Any]:
    """A proposal with the words of where it stands."""
    return {
        "one": one,
        "state": STATES[one.state],
        "kind": KINDS[one.state],
        "form_title": _title(one.form),
    }


def _title(key: str) -> str:
    found = instrument_or_none(key) if key else None
    return selectors.titled(found) if found else key


def _steps(one: Proposal) -> list[dict[str, Any]]:
    """The steps of its way, the newest first."""
    return [
        {"step": step, "state": STATES[step.state], "form_title": _title(step.form)}
        for step in reversed(one.steps.all())
    ]
