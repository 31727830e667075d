"""Questions back, for the readers of a report and for those who answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from gavn.access.pure.today import MOST, Line, Pile, piled
from gavn.access.selectors import may, units_where
from gavn.annual.models import Question
from gavn.kernel.say import Said

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.judge.models import AuditMeeting

ANSWER = "annual.answer"
SHORT = 90  # letters of a question on the front page


def questions_of(meeting: AuditMeeting) -> list[Question]:
    """Every question that a report led to, in the order in which they were asked."""
    return list(_known().filter(meeting=meeting))


def asks_already(user: User, meeting: AuditMeeting) -> bool:
    """Whether a question of this reader still waits for its answer."""
    return Question.objects.filter(meeting=meeting, by=user, answered_at=None).exists()


def question_to_answer(user: User, public_id: str) -> Question:
    """A question that somebody may answer; else 404."""
    return get_object_or_404(_known().filter(meeting__unit__in=units_where(user, ANSWER)), public_id=public_id)


def questions_wait(*, user: User, into: list[Pile]) -> None:
    """Questions from readers of yearly reports that nobody has answered, for those who answer."""
    if not may(user, ANSWER):
        return
    found = _known().filter(meeting__unit__in=units_where(user, ANSWER), answered_at=None)[: MOST + 1]
    lines = [
        Line(reverse("answer_back", args=[one.public_id]), name=one.meeting.unit.name, words=one.text[:SHORT],
             day=one.at.date())
        for one in found
    ]  # fmt: skip
    act, why = Said("Answer a question on a yearly report"), Said("{n} questions wait for an answer")
    into += piled(Pile("questions_back", 45, Said("Questions on a yearly report"), lines, act=act, why=why))


def _known() -> QuerySet[Question]:
    return Question.objects.select_related("meeting__unit", "by", "answered_by")
