"""How long something is kept at a node, and on which ground."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gavn.access.pure.pages import page
from gavn.access.selectors import unit_seen_by
from gavn.kernel.errors import Refused
from gavn.rights import forms
from gavn.rights.selectors.erasing import kept_states, rule_seen_by, rules_shown
from gavn.rights.services import erasing
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import StaffRequest

SET = "rights.set_retention"


@page(SET)
@require_http_methods(["GET", "POST"])
def retention_rules(request: StaffRequest, unit: str) -> HttpResponse:
    """How long everything is kept at a node; another time for it."""
    node = unit_seen_by(request.user, unit, SET)
    form = forms.RetentionForm(request.POST or None, whole=node.depth == 1)
    if forms.saved(form, partial(erasing.set_retention_rule, by=request.user, unit=node)) is not None:
        messages.success(request, _("It is written down and holds from now on."))
        return redirect("retention_rules", node.public_id)
    about = {"node": node, "states": kept_states(node), "rules": rules_shown(node), "form": form}
    return render(request, "rights/erasing/retention_rules.html", about)


@page(SET)
@require_POST
def end_retention_rule(request: StaffRequest, rule: str) -> HttpResponse:
    """What holds above this node holds here again."""
    found = rule_seen_by(request.user, rule)
    try:
        erasing.end_retention_rule(by=request.user, rule=found)
    except Refused as refusal:
        messages.error(request, say(refusal.said))
    return redirect("retention_rules", found.unit.public_id)
