"""Persons who are known twice: found, compared, merged, taken apart again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gavn.access.pure.pages import page
from gavn.kernel.errors import Refused
from gavn.people import selectors, services
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest
    from gavn.people.models import Individual

PERMISSION = "people.merge"


@page(PERMISSION)
def duplicates(request: StaffRequest) -> HttpResponse:
    """List records that may be of one person, and what was merged."""
    about = {"pairs": selectors.pairs_of_records(request.user), "merges": selectors.merges_seen_by(request.user)}
    return render(request, "people/duplicates.html", about)


@page(PERMISSION)
def merge_people(request: StaffRequest, individual: str) -> HttpResponse:
    """Find the other record, show both side by side, merge them."""
    one = selectors.individual_seen_by(request.user, individual, PERMISSION)
    asked = request.GET.get("other", "")
    if not asked:
        words = request.GET.get("q", "")[:100]
        found = selectors.people_list(request.user, words=words, state="all").rows if words.strip() else []
        rows = list({row.individual: row for row in found if row.individual != one.public_id}.values())
        return render(request, "people/merge_find.html", {"name": selectors.name_of(one), "rows": rows, "words": words})
    other = selectors.individual_seen_by(request.user, asked, PERMISSION)
    if one == other:
        return redirect("plan", one.public_id)
    if request.method == "POST":
        return _merged(request, one, other)
    pair = selectors.side_by_side(request.user, one, other)
    return render(request, "people/merge_people.html", {"pair": pair, "sides": (pair.one, pair.other)})


def _merged(request: StaffRequest, one: Individual, other: Individual) -> HttpResponse:
    """Keep the record that was chosen."""
    kept, gone = (other, one) if request.POST.get("keep") == other.public_id else (one, other)
    try:
        services.merge_individuals(by=request.user, kept=kept, other=gone)
    except Refused as refusal:
        messages.error(request, say(refusal.said))
        return redirect(request.get_full_path())
    messages.success(request, _("The two records are one now."))
    return redirect("plan", kept.public_id)


@page(PERMISSION)
@require_POST
def unmerge_people(request: StaffRequest, merge: str) -> HttpResponse:
    """Take two records apart again."""
    found = selectors.merge_seen_by(request.user, merge)
    try:
        services.unmerge_individuals(by=request.user, merge=found)
    except Refused as refusal:
        messages.error(request, say(refusal.said))
    return redirect("duplicates")
