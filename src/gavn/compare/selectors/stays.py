"""The stays of a scope as one table: whether new, ongoing or closed on its last day, and for how many days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import ibis

if TYPE_CHECKING:
    from ibis.expr.types import Table

    from gavn.compare.pure.scope import Scope
    from gavn.measure.gateways.store import Store

Row = dict[str, Any]


def rows_of(table: Table) -> list[Row]:
    """What a grouped table holds, a mapping a row."""
    found: list[Row] = table.to_pyarrow().to_pylist()
    return found


def day(value: date) -> Any:
    """A civil date as the engine reads it."""
    return ibis.date(value.isoformat())


def recorded(store: Store, scope: Scope) -> Any:
    """All stays of the services that began by the last day, with ``ended`` and whether the end can be placed.

    A stay whose entry nobody knows counts from the day on which measuring began, or from its exit if that is earlier.
    """
    stays: Any = store.table("enrolments")
    stays = stays.filter(stays.service.isin(list(scope.services)))
    first, last = day(scope.first), day(scope.last)
    stays = stays.mutate(
        lost_exit=stays.closed & stays.exited_on.isnull(),
        began=ibis.coalesce(stays.entered_on, ibis.least(stays.measured_from, stays.exited_on)),
    )
    stays = stays.filter(stays.began <= last)
    ended = (stays.closed & (stays.exited_on <= last)).fill_null(False) | stays.lost_exit
    after = stays.exited_on.isnull() | (stays.exited_on >= first)
    placed = ~stays.lost_exit | (stays.began >= first)
    return stays.mutate(ended=ended, touches=placed & after, unplaced=~placed)


def stays_in(store: Store, scope: Scope) -> Any:
    """The stays that touch the period. ``days``: from entry to exit or to the last day; empty where unknown.

    ``seen_from``: how many days the stay was open before anybody watched: before the period began, or before
    measuring began for those who were already there.
    """
    stays = recorded(store, scope)
    stays = stays.filter(stays.touches)
    first, last = day(scope.first), day(scope.last)
    until = stays.ended.ifelse(stays.exited_on, last)
    stays = stays.mutate(
        is_new=(stays.entered_on >= first).fill_null(False),
        days=until.delta(stays.entered_on, unit="day"),
    )
    watched = stays.already_there.ifelse(stays.measured_from, stays.entered_on)
    if not scope.whole:
        watched = ibis.greatest(watched, first)
    before = watched.delta(stays.entered_on, unit="day")
    return stays.mutate(seen_from=ibis.greatest(before, 0))
