"""Definitions by their key and version, and their words in one language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from gavn.catalogue import gateways
from gavn.catalogue.models import LoadedPack
from gavn.catalogue.pure.formats import Instrument, Programme, TextPack
from gavn.catalogue.pure.reading import Reading, read_instrument, read_pack, read_programme
from gavn.catalogue.pure.wording import WordedInstrument, worded_in
from gavn.kernel.errors import Refused
from gavn.kernel.keys import Key

Definition = TypeVar("Definition", bound=BaseModel)


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
