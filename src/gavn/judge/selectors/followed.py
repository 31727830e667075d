"""What became of decisions: told by the stage that turns them into actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from gavn.judge.models import MeetingDecision
from gavn.judge.pure.followed import Follow
from gavn.judge.selectors.meetings import meetings_seen_by
from gavn.kernel.registers import Register

if TYPE_CHECKING:
    from gavn.access.models import User

decisions_followed = Register("judge.decisions_followed")
"""Told with ``user``, ``decisions`` and ``into``: for each decision's public id what became of it."""


def follows_of(user: User, decisions: list[MeetingDecision]) -> dict[str, Follow]:
    """What became of each of these decisions, for this reader."""
    found: dict[str, Follow] = {}
    if decisions:
        decisions_followed.tell(user=user, decisions=decisions, into=found)
    return found


def decision_for(user: User, public_id: str) -> MeetingDecision:
    """A decision of a meeting that somebody may see; else 404."""
    found = MeetingDecision.objects.select_related("meeting__unit", "figure", "by")
    return get_object_or_404(found, meeting__in=meetings_seen_by(user), public_id=public_id)
