"""How the analysis store stands beside the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gavn.collect.selectors.for_the_store import all_answers
from gavn.measure.gateways.store import Manifest, current_manifest, current_store
from gavn.measure.selectors.definitions import definition_digests
from gavn.measure.selectors.rows import change_mark, instruments_to_store


@dataclass(frozen=True)
class StoreState:
    """Which snapshot is read, when it was frozen, and whether something was written since."""

    manifest: Manifest | None
    behind: bool

    @property
    def made_at(self) -> datetime | None:
        """When the figures were frozen."""
        return self.manifest.made_at if self.manifest else None


def store_state() -> StoreState:
    """The current snapshot, held against the database and the catalogue."""
    manifest = current_manifest()
    if manifest is None:
        return StoreState(None, behind=True)
    changed = manifest.mark != change_mark() or manifest.definitions != definition_digests(instruments_to_store())
    return StoreState(manifest, changed)


def answers_to_store() -> int:
    """How many responses a rewriting would read."""
    return all_answers().count()


def store_problems() -> list[str]:
    """What is wrong with the files of the current snapshot; empty when all is well or none was written yet."""
    store = current_store()
    return store.verify() if store else []
