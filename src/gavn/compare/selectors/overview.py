"""One line a service, for the list of services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.compare.pure.counts import ServiceLine
from gavn.compare.selectors.follow_up import due_in
from gavn.compare.selectors.stays import rows_of, stays_in

if TYPE_CHECKING:
    from gavn.compare.pure.scope import Scope
    from gavn.measure.gateways.store import Store


def service_lines(store: Store, scope: Scope) -> dict[str, ServiceLine]:
    """Of each service: there on the last day, new and closed in the period, occasions due and done."""
    stays = stays_in(store, scope)
    counted = stays.group_by("service").agg(now=(~stays.ended).sum(), new=stays.is_new.sum(), closed=stays.ended.sum())
    occasions = due_in(store, scope)
    asked = occasions.group_by("service").agg(due=occasions.count(), done=occasions.done.sum())
    done = {row["service"]: row for row in rows_of(asked)}
    lines = {row["service"]: row for row in rows_of(counted)}
    return {
        service: ServiceLine(
            service,
            *(int(lines.get(service, {}).get(name) or 0) for name in ("now", "new", "closed")),
            *(int(done.get(service, {}).get(name) or 0) for name in ("due", "done")),
        )
        for service in scope.services
    }
