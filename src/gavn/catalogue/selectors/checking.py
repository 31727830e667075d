"""What is wrong with content files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from gavn.catalogue import gateways
from gavn.catalogue.pure.formats import Indicator, Instrument
from gavn.catalogue.pure.reading import (
    Problem,
    Reading,
    read_indicator,
    read_instrument,
    read_pack,
    read_programme,
)
from gavn.catalogue.selectors.definitions import indicator_or_none, instrument_or_none, read_text
from gavn.kernel.keys import Key
from gavn.kernel.registers import Register
from gavn.kernel.say import said

Progress = Callable[[int, int, str], None]

KINDS = ("instruments", "indicators", "programmes", "textpacks")

# tell(reading=Reading, found=list[Problem]): later stages add the problems that they can see.
content_read = Register("catalogue.content_read")


class Own:
    """The definitions of the folder that is checked; what it does not hold is looked for among ours."""

    def __init__(self) -> None:
        self.instruments: dict[str, Instrument] = {}
        self.indicators: dict[str, Indicator] = {}

    def add(self, definition: object) -> None:
        """One more that was read."""
        if isinstance(definition, Instrument):
            self.instruments[definition.full_key] = definition
        if isinstance(definition, Indicator):
            self.indicators[definition.full_key] = definition

    def instrument(self, key: str) -> Instrument | None:
        """The instrument with this full key."""
        return self.instruments.get(key) or instrument_or_none(key)

    def indicator(self, key: str) -> Indicator | None:
        """The indicator with this full key."""
        return self.indicators.get(key) or indicator_or_none(key)


def content_problems(folder: Path | None = None, *, progress: Progress | None = None) -> tuple[int, list[Problem]]:
    """How many content files were looked at, ours or those of a folder laid out alike, and all that is wrong."""
    files = [(kind, path) for kind in KINDS for path in _files(kind, folder)]
    found: list[Problem] = []
    own = Own()
    for number, (kind, path) in enumerate(files, 1):
        reading = _read(kind, path, own)
        found += reading.problems
        own.add(reading.definition)
        if reading.definition is not None and not reading.problems:
            found += _misplaced(kind, path, reading)
            content_read.tell(reading=reading, found=found)
        if progress:
            progress(number, len(files), gateways.shown_path(path))
    return len(files), found


def text_problems(kind: str, text: str) -> tuple[Any, list[Problem]]:
    """A text looked at as a file is, before it is one: its definition, if it is one, and all that is wrong."""
    reading = read_text(kind, text)
    found = list(reading.problems)
    if reading.definition is not None and not found:
        content_read.tell(reading=reading, found=found)
    return reading.definition, found


def _files(kind: str, folder: Path | None) -> Iterable[Path]:
    if kind == "textpacks":
        return sorted(((folder or gateways.content_folder()) / kind).glob("**/*.yaml"))
    return gateways.content_files(kind, folder)


def _read(kind: str, path: Path, own: Own) -> Reading[Any]:
    text, file = gateways.text_of(path), gateways.shown_path(path)
    if kind == "instruments":
        return read_instrument(text, file=file)
    if kind == "programmes":
        return read_programme(text, own.instrument, find_indicator=own.indicator, file=file)
    reader = read_indicator if kind == "indicators" else read_pack
    return reader(text, own.instrument, file=file)


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
