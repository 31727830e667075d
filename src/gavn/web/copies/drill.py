"""Try a restore: into a folder and a database of its own that go away again, beside the running installation."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from gavn.history.services import record
from gavn.kernel.errors import Refused
from gavn.web import environment
from gavn.web.copies import database
from gavn.web.copies.keys import keys_copied
from gavn.web.copies.places import stamp_of, workplace

# Looked at in what came back. Jobs and the outbox of a copy wait for nobody there.
LOOKED_AT = ("database", "history", "keys", "files")


@dataclass(frozen=True)
class Drilled:
    """What a drill found: what came back from which copy, what the doctor says of it, and how long it took."""

    made: str
    tables: database.Sums
    files: int
    findings: tuple[dict[str, Any], ...]
    trouble: str
    seconds: float

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(one["rows"] for one in self.tables.values())

    @property
    def well(self) -> bool:
        """Whether the copy would have brought everything back."""
        return not self.trouble and bool(self.findings) and all(one["well"] for one in self.findings)


def drilled(archive: Path, *, keys: Path | None, unencrypted: bool = False) -> Drilled:
    """Restore a copy elsewhere, let the doctor look at it, clear up, and write down how it went."""
    began = time.perf_counter()
    with workplace(_drop_scratch) as place:
        data = place / "data"
        data.mkdir(mode=0o700)
        taken = keys or keys_copied(place)
        asked = {"archive": str(archive.resolve()), "keys": str(taken.resolve()), "unencrypted": unencrypted}
        told = _restored_apart(asked, data, _scratch_database(place.name))
    done = Drilled(
        told.get("made", ""), told.get("tables", {}), told.get("files", 0), tuple(told.get("findings", ())),
        told.get("trouble", ""), round(time.perf_counter() - began, 1),
    )  # fmt: skip
    with transaction.atomic():
        record(
            None, "works.restore_drilled", copy=stamp_of(archive), outcome="well" if done.well else "failed",
            tables=len(done.tables), rows=done.rows, files=done.files, seconds=round(done.seconds),
        )  # fmt: skip
    return done


def _restored_apart(asked: dict[str, Any], data: Path, address: str) -> dict[str, Any]:
    """Restore in a process of its own, whose installation is the folder and database that go away."""
    kept = {name: told for name, told in os.environ.items() if not name.startswith("GAVN_")}
    apart = {**kept, "GAVN_DATA": str(data), "DATABASE_URL": address, "GAVN_ZONE": settings.GAVN_ZONE}
    done = subprocess.run(
        [sys.executable, "-m", "gavn.web.commands.keeping.apart"],
        input=json.dumps(asked), env=apart, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        return {"trouble": (done.stderr.strip().splitlines() or ["The restore was ended from outside."])[-1]}
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _scratch_name(place: str) -> str:
    return f"gavn_drill_{place}"


def _scratch_database(place: str) -> str:
    """The address of a fresh database beside ours; empty for SQLite, which lies in the folder."""
    if connection.vendor == "sqlite":
        return ""
    try:
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{_scratch_name(place)}" TEMPLATE template0')
    except ProgrammingError as wrong:
        raise Refused(
            "A drill needs a database of its own: let the database user make one (ALTER ROLE … CREATEDB). {reason}",
            reason=str(wrong).strip(),
        ) from wrong
    ours = urlsplit(environment.DATABASE.value)
    return urlunsplit(ours._replace(path=f"/{_scratch_name(place)}"))


def _drop_scratch(place: str) -> None:
    """Throw the database of a drill away, also of one that was killed."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{_scratch_name(place)}" WITH (FORCE)')
