"""The counts of services month by month: one GROUP BY each over the analysis store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from gavn.benefit.pure.counted import WAYS, Month, Row, Rows, by_month
from gavn.benefit.pure.months import days_of
from gavn.compare.pure.scope import Scope
from gavn.compare.selectors.follow_up import due_in
from gavn.compare.selectors.stays import day, rows_of
from gavn.kernel.errors import Refused
from gavn.measure.gateways.store import Store, current_store

if TYPE_CHECKING:
    from gavn.kernel.periods import Period

KEPT = 64  # answers kept a process; a snapshot never changes
FORM = ["instrument", "version", "respondent"]


def months_of(store: Store, services: Iterable[str], months: Sequence[date], *, frozen: date) -> dict[str, list[Month]]:
    """Each service's months, in the order asked for."""
    return _months(store.snapshot, tuple(sorted(services)), tuple(months), frozen)


@lru_cache(KEPT)
def _months(snapshot: str, services: tuple[str, ...], months: tuple[date, ...], frozen: date) -> dict[str, list[Month]]:
    store = current_store()
    if store is None or store.snapshot != snapshot:
        raise Refused("The figures were counted anew meanwhile; open the page again.")
    period = days_of(list(months))
    forms = _forms_in(store, services, period)
    found = {
        "forms": _grouped(forms, FORM, **{name: forms[name].sum() for name in ("asked", "answered", *WAYS)}),
        "minutes": _grouped(forms.filter(forms.minutes.notnull()), [*FORM, "minutes"]),
        "days": _grouped(forms.filter(forms.days_to_result.notnull()), ["days_to_result"]),
        "given": _given(store, forms),
        "due": _due(store, Scope(services, period, max(frozen, period.first))),
    }
    return {one: by_month(Rows(**{name: _at(one, rows) for name, rows in found.items()}), months) for one in services}


def _at(service: str, rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["service"] == service]


def _forms_in(store: Store, services: tuple[str, ...], period: Period) -> Any:
    """The forms answered in the period at these services, each with its service and the first day of its month."""
    forms: Any = store.table("forms_given")
    forms = forms.filter(forms.answered_on.between(day(period.first), day(period.last)))
    stays: Any = store.table("enrolments")
    stays = stays.filter(stays.service.isin(list(services))).select("enrolment", "service")
    forms = forms.inner_join(stays, "enrolment")
    return forms.mutate(month=forms.answered_on.truncate("M"))


def _grouped(table: Any, by: Sequence[str], **sums: Any) -> list[Row]:
    return list(rows_of(table.group_by(["service", "month", *by]).agg(n=table.count(), **sums)))


def _given(store: Store, forms: Any) -> list[Row]:
    """Occasions by the month of their last answers, and how many of them were talked about."""
    occasions: Any = store.table("occasions")
    last = forms.group_by(["service", "occasion"]).agg(month=forms.month.max())
    both = last.inner_join(occasions.select("occasion", "discussed_on"), "occasion")
    return _grouped(both, [], talked=both.discussed_on.notnull().sum())


def _due(store: Store, scope: Scope) -> list[Row]:
    """Occasions by the month in which they were due: done, or left out and why."""
    occasions = due_in(store, scope)
    occasions = occasions.mutate(
        month=occasions.due.truncate("M"), reason=occasions.done.ifelse(None, occasions.not_done)
    )
    return _grouped(occasions, ["reason"], done=occasions.done.sum())
