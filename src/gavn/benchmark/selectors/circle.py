"""Which services work with an indicator, where they lie in the tree, and what their sums are, once a snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.http import Http404

from gavn.access.selectors import tree
from gavn.benchmark.pure.addresses import key_of
from gavn.catalogue.selectors import indicator, indicator_or_none, indicators, indicators_of, programmes
from gavn.collect.selectors import definition_of, programmes_chosen
from gavn.compare.selectors.indicators import indicator_sums
from gavn.kernel.errors import Refused
from gavn.measure.gateways.store import current_store

if TYPE_CHECKING:
    from gavn.access.models import Unit
    from gavn.catalogue.pure.formats import Programme
    from gavn.catalogue.pure.formats.indicator import Indicator
    from gavn.compare.pure.indicator_estimate import IndicatorSums
    from gavn.compare.pure.scope import Scope
    from gavn.measure.gateways.store import Store

KEPT = 256  # answers kept a process; a snapshot never changes, so they hold as long as it does
LEVELS = ("organisation", "municipality", "region", "nation")


@dataclass(frozen=True)
class Circle:
    """The tree as comparison needs it: the services, each with its indicators and its node of each level."""

    units: Mapping[str, Unit]
    keys: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, tuple[str, ...]]
    above: Mapping[str, Mapping[str, str | None]]

    def working_with(self, found: Indicator) -> tuple[str, ...]:
        """The services whose programme holds the indicator, in any version."""
        return tuple(sorted(key for key, names in self.keys.items() if found.key in names))

    def below(self, unit: Unit) -> tuple[str, ...]:
        """The services at or below a node."""
        return tuple(sorted(key for key, one in self.units.items() if one.path.startswith(unit.path)))


def circle() -> Circle:
    """All services with their indicators and the nodes above them; two questions to the database."""
    nodes = tree()
    by_path = {unit.path: unit for unit in nodes}
    services = [unit for unit in nodes if unit.is_service]
    chosen = programmes_chosen(unit.pk for unit in services)
    known: dict[tuple[str, int], tuple[tuple[str, ...], tuple[str, ...]]] = {}
    keys: dict[str, tuple[str, ...]] = {}
    forms: dict[str, tuple[str, ...]] = {}
    for unit in services:
        row = chosen.get(unit.pk)
        if row is None:
            continue
        named = (row.programme, row.version)
        if named not in known:
            known[named] = _of_programme(definition_of(row))
        keys[unit.public_id], forms[unit.public_id] = known[named]
    return Circle(
        {unit.public_id: unit for unit in services},
        keys,
        forms,
        {unit.public_id: _above(unit, by_path) for unit in services},
    )


def _of_programme(programme: Programme) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of a programme's indicators, and the full keys of the forms it asks."""
    forms = dict.fromkeys(ask.instrument for ask in programme.asks)
    return tuple(one.key for one in indicators_in(programme)), tuple(forms)


def indicators_in(programme: Programme) -> list[Indicator]:
    """A programme's indicators; where its version names none, those of the newest version of it."""
    if programme.indicators:
        return indicators_of(programme)
    newest = next((one for one in programmes() if one.key == programme.key), programme)
    return indicators_of(newest)


def indicators_at(here: Circle, services: Iterable[str]) -> list[Indicator]:
    """The indicators of these services' programmes, each once, in its newest version."""
    wanted = {key for one in services for key in here.keys.get(one, ())}
    return [found for found in indicators() if found.key in wanted]


def _above(unit: Unit, by_path: Mapping[str, Unit]) -> dict[str, str | None]:
    """The nearest node of each level over a service."""
    steps = [by_path[unit.path[: end * unit.steplen]] for end in range(1, unit.depth)]
    nearest = {step.kind: step.public_id for step in steps}
    return {level: nearest.get(level) for level in LEVELS}


def indicator_named(address: str) -> Indicator:
    """The indicator that an address names; else 404."""
    key = key_of(address)
    found = indicator_or_none(key) if key else None
    if found is None:
        raise Http404
    return found


def known(full_key: str) -> Indicator:
    """An indicator that there is."""
    return indicator(full_key)


def sums_in(
    store: Store, found: Indicator, scope: Scope, *, by: tuple[str, ...] = ("service",)
) -> tuple[IndicatorSums, ...]:
    """The sums of an indicator over a scope; nothing asked where there is no service."""
    return _sums(store.snapshot, found.full_key, scope, by) if scope.services else ()


@lru_cache(KEPT)
def _sums(snapshot: str, full_key: str, scope: Scope, by: tuple[str, ...]) -> tuple[IndicatorSums, ...]:
    store = current_store()
    if store is None or store.snapshot != snapshot:
        raise Refused("The figures were counted anew meanwhile; open the page again.")
    return tuple(indicator_sums(store, known(full_key), scope, by=by))


def by_service(rows: Iterable[IndicatorSums]) -> dict[str, IndicatorSums]:
    """Sums by the service they belong to."""
    return {str(one.group["service"]): one for one in rows}
