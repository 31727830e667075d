"""Writing a snapshot: whole or not at all, by one process at a time, from one view of the database."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.db import connection

from gavn.kernel.clock import public_id
from gavn.measure.gateways.store.manifest import NAME, POINTER, Manifest, Stored, digest_of, store_folder
from gavn.measure.pure.tables import FORMAT, Kind, Row, TableShape

KEPT = 2  # snapshots beside the current one, for readers who began before it
TYPES: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "number": pa.float64(),
    "whole": pa.int64(),
    "yes_no": pa.bool_(),
    "day": pa.date32(),
}


class Snapshot:
    """A snapshot while it is written; nobody reads it before it is finished."""

    def __init__(self, *, made_at: datetime, mark: dict[str, int], definitions: dict[str, str]) -> None:
        self.name = f"{made_at:%Y%m%dT%H%M%S}-{public_id()[:8]}"
        self.folder = store_folder() / self.name
        self.folder.mkdir(mode=0o700, parents=True)
        self._about = (made_at, mark, definitions)
        self._tables: dict[str, Stored] = {}

    def write(self, shape: TableShape, chunks: Iterable[list[Row]]) -> int:
        """Write a table from its rows, a chunk at a time; returns how many rows there were."""
        schema = pa.schema([(column.name, TYPES[column.kind]) for column in shape.columns])
        path = self.folder / f"{shape.name.replace('/', '.')}.parquet"
        rows = 0
        with pq.ParquetWriter(path, schema, compression="zstd") as writer:
            for chunk in chunks:
                rows += len(chunk)
                cells = zip(*chunk, strict=True) if chunk else [()] * len(schema)
                arrays = [pa.array(column, field.type) for column, field in zip(cells, schema, strict=True)]
                writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
        _on_disk(path)
        columns: dict[str, str] = {column.name: column.kind for column in shape.columns}
        self._tables[shape.name] = Stored(path.name, rows, digest_of(path), columns)
        return rows

    def finish(self) -> Manifest:
        """Make this the current snapshot, in one step that either happened or did not; drop the oldest."""
        made_at, mark, definitions = self._about
        manifest = Manifest(self.name, made_at, mark, definitions, self._tables)
        _written(self.folder / NAME, manifest.text())
        beside = store_folder() / f"{POINTER}.{self.name}"
        _written(beside, self.name)
        beside.replace(store_folder() / POINTER)
        _prune(self.name)
        return manifest

    def drop(self) -> None:
        """Leave nothing of a snapshot that could not be finished."""
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def new_snapshot(*, made_at: datetime, mark: dict[str, int], definitions: dict[str, str]) -> Iterator[Snapshot]:
    """A snapshot to write into; dropped when writing fails."""
    snapshot = Snapshot(made_at=made_at, mark=mark, definitions=definitions)
    try:
        yield snapshot
    except BaseException:
        snapshot.drop()
        raise


def current_manifest() -> Manifest | None:
    """The manifest of the snapshot that is read now; nothing where none was written, or in another format."""
    try:
        name = (store_folder() / POINTER).read_text()
        manifest = Manifest.read((store_folder() / name / NAME).read_text())
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None
    return manifest if manifest.format == FORMAT else None


@contextmanager
def alone(*, wait: bool) -> Iterator[bool]:
    """Keep other processes from rewriting meanwhile; says whether it is our turn."""
    store_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with (store_folder() / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


@contextmanager
def one_view() -> Iterator[None]:
    """Read the database as it stands at one moment, without keeping anybody from writing."""
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else "BEGIN DEFERRED"
    with connection.cursor() as cursor:
        cursor.execute(begin)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


def _written(path: Path, text: str) -> None:
    path.write_text(text)
    _on_disk(path)


def _on_disk(path: Path) -> None:
    """See to it that the file is on the disk, not only on its way there."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _prune(current: str, kept: int = KEPT) -> None:
    """Keep the current snapshot and the newest before it; unfinished ones of processes that died go too."""
    older = sorted((path for path in store_folder().iterdir() if path.is_dir() and path.name != current), reverse=True)
    for path in older[kept:]:
        shutil.rmtree(path, ignore_errors=True)


def drop_older() -> None:
    """Keep the current snapshot only: those before it hold somebody who was erased."""
    if store_folder().exists():
        manifest = current_manifest()
        _prune(manifest.snapshot if manifest else "", kept=0)
