"""Backup and restore: what comes back equals what was copied, and a name can be read again."""

from __future__ import annotations

import tarfile

import pytest

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
