"""A meeting held for a write: locked, and known to stand where the write may follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.judge.models import AuditMeeting, MeetingStep
from gavn.judge.pure.life import checked_act
from gavn.judge.selectors.meetings import standing_of
from gavn.kernel.clock import now

if TYPE_CHECKING:
    from gavn.access.models import User


def held_for(act: str, meeting: AuditMeeting) -> AuditMeeting:
    """The meeting as it stands, locked; refused in words where the act may not follow."""
    found = AuditMeeting.objects.select_for_update(of=("self",)).select_related("unit").get(pk=meeting.pk)
    checked_act(act, standing_of(found))
    return found


def step(meeting: AuditMeeting, kind: str, by: User, words: str = "") -> None:
    """Add a step of the meeting's way."""
    MeetingStep.objects.create(meeting=meeting, kind=kind, by=by, words=words, at=now())


def moved_on(meeting: AuditMeeting, *fields: str) -> None:
    """Keep these fields, and count up the version that would be published."""
    meeting.version += 1
    meeting.save(update_fields=["version", *fields])
