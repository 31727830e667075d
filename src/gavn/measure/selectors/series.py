"""The scores of seen stays as series, for one person or for a list, in the same number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from gavn.catalogue.selectors import instrument
from gavn.measure.models import OwnNorm, ScoreRow
from gavn.measure.pure.norms import NormUsed, which_norm
from gavn.measure.pure.series import Point, Series

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats import Instrument, Score
    from gavn.people.models import Enrolment

SEEN = "of stays that were seen"
Line = tuple[str, str, str]
OwnNorms = dict[tuple[str, int, str], OwnNorm]


def series_of(enrolment: Enrolment, respondents: Collection[str] | None = None) -> list[Series]:
    """All scores of a seen stay, a series a scale and respondent, points oldest first."""
    return series_of_many([enrolment], respondents)[enrolment.pk]


def series_of_many(
    enrolments: Iterable[Enrolment], respondents: Collection[str] | None = None
) -> dict[int, list[Series]]:
    """The series of many seen stays by their primary key; two queries however many there are."""
    keys = [enrolment.pk for enrolment in enrolments]
    points: dict[int, dict[Line, list[Point]]] = {key: defaultdict(list) for key in keys}
    for row in _rows(keys, respondents):
        response = row.revision.response
        line = (f"{response.instrument}@{response.version}", row.score, response.respondent)
        points[response.occasion.enrolment_id][line].append(_point(row))
    own = newest_own_norms() if any(points.values()) else {}
    return {key: [one for line in lines.items() if (one := _series(*line, own))] for key, lines in points.items()}


def newest_own_norms() -> OwnNorms:
    """The newest norm from the own sample for each score."""
    found: OwnNorms = {}
    for norm in OwnNorm.objects.order_by("id"):
        found[norm.instrument, norm.version, norm.score] = norm
    return found


def norm_for(definition: Instrument, score: Score, own: OwnNorms | None = None) -> NormUsed | None:
    """The norm by which a score is read: the file's, else the own sample's, else none."""
    known = newest_own_norms() if own is None else own
    return which_norm(score, known.get((definition.key, definition.version, score.key)))


def _rows(enrolments: list[int], respondents: Collection[str] | None) -> Iterable[ScoreRow]:
    rows = ScoreRow.objects.unscoped(SEEN).filter(
        revision__current=True, revision__response__occasion__enrolment__in=enrolments
    )
    if respondents is not None:
        rows = rows.filter(revision__response__respondent__in=respondents)
    rows = rows.select_related("revision__response__occasion").defer("revision__answers")
    return rows.order_by("revision__response__occasion__due", "revision__answered_on", "id")


def _point(row: ScoreRow) -> Point:
    occasion = row.revision.response.occasion
    return Point(
        day=row.revision.answered_on,
        month=occasion.month,
        occasion=occasion.public_id,
        kind=occasion.kind,
        number=occasion.number,
        baseline=occasion.baseline,
        value=row.value,
        answered=row.answered,
        items=row.items,
        band=row.band,
        revision=row.revision.number,
        programme=f"{occasion.programme}@{occasion.version}",
    )


def _series(line: Line, points: list[Point], own: OwnNorms) -> Series | None:
    """The series, unless the definition no longer has this score."""
    full_key, key, respondent = line
    definition = instrument(full_key)
    score = definition.score_by_key.get(key)
    if score is None:
        return None
    ordered = sorted(points, key=lambda point: (not point.baseline, point.day))
    return Series(definition, score, respondent, tuple(ordered), norm_for(definition, score, own))
