"""The content folder: files that hold the catalogue."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import gavn
from gavn.kernel.keys import Key


@cache
def content_folder() -> Path:
    """Where the content files lie: inside the installed package, or beside the source."""
    package = Path(gavn.__file__).parent
    shipped = package / "content"
    return shipped if shipped.is_dir() else package.parent.parent / "content"


def content_files(kind: str, folder: Path | None = None) -> list[Path]:
    """All versions of one kind of definition, oldest first."""
    found = ((folder or content_folder()) / kind).glob("*/v*.yaml")
    return sorted(found, key=lambda path: (path.parent.name, len(path.stem), path.stem))


def content_file(kind: str, key: Key) -> Path | None:
    """The file of one version, if this owner's definitions come as files and it exists."""
    path = content_folder() / kind / key.name / f"v{key.version}.yaml"
    return path if key.owner == "gavn" and path.is_file() else None


def stamp_of(path: Path) -> int:
    """When the file changed last; released files never do, drafts do while they are written."""
    return path.stat().st_mtime_ns


def text_of(path: Path) -> str:
    """The file's text; signs that are no UTF-8 are replaced and then refused by the reader."""
    return path.read_text(encoding="utf-8", errors="surrogateescape")


def shown_path(path: Path) -> str:
    """The path as a message names it: from the content folder on where it lies there."""
    home = content_folder().parent
    return str(path.relative_to(home)) if path.is_relative_to(home) else str(path)
