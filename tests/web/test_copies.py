"""Backup and restore: what comes back equals what was copied, a name can be read again, and nobody reads the copy."""

from __future__ import annotations

import io
import json
import tarfile
from datetime import UTC, datetime, timedelta

import pytest

from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.web.copies.places import STAMP, aged_out, newest_copy, workplace

TRY_A_NAME = """
import django; django.setup()
from gavn.works.gateways import sealed, opened
from gavn.works.models import Draft
from gavn.works.services import store_file
from gavn.kernel.clock import now
import sys
if sys.argv[1] == "write":
    Draft.objects.create(key="k", owner="x", sealed=sealed("Anna Månebæk".encode(), purpose="draft"), saved_at=now())
    store_file(b"minutes" * 30_000, name="minutes.txt", owner="x")
else:
    print(opened(Draft.objects.get().sealed, purpose="draft").decode())
"""


def furnish(one) -> None:
    """A name and a file in it, its backup and its keys beside it."""
    one.gavn("begin", "--organisation", "Midtby", "--email", "ada@example.org", "--name", "Ada",
             typed="a long enough password\n")  # fmt: skip
    one.run("-c", TRY_A_NAME, "write")
    one.gavn("backup")


@pytest.fixture
def lived_in(house, furnished, django_db_setup):
    """A house with a name in it, and beside it its copies and those of its keys."""
    return house("lived-in", like=furnished("lived-in", furnish)).with_copies()


@pytest.fixture
def copied(lived_in, tmp_path):
    """Its backup and its keys."""
    (archive,), (keys,) = (tmp_path / "copies").glob("gavn-*"), (tmp_path / "keys").glob("gavn-*")
    return archive, keys


@pytest.mark.database
def test_a_backup_restores_into_an_empty_folder_and_a_name_can_be_read(house, copied):
    archive, keys = copied
    assert b"Ada" not in archive.read_bytes()
    assert b"ustar" not in archive.read_bytes()
    empty = house("empty")
    assert "Every count and checksum equals the copy" in empty.gavn("restore", str(archive), "--keys", str(keys))
    assert "Anna Månebæk" in empty.run("-c", TRY_A_NAME, "read")
    assert "WRONG" not in empty.gavn("doctor")


@pytest.mark.database
def test_a_damaged_backup_is_refused_before_anything_is_written(house, copied, tmp_path):
    archive, keys = copied
    damaged = tmp_path / "damaged.copy"
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 0x01
    damaged.write_bytes(content)
    empty = house("empty")
    assert "damaged" in empty.gavn("backup", "--verify", str(damaged), "--keys", str(keys), well=False)
    assert "damaged" in empty.gavn("restore", str(damaged), "--keys", str(keys), well=False)
    assert {path.name for path in empty.folder.iterdir()} == {"keys"}
    assert {path.name for path in (empty.folder / "keys").iterdir()} == {"cookies"}


@pytest.mark.database
def test_without_the_keys_a_copy_does_not_open(house, copied):
    archive, keys = copied
    empty = house("empty")
    assert "name the copy of the keys" in empty.gavn("restore", str(archive), well=False)
    assert "Whole" in empty.gavn("backup", "--verify", str(archive), "--keys", str(keys))


@pytest.mark.database
def test_a_house_that_is_lived_in_is_not_overwritten(house, copied):
    archive, keys = copied
    other = house("other")
    other.gavn("migrate")
    assert "already" in other.gavn("restore", str(archive), "--keys", str(keys), well=False)


@pytest.mark.database
def test_something_else_than_a_backup_is_refused(house, tmp_path):
    (tmp_path / "letter.tar").write_text("Dear Ada")
    for flag in ([], ["--unencrypted"]):
        told = house("empty").gavn("restore", str(tmp_path / "letter.tar"), *flag, well=False)
        assert "cannot be read as a backup" in told


def as_the_first_release_made_it(archive, keys, into):
    """The same copy unencrypted, and the keys without checksums and dates."""
    from gavn.web.copies.contents import looked_through, unpacked
    from gavn.web.copies.keys import read_keys

    taken = read_keys(keys)
    manifest = looked_through(archive, keys=taken) | {"format": "gavn-backup/1"}
    unpacked(archive, into / "clear", keys=taken, unencrypted=False)
    (into / "clear/manifest.json").write_text(json.dumps(manifest))
    with tarfile.open(into / "old.tar", "w") as tar:
        for name in ("manifest.json", "database", *manifest["files"]):
            tar.add(into / "clear" / name, name)
    plain = {key: told["key"] for key, told in json.loads(taken["vault.json"]).items()}
    with tarfile.open(into / "old-keys.tar", "w") as tar:
        for name, content in {"vault.json": json.dumps(plain).encode(), "history": taken["history"]}.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return into / "old.tar", into / "old-keys.tar"


@pytest.mark.database
def test_an_archive_of_the_first_release_restores_when_somebody_vouches_for_it(house, copied, tmp_path):
    archive, keys = as_the_first_release_made_it(*copied, tmp_path)
    empty = house("empty")
    assert "--unencrypted" in empty.gavn("restore", str(archive), "--keys", str(keys), well=False)
    empty.gavn("restore", str(archive), "--keys", str(keys), "--unencrypted")
    assert "Anna Månebæk" in empty.run("-c", TRY_A_NAME, "read")


@pytest.mark.database
def test_a_drill_brings_everything_back_elsewhere_and_clears_up(lived_in, copied):
    before = sorted(path.name for path in lived_in.folder.rglob("*") if "-" not in path.suffix)
    told = lived_in.gavn("drill")
    assert "Everything came back as it was copied" in told
    assert "  works_draft" in told
    assert "ok    keys" in told
    assert not list((lived_in.folder / "scratch").iterdir())
    after = sorted(path.name for path in lived_in.folder.rglob("*") if "-" not in path.suffix)
    assert [name for name in after if name != "scratch"] == [name for name in before if name != "scratch"]
    drilled = ("-c", "import django; django.setup()\nfrom gavn.history.models import Event\n"
               "print(Event.objects.get(kind='works.restore_drilled').detail)")  # fmt: skip
    assert "'outcome': 'well'" in lived_in.run(*drilled)


@pytest.mark.database
def test_a_drill_on_a_damaged_copy_ends_with_one(lived_in, copied):
    archive, _keys = copied
    with archive.open("rb+") as content:
        content.truncate(archive.stat().st_size - 1)
    told = lived_in.gavn("drill", well=False)
    assert "WRONG restore: The copy is damaged" in told
    assert "NOT" in told


@pytest.mark.database
def test_keys_of_another_house_are_refused(house, copied, tmp_path):
    archive, _keys = copied
    stranger = house("stranger")
    stranger.gavn("migrate")
    stranger.gavn("keys", "rotate", "--keys-into", str(tmp_path / "others"))
    (others,) = (tmp_path / "others").glob("*.tar")
    assert "closed with the key" in house("empty").gavn("restore", str(archive), "--keys", str(others), well=False)


def test_copies_age_out_and_nothing_else_does(tmp_path):
    def named(days, name):
        path = tmp_path / name.format(now() - timedelta(days=days))
        path.write_text("")
        return path.name

    young = {named(34, f"gavn-{{:{STAMP}}}.copy"), named(1, f"gavn-keys-{{:{STAMP}}}.tar")}
    others = {named(0, "gavn-notes.tar"), named(0, "accounts.copy"), named(90, f"gavn-{{:{STAMP}}}.copy.kept")}
    kinds = (
        f"gavn-{{:{STAMP}}}.copy",
        f"gavn-{{:{STAMP}}}.tar",
        f"gavn-keys-{{:{STAMP}}}.tar",
        f".gavn-{{:{STAMP}}}.part",
    )
    old = {named(36, kind) for kind in kinds}
    assert aged_out(tmp_path, 0) == []
    assert {path.name for path in aged_out(tmp_path, 35)} == old
    assert {path.name for path in tmp_path.iterdir()} == young | others


def test_the_newest_copy_is_the_one_made_last(tmp_path):
    assert newest_copy(tmp_path / "nowhere") is None
    for day in (3, 21, 9):
        (tmp_path / f"gavn-{datetime(2026, 11, day, tzinfo=UTC):{STAMP}}.copy").write_text("")
    assert newest_copy(tmp_path).name == "gavn-20261121T000000Z.copy"


def test_what_a_killed_run_left_is_swept_away_and_what_lives_is_not(tmp_path, settings):
    settings.GAVN_DATA = tmp_path
    (tmp_path / "scratch/left").mkdir(parents=True)
    (tmp_path / "scratch/left/database").write_text("names")
    swept = []
    with workplace() as living, workplace(swept.append) as mine:
        assert {path.name for path in (tmp_path / "scratch").iterdir()} == {living.name, mine.name}
        assert living.stat().st_mode & 0o077 == 0
    assert swept == [mine.name]
    assert not list((tmp_path / "scratch").iterdir())


def test_a_copy_of_keys_is_found_damaged(tmp_path, settings, request):
    from gavn.history.gateways import chain_key
    from gavn.web.copies.keys import keys_copied, read_keys

    settings.GAVN_KEYS = tmp_path / "keys"
    chain_key.cache_clear()
    request.addfinalizer(chain_key.cache_clear)
    copy = keys_copied(tmp_path / "copies")
    assert set(read_keys(copy)) == {"vault.json", "copies.json", "history"}
    assert copy.stat().st_mode & 0o077 == 0
    content = copy.read_bytes()
    place = content.index(read_keys(copy)["history"])
    copy.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
    with pytest.raises(Refused, match="damaged"):
        read_keys(copy)
