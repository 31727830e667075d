"""What was written and decided, for the pages of a meeting and for the reports in which the texts travel on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from gavn.judge.models import AuditMeeting, HearingComment, Interpretation, MeetingDecision, PackFigure, Participant
from gavn.works.selectors import draft_at
from gavn.works.services import draft_content

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gavn.access.models import Unit, User
    from gavn.kernel.periods import Period


@dataclass(frozen=True)
class Interpreted:
    """A text that travels with its figure: beside which indicator, of what kind, by whom, when, at which meeting."""

    indicator: str
    kind: str
    text: str
    author: str
    written_at: datetime
    meeting: str
    held_on: date


@dataclass(frozen=True)
class Decided:
    """What a meeting decided: on which indicator (empty: on the whole), what, why, by whom, when."""

    public_id: str
    indicator: str
    what: str
    why: str
    by: str
    at: datetime
    meeting: str


def interpretations_of(programme: str, unit: Unit, season: Period, *, published_only: bool = True) -> list[Interpreted]:
    """The texts beside a programme's figures for one place and season, in the order of the figures.

    ``programme`` is a key with or without its version. Unpublished texts are for those who hold the meeting.
    """
    found = Interpretation.objects.filter(
        figure__meeting__in=_meetings(programme, unit, season, published_only=published_only)
    ).select_related("figure__meeting", "author")
    return [
        Interpreted(
            one.figure.key, one.kind, one.text, one.author.name, one.written_at, one.figure.meeting.public_id,
            one.figure.meeting.held_on,
        )
        for one in found.order_by("figure__meeting", "figure__place", "id")
    ]  # fmt: skip


def decisions_of(programme: str, unit: Unit, season: Period, *, published_only: bool = True) -> list[Decided]:
    """What was decided on a programme's figures for one place and season, in the order in which it was."""
    found = MeetingDecision.objects.filter(
        meeting__in=_meetings(programme, unit, season, published_only=published_only)
    ).select_related("meeting", "figure", "by")
    return [
        Decided(
            one.public_id, one.figure.key if one.figure else "", one.what, one.why, one.by.name, one.at,
            one.meeting.public_id,
        )
        for one in found.order_by("meeting", "id")
    ]  # fmt: skip


def _meetings(programme: str, unit: Unit, season: Period, *, published_only: bool) -> QuerySet[AuditMeeting]:
    key = programme.partition("@")[0] + "@"
    found = AuditMeeting.objects.filter(
        programme__startswith=key, unit=unit, first=season.first, last=season.last, signed_at__isnull=False
    )
    return found.filter(state="published") if published_only else found


def text_beside(figure: PackFigure, kind: str) -> Interpretation | None:
    """What stands beside a figure of this kind."""
    return figure.interpretations.select_related("author").filter(kind=kind).first()


def decision_named(meeting: AuditMeeting, public_id: str) -> MeetingDecision:
    """A decision of a seen meeting; else 404."""
    return get_object_or_404(meeting.decisions.select_related("figure", "by"), public_id=public_id)


def comment_named(meeting: AuditMeeting, public_id: str) -> HearingComment:
    """A comment of a seen meeting's hearing; else 404."""
    return get_object_or_404(meeting.comments.select_related("figure", "by", "unit"), public_id=public_id)


def participant_named(meeting: AuditMeeting, public_id: str) -> Participant:
    """Somebody who takes part in a seen meeting; else 404."""
    return get_object_or_404(meeting.participants.filter(left_at=None), public_id=public_id)


def draft_key(figure: PackFigure, kind: str, user: User) -> str:
    """Where what somebody is typing beside a figure is kept."""
    return f"judge:{figure.public_id}:{kind}:{user.public_id}"


def typed_so_far(figure: PackFigure, kind: str, user: User) -> str:
    """What somebody typed beside a figure and has not saved; empty where nothing."""
    found = draft_at(draft_key(figure, kind, user))
    return str(draft_content(found).get("text", "")) if found else ""
