"""Bring a copy back, and prove that it is the same."""

from __future__ import annotations

import json
import shutil
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from gavn.history.gateways import chain_key
from gavn.kernel.errors import Refused
from gavn.web.copies import database
from gavn.web.copies.backup import FORMAT
from gavn.web.copies.sums import file_sum
from gavn.works.gateways import forget_keys


@dataclass(frozen=True)
class Restored:
    """What came back: tables, rows and files, all equal to what the copy was made of."""

    made: str
    tables: int
    rows: int
    files: int


def restored(archive: Path, *, keys: Path | None) -> Restored:
    """Restore an archive (and its keys) into this empty installation; refused when anything differs."""
    with tempfile.TemporaryDirectory(dir=settings.GAVN_DATA) as scratch:
        place = Path(scratch)
        manifest = _unpacked(archive, place)
        _checked(manifest, place)
        sums = database.put_back(place / "database")
        wrong = [name for name, one in manifest["tables"].items() if sums.get(name) != one]
        if wrong:
            raise Refused("After the restore these tables differ from the copy: {tables}.", tables=", ".join(wrong))
        if manifest["files"]:
            shutil.copytree(place / "files", Path(settings.GAVN_DATA) / "files", dirs_exist_ok=True)
    if keys is not None:
        _keys_back(keys)
    return Restored(manifest["made"], len(sums), sum(one["rows"] for one in sums.values()), len(manifest["files"]))


def _unpacked(archive: Path, place: Path) -> dict[str, Any]:
    try:
        with tarfile.open(archive) as tar:
            tar.extractall(place, filter="data")
        manifest: dict[str, Any] = json.loads((place / "manifest.json").read_text())
    except (OSError, tarfile.TarError, ValueError) as wrong:
        raise Refused(
            "{archive} cannot be read as a backup: {reason}", archive=str(archive), reason=str(wrong)
        ) from wrong
    if manifest.get("format") != FORMAT:
        raise Refused("{archive} is not a backup of gavn.", archive=str(archive))
    return manifest


def _checked(manifest: dict[str, Any], place: Path) -> None:
    """Compare every file with the checksum it was packed with."""
    wanted = {"database": manifest["database"], **manifest["files"]}
    broken = [
        name for name, digest in wanted.items() if not (place / name).is_file() or file_sum(place / name) != digest
    ]
    if broken:
        raise Refused("The backup is damaged: {files} differ from their checksums.", files=", ".join(broken[:5]))
    if manifest["engine"] != database.engine():
        raise Refused(
            "The backup is of {theirs}; this installation runs on {ours}.",
            theirs=manifest["engine"],
            ours=database.engine(),
        )


def _keys_back(keys: Path) -> None:
    try:
        with tarfile.open(keys) as tar:
            tar.extractall(settings.GAVN_KEYS, filter="data")
    except (OSError, tarfile.TarError) as wrong:
        raise Refused("{keys} cannot be read as a copy of keys: {reason}", keys=str(keys), reason=str(wrong)) from wrong
    forget_keys()
    chain_key.cache_clear()
