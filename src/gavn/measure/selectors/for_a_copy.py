"""What this stage keeps about one person, for a copy; and their answers in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from gavn.catalogue.selectors import worded
from gavn.collect.pure.outcome import RESPONDENTS
from gavn.collect.selectors import answers_of
from gavn.kernel.say import Said
from gavn.measure.models import CriticalTask, ScoreRow
from gavn.measure.pure.answered import in_words
from gavn.people.selectors import stays_of
from gavn.people.selectors.for_a_copy import WHY, plain_rows
from gavn.rights.pure.copies import Part
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.collect.models import Revision
    from gavn.people.models import Individual

WHOSE = "revision__response__occasion__enrolment__individual"


def copy_scores(*, individual: Individual, into: list[Part]) -> None:
    """Scores and critical answers of a person, and every answer in words; signed up to rights.copied."""
    language = get_language() or "en"
    given = [revision for stay in stays_of(individual) for revision in answers_of(stay)]
    rows = [row for revision in given for row in _in_words(revision, language)]
    into.append(Part("collect.Revision in words", Said("Answers in words"), rows))
    for table, title in ((ScoreRow, Said("Scores")), (CriticalTask, Said("Critical answers"))):
        kept = table.objects.unscoped(WHY).filter(**{WHOSE: individual}).order_by("pk")
        into.append(Part(table._meta.label, title, plain_rows(kept)))


def _in_words(revision: Revision, language: str) -> list[dict[str, Any]]:
    response = revision.response
    words = worded(f"{response.instrument}@{response.version}", language)
    about = {
        "form": words.title,
        "respondent": say(RESPONDENTS.get(response.respondent, Said(response.respondent))),
        "day": revision.answered_on.isoformat(),
    }
    answered = [in_words(item, revision.answers[item.id]) for item in words.items if item.id in revision.answers]
    return [
        about | {"question": one.question, "answer": say(one.answer) if isinstance(one.answer, Said) else one.answer}
        for one in answered
    ]
