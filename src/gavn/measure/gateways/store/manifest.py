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
    """A table that is one file, as kept snapshots write it."""

    file: str
    rows: int
    sha256: str
    columns: dict[str, str]


@dataclass(frozen=True)
class Piece:
    """One file of rows: some of a table's, or the tombstones."""

    file: str
    rows: int
    sha256: str


@dataclass(frozen=True)
class Pieces:
    """One table: its columns, and the files its rows lie in, in the order in which they were written."""

    columns: dict[str, str]
    files: tuple[Piece, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows its files hold, those under a tombstone too."""
        return sum(one.rows for one in self.files)


@dataclass(frozen=True)
class Manifest:
    """A whole snapshot. ``mark`` is the last write it knows; ``definitions`` are digests by key.

    ``layer`` counts the refreshes since it was last written whole. ``gone`` is the file of tombstones: of each person
    the layer below which rows do not count any more. ``gaps`` are numbers of lines of history that were not there yet
    although later ones were: writes that had not committed.
    """

    snapshot: str
    made_at: datetime
    mark: dict[str, int]
    definitions: dict[str, str]
    tables: dict[str, Pieces] = field(default_factory=dict)
    gone: Piece | None = None
    gaps: tuple[int, ...] = ()
    layer: int = 0
    format: int = FORMAT

    @property
    def files(self) -> list[tuple[str, Piece]]:
        """Every file, with the table it belongs to."""
        found = [(name, one) for name, table in sorted(self.tables.items()) for one in table.files]
        return found + ([("tombstones", self.gone)] if self.gone else [])

    def text(self) -> str:
        """The manifest as it is written."""
        return json.dumps({**asdict(self), "made_at": self.made_at.isoformat()}, indent=1) + "\n"

    @classmethod
    def read(cls, text: str) -> Manifest:
        """The manifest as it was written."""
        said: dict[str, Any] = json.loads(text)
        said["tables"] = {name: _pieces(**one) for name, one in said["tables"].items()}
        said["gone"] = Piece(**said["gone"]) if said["gone"] else None
        said["gaps"] = tuple(said["gaps"])
        return cls(**{**said, "made_at": datetime.fromisoformat(said["made_at"])})


def _pieces(columns: dict[str, str], files: list[dict[str, Any]]) -> Pieces:
    return Pieces(columns, tuple(Piece(**one) for one in files))


def store_folder() -> Path:
    """Where the snapshots lie."""
    return Path(settings.GAVN_DATA) / "store"


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def text_digest(text: str) -> str:
    """The SHA-256 of a manifest, which stands beside its name in ``current``."""
    return hashlib.sha256(text.encode()).hexdigest()
