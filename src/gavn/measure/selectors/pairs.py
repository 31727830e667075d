"""The individual's and the practitioner's answers side by side, never in one series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from gavn.catalogue.selectors import instrument, worded
from gavn.collect.selectors import answers_of
from gavn.measure.pure.answered import Beside, beside

if TYPE_CHECKING:
    from gavn.catalogue.pure.wording import WordedInstrument
    from gavn.collect.models import Occasion, Revision
    from gavn.people.models import Enrolment


@dataclass(frozen=True)
class Pair:
    """One form that both answered on one occasion, or two forms that ask the same of each."""

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
        key = _key(revision)
        both.setdefault((response.occasion_id, instrument(key).pairs_with or key), {})[response.respondent] = revision
    found = [
        _pair(kinds["individual"], kinds["practitioner"])
        for kinds in both.values()
        if {"individual", "practitioner"} <= set(kinds)
    ]
    return sorted(found, key=lambda pair: (pair.occasion.due, pair.occasion.pk), reverse=True)


def _pair(individual: Revision, practitioner: Revision) -> Pair:
    words, theirs = (worded(_key(one), get_language() or "en") for one in (individual, practitioner))
    rows = beside(words, individual.answers, practitioner.answers, theirs)
    return Pair(individual.response.occasion, words, tuple(rows))


def _key(revision: Revision) -> str:
    return f"{revision.response.instrument}@{revision.response.version}"
