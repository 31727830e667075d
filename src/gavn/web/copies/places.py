"""Where copies lie, what they are called, and where work on them is done."""

from __future__ import annotations

import fcntl
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from gavn.kernel.clock import now, public_id
from gavn.web import environment
from gavn.works.gateways.keyring import folder_open, locked

STAMP = "%Y%m%dT%H%M%SZ"
# Copies of this release and of the first one, unfinished ones, and copies of keys.
OURS = re.compile(r"(?:gavn-|\.gavn-|gavn-keys-|\.gavn-keys-)(\d{8}T\d{6}Z)\.(?:copy|tar|part)")


def copies_folder(given: Path | None) -> Path:
    """Where copies of the data go: as asked, as set, else beside the data."""
    set_to = environment.BACKUPS.value
    return given or (Path(set_to) if set_to else environment.data_folder() / "backups")


def key_folder(given: Path | None) -> Path | None:
    """Where copies of the keys go, if that was said."""
    set_to = environment.KEY_BACKUP.value
    return given or (Path(set_to) if set_to else None)


def stamp_of(path: Path) -> str:
    """The moment in a copy's name; empty for a file that is none of ours."""
    found = OURS.fullmatch(path.name)
    return found[1] if found else ""


def newest_copy(folder: Path) -> Path | None:
    """The youngest copy of the data in a folder."""
    found = [path for path in folder.glob("gavn-*.copy") if stamp_of(path)] if folder.is_dir() else []
    return max(found, key=stamp_of, default=None)


def keys_beside(archive: Path, folder: Path | None) -> Path | None:
    """The copy of the keys that was made together with a copy of the data."""
    stamp = stamp_of(archive)
    path = folder / f"gavn-keys-{stamp}.tar" if folder and stamp else None
    return path if path and path.is_file() else None


def aged_out(folder: Path, days: int) -> list[Path]:
    """Throw away what gavn made here more than so many days ago; returns what went."""
    if days <= 0:
        return []
    before = now() - timedelta(days=days)
    gone = [path for path in sorted(folder.iterdir()) if path.is_file() and _made_before(path, before)]
    for path in gone:
        path.unlink()
    return gone


def _made_before(path: Path, before: datetime) -> bool:
    stamp = stamp_of(path)
    return bool(stamp) and datetime.strptime(stamp, STAMP).replace(tzinfo=UTC) < before


@contextmanager
def workplace(sweep: Callable[[str], None] = lambda _name: None) -> Iterator[Path]:
    """A folder of one's own beside the data, gone afterwards; what a killed run left is swept away first."""
    place = Path(settings.GAVN_DATA) / "scratch"
    mine = place / public_id()
    with ExitStack() as open_folders:
        with locked(place):
            for left in sorted(place.iterdir()):
                _swept(left, sweep)
            mine.mkdir(mode=0o700)
            fcntl.flock(open_folders.enter_context(folder_open(mine)), fcntl.LOCK_EX)
        try:
            yield mine
        finally:
            sweep(mine.name)
            shutil.rmtree(mine)


def _swept(left: Path, sweep: Callable[[str], None]) -> None:
    """Throw away a workplace whose owner is dead; whoever lives holds its lock."""
    with folder_open(left) as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        sweep(left.name)
        shutil.rmtree(left)
