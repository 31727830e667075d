"""Reading the current snapshot: its tables as ibis expressions on DuckDB."""

from __future__ import annotations

import threading
from datetime import datetime

import ibis
from ibis.expr.types import Table

from gavn.kernel.errors import Refused
from gavn.measure.gateways.store.manifest import Manifest, digest_of, store_folder
from gavn.measure.gateways.store.snapshots import current_manifest

_kept = threading.local()


class Store:
    """One snapshot of the analysis store. Everything read from one store belongs together."""

    def __init__(self, manifest: Manifest) -> None:
        self.manifest = manifest
        self._folder = store_folder() / manifest.snapshot
        # What is not on this machine is not fetched from elsewhere.
        self._engine = ibis.duckdb.connect(autoinstall_known_extensions=False, autoload_known_extensions=False)
        self._tables: dict[str, Table] = {}

    @property
    def snapshot(self) -> str:
        """The snapshot's id."""
        return self.manifest.snapshot

    @property
    def made_at(self) -> datetime:
        """When the figures were frozen."""
        return self.manifest.made_at

    @property
    def names(self) -> list[str]:
        """The names of all tables; wide tables are named like their instrument, ``gavn/who-5@1``."""
        return sorted(self.manifest.tables)

    def rows(self, name: str) -> int:
        """How many rows a table has."""
        return self.manifest.tables[name].rows

    def table(self, name: str) -> Table:
        """A table as an ibis expression; nothing is read before the expression is executed."""
        if name not in self.manifest.tables:
            raise Refused("The analysis store has no table {name}; rewrite it with `gavn store refresh`.", name=name)
        if name not in self._tables:
            path = self._folder / self.manifest.tables[name].file
            self._tables[name] = self._engine.read_parquet(path, table_name=name)
        return self._tables[name]

    def verify(self) -> list[str]:
        """What is wrong with the files: missing, changed; empty when all is well."""
        wrong = []
        for name, stored in sorted(self.manifest.tables.items()):
            path = self._folder / stored.file
            if not path.exists():
                wrong.append(f"{name}: {stored.file} is missing")
            elif digest_of(path) != stored.sha256:
                wrong.append(f"{name}: {stored.file} was changed")
            elif self.table(name).schema().names != tuple(stored.columns):
                wrong.append(f"{name}: {stored.file} has other columns than its manifest says")
        return wrong


def current_store() -> Store | None:
    """The store as it was last written, opened once a thread; nothing where none was written."""
    manifest = current_manifest()
    if manifest is None:
        return None
    store: Store | None = getattr(_kept, "store", None)
    if store is None or store.manifest != manifest:
        store = _kept.store = Store(manifest)
    return store
