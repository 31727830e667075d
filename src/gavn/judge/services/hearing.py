"""The hearing: opened for a time, commented on, every comment answered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gavn.access.selectors import civil_today, may, require, units_where
from gavn.history.services import record
from gavn.judge.models import AuditMeeting, HearingComment, PackFigure
from gavn.judge.pure.life import checked_until
from gavn.judge.pure.words import VERDICTS, checked_text
from gavn.judge.selectors.meetings import COMMENT, HOLD, PART, is_heard
from gavn.judge.services.held import held_for, moved_on, step
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused

if TYPE_CHECKING:
    from gavn.access.models import Unit, User


@transaction.atomic
def open_hearing(*, by: User, meeting: AuditMeeting, until: date, words: str = "") -> AuditMeeting:
    """Open figures and texts to those who are heard, until a day; meanwhile the texts stay as they are."""
    require(by, HOLD, at=meeting.unit)
    meeting = held_for("open_hearing", meeting)
    checked_until(until, civil_today())
    meeting.state, meeting.hearing_until = "hearing", until
    moved_on(meeting, "state", "hearing_until")
    step(meeting, "hearing", by, checked_text(words, field="words", needed=False))
    record(by, "judge.hearing_opened", about=meeting, unit=meeting.unit, until=until.isoformat())
    return meeting


@transaction.atomic
def close_hearing(*, by: User, meeting: AuditMeeting, words: str) -> AuditMeeting:
    """Close a hearing before its last day, and say why: for example because all have been heard."""
    require(by, HOLD, at=meeting.unit)
    meeting = held_for("close_hearing", meeting)
    said = checked_text(words, field="words")
    meeting.closed_at = now()
    moved_on(meeting, "closed_at")
    step(meeting, "hearing_closed", by, said)
    record(by, "judge.hearing_closed", about=meeting, unit=meeting.unit)
    return meeting


@transaction.atomic
def comment_in_hearing(
    *, by: User, meeting: AuditMeeting, text: str, figure: PackFigure | None = None
) -> HearingComment:
    """Comment on a figure or on the whole while the hearing is open; whoever is heard sees every comment."""
    if not (may(by, COMMENT) or may(by, PART)):
        require(by, COMMENT)
    if not is_heard(by, meeting):
        raise PermissionDenied(COMMENT)
    meeting = held_for("comment", meeting)
    if figure is not None and figure.meeting_id != meeting.pk:
        raise Refused("This figure lies before another meeting.", field="figure")
    words = checked_text(text, field="text")
    row = HearingComment.objects.create(
        meeting=meeting, figure=figure, unit=_speaks_for(by, meeting), text=words, by=by, at=now()
    )
    moved_on(meeting)
    record(by, "judge.commented", about=row, unit=meeting.unit, meeting=meeting.public_id)
    return row


def _speaks_for(by: User, meeting: AuditMeeting) -> Unit | None:
    """The service somebody speaks for, where it is one."""
    mine = list(meeting.services.select_related("unit").filter(unit__in=units_where(by, COMMENT))[:2])
    return mine[0].unit if len(mine) == 1 else None


@transaction.atomic
def answer_comment(*, by: User, comment: HearingComment, verdict: str, answer: str) -> HearingComment:
    """Answer a comment: accepted and changed, or not accepted and why; the answer stays beside it."""
    require(by, HOLD, at=comment.meeting.unit)
    meeting = held_for("answer", comment.meeting)
    if verdict not in VERDICTS:
        raise Refused("Say whether the comment is accepted.", field="verdict")
    words = checked_text(answer, field="answer")
    row = HearingComment.objects.select_for_update(of=("self",)).select_related("by").get(pk=comment.pk)
    if row.verdict:
        raise Refused("This comment was answered already.")
    row.verdict, row.answer, row.answered_by, row.answered_at = verdict, words, by, now()
    row.save(update_fields=["verdict", "answer", "answered_by", "answered_at"])
    moved_on(meeting)
    record(by, "judge.comment_answered", about=row, unit=meeting.unit, verdict=verdict)
    return row
