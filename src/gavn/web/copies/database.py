"""The database as one file, and back, for SQLite and for PostgreSQL."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from gavn.kernel.errors import Refused
from gavn.web.copies.sums import table_sums

Sums = dict[str, dict[str, Any]]


def engine() -> str:
    """``sqlite`` or ``postgresql``."""
    return str(connection.vendor)


def copied_to(path: Path) -> Sums:
    """Write a consistent copy while others go on working; returns the sums of exactly that copy."""
    if engine() == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
            return table_sums(copy.cursor(), "sqlite")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        _postgres("pg_dump", "--format=custom", f"--snapshot={cursor.fetchone()[0]}", f"--file={path}")
        return table_sums(cursor, "postgresql")


def check_empty() -> None:
    """Refuse to restore over a database that somebody lives in."""
    if engine() == "sqlite":
        place = _sqlite_place()
        if (place.exists() and place.stat().st_size) or place.with_name(f"{place.name}-wal").exists():
            raise Refused("{place} holds a database already; restore into an empty folder.", place=str(place))
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        if cursor.fetchone()[0]:
            raise Refused("The database holds tables already; restore into an empty one.")


def put_back(path: Path, wanted: Sums) -> Sums:
    """Bring the copy into the empty database, as a whole; returns the sums of what is there, equal to the wanted."""
    if engine() == "sqlite":
        return _put_back_sqlite(path, wanted)
    name = connection.settings_dict["NAME"]
    _postgres("pg_restore", "--no-owner", "--single-transaction", f"--dbname={name}", str(path))
    with connection.cursor() as cursor:
        sums = table_sums(cursor, "postgresql")
    _check_same(sums, wanted)
    return sums


def _put_back_sqlite(path: Path, wanted: Sums) -> Sums:
    """Compare first, beside the place; then give it its name."""
    connection.close()
    beside = _sqlite_place().with_suffix(".restoring")
    beside.unlink(missing_ok=True)
    beside.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as copy, closing(sqlite3.connect(beside)) as live:
        copy.backup(live)
        sums = table_sums(live.cursor(), "sqlite")
    _check_same(sums, wanted)
    with beside.open("rb+") as written:
        os.fsync(written.fileno())
    beside.replace(_sqlite_place())
    return sums


def _sqlite_place() -> Path:
    return Path(settings.DATABASES["default"]["NAME"])


def _check_same(sums: Sums, wanted: Sums) -> None:
    wrong = [name for name in {*sums, *wanted} if sums.get(name) != wanted.get(name)]
    if wrong:
        raise Refused("After the restore these tables differ from the copy: {tables}.", tables=", ".join(sorted(wrong)))


def _postgres(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs against our database."""
    ours = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    place = {name: str(ours[key]) for name, key in names.items() if ours.get(key)}
    done = subprocess.run(  # noqa: S603  a fixed program
        [program, *arguments], env={**os.environ, **place}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Refused("{program} failed: {reason}", program=program, reason=done.stderr.strip()[-400:])
