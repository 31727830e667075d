"""Snapshots that are kept for good: written out whole, apart from the store, where no refresh and no pruning comes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from ibis.expr.types import Table

from gavn.kernel.clock import public_id
from gavn.kernel.errors import Refused
from gavn.measure.gateways.store.engine import Store
from gavn.measure.gateways.store.engines import DUCKDB
from gavn.measure.gateways.store.manifest import NAME, Manifest, Stored, digest_of

STAYS = ("enrolment", "_enrolment")
"""Under which names tables hold whose stay a row belongs to."""


class KeptStore(Store):
    """A snapshot as it was frozen: the same tables as the store had then, less what was erased since."""

    def __init__(self, folder: Path) -> None:
        said: dict[str, Any] = json.loads((folder / NAME).read_text())
        self.manifest = Manifest(said["snapshot"], datetime.fromisoformat(said["made_at"]), {}, {})
        self._said = said
        self._stored = {name: Stored(**one) for name, one in said["tables"].items()}
        self._place = folder
        self._reader = ibis.duckdb.connect(autoinstall_known_extensions=False, autoload_known_extensions=False)
        self._read: dict[str, Table] = {}

    @property
    def without(self) -> int:
        """How many rows were taken out since, because somebody was erased."""
        return int(self._said["without"])

    @property
    def names(self) -> list[str]:
        """The names of all tables."""
        return sorted(self._stored)

    def rows(self, name: str) -> int:
        """How many rows a table has."""
        return self._stored[name].rows

    def table(self, name: str) -> Table:
        """A table as an ibis expression."""
        if name not in self._stored:
            raise Refused("The figures frozen on {day} have no table {name}.", day=self.made_at.date(), name=name)
        if name not in self._read:
            self._read[name] = self._reader.read_parquet(self._place / self._stored[name].file, table_name=name)
        return self._read[name]

    def verify(self) -> list[str]:
        """What is wrong with the files: missing, changed; empty when all is well."""
        wrong = []
        for name, stored in sorted(self._stored.items()):
            path = self._place / stored.file
            if not path.exists():
                wrong.append(f"{name}: {stored.file} is missing")
            elif digest_of(path) != stored.sha256:
                wrong.append(f"{name}: {stored.file} was changed")
        return wrong


def keep_snapshot(store: Store, more: Mapping[str, pa.Table] | None = None) -> str:
    """Keep for good what a store holds now; returns the snapshot's id. Kept twice, it is kept once.

    ``more`` are tables that the store does not hold and that shall be frozen with it; the id says what they held.
    """
    name = "-".join([store.snapshot, *([_digest(more)] if more else [])])
    if not (_place(name) / NAME).exists():
        held = Store(store.manifest, on=DUCKDB)  # one file a table, whichever engine counts
        with _Writing(name) as writing:
            tables = {one: writing.table(one, held.table(one)) for one in held.names}
            tables |= {one: writing.table(one, table) for one, table in (more or {}).items()}
            writing.finish(store.made_at, tables, without=0)
    return name


def kept_store(snapshot: str) -> Store:
    """The store as it was when a snapshot was kept; refused in words where nothing was kept under this id."""
    place = _place(snapshot)
    if not snapshot.replace("-", "").isalnum() or not (place / NAME).exists():
        raise Refused("The frozen figures {snapshot} are not on this machine; a backup holds them.", snapshot=snapshot)
    return KeptStore(place)


def kept_snapshots() -> list[str]:
    """The ids of all snapshots that are kept, the oldest first."""
    return sorted(path.parent.name for path in kept_folder().glob(f"*/{NAME}") if "." not in path.parent.name)


def kept_folder() -> Path:
    """Where kept snapshots lie; backups hold this folder, because nothing can make it again."""
    return Path(settings.GAVN_DATA) / "kept"


def keep_only(stays: Iterator[str] | list[str]) -> int:
    """Take every stay that is not among these out of all kept snapshots; returns how many rows went."""
    there = ibis.memtable(pa.table({"stay": pa.array(list(stays), pa.string())}))
    return sum(_without(KeptStore(_place(one)), there) for one in kept_snapshots())


def _without(store: KeptStore, there: Table) -> int:
    """Write a kept snapshot anew where it holds stays that are gone."""
    with _Writing(store.snapshot) as writing:
        tables = {name: writing.table(name, _of_these(store.table(name), there)) for name in store.names}
        gone = sum(store.rows(name) - one.rows for name, one in tables.items())
        if gone:
            writing.finish(store.made_at, tables, without=store.without + gone)
    return gone


def _of_these(table: Table, there: Table) -> Table:
    """The rows of these stays, and those that are no stay's."""
    stay = next((one for one in STAYS if one in table.columns), None)
    return table if stay is None else table.filter(table[stay].isin(there.stay) | table[stay].isnull())


class _Writing:
    """A kept snapshot while it is written; nobody reads it before it is finished."""

    def __init__(self, snapshot: str) -> None:
        self._snapshot = snapshot
        self._folder = kept_folder() / f"{snapshot}.{public_id()[:8]}"

    def __enter__(self) -> _Writing:
        self._folder.mkdir(mode=0o700, parents=True)
        return self

    def __exit__(self, *_trouble: object) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def table(self, name: str, table: Any) -> Stored:
        """Write one table into one file."""
        path = self._folder / f"{name.replace('/', '.')}.parquet"
        if isinstance(table, pa.Table):
            pq.write_table(table, path, compression="zstd")
        else:
            table.to_parquet(path, compression="zstd")
        _on_disk(path)
        written = pq.ParquetFile(path)
        columns = {field.name: str(field.type) for field in written.schema_arrow}
        return Stored(path.name, written.metadata.num_rows, digest_of(path), columns)

    def finish(self, made_at: datetime, tables: dict[str, Stored], *, without: int) -> None:
        """Put the whole snapshot into its place, instead of what lay there."""
        told = {name: asdict(one) for name, one in tables.items()}
        said = {"snapshot": self._snapshot, "made_at": made_at.isoformat(), "without": without, "tables": told}
        (self._folder / NAME).write_text(json.dumps(said, indent=1) + "\n")
        _on_disk(self._folder / NAME)
        place, before = _place(self._snapshot), self._folder.with_suffix(".before")
        if place.exists():
            place.rename(before)
        self._folder.rename(place)
        shutil.rmtree(before, ignore_errors=True)


def _digest(more: Mapping[str, pa.Table]) -> str:
    told = json.dumps({name: table.to_pylist() for name, table in sorted(more.items())}, default=str)
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def _place(snapshot: str) -> Path:
    return kept_folder() / snapshot


def _on_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
