"""For whom it goes differently: kinds of intervention by subgroup and context, at a node or over several services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import ibis

from gavn.benchmark.pure.for_whom import Cell, for_whom
from gavn.benchmark.pure.told.for_whom import parts
from gavn.benchmark.selectors.beside import opened_several
from gavn.benchmark.selectors.circle import KEPT, known
from gavn.benchmark.selectors.own import opened, page_of, services_of
from gavn.benchmark.selectors.pages import Page, Reading, Wanted, language
from gavn.benchmark.selectors.words import level_words, variable_words
from gavn.compare.pure.counts import AGES
from gavn.compare.selectors.indicators import indicator_stays
from gavn.compare.selectors.stays import day, rows_of
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said
from gavn.measure.gateways.store import current_store
from gavn.people.pure.vocabulary import INTERVENTION_KINDS
from gavn.report.pure.document import Paragraph

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.catalogue.pure.formats.indicator import Indicator
    from gavn.compare.pure.scope import Scope
    from gavn.measure.gateways.store import Store

KINDS = ("upholding", "compensating", "regaining", "developing", "network")
ALWAYS = ("sex", "age_band")
TWO = 2
UNKNOWN, LOW, HIGH = "?", "low", "high"
LEVELS = {UNKNOWN: Said("not known"), LOW: Said("lower half at first"), HIGH: Said("upper half at first")}


def unit_for_whom(user: User, public_id: str, address: str, wanted: Wanted) -> Page:
    """At one node: every kind of intervention, in everybody and in every subgroup."""
    reading, found = opened(user, public_id, address, wanted)
    return _page(reading, found, services_of(reading, found))


def several_for_whom(user: User, address: str, wanted: Wanted) -> Page:
    """The same over all services that the reader follows."""
    reading, found, mine = opened_several(user, address, wanted)
    return _page(reading, found, mine)


def _page(reading: Reading, found: Indicator, mine: tuple[str, ...]) -> Page:
    about = reading.about(found)
    try:
        cells = _cells(reading.store.snapshot, found.full_key, reading.scope(mine))
        traits = _told_apart(cells)
        told = for_whom(found, cells, _given(cells, mine), traits, inside=reading.inside)
    except Refused as refusal:
        return page_of(reading, about, (Paragraph(refusal.said),))
    return page_of(reading, about, tuple(parts(about, told, _words(found, traits, reading, mine))))


def _given(cells: Sequence[Cell], mine: tuple[str, ...]) -> list[str]:
    """The kinds that somebody had and somebody had not; of two services, the second rather than the first."""
    kinds = (*KINDS, mine[1]) if len(mine) == TWO else KINDS
    found = [kind for kind in kinds if len({kind in cell.kinds for cell in cells}) == 2]
    if not found:
        raise Refused(
            "No kind of intervention was given to some and not to others, so there is nothing to compare here. "
            "Interventions are written into a person’s plan."
        )
    return found


def _told_apart(cells: Sequence[Cell]) -> list[str]:
    """The traits by which people differ at all."""
    names = cells[0].traits if cells else {}
    return [name for name in names if len({cell.traits[name] for cell in cells}) > 1]


@lru_cache(KEPT)
def _cells(snapshot: str, full_key: str, scope: Scope) -> tuple[Cell, ...]:
    """People alike in kinds of intervention and traits, added up in one query."""
    store = current_store()
    if store is None or store.snapshot != snapshot:
        raise Refused("The figures were counted anew meanwhile; open the page again.")
    found = known(full_key)
    more = [name for name in found.adjust if name not in ALWAYS and name != "age_at_entry"]
    stays = indicator_stays(store, found, scope, also=more)
    stays = stays.filter(stays._value.notnull())
    stays = stays.mutate(age_band=_age_band(stays))
    stays = stays.left_join(_kinds_had(store, scope), "enrolment").drop("enrolment_right")
    keys = {name: stays[name].fill_null(False) for name in KINDS}
    keys |= {f"t_{name}": _level(stays, name) for name in (*ALWAYS, *more)}
    keys["other"] = stays.service == scope.services[-1] if len(scope.services) == TWO else ibis.literal(False)
    stays = stays.mutate(**keys)
    grouped = stays.group_by(list(keys))
    rows = rows_of(grouped.agg(n=stays.count(), total=stays._value.sum(), squares=(stays._value * stays._value).sum()))
    return tuple(
        Cell(
            _had(row, scope),
            {name: str(row[f"t_{name}"]) for name in (*ALWAYS, *more)},
            row["n"],
            float(row["total"]),
            float(row["squares"]),
        )
        for row in sorted(rows, key=str)
    )


def _had(row: dict[str, Any], scope: Scope) -> frozenset[str]:
    """The kinds of intervention of a row, and the second of two services where it is that one's."""
    other = {scope.services[-1]} if row["other"] else set()
    return frozenset({kind for kind in KINDS if row[kind]} | other)


def _age_band(stays: Any) -> Any:
    bands = [(stays.age_at_entry <= high, f"{low}–{high}" if high < AGES[-1][1] else f"{low}+") for low, high in AGES]
    return ibis.cases(*bands, else_=ibis.null("string"))


def _level(stays: Any, name: str) -> Any:
    """A word as it is; a number by the half it lies in, split at the middle of all."""
    value = stays[name]
    if value.type().is_numeric() and not value.type().is_boolean():
        middle = value.quantile(0.5).over(ibis.window())
        return (value.isnull()).ifelse(UNKNOWN, (value <= middle).ifelse(LOW, HIGH))
    return value.cast("string").fill_null(UNKNOWN)


def _kinds_had(store: Store, scope: Scope) -> Any:
    """Which kinds of intervention each stay had by the last day."""
    given: Any = store.table("interventions")
    given = given.filter(given["first"] <= day(scope.last))
    return given.group_by("enrolment").agg(**{kind: (given.kind == kind).any() for kind in KINDS})


def _words(
    found: Indicator, traits: Sequence[str], reading: Reading, mine: tuple[str, ...]
) -> Mapping[str, Mapping[str, Said | str]]:
    """The words of kinds, traits and their levels in the reader's language."""
    named = variable_words(found, language())
    levels = {name: {**LEVELS, **level_words(found, name, language())} for name in traits}
    kinds: dict[str, Said | str] = dict(INTERVENTION_KINDS)
    if len(mine) == TWO:
        one, other = (reading.here.units[key].name for key in mine)
        kinds[mine[1]] = said("{other} rather than {one}", one=one, other=other)
    return {"kind": kinds, "trait": {name: named.get(name, name) for name in traits}, **levels}
