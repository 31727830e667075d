"""Definitions by their key, in one language, and what is wrong with content files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from gavn.catalogue import gateways
from gavn.catalogue.models import LoadedPack
from gavn.catalogue.pure.formats import Instrument, Programme, TextPack
from gavn.catalogue.pure.reading import Problem, Reading, read_instrument, read_pack, read_programme
from gavn.catalogue.pure.wording import WordedInstrument, worded_in
from gavn.kernel.errors import Refused
from gavn.kernel.keys import Key
from gavn.kernel.registers import Register
from gavn.kernel.say import said

Progress = Callable[[int, int, str], None]
Definition = TypeVar("Definition", bound=BaseModel)

content_read = Register("catalogue.content_read")  # tell(reading=Reading, found=list[Problem]): later stages add theirs


def instrument(full_key: str) -> Instrument:
    """The instrument with this key and version."""
    path = gateways.content_file("instruments", Key.parse(full_key))
    if path is None:
        raise Refused("There is no instrument {name}.", name=full_key)
    return _instrument(path, gateways.stamp_of(path))


def programme(full_key: str) -> Programme:
    """The programme with this key and version."""
    path = gateways.content_file("programmes", Key.parse(full_key))
    if path is None:
        raise Refused("There is no programme {name}.", name=full_key)
    return _programme(path, gateways.stamp_of(path))


def instruments() -> list[Instrument]:
    """Every instrument in its newest version, by key."""
    return [_instrument(path, gateways.stamp_of(path)) for path in _newest("instruments")]


def programmes() -> list[Programme]:
    """Every programme in its newest version, by key."""
    return [_programme(path, gateways.stamp_of(path)) for path in _newest("programmes")]


def versions_of(kind: str, key: str) -> list[int]:
    """The versions there are of ``instruments`` or ``programmes``, newest first."""
    name = Key.parse(key).name
    files = [path for path in gateways.content_files(kind) if path.parent.name == name]
    return [int(path.stem[1:]) for path in reversed(files)]


def worded(full_key: str, language: str, variant: str = "") -> WordedInstrument:
    """The instrument with its words in a language, from its file or from the newest pack loaded for it."""
    definition = instrument(full_key)
    pack = None if definition.licence.ships_text else pack_of(full_key)
    return worded_in(definition, language, variant=variant, pack=pack)


def pack_of(full_key: str) -> TextPack | None:
    """The newest text pack that was loaded for an instrument."""
    digest = LoadedPack.objects.filter(instrument=full_key).values_list("digest", flat=True).first()
    return _pack(digest) if digest else None


def packs_loaded() -> dict[str, TextPack]:
    """The newest text pack of every instrument that has one."""
    newest: dict[str, str] = {}
    for key, digest in LoadedPack.objects.values_list("instrument", "digest"):
        newest.setdefault(key, digest)
    return {key: _pack(digest) for key, digest in newest.items()}


def packs_of(full_key: str) -> list[LoadedPack]:
    """Every pack that was loaded for an instrument, newest first, with who attested to its licence."""
    return list(LoadedPack.objects.filter(instrument=full_key).select_related("attested_by").defer("text"))


def instrument_or_none(full_key: str) -> Instrument | None:
    """The instrument with this key and version, if there is one that can be read."""
    try:
        return instrument(full_key)
    except Refused:
        return None


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
                                                   file=path.name, version=version))]  # fmt: skip
    return []


def _newest(kind: str) -> list[Path]:
    return list({path.parent.name: path for path in gateways.content_files(kind)}.values())


@cache
def _instrument(path: Path, stamp: int) -> Instrument:
    return _sound(read_instrument(gateways.text_of(path), file=gateways.shown_path(path)))


@cache
def _programme(path: Path, stamp: int) -> Programme:
    return _sound(read_programme(gateways.text_of(path), instrument_or_none, file=gateways.shown_path(path)))


@cache
def _pack(digest: str) -> TextPack:
    row = LoadedPack.objects.get(digest=digest)
    return _sound(read_pack(row.text, instrument_or_none, file=row.public_id))


def _sound(reading: Reading[Definition]) -> Definition:
    """The definition, or the first problem that keeps it from being used."""
    if reading.problems or reading.definition is None:
        raise Refused(
            "The definition cannot be used. {problem} Run gavn content check.", problem=str(reading.problems[0])
        )
    return reading.definition
