"""What is wrong with content files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from gavn.catalogue import gateways
from gavn.catalogue.pure.formats import Instrument
from gavn.catalogue.pure.reading import Problem, Reading, read_instrument, read_pack, read_programme
from gavn.catalogue.selectors.definitions import instrument_or_none
from gavn.kernel.keys import Key
from gavn.kernel.registers import Register
from gavn.kernel.say import said

Progress = Callable[[int, int, str], None]

# tell(reading=Reading, found=list[Problem]): later stages add the problems that they can see.
content_read = Register("catalogue.content_read")


def content_problems(folder: Path | None = None, *, progress: Progress | None = None) -> tuple[int, list[Problem]]:
    """How many content files were looked at, ours or those of a folder laid out alike, and all that is wrong."""
    files = [(kind, path) for kind in ("instruments", "programmes", "textpacks") for path in _files(kind, folder)]
    found: list[Problem] = []
    own: dict[str, Instrument] = {}
    for number, (kind, path) in enumerate(files, 1):
        reading = _read(kind, path, lambda key: own.get(key) or instrument_or_none(key))
        found += reading.problems
        if isinstance(reading.definition, Instrument):
            own[reading.definition.full_key] = reading.definition
        if reading.definition is not None and not reading.problems:
            found += _misplaced(kind, path, reading)
            content_read.tell(reading=reading, found=found)
        if progress:
            progress(number, len(files), gateways.shown_path(path))
    return len(files), found


def _files(kind: str, folder: Path | None) -> Iterable[Path]:
    if kind == "textpacks":
        return sorted(((folder or gateways.content_folder()) / kind).glob("**/*.yaml"))
    return gateways.content_files(kind, folder)


def _read(kind: str, path: Path, find: Callable[[str], Instrument | None]) -> Reading[Any]:
    text, file = gateways.text_of(path), gateways.shown_path(path)
    if kind == "instruments":
        return read_instrument(text, file=file)
    reader = read_programme if kind == "programmes" else read_pack
    return reader(text, find, file=file)


def _misplaced(kind: str, path: Path, reading: Reading[Any]) -> list[Problem]:
    """A definition lies in the folder of its key, in the file of its version."""
    if kind == "textpacks":
        return []
    definition = reading.whole
    name, version = Key.parse(definition.full_key).name, f"v{definition.version}"
    if path.parent.name != name:
        return [reading.problem(("key",), said("This file lies in {folder}, but its key ends in {name}.",
                                               folder=path.parent.name, name=name))]  # fmt: skip
    if path.stem != version:
        return [reading.problem(("version",), said("This file is called {file}, but its version is {version}.",
                                                   file=path.name, version=definition.version))]  # fmt: skip
    return []
