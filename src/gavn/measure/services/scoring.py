"""Scores are written in the transaction of the answers they belong to, and critical answers are found there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects

from gavn.access.selectors import civil_today
from gavn.catalogue.selectors import instrument
from gavn.measure.models import ScoreRow
from gavn.measure.pure.scoring import critical_rules, scored
from gavn.measure.services.critical import Found, open_critical_tasks

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.catalogue.pure.formats import Instrument
    from gavn.collect.models import Revision

BATCH = 1000
MANY = 20  # more answers than anybody gives at once: they come from another system or a demo
RECENT = timedelta(days=14)


def score_revisions(*, revisions: Sequence[Revision], by: User | None) -> None:
    """Write the scores of answers just submitted or corrected, and open a task for each critical one.

    Signed up to collect.submitted, whose services ask for the permission and write the line of history.
    """
    definitions = _definitions(revisions)
    rows: list[ScoreRow] = []
    found: list[Found] = []
    for revision in revisions:
        definition = definitions[_key(revision)]
        rows += _rows(revision, definition)
        if definition.critical:
            found += [Found(revision, rule) for rule in critical_rules(definition, revision.answers)]
    ScoreRow.objects.bulk_create(rows, batch_size=BATCH)
    urgent = _urgent(found, bulk=len(revisions) > MANY)
    if urgent:
        prefetch_related_objects(
            [one.revision for one in urgent],
            "response__occasion__enrolment__unit",
            "response__occasion__enrolment__individual",
        )
        open_critical_tasks(urgent, by)


def _rows(revision: Revision, definition: Instrument) -> Iterable[ScoreRow]:
    row = partial(ScoreRow, revision=revision)
    return [
        row(
            score=one.score,
            version=one.version,
            value=one.value,
            answered=one.answered,
            items=one.items,
            band=one.band,
        )
        for one in scored(definition, revision.answers)
    ]


def _urgent(found: list[Found], *, bulk: bool) -> list[Found]:
    """Answers brought in from elsewhere alarm only while they are recent; somebody dealt with older ones there."""
    since = civil_today() - RECENT
    return [one for one in found if one.revision.answered_on >= since or not (bulk or one.revision.mode == "import")]


def _definitions(revisions: Sequence[Revision]) -> dict[str, Instrument]:
    return {key: instrument(key) for key in {_key(revision) for revision in revisions}}


def _key(revision: Revision) -> str:
    return f"{revision.response.instrument}@{revision.response.version}"
