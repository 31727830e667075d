"""Installations of their own, in folders and databases of their own, driven by commands as an administrator would."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from gavn.kernel.clock import public_id


class House:
    """An installation of its own, in a folder and a database of its own."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GAVN_")},
            "GAVN_DATA": str(folder), "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "gavn.web.settings",
            "PYTHONIOENCODING": "utf-8",
        }  # fmt: skip

    def run(self, *command: str, typed: str = "", well: bool | None = True) -> str:
        """What a command prints; ``well=None`` where either way will do."""
        done = subprocess.run(
            [sys.executable, *command], env=self.environment, input=typed, capture_output=True, text=True, check=False
        )
        assert well is None or (done.returncode == 0) is well, done.stdout + done.stderr
        return done.stdout + done.stderr

    def gavn(self, *command: str, **more) -> str:
        """What a gavn command prints."""
        return self.run("-c", "import sys; from gavn.web.commands import main; sys.exit(main())", *command, **more)


@pytest.fixture
def house(tmp_path, django_db_blocker):
    """A maker of installations; on PostgreSQL each has a scratch database that goes away again."""
    made: list[str] = []

    def build(name: str) -> House:
        if connection.vendor == "sqlite":
            return House(tmp_path / name, "")
        scratch = f"gavn_{public_id()}"
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{scratch}"')
        made.append(scratch)
        return House(tmp_path / name, os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{scratch}")

    yield build
    for scratch in made:
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{scratch}" WITH (FORCE)')
