"""Definitions by their key and version, and their words in one language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from gavn.catalogue import gateways
from gavn.catalogue.models import LoadedPack
from gavn.catalogue.pure.formats import Indicator, Instrument, Programme, TextPack
from gavn.catalogue.pure.reading import Reading, read_indicator, read_instrument, read_pack, read_programme
from gavn.catalogue.pure.wording import WordedInstrument, worded_in
from gavn.catalogue.selectors.own import own_definition, own_newest, own_text, own_versions
from gavn.kernel.errors import Refused
from gavn.kernel.keys import Key

Definition = TypeVar("Definition", bound=BaseModel)


def instrument(full_key: str) -> Instrument:
    """The instrument with this key and version."""
    found: Instrument | None = _found("instruments", full_key)
    if found is None:
        raise Refused("There is no instrument {name}.", name=full_key)
    return found


def programme(full_key: str) -> Programme:
    """The programme with this key and version."""
    found: Programme | None = _found("programmes", full_key)
    if found is None:
        raise Refused("There is no programme {name}.", name=full_key)
    return found


def programme_to_choose(full_key: str) -> Programme:
    """The programme with this key and version, which a service can begin to work with; refused when it is retired."""
    own = own_definition("programmes", full_key)
    if own is not None and own.retired_at:
        raise Refused("{name} is retired and cannot be chosen any more: {why}", name=full_key, why=own.retired_why)
    return programme(full_key)


def indicator(full_key: str) -> Indicator:
    """The indicator with this key and version."""
    found: Indicator | None = _found("indicators", full_key)
    if found is None:
        raise Refused("There is no indicator {name}.", name=full_key)
    return found


def indicators() -> list[Indicator]:
    """Every indicator in its newest version, by key."""
    return _newest("indicators")


def indicators_of(programme: Programme) -> list[Indicator]:
    """The indicators of a programme, in its order."""
    return [indicator(key) for key in programme.indicators]


def instruments() -> list[Instrument]:
    """Every instrument in its newest version, by key."""
    return _newest("instruments")


def programmes() -> list[Programme]:
    """Every programme in its newest version, by key."""
    return _newest("programmes")


def programmes_to_choose() -> list[Programme]:
    """Every programme a service can begin to work with, in the newest version that is not retired."""
    return _newest("programmes", offered=True)


def versions_of(kind: str, key: str) -> list[int]:
    """The versions there are of ``instruments``, ``indicators`` or ``programmes``, newest first."""
    named = Key.parse(key)
    if named.owner != "gavn":
        return [row.version for row in own_versions(kind, named.path)]
    files = [path for path in gateways.content_files(kind) if path.parent.name == named.name]
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


def indicator_or_none(full_key: str) -> Indicator | None:
    """The indicator with this key and version, if there is one that can be read."""
    try:
        return indicator(full_key)
    except Refused:
        return None


def read_text(kind: str, text: str, *, file: str = "") -> Reading[Any]:
    """A text as ``instruments``, ``programmes`` or ``indicators`` hold it, or every problem in it."""
    if kind == "instruments":
        return read_instrument(text, file=file)
    if kind == "programmes":
        return read_programme(text, instrument_or_none, find_indicator=indicator_or_none, file=file)
    return read_indicator(text, instrument_or_none, file=file)


def _found(kind: str, full_key: str) -> Any:
    """What a file or a published row says; files of ours come first, and rows never carry our name."""
    path = gateways.content_file(kind, Key.parse(full_key))
    if path is not None:
        return _in_file(kind, path, gateways.stamp_of(path))
    own = own_definition(kind, full_key)
    return _in_row(kind, own.pk, own.digest) if own else None


def shipped(kind: str) -> list[Any]:
    """What comes with gavn as files, in its newest versions; asks no database."""
    files = {path.parent.name: path for path in gateways.content_files(kind)}.values()
    return [_in_file(kind, path, gateways.stamp_of(path)) for path in files]


def shipped_text(kind: str, full_key: str) -> str:
    """The text of a file that comes with gavn; refused where there is none."""
    path = gateways.content_file(kind, Key.parse(full_key))
    if path is None:
        raise Refused("There is no definition {name}.", name=full_key)
    return gateways.text_of(path)


def _newest(kind: str, *, offered: bool = False) -> list[Any]:
    rows = own_newest(kind, offered=offered)
    found = [*shipped(kind), *(_in_row(kind, row.pk, row.digest) for row in rows)]
    return sorted(found, key=lambda one: str(one.key))


@cache
def _in_file(kind: str, path: Path, stamp: int) -> Any:
    return _sound(read_text(kind, gateways.text_of(path), file=gateways.shown_path(path)))


@cache
def _in_row(kind: str, pk: int, digest: str) -> Any:
    return _sound(read_text(kind, own_text(pk, digest)))


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
