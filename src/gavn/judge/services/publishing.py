"""A meeting is published by two persons; afterwards there are addenda and a learning meeting, and no changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import civil_today, require
from gavn.access.services import ask_two_persons
from gavn.history.services import record
from gavn.judge.models import AuditMeeting, LearningMeeting
from gavn.judge.pure.words import LONGEST_LINE, checked_text
from gavn.judge.selectors.meetings import HOLD
from gavn.judge.services.held import held_for, step
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused

if TYPE_CHECKING:
    from gavn.access.models import TwoPersonAct, User

KIND = "judge.publish"


@transaction.atomic
def ask_publishing_meeting(*, by: User, meeting: AuditMeeting, reason: str) -> TwoPersonAct:
    """Ask a second person to publish the meeting as it stands now."""
    require(by, HOLD, at=meeting.unit)
    meeting = held_for("publish", meeting)
    act = ask_two_persons(
        by=by, kind=KIND, unit=meeting.unit, about=meeting.public_id, reason=reason, terms={"version": meeting.version}
    )
    step(meeting, "publishing_asked", by)
    record(by, "judge.publishing_asked", about=meeting, unit=meeting.unit, version=meeting.version)
    return act


def publish_meeting(*, act: TwoPersonAct, by: User) -> AuditMeeting:
    """What a release does: figures, texts, decisions and answers are published as they stood when it was asked for."""
    found = AuditMeeting.objects.select_related("unit").get(public_id=act.about)
    meeting = held_for("publish", found)
    if meeting.version != act.terms.get("version"):
        raise Refused("Something was changed since this was asked for. Refuse it; then it can be asked for again.")
    meeting.state, meeting.published_at = "published", now()
    meeting.save(update_fields=["state", "published_at"])
    step(meeting, "published", by)
    record(by, "judge.meeting_published", about=meeting, unit=meeting.unit, asked_by=act.asked_by.public_id)
    return meeting


@transaction.atomic
def add_addendum(*, by: User, meeting: AuditMeeting, words: str) -> AuditMeeting:
    """Add a dated correction or word to what was published; the published text stays as it was said."""
    require(by, HOLD, at=meeting.unit)
    meeting = held_for("add", meeting)
    step(meeting, "addendum", by, checked_text(words, field="words"))
    record(by, "judge.addendum_added", about=meeting, unit=meeting.unit)
    return meeting


@transaction.atomic
def hold_learning_meeting(
    *, by: User, meeting: AuditMeeting, held_on: date, who: str, learned: str, taken_up: str
) -> LearningMeeting:
    """Write down a learning meeting: when, with whom, what was learned, and what is taken up by whom."""
    require(by, HOLD, at=meeting.unit)
    meeting = held_for("learn", meeting)
    if held_on > civil_today():
        raise Refused("Write down a learning meeting once it was held.", field="held_on")
    if meeting.published_at is not None and held_on < meeting.published_at.date():
        raise Refused("The learning meeting comes after the publication.", field="held_on")
    row = LearningMeeting.objects.create(
        meeting=meeting, held_on=held_on, by=by, at=now(),
        who=checked_text(who, field="who", longest=LONGEST_LINE), learned=checked_text(learned, field="learned"),
        taken_up=checked_text(taken_up, field="taken_up"),
    )  # fmt: skip
    step(meeting, "learning_meeting", by)
    record(by, "judge.learning_meeting_held", about=meeting, unit=meeting.unit)
    return row
