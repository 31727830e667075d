"""What a snapshot says of itself: its files with checksums, when it was made, of which definitions and writes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from gavn.measure.pure.tables import FORMAT

NAME = "manifest.json"
POINTER = "current"


@dataclass(frozen=True)
class Stored:
    """One table's file."""

    file: str
    rows: int
    sha256: str
    columns: dict[str, str]


@dataclass(frozen=True)
class Manifest:
    """A whole snapshot. ``mark`` is the last write it knows; ``definitions`` are digests by key."""

    snapshot: str
    made_at: datetime
    mark: dict[str, int]
    definitions: dict[str, str]
    tables: dict[str, Stored] = field(default_factory=dict)
    format: int = FORMAT

    def text(self) -> str:
        """The manifest as it is written."""
        return json.dumps({**asdict(self), "made_at": self.made_at.isoformat()}, indent=1) + "\n"

    @classmethod
    def read(cls, text: str) -> Manifest:
        """The manifest as it was written."""
        said: dict[str, Any] = json.loads(text)
        tables = {name: Stored(**one) for name, one in said.pop("tables").items()}
        return cls(**{**said, "made_at": datetime.fromisoformat(said["made_at"]), "tables": tables})


def store_folder() -> Path:
    """Where the snapshots lie."""
    return Path(settings.GAVN_DATA) / "store"


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
