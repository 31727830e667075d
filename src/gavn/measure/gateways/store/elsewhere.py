"""The files of the store at another address, where the workers of a cluster read them: object storage, or a mount."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.fs as pa_fs
from django.conf import settings

from gavn.measure.gateways.store.manifest import NAME, Manifest, Piece, store_folder

FILES = "gavn-store"


def address_of(snapshot: str, piece: Piece) -> str:
    """Where a file is read from: the other address where one is given, else the folder of its snapshot."""
    if not settings.GAVN_STORE_URI:
        # Not as_uri(): Spark takes a percent sign for what it is.
        return f"file://{(store_folder() / snapshot / piece.file).absolute()}"
    address = settings.GAVN_STORE_URI.partition("?")[0]
    return f"{address.rstrip('/')}/{FILES}/{_name(piece)}"


def seen_by_spark(address: str) -> str:
    """The same address as Spark writes it."""
    return f"s3a://{address.removeprefix('s3://')}" if address.startswith("s3://") else address


def put_elsewhere(manifest: Manifest) -> None:
    """Have every file of a snapshot at the other address, named by its checksum; what is there is not sent again."""
    if not settings.GAVN_STORE_URI:
        return
    there, folder = _place()
    there.create_dir(folder, recursive=True)
    for _table, piece in manifest.files:
        path, to = store_folder() / manifest.snapshot / piece.file, f"{folder}/{_name(piece)}"
        found = there.get_file_info(to)
        if found.type == pa_fs.FileType.NotFound or found.size != path.stat().st_size:
            pa_fs.copy_files(str(path), to, source_filesystem=pa_fs.LocalFileSystem(), destination_filesystem=there)


def tidy_elsewhere() -> None:
    """Leave at the other address only files of snapshots that are still here: nobody's who was erased."""
    if not settings.GAVN_STORE_URI:
        return
    there, folder = _place()
    read = (Manifest.read(path.read_text()) for path in store_folder().glob(f"*/{NAME}"))
    wanted = {_name(piece) for manifest in read for _table, piece in manifest.files}
    for found in there.get_file_info(pa_fs.FileSelector(folder, allow_not_found=True)):
        if Path(found.path).name not in wanted:
            there.delete_file(found.path)


def _place() -> tuple[Any, str]:
    there, folder = pa_fs.FileSystem.from_uri(settings.GAVN_STORE_URI)
    return there, f"{folder.rstrip('/')}/{FILES}"


def _name(piece: Piece) -> str:
    return f"{piece.sha256}.parquet"
