"""What a respondent sees after answering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gavn.catalogue.pure.answers import plain_row
from gavn.catalogue.pure.expressions import evaluate
from gavn.catalogue.pure.relevance import parsed
from gavn.collect.pure.picture import Mark, own_picture

if TYPE_CHECKING:
    from gavn.collect.selectors.sittings import Sitting


def pictures_of(sittings: Sequence[Sitting]) -> list[tuple[str, list[Mark]]]:
    """Each answered form with what its respondent may see of it."""
    found = []
    for sitting in sittings:
        revision = sitting.asked.revision
        if revision is not None:
            found.append((sitting.words.title, own_picture(sitting.words, revision.answers, sitting.last)))
    return [(title, marks) for title, marks in found if marks]


def help_after(sittings: Sequence[Sitting], language: str, local: list[str]) -> list[str]:
    """What is said to somebody whose answer calls for help: the form's own words, then those of the place."""
    found: list[str] = []
    for sitting in sittings:
        revision, definition = sitting.asked.revision, sitting.words.definition
        row = plain_row(definition, revision.answers if revision else {})
        found += [
            rule.respondent.in_(language) for rule in definition.critical if evaluate(parsed(rule.when), row) is True
        ]
    return [*found, *(words for words in local if words)] if found else []
