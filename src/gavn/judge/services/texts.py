"""What the panel writes beside figures, and what it decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gavn.history.services import record
from gavn.judge.models import AuditMeeting, Interpretation, MeetingDecision, PackFigure
from gavn.judge.pure.words import LONGEST, LONGEST_LINE, TEXTS, checked_text
from gavn.judge.selectors.meetings import require_panel
from gavn.judge.selectors.texts import draft_key
from gavn.judge.services.held import held_for, moved_on
from gavn.kernel.clock import now
from gavn.kernel.errors import Conflict, Refused
from gavn.works.services import drop_drafts, save_draft

if TYPE_CHECKING:
    from gavn.access.models import User

OTHER = "Somebody else wrote here meanwhile."


@transaction.atomic
def interpret(*, by: User, figure: PackFigure, kind: str, text: str, expected: int) -> Interpretation:
    """Write what a figure means, or change it; ``expected`` is the revision that was read, 0 where nothing stood."""
    require_panel(by, figure.meeting)
    meeting = held_for("interpret", figure.meeting)
    if kind not in TEXTS:
        raise Refused("Choose what kind of text this is.", field="kind")
    words = checked_text(text, field="text")
    row = Interpretation.objects.select_for_update().filter(figure=figure, kind=kind).first()
    row = row or Interpretation(figure=figure, kind=kind, revision=0)
    if row.revision != expected:
        raise Conflict(OTHER, mine=words, theirs=row)
    row.text, row.author, row.written_at, row.revision = words, by, now(), row.revision + 1
    row.save()
    drop_drafts([draft_key(figure, kind, by)])
    moved_on(meeting)
    record(by, "judge.figure_interpreted", about=meeting, unit=meeting.unit, figure=figure.public_id, kind_of=kind,
           revision=row.revision)  # fmt: skip
    return row


def keep_interpretation(*, by: User, figure: PackFigure, kind: str, text: str) -> None:
    """Keep what somebody is typing beside a figure, for nobody but them, until they save it."""
    require_panel(by, figure.meeting)
    if kind not in TEXTS or len(text) > 2 * LONGEST:
        raise Refused("This is more text than fits beside a figure; shorten it.", field="text")
    save_draft(draft_key(figure, kind, by), {"text": text}, owner=by.public_id)


@transaction.atomic
def decide_at_meeting(
    *, by: User, meeting: AuditMeeting, what: str, why: str, figure: PackFigure | None = None
) -> MeetingDecision:
    """Write down what the meeting decided, and why; on a figure, or on the whole."""
    require_panel(by, meeting)
    meeting = held_for("decide", meeting)
    if figure is not None and figure.meeting_id != meeting.pk:
        raise Refused("This figure lies before another meeting.", field="figure")
    words = {"what": checked_text(what, field="what", longest=LONGEST_LINE), "why": checked_text(why, field="why")}
    row = MeetingDecision.objects.create(meeting=meeting, figure=figure, by=by, at=now(), **words)
    moved_on(meeting)
    record(by, "judge.decided", about=row, unit=meeting.unit, meeting=meeting.public_id)
    return row


@transaction.atomic
def change_decision(*, by: User, decided: MeetingDecision, what: str, why: str, expected: int) -> MeetingDecision:
    """Say a decision in other words, before it is published; ``expected`` is the revision that was read."""
    require_panel(by, decided.meeting)
    meeting = held_for("decide", decided.meeting)
    words = {"what": checked_text(what, field="what", longest=LONGEST_LINE), "why": checked_text(why, field="why")}
    row = MeetingDecision.objects.select_for_update(of=("self",)).select_related("by").get(pk=decided.pk)
    if row.revision != expected:
        raise Conflict(OTHER, mine=words, theirs=row)
    row.what, row.why, row.by, row.at = words["what"], words["why"], by, now()
    row.revision += 1
    row.save(update_fields=["what", "why", "by", "at", "revision"])
    moved_on(meeting)
    record(by, "judge.decision_changed", about=row, unit=meeting.unit, revision=row.revision)
    return row
