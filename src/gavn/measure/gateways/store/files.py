"""Files of the store: rows written as Parquet, and whether what lies on the disk is what was written."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from gavn.measure.gateways.store.manifest import Manifest, Piece, digest_of
from gavn.measure.pure.tables import Kind, Row, TableShape

OF, LAYER = "_of", "_layer"
"""Beside a table's own columns: whose row it is, and in which refresh it was written. Readers do not see them."""
TYPES: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "number": pa.float64(),
    "whole": pa.int64(),
    "yes_no": pa.bool_(),
    "day": pa.date32(),
}
_seen_whole: set[tuple[str, int, int, int]] = set()


def write_rows(path: Path, shape: TableShape, chunks: Iterable[list[Row]], layer: int) -> Piece:
    """Write rows, a chunk at a time; the last cell of each row is the number of the person whose row it is."""
    own = [(column.name, TYPES[column.kind]) for column in shape.columns]
    schema = pa.schema([*own, (OF, pa.int64()), (LAYER, pa.int64())])
    rows = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for chunk in chunks:
            rows += len(chunk)
            cells = zip(*chunk, strict=True) if chunk else [()] * (len(schema) - 1)
            columns = [*cells, [layer] * len(chunk)]
            arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
    return written(path, rows)


def write_tombstones(path: Path, gone: dict[int, int]) -> Piece:
    """Write of each person the layer below which rows do not count any more."""
    columns = {OF: pa.array(gone.keys(), pa.int64()), LAYER: pa.array(gone.values(), pa.int64())}
    pq.write_table(pa.table(columns), path, compression="zstd")
    return written(path, len(gone))


def tombstones(folder: Path, manifest: Manifest) -> dict[int, int]:
    """Of each person with a tombstone the layer below which rows do not count any more."""
    if manifest.gone is None:
        return {}
    read = pq.read_table(folder / manifest.gone.file)
    return dict(zip(read[OF].to_pylist(), read[LAYER].to_pylist(), strict=True))


def written(path: Path, rows: int) -> Piece:
    """A file as the manifest names it, once it is on the disk."""
    on_disk(path)
    return Piece(path.name, rows, digest_of(path))


def on_disk(path: Path) -> None:
    """See to it that a file or folder is on the disk, not only on its way there."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def whole(folder: Path, manifest: Manifest) -> bool:
    """Whether every file is there as it was written. One that was found whole is read again only once it changed."""
    return all(_is_whole(folder / one.file, one) for _table, one in manifest.files)


def _is_whole(path: Path, piece: Piece) -> bool:
    try:
        stands = path.stat()
    except FileNotFoundError:
        return False
    seen = (piece.sha256, stands.st_ino, stands.st_size, stands.st_mtime_ns)
    if seen not in _seen_whole and digest_of(path) == piece.sha256:
        _seen_whole.add(seen)
    return seen in _seen_whole
