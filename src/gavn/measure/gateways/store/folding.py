"""Folding many small files of a table into one, and taking persons out of files: rows without what does not count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from gavn.measure.gateways.store.files import LAYER, OF, written
from gavn.measure.gateways.store.manifest import Piece, Pieces

MOST_PIECES = 12  # files of a table before the small ones become one
SMALL_SHARE = 4  # the small ones are folded into the large one when they reach a quarter of it
FEWEST_GONE = 64  # tombstones that never are too many
NOTHING_GONE = f"SELECT 0::BIGINT AS {OF}, 0::BIGINT AS {LAYER} WHERE false"


def too_many_gone(tables: Mapping[str, Pieces], gone: int) -> bool:
    """Whether so much lies under tombstones that reading pays for it: then everything is folded."""
    stays = tables["enrolments"].rows if "enrolments" in tables else 0
    return gone > max(FEWEST_GONE, stays // SMALL_SHARE)


def to_fold(table: Pieces, *, everything: bool) -> tuple[Piece, ...]:
    """Which files of a table become one now."""
    if everything:
        return table.files if table.rows else ()
    if len(table.files) <= MOST_PIECES:
        return ()
    largest = max(table.files, key=lambda one: one.rows)
    small = tuple(one for one in table.files if one is not largest)
    return table.files if sum(one.rows for one in small) * SMALL_SHARE > largest.rows else small


def folding_engine() -> duckdb.DuckDBPyConnection:
    """What reads and writes the files; opened once for all tables."""
    return duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})


def folded(engine: duckdb.DuckDBPyConnection, sources: list[Path], into: Path, gone: Path | None) -> Piece:
    """The rows of these files that count, in one file."""
    engine.execute(
        f"""COPY (SELECT held.* FROM read_parquet($sources) held
            LEFT JOIN ({_tombstones(gone)}) gone ON held.{OF} = gone.{OF}
            WHERE gone.{OF} IS NULL OR held.{LAYER} >= gone.{LAYER})
        TO '{_quoted(into)}' (FORMAT parquet, COMPRESSION zstd)""",  # noqa: S608  no text of users
        {"sources": [str(one) for one in sources]},
    )
    return written(into, _rows(into))


def let_in(engine: duckdb.DuckDBPyConnection, there: Iterable[int]) -> None:
    """Tell who is still there, before files are swept."""
    engine.register("there", pa.table({OF: pa.array(there, pa.int64())}))


def swept(engine: duckdb.DuckDBPyConnection, source: Path, into: Path) -> Piece | None:
    """The rows of a file without those of persons who are not there any more; nothing where it holds none of them."""
    held = f"FROM read_parquet('{_quoted(source)}') held WHERE"
    stays = f"EXISTS (SELECT 1 FROM there WHERE there.{OF} = held.{OF})"  # noqa: S608  no text of users
    found = engine.execute(f"SELECT count(*) {held} NOT {stays}").fetchone()
    if not found or not found[0]:
        return None
    engine.execute(f"COPY (SELECT * {held} {stays}) TO '{_quoted(into)}' (FORMAT parquet, COMPRESSION zstd)")
    return written(into, _rows(into))


def _tombstones(gone: Path | None) -> str:
    return f"SELECT * FROM read_parquet('{_quoted(gone)}')" if gone else NOTHING_GONE  # noqa: S608


def _rows(path: Path) -> int:
    return int(pq.read_metadata(path).num_rows)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
