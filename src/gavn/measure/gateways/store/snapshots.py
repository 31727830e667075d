"""Writing a snapshot: whole or as what is new beside the one before, finished in one step or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection

from gavn.kernel.clock import public_id
from gavn.measure.gateways.store.files import on_disk, tombstones, whole, write_rows, write_tombstones
from gavn.measure.gateways.store.folding import folded, folding_engine, let_in, swept, to_fold, too_many_gone
from gavn.measure.gateways.store.manifest import NAME, POINTER, Manifest, Piece, Pieces, store_folder, text_digest
from gavn.measure.pure.tables import FORMAT, Row, TableShape

KEPT = 2  # snapshots beside the current one, for readers who began before it
LASTING = timedelta(minutes=15)  # and all younger than this, for readers who take long
STAMP = "%Y%m%dT%H%M%S"


class Snapshot:
    """A snapshot while it is written; nobody reads it before it is finished.

    After another it has that one's files, and adds to them: rows of persons who were written anew, and tombstones over
    what their rows were before. The files of both are the same on the disk, so that either may go.
    """

    def __init__(
        self,
        *,
        made_at: datetime,
        mark: dict[str, int],
        definitions: dict[str, str],
        gaps: Collection[int] = (),
        after: Manifest | None = None,
    ) -> None:
        self.name = f"{made_at:{STAMP}}-{public_id()[:8]}"
        self.folder = store_folder() / self.name
        self.folder.mkdir(mode=0o700, parents=True)
        self._from = store_folder() / after.snapshot if after else self.folder
        self.tables = (
            {name: one for name, one in after.tables.items() if "/" not in name or name in definitions} if after else {}
        )
        self._gone = tombstones(self._from, after) if after else {}
        self._files = 0
        self._said = Manifest(
            self.name, made_at, mark, definitions, gaps=tuple(sorted(gaps)), layer=after.layer + 1 if after else 0
        )

    def write(self, shape: TableShape, chunks: Iterable[list[Row]]) -> int:
        """Write a table, or add to it, from rows, a chunk at a time; returns how many rows there were.

        The last cell of each row is the number of the person whose row it is.
        """
        there = self.tables.get(shape.name)
        piece = write_rows(self._fresh(shape.name), shape, chunks, self._said.layer)
        columns: dict[str, str] = {column.name: column.kind for column in shape.columns}
        if there is None:
            self.tables[shape.name] = Pieces(columns, (piece,))
        elif piece.rows:
            self.tables[shape.name] = Pieces(columns, (*there.files, piece))
        else:
            (self.folder / piece.file).unlink()
        return piece.rows

    def bury(self, persons: Iterable[int]) -> None:
        """Let no row of these persons count that was written before this snapshot."""
        self._gone |= dict.fromkeys(persons, self._said.layer)

    def sweep(self, there: Collection[int]) -> None:
        """Leave no row in any file of somebody who is not there any more; files without them stay as they are."""
        with folding_engine() as engine:
            let_in(engine, there)
            for name, table in self.tables.items():
                found = ((one, swept(engine, self._at(one), self._fresh(name))) for one in table.files)
                self.tables[name] = Pieces(table.columns, tuple(new or one for one, new in found))
        stay = set(there)
        self._gone = {person: layer for person, layer in self._gone.items() if person in stay}

    def finish(self) -> Manifest:
        """Make this the current snapshot, in one step that either happened or did not; drop the oldest."""
        self._fold()
        gone = write_tombstones(self._fresh("gone"), self._gone) if self._gone else None
        manifest = replace(self._said, tables=self.tables, gone=gone)
        self._link(manifest)
        _written(self.folder / NAME, manifest.text())
        on_disk(self.folder)
        beside = store_folder() / f"{POINTER}.{self.name}"
        _written(beside, f"{self.name} {text_digest(manifest.text())}\n")
        beside.replace(store_folder() / POINTER)
        on_disk(store_folder())
        _prune(manifest)
        return manifest

    def drop(self) -> None:
        """Leave nothing of a snapshot that could not be finished."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _fold(self) -> None:
        """Make one file of many; under too many tombstones all of each table, and no tombstone."""
        everything = too_many_gone(self.tables, len(self._gone))
        over = write_tombstones(self._fresh("over"), self._gone) if self._gone else None
        below = self.folder / over.file if over else None
        wanted = {name: to_fold(table, everything=everything) for name, table in self.tables.items()}
        with folding_engine() as engine:
            for name, files in wanted.items():
                if files:
                    piece = folded(engine, [self._at(one) for one in files], self._fresh(name), below)
                    stay = (one for one in self.tables[name].files if one not in files)
                    self.tables[name] = Pieces(self.tables[name].columns, (*stay, piece))
        if over:
            (self.folder / over.file).unlink()
        self._gone = {} if everything else self._gone

    def _link(self, manifest: Manifest) -> None:
        """Have every file of the snapshot in its folder, and no other."""
        named = {one.file for _table, one in manifest.files}
        for path in self.folder.iterdir():
            if path.name not in named:
                path.unlink()
        for file in named:
            if not (self.folder / file).exists():
                _same(self._from / file, self.folder / file)

    def _at(self, piece: Piece) -> Path:
        here = self.folder / piece.file
        return here if here.exists() else self._from / piece.file

    def _fresh(self, table: str) -> Path:
        """Where a new file goes: under a name that no file of this snapshot or the one before has."""
        stem = table.replace("/", ".")
        if self._said.layer == 0:
            return self.folder / f"{stem}.parquet"
        self._files += 1
        return self.folder / f"{stem}.{self._said.layer}-{self._files}.parquet"


@contextmanager
def new_snapshot(
    *,
    made_at: datetime,
    mark: dict[str, int],
    definitions: dict[str, str],
    gaps: Collection[int] = (),
    after: Manifest | None = None,
) -> Iterator[Snapshot]:
    """A snapshot to write into; dropped when writing fails."""
    snapshot = Snapshot(made_at=made_at, mark=mark, definitions=definitions, gaps=gaps, after=after)
    try:
        yield snapshot
    except BaseException:
        snapshot.drop()
        raise


def current_manifest() -> Manifest | None:
    """The manifest of the snapshot that is read now; nothing where none was written whole, or in another format."""
    try:
        name, digest = (store_folder() / POINTER).read_text().split()
        text = (store_folder() / name / NAME).read_text()
        manifest = Manifest.read(text)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return manifest if manifest.format == FORMAT and text_digest(text) == digest else None


def whole_manifest() -> Manifest | None:
    """The same, and nothing where one of its files is missing or was changed."""
    manifest = current_manifest()
    return manifest if manifest and whole(store_folder() / manifest.snapshot, manifest) else None


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
    on_disk(path)


def _same(path: Path, beside: Path) -> None:
    """Have a file in another folder too, without writing it again where the disk can do so."""
    try:
        os.link(path, beside)
    except OSError:
        shutil.copy2(path, beside)
        on_disk(beside)


def _prune(manifest: Manifest) -> None:
    """Keep the snapshots that somebody may still read; what processes that died left behind goes too."""
    younger = f"{manifest.made_at - LASTING:{STAMP}}"
    older = _finished_but(manifest.snapshot)
    _keep(manifest.snapshot, {path for number, path in enumerate(older) if number < KEPT or path.name >= younger})


def drop_older() -> None:
    """Keep the current snapshot only: those before it hold somebody who was erased."""
    if store_folder().exists():
        manifest = current_manifest()
        _keep(manifest.snapshot if manifest else "", set())


def _finished_but(current: str) -> list[Path]:
    """The snapshots that were finished, but for the current one, the newest first."""
    return sorted(
        (path.parent for path in store_folder().glob(f"*/{NAME}") if path.parent.name != current), reverse=True
    )


def _keep(current: str, others: set[Path]) -> None:
    for path in store_folder().glob(f"{POINTER}.*"):
        path.unlink(missing_ok=True)
    for path in store_folder().iterdir():
        if path.is_dir() and path.name != current and path not in others:
            shutil.rmtree(path, ignore_errors=True)
