"""Backup and restore: what comes back equals what was copied, and a name can be read again."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from django.db import connection

from gavn.kernel.clock import public_id

TRY_A_NAME = """
import django; django.setup()
from gavn.works.gateways import sealed, opened
from gavn.works.models import Draft
from gavn.kernel.clock import now
import sys
if sys.argv[1] == "write":
    Draft.objects.create(key="k", owner="x", sealed=sealed("Anna Månebæk".encode(), purpose="vault:x"), saved_at=now())
else:
    print(opened(Draft.objects.get().sealed, purpose="vault:x").decode())
"""


class House:
    """An installation of its own, in a folder and a database of its own."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GAVN_")},
            "GAVN_DATA": str(folder), "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "gavn.web.settings",
            "PYTHONIOENCODING": "utf-8",
        }  # fmt: skip

    def run(self, *command: str, typed: str = "", well: bool = True) -> str:
        """What a command prints."""
        done = subprocess.run(
            [sys.executable, *command], env=self.environment, input=typed, capture_output=True, text=True, check=False
        )
        assert (done.returncode == 0) is well, done.stdout + done.stderr
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


@pytest.fixture
def copied(house, tmp_path, django_db_setup):
    """A house with a name in it, its backup and its keys."""
    lived_in = house("lived-in")
    lived_in.gavn("begin", "--organisation", "Midtby", "--email", "ada@example.org", "--name", "Ada",
                  typed="a long enough password\n")  # fmt: skip
    lived_in.run("-c", TRY_A_NAME, "write")
    lived_in.gavn("backup", "--into", str(tmp_path / "copies"), "--keys-into", str(tmp_path / "keys"))
    (archive,), (keys,) = (tmp_path / "copies").glob("*.tar"), (tmp_path / "keys").glob("*.tar")
    return archive, keys


@pytest.mark.database
def test_a_backup_restores_into_an_empty_folder_and_a_name_can_be_read(house, copied):
    archive, keys = copied
    empty = house("empty")
    assert "Every count and checksum equals the copy" in empty.gavn("restore", str(archive), "--keys", str(keys))
    assert "Anna Månebæk" in empty.run("-c", TRY_A_NAME, "read")
    assert "WRONG" not in empty.gavn("doctor")


@pytest.mark.database
def test_a_damaged_backup_is_refused_before_anything_is_written(house, copied, tmp_path):
    archive, _keys = copied
    damaged = tmp_path / "damaged.tar"
    content = bytearray(archive.read_bytes())
    with tarfile.open(archive) as tar:
        place = tar.getmember("database").offset_data + 1500
    content[place] ^= 0xFF
    damaged.write_bytes(content)
    empty = house("empty")
    assert "damaged" in empty.gavn("restore", str(damaged), well=False)
    assert "schema" not in empty.gavn("doctor", well=False)


@pytest.mark.database
def test_a_house_that_is_lived_in_is_not_overwritten(house, copied):
    archive, _keys = copied
    other = house("other")
    other.gavn("migrate")
    assert "already" in other.gavn("restore", str(archive), well=False)


@pytest.mark.database
def test_something_else_than_a_backup_is_refused(house, tmp_path):
    (tmp_path / "letter.tar").write_text("Dear Ada")
    assert "cannot be read as a backup" in house("empty").gavn("restore", str(tmp_path / "letter.tar"), well=False)
