"""A meeting is planned, and people are asked to take part."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import may, require
from gavn.history.services import record
from gavn.judge.models import AuditMeeting, Participant
from gavn.judge.pure.words import LONGEST_LINE, ROLES, checked_level, checked_text
from gavn.judge.selectors.meetings import HOLD, PART, SIGN, has_indicators
from gavn.judge.services.held import held_for, moved_on, step
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.kernel.periods import Period


@transaction.atomic
def plan_meeting(*, by: User, unit: Unit, programme: str, level: str, season: Period, held_on: date) -> AuditMeeting:
    """Plan a meeting on a programme's figures of a season for one part of the tree; who plans it takes part."""
    require(by, HOLD, at=unit)
    checked_level(level, unit.kind)
    if not has_indicators(programme):
        raise Refused("This programme has no indicators to talk about.", field="programme")
    if held_on < season.first:
        raise Refused("The meeting is held before its season begins.", field="held_on")
    meeting = AuditMeeting.objects.create(
        programme=programme, unit=unit, level=level, first=season.first, last=season.last, held_on=held_on, made_by=by,
        made_at=now(),
    )  # fmt: skip
    Participant.objects.create(meeting=meeting, user=by, name=by.name, role="chair")
    step(meeting, "planned", by)
    record(by, "judge.meeting_planned", about=meeting, unit=unit, programme=programme)
    return meeting


@transaction.atomic
def add_participant(
    *, by: User, meeting: AuditMeeting, role: str, user: User | None = None, name: str = ""
) -> Participant:
    """Ask somebody to take part: with an account they read and write here, without one they are only named."""
    require(by, HOLD, at=meeting.unit)
    meeting = held_for("invite", meeting)
    if role not in ROLES:
        raise Refused("Say as what they take part.", field="role")
    called = user.name if user else checked_text(name, field="name", longest=min(LONGEST_LINE, 120))
    if user is not None and not may(user, PART):
        raise Refused("{name} has no role that takes part in audit meetings.", name=user.name, field="user")
    if role == "data_quality" and (user is None or not may(user, SIGN, at=meeting.unit)):
        raise Refused("The quality of the data is signed off by somebody with an account and that right here.",
                      field="user")  # fmt: skip
    if user is not None and meeting.participants.filter(user=user, left_at=None).exclude(role="chair").exists():
        raise Refused("{name} takes part already.", name=user.name, field="user")
    meeting.participants.filter(user=user, left_at=None, user__isnull=False).update(left_at=now())
    row = Participant.objects.create(meeting=meeting, user=user, name=called, role=role)
    moved_on(meeting)
    record(by, "judge.participant_added", about=meeting, unit=meeting.unit, participant=row.public_id, role=role)
    return row


@transaction.atomic
def end_participation(*, by: User, participant: Participant) -> Participant:
    """Let somebody no longer take part; what they wrote stays theirs."""
    require(by, HOLD, at=participant.meeting.unit)
    meeting = held_for("invite", participant.meeting)
    if participant.left_at is not None:
        raise Refused("{name} takes no part any more.", name=participant.name)
    participant.left_at = now()
    participant.save(update_fields=["left_at"])
    moved_on(meeting)
    record(by, "judge.participant_left", about=meeting, unit=meeting.unit, participant=participant.public_id)
    return participant
