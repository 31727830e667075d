"""Reading a snapshot: its tables as ibis expressions, on DuckDB or on whichever engine the house has chosen."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq
from django.conf import settings
from ibis.expr.types import Table

from gavn.kernel.errors import Refused
from gavn.measure.gateways.store.engines import engine
from gavn.measure.gateways.store.files import LAYER, OF
from gavn.measure.gateways.store.manifest import Manifest, Piece, digest_of, store_folder
from gavn.measure.gateways.store.reading import that_count
from gavn.measure.gateways.store.snapshots import whole_manifest

_kept = threading.local()


class Store:
    """One snapshot of the analysis store. Everything read from one store belongs together."""

    def __init__(self, manifest: Manifest, *, on: str = "") -> None:
        self.manifest = manifest
        self.engine = on or settings.GAVN_ENGINE
        self._folder = store_folder() / manifest.snapshot
        self._engine = engine(manifest.snapshot, self.engine)
        self._tables: dict[str, Table] = {}
        self._gone: Table | None = self._engine.table("tombstones", (manifest.gone,)) if manifest.gone else None

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
        return int(self.table(name).count().execute()) if self._gone is not None else self.manifest.tables[name].rows

    def table(self, name: str) -> Table:
        """A table as an ibis expression; nothing is read before the expression is executed."""
        if name not in self.manifest.tables:
            raise Refused("The analysis store has no table {name}; rewrite it with `gavn store refresh`.", name=name)
        if name not in self._tables:
            table = self.manifest.tables[name]
            self._tables[name] = that_count(self._engine.table(name, table.files), self._gone, list(table.columns))
        return self._tables[name]

    def verify(self) -> list[str]:
        """What is wrong with the files: missing, changed; empty when all is well."""
        found = ((name, piece, self._folder / piece.file) for name, piece in self.manifest.files)
        return [f"{name}: {trouble}" for name, piece, path in found if (trouble := self._trouble(name, piece, path))]

    def _trouble(self, name: str, piece: Piece, path: Path) -> str:
        if not path.exists():
            return f"{piece.file} is missing"
        if digest_of(path) != piece.sha256:
            return f"{piece.file} was changed"
        own = self.manifest.tables[name].columns if name in self.manifest.tables else ()
        columns = pq.read_schema(path).names
        return "" if columns == [*own, OF, LAYER] else f"{piece.file} has other columns than its manifest says"


def current_store() -> Store | None:
    """The store as it was last written, opened once a thread; nothing where none was written, or one is damaged."""
    manifest = whole_manifest()
    if manifest is None:
        return None
    store: Store | None = getattr(_kept, "store", None)
    if store is None or store.manifest != manifest or store.engine != settings.GAVN_ENGINE:
        store = _kept.store = Store(manifest)
    return store
