"""Counts and checksums of tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

ROWS = 2000
TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
}


def table_sums(cursor: Any, engine: str) -> dict[str, dict[str, Any]]:
    """For every table the number of rows and a checksum that no order of rows changes."""
    cursor.execute(TABLES[engine])
    return {name: _table_sum(cursor, name) for (name,) in cursor.fetchall()}


def _table_sum(cursor: Any, name: str) -> dict[str, Any]:
    cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608  the name comes from the database's own list
    rows, summed = 0, 0
    while part := cursor.fetchmany(ROWS):
        rows += len(part)
        summed = (summed + sum(_row_sum(row) for row in part)) % (1 << 128)
    return {"rows": rows, "sum": f"{summed:032x}"}


def _row_sum(row: Iterable[Any]) -> int:
    plain = repr([bytes(value) if isinstance(value, memoryview) else value for value in row])
    return int.from_bytes(hashlib.sha256(plain.encode()).digest()[:16])
