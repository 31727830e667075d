"""A question back on a yearly report, and its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gavn.access.selectors import require
from gavn.annual.models import Question
from gavn.annual.pure.questions import LONGEST_ANSWER, LONGEST_QUESTION, checked_words
from gavn.annual.selectors.questions import asks_already
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.judge.models import AuditMeeting


@transaction.atomic
def ask_back(*, by: User, meeting: AuditMeeting, text: str) -> Question:
    """Ask those who wrote a report one question; the next one once it is answered."""
    require(by, "annual.read")
    words = checked_words(text, field="text", longest=LONGEST_QUESTION)
    if asks_already(by, meeting):
        raise Refused("Your question on this report waits for its answer. Then you can ask another.", field="text")
    made = Question.objects.create(meeting=meeting, text=words, by=by, at=now())
    record(by, "annual.question_asked", about=made, unit=meeting.unit)
    return made


@transaction.atomic
def answer_back(*, by: User, question: Question, answer: str) -> Question:
    """Answer a question, once, for all who read the report."""
    require(by, "annual.answer", at=question.meeting.unit)
    words = checked_words(answer, field="answer", longest=LONGEST_ANSWER)
    kept = Question.objects.select_for_update(of=("self",)).select_related("meeting__unit").get(pk=question.pk)
    if kept.answered_at is not None:
        raise Refused("This question has been answered already.", field="answer")
    kept.answer, kept.answered_by, kept.answered_at = words, by, now()
    kept.save(update_fields=["answer", "answered_by", "answered_at"])
    record(by, "annual.question_answered", about=kept, unit=kept.meeting.unit)
    return kept
