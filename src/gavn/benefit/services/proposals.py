"""Somebody proposes a question; the secretariat says what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import require
from gavn.benefit.models import Proposal, Step
from gavn.benefit.pure.proposals import LONGEST, checked_step, checked_words
from gavn.catalogue.selectors import instrument_or_none
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Conflict, Refused

if TYPE_CHECKING:
    from gavn.access.models import User


@transaction.atomic
def propose(*, by: User, wanted: str, why: str, how: str = "", solve: str = "") -> Proposal:
    """Propose a question: what one would want to know, why, how one could get it, what must be solved."""
    require(by, "benefit.propose")
    words = checked_words({"wanted": wanted, "why": why, "how": how, "solve": solve})
    moment = now()
    proposal = Proposal.objects.create(by=by, at=moment, **words)
    Step.objects.create(proposal=proposal, state="new", by=by, at=moment)
    record(by, "benefit.question_proposed", about=proposal)
    return proposal


@transaction.atomic
def decide(
    *, by: User, proposal: Proposal, state: str, expected: int, reason: str = "", into: str = "", form: str = ""
) -> Proposal:
    """Take a proposal one step on; ``expected`` is the revision the decision was made upon."""
    require(by, "benefit.triage")
    held = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if held.revision != expected:
        raise Conflict("Somebody decided on this in the meantime.", mine=state, theirs=held.state)
    reason = reason.strip()
    if len(reason) > LONGEST:
        raise Refused("The text has {n} characters; at most {most} fit.", n=len(reason), most=LONGEST, field="reason")
    other = _other(held, into) if state == "merged" else None
    named = form if state == "in_form" else ""
    checked_step(held.state, state, reason=reason, into=other is not None, form=named)
    if named and instrument_or_none(named) is None:
        raise Refused("There is no form called {form}.", form=named[:80], field="form")
    held.state, held.merged_into, held.form, held.revision = state, other, named, held.revision + 1
    held.save(update_fields=["state", "merged_into", "form", "revision"])
    Step.objects.create(proposal=held, state=state, reason=reason, form=named, merged_into=other, by=by, at=now())
    record(by, "benefit.proposal_decided", about=held, state=state)
    return held


def _other(held: Proposal, into: str) -> Proposal | None:
    """The proposal to merge with: another one, and not one that lives in another itself."""
    if not into:
        return None
    other = Proposal.objects.select_for_update().filter(public_id=into).exclude(pk=held.pk).first()
    if other is None or other.state == "merged":
        raise Refused("Choose a proposal that stands by itself.", field="into")
    if held.merged.exists():
        raise Refused("Others were merged with this one. Merge that one with this instead.", field="into")
    return other
