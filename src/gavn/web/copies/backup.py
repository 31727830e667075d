"""Make a copy."""

from __future__ import annotations

import json
import tarfile
import tempfile
from pathlib import Path

from django.conf import settings

import gavn
from gavn.kernel.clock import now
from gavn.web.copies import database
from gavn.web.copies.sums import file_sum

FORMAT = "gavn-backup/1"


def backed_up(into: Path, *, keys_into: Path | None) -> Path:
    """Copy database and files into one archive, the keys into another folder; returns the archive."""
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    stamp = f"{now():%Y%m%dT%H%M%SZ}"
    archive, unfinished = into / f"gavn-{stamp}.tar", into / f".gavn-{stamp}.part"
    with tempfile.TemporaryDirectory(dir=into) as scratch:
        dump = Path(scratch) / "database"
        tables = database.copied_to(dump)
        files = _stored_files()
        manifest = {
            "format": FORMAT, "gavn": gavn.__version__, "made": f"{now():%Y-%m-%dT%H:%M:%SZ}",
            "engine": database.engine(), "tables": tables, "database": file_sum(dump),
            "files": {name: file_sum(path) for name, path in files.items()},
        }  # fmt: skip
        listed = Path(scratch) / "manifest.json"
        listed.write_text(json.dumps(manifest, indent=1))
        unfinished.touch(mode=0o600)
        with tarfile.open(unfinished, "w") as tar:
            tar.add(listed, "manifest.json")
            tar.add(dump, "database")
            for name, path in files.items():
                tar.add(path, name)
    unfinished.rename(archive)
    if keys_into is not None:
        _keys_copied(keys_into, stamp)
    return archive


def _stored_files() -> dict[str, Path]:
    data = Path(settings.GAVN_DATA)
    return {str(path.relative_to(data)): path for path in sorted((data / "files").glob("*/*")) if not path.suffix}


def _keys_copied(into: Path, stamp: str) -> None:
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = into / f"gavn-keys-{stamp}.tar"
    target.touch(mode=0o600)
    with tarfile.open(target, "w") as tar:
        for path in sorted(Path(settings.GAVN_KEYS).iterdir()):
            tar.add(path, path.name)
