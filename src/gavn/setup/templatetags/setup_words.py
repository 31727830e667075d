"""Words and addresses of a set-up's steps."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gavn.access.pure.roll_out import QUESTIONS
from gavn.access.selectors import unit_kinds
from gavn.setup.pure import people_file, steps, tree_file
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.access.models import Unit
    from gavn.setup.pure.steps import Step

register = template.Library()
PAGES = {
    steps.MANDATE: "mandate", steps.OWNER: "owner", steps.TREE: "tree_from_file", steps.PEOPLE: "set_up_people",
}  # fmt: skip
KINDS = {steps.DONE: "success", steps.BEGUN: "info", steps.OPEN: "neutral"}


@register.simple_tag
def step_url(key: str, owner: Unit) -> str:
    """Where a step is done; what is chosen for each service stands on one page."""
    return reverse(PAGES.get(key, "what_is_set_up"), args=[owner.public_id])


@register.simple_tag
def step_state(step: Step) -> str:
    """How far a step is, as a shape and a word."""
    return render_to_string("setup/state.html", {"word": say(steps.STATES[step.state]), "kind": KINDS[step.state]})


@register.simple_tag
def next_label(step: Step) -> str:
    """What the button to the next step says."""
    return _("Next: %(step)s") % {"step": say(step.title)}


@register.simple_tag
def next_phase(coming: tuple[int, date]) -> str:
    """Which phase comes, and when."""
    phase, first = coming
    day = date_format(first)
    if phase == QUESTIONS:
        return _("questionnaires from %(day)s") % {"day": day}
    return _("comparison from %(day)s") % {"day": day}


@register.simple_tag
def kind_word(kind: str) -> Any:
    """What a node is."""
    return dict(unit_kinds()).get(kind, kind)


@register.simple_tag
def column_word(column: str) -> str:
    """What a column of a file is called."""
    word = (tree_file.COLUMNS | people_file.COLUMNS).get(column)
    return say(word) if word else column or "–"
