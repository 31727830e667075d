"""The individual's and the practitioner's answers side by side, never in one series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from gavn.catalogue.selectors import worded
from gavn.collect.selectors import answers_of
from gavn.measure.pure.answered import Beside, beside

if TYPE_CHECKING:
    from gavn.catalogue.pure.wording import WordedInstrument
    from gavn.collect.models import Occasion, Revision
    from gavn.people.models import Enrolment


@dataclass(frozen=True)
class Pair:
    """One form that both answered on one occasion."""

    occasion: Occasion
    words: WordedInstrument
    rows: tuple[Beside, ...]

    @property
    def apart(self) -> tuple[Beside, ...]:
        """The questions to talk about."""
        return tuple(row for row in self.rows if row.differs)


def pairs_of(enrolment: Enrolment, answers: list[Revision] | None = None) -> list[Pair]:
    """What both the individual and the practitioner answered on a seen stay, newest occasion first.

    ``answers`` spares the query where the page has read them already.
    """
    both: dict[tuple[int, str], dict[str, Revision]] = {}
    for revision in answers_of(enrolment) if answers is None else answers:
        response = revision.response
        key = f"{response.instrument}@{response.version}"
        both.setdefault((response.occasion_id, key), {})[response.respondent] = revision
    found = [
        _pair(key, kinds["individual"], kinds["practitioner"])
        for (_occasion, key), kinds in both.items()
        if {"individual", "practitioner"} <= set(kinds)
    ]
    return sorted(found, key=lambda pair: (pair.occasion.due, pair.occasion.pk), reverse=True)


def _pair(key: str, individual: Revision, practitioner: Revision) -> Pair:
    words = worded(key, get_language() or "en")
    rows = beside(words, individual.answers, practitioner.answers)
    return Pair(individual.response.occasion, words, tuple(rows))
