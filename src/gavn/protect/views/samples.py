"""Look-ups drawn by lot: the months, the lines of one, and the verdict on a line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gavn.access.pure.pages import page
from gavn.access.selectors import may
from gavn.people.forms.saving import saved
from gavn.protect import forms, selectors, services
from gavn.protect.pure.vocabulary import NEXT_STEPS

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page("protect.see_samples")
def look_samples(request: StaffRequest) -> HttpResponse:
    """List the months of the reader's services, and which are not done; counts only."""
    months = selectors.overview(request.user)
    judges = may(request.user, "protect.judge_looks")
    told = {"months": months, "open": sum(not one.done for one in months), "judges": judges}
    return render(request, "protect/look_samples.html", told)


@page("protect.judge_looks")
def look_sample(request: StaffRequest, sample: str) -> HttpResponse:
    """One month: who looked at whom, when, what for."""
    found = selectors.sample_page(request.user, sample)
    return render(request, "protect/look_sample.html", {"found": found, "steps": NEXT_STEPS})


@page("protect.judge_looks")
@require_http_methods(["GET", "POST"])
def judge_look(request: StaffRequest, look: str) -> HttpResponse:
    """Ask what the manager finds of one look-up, then keep it."""
    line = selectors.look_seen_by(request.user, look)
    given = {"verdict": line.look.verdict, "words": line.words}
    form = forms.JudgeLook(request.POST or None, initial=given)
    if saved(form, partial(services.judge_look, by=request.user, look=line.look)) is not None:
        return redirect("look_sample", line.look.sample.public_id)
    return render(request, "protect/judge_look.html", {"line": line, "form": form, "steps": NEXT_STEPS})
