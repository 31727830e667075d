"""How the analysis store stands beside the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gavn.catalogue.selectors import instrument_or_none
from gavn.measure.gateways.store import Manifest, Store, current_manifest, whole_manifest
from gavn.measure.selectors.changes import anything_late, change_mark
from gavn.measure.selectors.definitions import definition_digests
from gavn.measure.selectors.rows import known_instruments


@dataclass(frozen=True)
class StoreState:
    """Which snapshot is read, when it was frozen, whether something was written since, and whether it is damaged."""

    manifest: Manifest | None
    behind: bool
    damaged: bool = False

    @property
    def made_at(self) -> datetime | None:
        """When the figures were frozen."""
        return self.manifest.made_at if self.manifest else None

    @property
    def readable(self) -> bool:
        """Whether figures may be read from it."""
        return self.manifest is not None and not self.damaged

    @property
    def answers(self) -> int:
        """About how many responses it holds."""
        tables = self.manifest.tables if self.manifest else {}
        return sum(tables[name].rows for name in ("forms_given", "left_out") if name in tables)


def store_state() -> StoreState:
    """The current snapshot, held against the database and the catalogue."""
    manifest = current_manifest()
    if manifest is None:
        return StoreState(None, behind=True)
    same = manifest.definitions == definition_digests(known_instruments(there_still(manifest)))
    behind = not same or manifest.mark != change_mark() or anything_late(manifest)
    return StoreState(manifest, behind, damaged=whole_manifest() is None)


def defined_alike(before: Manifest) -> bool:
    """Whether every instrument of a snapshot is still defined as it was."""
    return before.definitions.items() <= definition_digests(known_instruments(there_still(before))).items()


def there_still(before: Manifest) -> list[str]:
    """The instruments of a snapshot that can still be read; a snapshot that knows others is not taken over."""
    return [key for key in before.definitions if instrument_or_none(key) is not None]


def store_problems() -> list[str]:
    """What is wrong with the files of the current snapshot; empty when all is well or none was written yet."""
    manifest = current_manifest()
    return Store(manifest).verify() if manifest else []
