"""Rings of keys: files apart from the data, replaced as a whole, so that a kill at any moment leaves all keys there."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from gavn.kernel.clock import now, secret_bytes
from gavn.kernel.errors import Refused

KEY_ID = 4


@dataclass(frozen=True)
class RingKey:
    """A key, its id, and since when it is there; keys of the first release do not know that."""

    id: str
    secret: bytes = field(repr=False)
    since: datetime | None = None


class Ring:
    """The keys of one kind, the newest last; read anew whenever the file was replaced."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._read: tuple[object, tuple[RingKey, ...]] = (None, ())

    @property
    def path(self) -> Path:
        """Where the ring lies."""
        return Path(settings.GAVN_KEYS) / f"{self.name}.json"

    def all(self) -> tuple[RingKey, ...]:
        """All keys, the oldest first; the first one is made on first use."""
        path = self.path
        try:
            seen = path.stat()
        except FileNotFoundError:
            with keys_locked():
                if not path.exists():
                    self._write([self.fresh_key()])
            seen = path.stat()
        version = (path, seen.st_ino, seen.st_mtime_ns, seen.st_size)
        if self._read[0] != version:
            self._read = (version, read_ring(path.read_bytes()))
        return self._read[1]

    @property
    def newest(self) -> RingKey:
        """The key that new values go under."""
        return self.all()[-1]

    @property
    def oldest(self) -> RingKey:
        """The key that hashes are made with; it never goes away."""
        return self.all()[0]

    def key(self, key_id: str) -> RingKey:
        """A key by its id."""
        found = next((key for key in self.all() if key.id == key_id), None)
        if found is None:
            raise Refused(
                "The key {key_id} is not in the keyring; restore the keys that belong to this data.", key_id=key_id
            )
        return found

    def fresh_key(self) -> RingKey:
        """A key that is not in the ring yet."""
        return RingKey(secret_bytes(KEY_ID).hex(), secret_bytes(), now())

    def add(self, key: RingKey) -> None:
        """Make a key the newest."""
        if key.id in {one.id for one in self.all()}:
            raise Refused("Two keys drew the same id; try again.")
        self._write([*self.all(), key])

    def drop(self, key_id: str) -> None:
        """Throw a key away; whether nothing needs it any more is for the caller to know."""
        self._write([key for key in self.all() if key.id != key_id])

    def join(self, content: bytes) -> None:
        """Take in the keys of a copy: they become the oldest, and none that is here is lost."""
        came = read_ring(content)
        here = self.all() if self.path.exists() else ()
        self._write([*came, *(key for key in here if key.id not in {one.id for one in came})])

    def _write(self, keys: Sequence[RingKey]) -> None:
        plain = {key.id: {"key": key.secret.hex(), "since": key.since.isoformat() if key.since else ""} for key in keys}
        written_whole(self.path, json.dumps(plain, indent=1).encode())


VAULT = Ring("vault")
COPIES = Ring("copies")
RINGS = (VAULT, COPIES)


def read_ring(content: bytes) -> tuple[RingKey, ...]:
    """The keys of a ring's file; the first release wrote the keys alone."""
    plain: dict[str, Any] = json.loads(content)
    return tuple(
        RingKey(key_id, bytes.fromhex(told))
        if isinstance(told, str)
        else RingKey(key_id, bytes.fromhex(told["key"]), _moment(told["since"]))
        for key_id, told in plain.items()
    )


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def written_whole(path: Path, content: bytes) -> None:
    """Put a file in the place of another, on the disk before its name is; it belongs to whom the folder belongs."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    place = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(place, "wb") as out:
        out.write(content)
        out.flush()
        if os.geteuid() == 0:
            owner = path.parent.stat()
            os.fchown(out.fileno(), owner.st_uid, owner.st_gid)
        os.fsync(out.fileno())
    part.replace(path)
    with folder_open(path.parent) as folder:
        os.fsync(folder)


@contextmanager
def folder_open(folder: Path) -> Iterator[int]:
    """A folder as something that can be locked and brought to the disk."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield opened
    finally:
        os.close(opened)


def keys_locked() -> AbstractContextManager[None]:
    """Nobody else changes keys meanwhile."""
    return locked(Path(settings.GAVN_KEYS))


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Nobody else who asks for the same folder works meanwhile; the lock goes with the process that holds it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with folder_open(folder) as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
