"""What lies in an archive, and whether it is what was put there."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from gavn.kernel.errors import Refused
from gavn.web.copies.chest import CHUNK, VERSION, Opening, key_id_of
from gavn.web.copies.keys import Keys, archive_secret

FORMAT = f"gavn-backup/{VERSION}"
FIRST_FORMAT = "gavn-backup/1"  # neither encrypted nor proof of who made it
BLOCK = 1 << 20
MANIFEST, DATABASE = "manifest.json", "database"
Manifest = dict[str, Any]


@contextmanager
def _clear(archive: Path, keys: Keys | None, *, unencrypted: bool) -> Iterator[IO[bytes]]:
    """The archive in clear, chunk by chunk; it never lies on the disk as a whole."""
    key_id = key_id_of(archive)
    with archive.open("rb") as source:
        if key_id:
            yield cast(IO[bytes], io.BufferedReader(Opening(source, archive_secret(key_id, keys)), BLOCK))
        elif unencrypted:
            yield source
        else:
            raise Refused(
                "{archive} cannot be read as a backup, or is an unencrypted one of the first release; "
                "if you know who made it, say --unencrypted.",
                archive=str(archive),
            )


def looked_through(archive: Path, *, keys: Keys | None = None, unencrypted: bool = False) -> Manifest:
    """Read an archive to its end, and hold everything in it against its checksums; writes nothing."""
    sums: dict[str, str] = {}
    manifest: Manifest = {}
    with _refusing(archive), _clear(archive, keys, unencrypted=unencrypted) as clear:
        with tarfile.open(fileobj=clear, mode="r|", bufsize=BLOCK) as tar:
            for member in tar:
                content = tar.extractfile(member)
                if content is None or member.name in sums or member.name.startswith(("/", "..")):
                    raise Refused("The backup is damaged: {files}.", files=member.name)
                if member.name == MANIFEST:
                    manifest = dict(json.load(content))
                else:
                    sums[member.name] = _sum(content)
        while clear.read(CHUNK):
            pass
    _compare(archive, manifest, sums, unencrypted=unencrypted)
    return manifest


def unpacked(archive: Path, into: Path, *, keys: Keys | None, unencrypted: bool) -> None:
    """Write what lies in an archive into a folder, for the owner only: files inside it, and nothing else.

    Written by hand, because the filters of ``extractall`` are younger than the Python of Debian 12 (3.11.2).
    """
    inside = into.resolve()
    with (
        _refusing(archive),
        _clear(archive, keys, unencrypted=unencrypted) as clear,
        tarfile.open(fileobj=clear, mode="r|", bufsize=BLOCK) as tar,
    ):
        for member in tar:
            content, place = tar.extractfile(member), (inside / member.name).resolve()
            if content is None or not place.is_relative_to(inside):
                raise Refused("The backup is damaged: {files}.", files=member.name)
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.touch(mode=0o600)
            with place.open("wb") as written:
                shutil.copyfileobj(content, written, BLOCK)


@contextmanager
def _refusing(archive: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, tarfile.TarError, TypeError, ValueError) as wrong:
        raise Refused(
            "{archive} cannot be read as a backup: {reason}", archive=str(archive), reason=str(wrong)
        ) from wrong


def _compare(archive: Path, manifest: Manifest, sums: dict[str, str], *, unencrypted: bool) -> None:
    if manifest.get("format") not in ({FORMAT, FIRST_FORMAT} if unencrypted else {FORMAT}):
        raise Refused("{archive} is not a backup of gavn.", archive=str(archive))
    wanted = {DATABASE: manifest.get("database"), **manifest.get("files", {})}
    broken = sorted(name for name in {*wanted, *sums} if wanted.get(name) != sums.get(name))
    if broken:
        raise Refused("The backup is damaged: {files} differ from their checksums.", files=", ".join(broken[:5]))


def _sum(content: IO[bytes]) -> str:
    summed = hashlib.sha256()
    while part := content.read(BLOCK):
        summed.update(part)
    return summed.hexdigest()
