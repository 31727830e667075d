"""The content folder: files that hold the catalogue."""

from __future__ import annotations

from pathlib import Path

import gavn


def content_folder() -> Path:
    """Where the content files lie: inside the installed package, or beside the source."""
    package = Path(gavn.__file__).parent
    shipped = package / "content"
    return shipped if shipped.is_dir() else package.parent.parent / "content"


def content_files(kind: str) -> list[Path]:
    """All versions of one kind of definition, oldest first."""
    return sorted((content_folder() / kind).glob("*/v*.yaml"))
