"""Norms from the own sample: computed from everybody's first answers, where no norm was published."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import ibis

from gavn.access.selectors import require
from gavn.catalogue.selectors import instruments
from gavn.compare.pure.methods.own_norm import own_norm
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.measure.pure.scoring import rests_on
from gavn.measure.selectors import newest_own_norms
from gavn.measure.services import fresh_store, keep_own_norm
from gavn.works.services import due_at

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.catalogue.pure.formats import Instrument, Score
    from gavn.measure.gateways.store import Store
    from gavn.people.models import Enrolment

WEEKLY = "compare.want_own_norms"
AT_NIGHT = 3


def compute_own_norms(*, by: User | None = None) -> list[str]:
    """Compute and keep the norms that scores ask for; returns for which there were enough people.

    ``by`` is nobody in the weekly job. A norm that came out as the newest one is not kept again.
    """
    if by is not None:
        require(by, "access.shape")
    store = fresh_store()
    asking = [(one, score) for one in instruments() for score in one.scores if score.own_sample]
    return [f"{one.full_key} {score.key}" for one, score in asking if _kept(store, one, score, by)]


def ask_for_own_norms(*, enrolment: Enrolment, by: User | None) -> None:
    """See to it that the norms are computed the next night from Sunday to Monday. Signed up to people.enrolled."""
    due_at(next_monday(now()), WEEKLY, "weekly")


def next_monday(moment: datetime) -> datetime:
    """Three in the morning of the Monday after a moment.

    >>> from datetime import UTC
    >>> next_monday(datetime(2026, 3, 10, 9, 30, tzinfo=UTC)).isoformat()
    '2026-03-16T03:00:00+00:00'
    """
    day = moment + timedelta(days=7 - moment.weekday())
    return day.replace(hour=AT_NIGHT, minute=0, second=0, microsecond=0)


def _kept(store: Store, definition: Instrument, score: Score, by: User | None) -> bool:
    items = rests_on(definition, score)
    answers = first_answers(store, definition, score, items)
    # Which way round an item is worded turns its sign; where it lies on its scale changes nothing.
    turned = [-1.0 if name in score.reverse else 1.0 for name in items]
    rows = [
        [sign * row[name] for sign, name in zip(turned, items, strict=True)] for row in answers if _whole(row, items)
    ]
    values = [row["value"] for row in answers if row["value"] is not None]
    try:
        found = own_norm(values, rows, missing=len(answers) - len(values))
    except Refused:
        return False
    newest = newest_own_norms().get((definition.key, definition.version, score.key))
    if newest is None or (newest.n, newest.mean, newest.sd) != (found.n, found.mean, found.sd):
        keep_own_norm(
            by=by,
            instrument=definition,
            score=score,
            mean=found.mean,
            sd=found.sd,
            reliability=found.alpha.estimate.value,
            n=found.n,
        )
    return True


def first_answers(store: Store, definition: Instrument, score: Score, items: list[str]) -> list[dict[str, Any]]:
    """Everybody's first baseline: the score and its items, one row a person, by one kind of respondent only."""
    asked = "individual" if "individual" in definition.respondents else definition.respondents[0]
    scores = store.table("scores")
    mine = scores.filter(
        scores.baseline,
        scores.instrument == definition.key,
        scores.version == definition.version,
        scores.score == score.key,
        scores.respondent == asked,
    )
    order = ibis.window(group_by=mine.individual, order_by=[mine.due, mine.occasion])
    first = mine.mutate(place=ibis.row_number().over(order)).filter(lambda one: one.place == 0)
    answers = store.table(definition.full_key)
    joined = first.join(answers, [first.occasion == answers._occasion, first.respondent == answers._respondent])
    rows: list[dict[str, Any]] = joined.select("value", *items).to_pyarrow().to_pylist()
    return rows


def _whole(row: dict[str, Any], items: list[str]) -> bool:
    return all(row[name] is not None for name in items)
