"""Definitions as digests, so that the store knows by which ones it was written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from gavn.catalogue.pure.formats import Instrument


def definition_digests(definitions: Iterable[Instrument]) -> dict[str, str]:
    """The digest of each definition by its key."""
    return {one.full_key: _digest(one) for one in definitions}


def _digest(definition: Instrument) -> str:
    return hashlib.sha256(definition.model_dump_json().encode()).hexdigest()
