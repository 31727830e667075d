"""The frozen figures of a meeting as one reader may see them, each with the texts that travel with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from gavn.judge.models import PackFigure
from gavn.judge.pure.figures import figure_of
from gavn.judge.pure.quality import QualityShown, quality_of, quality_shown
from gavn.judge.pure.shown import FigureShown, figure_shown
from gavn.judge.selectors.meetings import policy_for

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.judge.models import AuditMeeting, HearingComment, Interpretation, MeetingDecision


@dataclass(frozen=True)
class FigureRead:
    """A figure with everything that was said about it."""

    row: PackFigure
    shown: FigureShown
    texts: tuple[Interpretation, ...]
    decisions: tuple[MeetingDecision, ...]
    comments: tuple[HearingComment, ...]


def figures_read(user: User, meeting: AuditMeeting) -> list[FigureRead]:
    """All figures of a meeting in their order."""
    rows = meeting.figures.prefetch_related("interpretations__author", "decisions__by", "comments__by",
                                            "comments__unit", "comments__answered_by")  # fmt: skip
    policy = policy_for(user, meeting)
    return [
        FigureRead(
            row,
            figure_shown(figure_of(row.frozen), policy),
            tuple(row.interpretations.all()),
            tuple(row.decisions.all()),
            tuple(row.comments.all()),
        )
        for row in rows
    ]


def figure_named(meeting: AuditMeeting, public_id: str) -> PackFigure:
    """A figure of a seen meeting; else 404."""
    return get_object_or_404(meeting.figures, public_id=public_id)


def figure_read(user: User, meeting: AuditMeeting, public_id: str) -> FigureRead:
    """One figure of a seen meeting for this reader; else 404."""
    row = figure_named(meeting, public_id)
    return FigureRead(
        row,
        figure_shown(figure_of(row.frozen), policy_for(user, meeting)),
        tuple(row.interpretations.select_related("author")),
        tuple(row.decisions.select_related("by")),
        tuple(row.comments.select_related("by", "unit", "answered_by")),
    )


def quality_read(user: User, meeting: AuditMeeting) -> list[QualityShown]:
    """The data quality sheet as this reader may see it, the whole first."""
    return quality_shown([quality_of(one) for one in meeting.quality], policy_for(user, meeting))
