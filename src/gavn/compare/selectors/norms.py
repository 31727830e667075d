"""A norm of a score from everybody's first answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis
import numpy as np

from gavn.catalogue.pure.rows import bounds
from gavn.compare.pure.methods.own_norm import OwnNorm, own_norm_from_sums
from gavn.compare.selectors.stays import rows_of
from gavn.measure.pure.scoring import rests_on

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats import Instrument, Score
    from gavn.measure.gateways.store import Store


def own_norm_of(store: Store, form: Instrument, score: Score) -> OwnNorm:
    """Mean, spread and alpha of each person's first complete answers at a first measurement; Refused where too few.

    Sums only leave the store: of the items, and of their products two by two.
    """
    answers: Any = store.table(form.full_key)
    occasions: Any = store.table("occasions")
    first = occasions.filter(occasions.baseline).select("occasion", "due")
    answers = answers.filter(answers._respondent == form.respondents[0])
    answers = answers.join(first, answers._occasion == first.occasion)
    place = ibis.row_number().over(group_by=answers._individual, order_by=[answers.due, answers._answered_on])
    answers = answers.mutate(place=place).filter(ibis._.place == 0)
    items = rests_on(form, score)
    keyed = {name: _keyed(answers, form, score, name) for name in items}
    answers = answers.select(**keyed)
    full = ibis.and_(*(answers[name].notnull() for name in items))
    sums: dict[str, Any] = {f"s{i}": answers[a].sum(where=full) for i, a in enumerate(items)}
    for i, a in enumerate(items):
        sums |= {f"p{i}_{j}": (answers[a] * answers[b]).sum(where=full) for j, b in enumerate(items) if j >= i}
    [row] = rows_of(answers.agg(n=full.sum(), people=answers.count(), **sums))
    n = int(row["n"] or 0)
    k = range(len(items))
    totals = np.array([row[f"s{i}"] or 0.0 for i in k])
    products = np.array([[row[f"p{min(i, j)}_{max(i, j)}"] or 0.0 for j in k] for i in k])
    scale = score.times * (1 / len(items) if score.method == "mean" else 1)
    return own_norm_from_sums(n, totals, products, missing=row["people"] - n, scale=scale, offset=_offset(form, score))


def _keyed(answers: Any, form: Instrument, score: Score, name: str) -> Any:
    """The item as the score counts it, moved near 0 so that squares do not cancel."""
    low, high = bounds(form.by_id[name]) or (0.0, 0.0)
    value = answers[name].cast("float64")
    return (low + high - value if name in score.reverse else value) - round((low + high) / 2)


def _offset(form: Instrument, score: Score) -> float:
    """What the sum of the moved items lacks to the sum itself."""
    ends = [bounds(form.by_id[name]) or (0.0, 0.0) for name in rests_on(form, score)]
    return float(sum(round((low + high) / 2) for low, high in ends))
