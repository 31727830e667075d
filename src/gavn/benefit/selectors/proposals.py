"""What was proposed to be asked, and what came of it; everybody who signs in here may read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from gavn.benefit.models import Proposal
from gavn.benefit.pure.proposals import OPEN, ORDERS, STATES
from gavn.catalogue.selectors import instruments
from gavn.kernel.say import said
from gavn.works.gateways import say

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gavn.access.models import User
    from gavn.catalogue.pure.formats import Instrument

SORTED = {"state": ("state", "-at")}


def proposals(
    user: User, *, words: str = "", state: str = "", order: str = "-at", mine: bool = False
) -> QuerySet[Proposal]:
    """The proposals that match, each with how many wish for the same; ``state`` may be ``open``."""
    found = Proposal.objects.select_related("by", "merged_into").annotate(wishes=1 + Count("merged"))
    for word in words.replace("\x00", " ").split()[:8]:
        found = found.filter(
            Q(wanted__icontains=word) | Q(why__icontains=word) | Q(how__icontains=word) | Q(solve__icontains=word)
        )
    if state in STATES:
        found = found.filter(state=state)
    elif state == "open":
        found = found.filter(state__in=OPEN)
    if mine:
        found = found.filter(by=user)
    wanted = order if order in ORDERS else "-at"
    return found.order_by(*SORTED.get(wanted, (wanted,)), "-id")


def proposal_named(public_id: str) -> Proposal:
    """One proposal with its steps; else 404."""
    found = Proposal.objects.select_related("by", "merged_into").prefetch_related("steps__by", "merged__by")
    return get_object_or_404(found, public_id=public_id)


def others_to_merge_with(proposal: Proposal) -> list[tuple[str, str]]:
    """The proposals this one can be merged with: none that is merged itself, the newest first."""
    found = Proposal.objects.exclude(pk=proposal.pk).exclude(state__in=("merged", "declined"))
    return [(one.public_id, shortened(one.wanted)) for one in found[:200]]


def forms_to_name() -> list[tuple[str, str]]:
    """The forms in which a question can stand, by their titles."""
    found = [(one.full_key, titled(one)) for one in instruments()]
    return sorted(found, key=lambda one: one[1].casefold())


def titled(form: Instrument) -> str:
    """A form's title and version in the reader's language."""
    return say(
        said("{form}, version {n}", form=form.title.in_((get_language() or "en").partition("-")[0]), n=form.version)
    )


def shortened(text: str, most: int = 90) -> str:
    """The beginning of a text, ended at a word."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def states_offered(chosen: str) -> Sequence[tuple[str, str, bool]]:
    """The states to choose a list by, with their words."""
    return [(key, say(words), key == chosen) for key, words in STATES.items()]
