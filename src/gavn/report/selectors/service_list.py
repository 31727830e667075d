"""The services whose figures a reader may see, a line each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from gavn.access.selectors import civil_today, services_where, units_where
from gavn.compare.pure.counts import ServiceLine
from gavn.compare.pure.scope import Scope
from gavn.measure.services import fresh_store
from gavn.report.pure.service.listed import Listed, in_order, listed
from gavn.report.pure.service.periods import USUAL, period_chosen
from gavn.report.selectors.counted import lines_of
from gavn.report.selectors.services import FRESH, civil_day

if TYPE_CHECKING:
    from gavn.access.models import User


@dataclass(frozen=True)
class ServiceList:
    """The lines that match, how many there are in all, and when the figures were frozen."""

    rows: list[Listed]
    total: int
    frozen: datetime
    hides: bool


def service_list(user: User, *, words: str = "", order: str = "name") -> ServiceList:
    """The last twelve months of every service the reader follows; one reading of the store for all."""
    units = list(services_where(user, "report.see_service"))
    inside = set(units_where(user, "people.see").values_list("pk", flat=True))
    store = fresh_store(FRESH)
    scope = Scope(
        tuple(sorted(unit.public_id for unit in units)),
        period_chosen(USUAL, today=civil_today()).period,
        max(civil_day(store.made_at), period_chosen(USUAL, today=civil_today()).period.first),
    )
    lines = lines_of(store, scope)
    empty = ServiceLine("", 0, 0, 0, 0, 0)
    rows = [
        listed(unit.public_id, unit.name, lines.get(unit.public_id, empty), inside=unit.pk in inside)
        for unit in units
        if words.strip().casefold() in unit.name.casefold()
    ]
    return ServiceList(in_order(rows, order), len(units), store.made_at, any(unit.pk not in inside for unit in units))
