"""Bring a copy back, and prove that it is the same."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from gavn.kernel.errors import Refused
from gavn.web.copies import database
from gavn.web.copies.contents import DATABASE, Manifest, looked_through, unpacked
from gavn.web.copies.keys import Keys, keys_back, read_keys, vault_ids
from gavn.web.copies.places import workplace
from gavn.works.gateways import add_to_erased_list, erased_list, erased_of


@dataclass(frozen=True)
class Restored:
    """What came back: tables, rows and files, all equal to what the copy was made of."""

    made: str
    tables: database.Sums
    files: int

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(one["rows"] for one in self.tables.values())


def restored(archive: Path, *, keys: Path | None, unencrypted: bool = False, erased: Path | None = None) -> Restored:
    """Restore an archive (and its keys) into this empty installation; everything is checked before anything is written.

    ``erased`` is a list of who was erased; those in the archive, beside it and here are joined to it, so that
    ``rights.services.erasing.erase_again`` knows whom an old copy brought back.

    Files and keys come first and the database last, as a whole, so that a restore that was killed may be run again.
    """
    taken = read_keys(keys) if keys else None
    newer = erased_of(erased.read_bytes(), place=str(erased)) if erased else {}
    manifest = looked_through(archive, keys=taken, unencrypted=unencrypted)
    _check_fit(manifest, taken)
    database.check_empty()
    with workplace() as place:
        unpacked(archive, place, keys=taken, unencrypted=unencrypted)
        if (place / "files").is_dir():
            shutil.copytree(place / "files", Path(settings.GAVN_DATA) / "files", dirs_exist_ok=True)
        if taken:
            keys_back(taken)
        _gather_erased(place, archive.parent, newer)
        sums = database.put_back(place / DATABASE, manifest["tables"])
    return Restored(manifest["made"], sums, len(manifest["files"]))


def _gather_erased(place: Path, beside: Path, newer: dict[str, str]) -> None:
    """Join every list of who was erased that is known: in the copy, beside it, and the one that was named."""
    for known in (erased_list(place), erased_list(beside), newer):
        add_to_erased_list(known)


def _check_fit(manifest: Manifest, keys: Keys | None) -> None:
    """Refuse a copy of another kind of database, and keys that belong to another installation."""
    if manifest["engine"] != database.engine():
        raise Refused(
            "The backup is of {theirs}; this installation runs on {ours}.",
            theirs=manifest["engine"],
            ours=database.engine(),
        )
    missing = sorted(set(manifest.get("sealed_under", [])) - vault_ids(keys))
    if missing:
        raise Refused(
            "Values in the copy lie under keys that are not there: {missing}. Name the copy of the keys that was made "
            "with it, with --keys.",
            missing=", ".join(missing),
        )
