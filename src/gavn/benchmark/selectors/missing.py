"""Who is missing in an indicator and why: as counts for everybody, as persons for those who may open them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import ibis

from gavn.benchmark.pure.told.definition import reason_said
from gavn.benchmark.selectors.circle import KEPT, known
from gavn.benchmark.selectors.pages import Reading
from gavn.compare.selectors.indicators import indicator_stays
from gavn.compare.selectors.stays import day, rows_of
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said
from gavn.measure.gateways.store import current_store, pseudonym
from gavn.people.selectors import names_of
from gavn.people.selectors.for_the_store import all_stays

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats.indicator import Indicator
    from gavn.compare.pure.scope import Scope
    from gavn.measure.gateways.store import Store

SHOWN = 50
NOT_ALL = Said("no more than 50 are shown at once")


@dataclass(frozen=True)
class MissingPerson:
    """Somebody who should be counted and is not, and why."""

    public_id: str
    name: str
    why: Said


@dataclass(frozen=True)
class MissingPersons:
    """Those shown, and how many there are."""

    rows: tuple[MissingPerson, ...]
    total: int

    @property
    def because(self) -> Said | str:
        """Why not all are shown, where that is so."""
        return NOT_ALL if len(self.rows) < self.total else ""


def missing_reasons(reading: Reading, found: Indicator, services: tuple[str, ...]) -> dict[str, int]:
    """How many are missing for each reason."""
    return dict(Counter(_missing(reading.store.snapshot, found.full_key, reading.scope(services)).values()))


def missing_persons(reading: Reading, found: Indicator, services: tuple[str, ...]) -> MissingPersons:
    """The persons who are missing, for a reader who may open all of them; nobody else sees any."""
    missing = _missing(reading.store.snapshot, found.full_key, reading.scope(services)) if reading.inside else {}
    if not missing:
        return MissingPersons((), 0)
    units = [reading.here.units[key].pk for key in services]
    ids = all_stays().filter(unit__in=units).values_list("public_id", flat=True)
    mine = {one: missing[code] for one in ids if (code := pseudonym(one)) in missing}
    stays = list(all_stays().filter(public_id__in=list(mine)[:SHOWN]).select_related("individual"))
    names = names_of(stay.individual for stay in stays)
    rows = [
        MissingPerson(stay.individual.public_id, names[stay.individual_id], reason_said(mine[stay.public_id]))
        for stay in stays
    ]
    return MissingPersons(tuple(sorted(rows, key=lambda row: row.name.casefold())), len(mine))


@lru_cache(KEPT)
def _missing(snapshot: str, full_key: str, scope: Scope) -> Mapping[str, str]:
    """Each stay that should be counted and is not, with the one reason that is told of it."""
    store = current_store()
    if store is None or store.snapshot != snapshot:
        raise Refused("The figures were counted anew meanwhile; open the page again.")
    if not scope.services:
        return {}
    found = known(full_key)
    needed = [name for name, read in found.reads.items() if read.take in ("first", "change") and read.form]
    stays = indicator_stays(store, found, scope, also=needed)
    stays = stays.filter(stays._base & stays._value.isnull())
    both = stays.left_join(_occasions(store, scope), "enrolment").drop("enrolment_right")
    rows = rows_of(both.select("enrolment", why=_reason(both, found, needed)))
    return {row["enrolment"]: row["why"] for row in rows}


def _occasions(store: Store, scope: Scope) -> Any:
    """How the first occasion of a stay stands, and the newest later one that was due; whether more will come."""
    found: Any = store.table("occasions")
    last = day(scope.last)
    state = ibis.cases(
        ((found.done_on <= last).fill_null(False), "done"),
        (found.not_done.notnull(), found.not_done),
        (found.due > last, "not_due"),
        (found.closes >= last, "due"),
        else_="open",
    )
    found = found.mutate(state=state)
    due = found.due <= last
    return found.group_by("enrolment").agg(
        first_state=found.state.argmin(found.due, where=found.baseline),
        later_state=found.state.argmax(found.due, where=~found.baseline & due),
        to_come=(~found.baseline & ~due).sum(),
    )


def _reason(stays: Any, found: Indicator, needed: Iterable[str]) -> Any:
    """The earliest gap in a stay's course; a form that is there says that its question was not answered."""
    firsts = [stays[name].isnull() for name in needed if found.reads[name].take == "first"]
    at_first = ibis.or_(*firsts) if firsts else ibis.literal(False)
    died = stays.dead | (stays.exit_reason == "died").fill_null(False)
    nothing = stays.first_state.isnull() & stays.later_state.isnull()
    gap = (stays.first_state != "done").fill_null(True)
    later = stays.later_state
    return ibis.cases(
        (nothing & (stays.to_come.fill_null(0) == 0), "no_occasion"),
        (gap & stays.first_state.isnull(), "first:none"),
        (gap & (stays.first_state == "died"), "died"),
        (gap, ibis.literal("first:") + stays.first_state),
        (at_first, "first:incomplete"),
        ((later == "died").fill_null(False), "died"),
        ((later != "done").fill_null(False), ibis.literal("later:") + later),
        (later.isnull() & died, "died"),
        (later.isnull() & (stays.to_come.fill_null(0) > 0), "later:not_due"),
        (later.isnull() & stays.closed, "left"),
        else_="unanswered",
    )
