"""Which scores a set of services has, and at which later measurements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gavn.compare.pure.changed import Later, Line, Offered
from gavn.compare.selectors.stays import day, rows_of, stays_in

if TYPE_CHECKING:
    from gavn.compare.pure.scope import Scope
    from gavn.measure.gateways.store import Store


def scores_available(store: Store, scope: Scope) -> list[Offered]:
    """Every score with a value in the scope, the most frequent first; its later measurements with their numbers."""
    stays = stays_in(store, scope).select("enrolment")
    scores: Any = store.table("scores")
    scores = scores.filter(scores.value.notnull() & (scores.day <= day(scope.last))).inner_join(stays, "enrolment")
    keys = ["instrument", "version", "score", "respondent", "baseline", "kind", "month"]
    rows = rows_of(scores.group_by(keys).agg(n=scores.enrolment.nunique()))
    first: dict[Line, int] = {}
    later: dict[Line, dict[Later, int]] = {}
    for row in rows:
        line = Line(row["instrument"], row["version"], row["score"], row["respondent"])
        first.setdefault(line, 0)
        if row["baseline"]:
            first[line] += row["n"]
        else:
            at = Later(row["kind"], None if row["kind"] == "exit" else row["month"])
            later.setdefault(line, {})
            later[line][at] = later[line].get(at, 0) + row["n"]
    offered = [Offered(line, n, _in_order(later.get(line, {}))) for line, n in first.items()]
    return sorted(offered, key=lambda one: (-one.values, str(one.line)))


def _in_order(later: dict[Later, int]) -> dict[Later, int]:
    kinds = ("status", "exit", "follow_up")
    return dict(sorted(later.items(), key=lambda one: (kinds.index(one[0].kind), one[0].month or 0)))
