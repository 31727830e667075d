"""Make a copy."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings

import gavn
from gavn.kernel.clock import now
from gavn.kernel.errors import Refused
from gavn.web.copies import database
from gavn.web.copies.chest import Closing
from gavn.web.copies.contents import BLOCK, DATABASE, FORMAT, MANIFEST, Manifest, looked_through
from gavn.web.copies.keys import keys_copied
from gavn.web.copies.places import STAMP, aged_out, workplace
from gavn.works.gateways import NAME_OF_LIST, add_to_erased_list, erased_list
from gavn.works.gateways.keyring import COPIES, folder_open
from gavn.works.services import sealed_stores

KEEP_DAYS = 35


@dataclass(frozen=True)
class Copied:
    """A copy that was read again and found whole: where it lies, what is in it, and what was thrown away for it."""

    archive: Path
    keys: Path | None
    manifest: Manifest
    gone: tuple[Path, ...]


def backed_up(into: Path, *, keys_into: Path | None, keep_days: int = KEEP_DAYS) -> Copied:
    """Copy database and files into one sealed archive and read it again, the keys into another folder."""
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    stamp = f"{now():{STAMP}}"
    archive, unfinished = into / f"gavn-{stamp}.copy", into / f".gavn-{stamp}.part"
    if archive.exists() or unfinished.exists():
        raise Refused("{archive} is there already; wait a second.", archive=str(archive))
    try:
        _write(unfinished)
        manifest = looked_through(unfinished)
        unfinished.replace(archive)
    finally:
        unfinished.unlink(missing_ok=True)
    add_to_erased_list(erased_list(), into)
    with folder_open(into) as folder:
        os.fsync(folder)
    keys = keys_copied(keys_into, stamp) if keys_into else None
    gone = [*aged_out(into, keep_days), *(aged_out(keys_into, keep_days) if keys_into else [])]
    return Copied(archive, keys, manifest, tuple(gone))


def _write(unfinished: Path) -> None:
    place = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(place, "wb") as out:
        closing = Closing(out, COPIES.newest)
        with workplace() as scratch, tarfile.open(fileobj=closing, mode="w|", bufsize=BLOCK) as tar:
            dump = scratch / DATABASE
            tables = database.copied_to(dump)
            manifest = {
                "format": FORMAT, "gavn": gavn.__version__, "made": f"{now():%Y-%m-%dT%H:%M:%SZ}",
                "engine": database.engine(), "tables": tables, "database": _added(tar, dump, DATABASE),
                "files": {name: summed for name, summed in _files_added(tar) if summed},
                "sealed_under": sorted({key for store in sealed_stores() for key in store.counts()}),
            }  # fmt: skip
            told = json.dumps(manifest).encode()
            member = tarfile.TarInfo(MANIFEST)
            member.size = len(told)
            tar.addfile(member, io.BytesIO(told))
        closing.finish()
        out.flush()
        os.fsync(out.fileno())


def _files_added(tar: tarfile.TarFile) -> Iterator[tuple[str, str]]:
    """Add every stored file, and the list of who was erased; a file that is erased meanwhile is left out."""
    data = Path(settings.GAVN_DATA)
    for path in sorted([*(data / "files").glob("*/*"), *data.glob(NAME_OF_LIST)]):
        if not path.suffix or path.name == NAME_OF_LIST:
            name = str(path.relative_to(data))
            yield name, _added(tar, path, name)


def _added(tar: tarfile.TarFile, path: Path, name: str) -> str:
    """Add a file as it is now; returns the checksum of what was added, nothing where no file is."""
    try:
        content = path.open("rb")
    except FileNotFoundError:
        return ""
    with content:
        summed = _Summed(content)
        tar.addfile(tar.gettarinfo(arcname=name, fileobj=content), summed)
        return str(summed.digest.hexdigest())


class _Summed:
    """A file that is summed while it is read."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content
        self.digest: Any = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        part = self._content.read(size)
        self.digest.update(part)
        return part
