"""Installations of their own, in folders and databases of their own, driven by commands as an administrator would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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

    def with_copies(self) -> House:
        """The same, with places beside it for its copies and the copies of its keys."""
        beside = self.folder.parent
        self.environment |= {"GAVN_BACKUPS": str(beside / "copies"), "GAVN_KEY_BACKUP": str(beside / "keys")}
        return self

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


@contextmanager
def scratch_databases(blocker) -> Iterator[Callable[[House | None], str]]:
    """A maker of addresses: of an empty database or of one like another house's; on PostgreSQL they go away again."""
    made: list[str] = []

    def ask(statement: str) -> None:
        with blocker.unblock(), connection._nodb_cursor() as cursor:
            cursor.execute(statement)

    def build(like: House | None) -> str:
        if connection.vendor == "sqlite":
            return ""
        made.append(f"gavn_{public_id()}")
        template = f' TEMPLATE "{like.environment["DATABASE_URL"].rsplit("/", 1)[1]}"' if like else ""
        ask(f'CREATE DATABASE "{made[-1]}"{template}')
        return os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{made[-1]}"

    yield build
    for scratch in made:
        ask(f'DROP DATABASE "{scratch}" WITH (FORCE)')


@pytest.fixture
def house(tmp_path, django_db_blocker):
    """A maker of installations; ``like`` another one they begin with its data and what lies beside it."""
    with scratch_databases(django_db_blocker) as database:

        def build(name: str, *, like: House | None = None) -> House:
            if like:
                shutil.copytree(like.folder.parent, tmp_path, dirs_exist_ok=True)
            return House(tmp_path / name, database(like))

        yield build


@pytest.fixture(scope="session")
def furnished(tmp_path_factory, django_db_blocker):
    """A maker of installations that stay as they are for the whole run: made once, for tests to begin like them."""
    kept: dict[str, House] = {}
    with scratch_databases(django_db_blocker) as database:

        def build(name: str, furnish: Callable[[House], None]) -> House:
            if name not in kept:
                one = House(tmp_path_factory.mktemp("furnished") / name, database(None)).with_copies()
                furnish(one)
                kept[name] = one
            return kept[name]

        yield build
