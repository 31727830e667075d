"""Who may see what, since when, and whether they still use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from gavn.access import services
from gavn.access.pure.pages import page
from gavn.access.selectors import role_seen_by
from gavn.access.selectors.review import roles_to_review
from gavn.kernel.errors import Refused
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest


@page("access.shape")
def review(request: StaffRequest) -> HttpResponse:
    """List every role that counts today, the ones longest not looked at first."""
    lines = roles_to_review(request.user)
    waiting = sum(line.due for line in lines)
    return render(request, "access/review.html", {"lines": lines, "waiting": waiting})


@page("access.shape")
@require_POST
def review_role(request: StaffRequest, role: str) -> HttpResponse:
    """Note that a role is still needed."""
    held = role_seen_by(request.user, role)
    try:
        services.review_role(by=request.user, held=held)
    except Refused as refusal:
        messages.error(request, say(refusal.said))
    return redirect("access_review")
