"""How good the data of a season are, read from the analysis store: one GROUP BY for each question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import ibis

from gavn.compare.selectors.follow_up import due_in
from gavn.compare.selectors.stays import day, rows_of, stays_in
from gavn.judge.pure.quality import Quality

if TYPE_CHECKING:
    from gavn.compare.pure.scope import Scope
    from gavn.measure.gateways.store import Store

FENCE = 3.0
"""Tukey 1977: beyond three times the width of the middle half outside it a value lies far out."""
LEAST_SCORES = 20
"""Of fewer scores on a scale nobody can say which lie far out."""


def quality_rows(store: Store, scope: Scope, names: Mapping[str, str], programme: str) -> list[Quality]:
    """One row a service, in the order of the names."""
    due = _due(store, scope, programme)
    stays = {row["service"]: row for row in _stays(store, scope)}
    scores = {row["service"]: row for row in _scores(store, scope)}
    found = []
    for service, name in names.items():
        mine = [row for row in due if row["service"] == service]
        left_out = {row["reason"]: int(row["n"]) for row in mine if row["reason"]}
        found.append(
            Quality(
                service, name, left_out=left_out,
                due=sum(int(row["n"]) for row in mine), done=sum(int(row["done"] or 0) for row in mine),
                late=sum(int(row["late"] or 0) for row in mine),
                **_numbers(stays.get(service), "stays", "twice"), **_numbers(scores.get(service), "scores", "far_out"),
            )
        )  # fmt: skip
    return found


def _numbers(row: Mapping[str, Any] | None, *names: str) -> dict[str, int]:
    return {name: int(row[name] or 0) if row else 0 for name in names}


def _due(store: Store, scope: Scope, programme: str) -> list[dict[str, Any]]:
    """Occasions of the programme whose time was over, by service and why not."""
    occasions = due_in(store, scope)
    occasions = occasions.filter(occasions.programme == programme)
    occasions = occasions.mutate(
        reason=occasions.done.ifelse(None, occasions.not_done), late=occasions.done_on > occasions.closes
    )
    grouped = occasions.group_by(["service", "reason"])
    return rows_of(grouped.agg(n=occasions.count(), done=occasions.done.sum(), late=occasions.late.sum()))


def _stays(store: Store, scope: Scope) -> list[dict[str, Any]]:
    """Stays that touch the season, and how many of them began on the same day as another of the same person."""
    stays = stays_in(store, scope)
    same = stays.group_by(["service", "individual", "began"]).agg(n=stays.count())
    return rows_of(same.group_by("service").agg(stays=same.n.sum(), twice=(same.n - 1).sum()))


def _scores(store: Store, scope: Scope) -> list[dict[str, Any]]:
    """Scores of the season, and how many of them lie far out of all scores on the same scale."""
    stays: Any = store.table("enrolments")
    stays = stays.filter(stays.service.isin(list(scope.services))).select("enrolment", "service")
    scores: Any = store.table("scores")
    scores = scores.filter(scores.day.between(day(scope.first), day(scope.last)) & scores.value.notnull())
    scores = scores.select("enrolment", "instrument", "version", "respondent", "score", "value")
    scores = scores.inner_join(stays, "enrolment")
    scale = ibis.window(group_by=["instrument", "version", "respondent", "score"])
    scores = scores.mutate(
        low=scores.value.quantile(0.25).over(scale),
        high=scores.value.quantile(0.75).over(scale),
        of=scores.value.count().over(scale),
    )
    reach = FENCE * (scores.high - scores.low)
    far = ((scores.value < scores.low - reach) | (scores.value > scores.high + reach)) & (scores.of >= LEAST_SCORES)
    scores = scores.mutate(far=far & (reach > 0))
    return rows_of(scores.group_by("service").agg(scores=scores.count(), far_out=scores.far.sum()))
