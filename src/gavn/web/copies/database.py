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


def put_back(path: Path) -> Sums:
    """Bring the copy into an empty database; returns the sums of what is there now."""
    if engine() == "sqlite":
        target = Path(settings.DATABASES["default"]["NAME"])
        if target.exists() and target.stat().st_size:
            raise Refused("{place} holds a database already; restore into an empty folder.", place=str(target))
        connection.close()
        with closing(sqlite3.connect(path)) as copy, closing(sqlite3.connect(target)) as live:
            copy.backup(live)
            return table_sums(live.cursor(), "sqlite")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        if cursor.fetchone()[0]:
            raise Refused("The database holds tables already; restore into an empty one.")
        _postgres(
            "pg_restore", "--no-owner", "--exit-on-error", f"--dbname={connection.settings_dict['NAME']}", str(path)
        )
        return table_sums(cursor, "postgresql")


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
