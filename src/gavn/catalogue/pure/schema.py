"""The formats as JSON Schema, so that an editor completes and checks while somebody writes a content file."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from gavn.catalogue.pure.formats import Instrument, Programme, TextPack

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FORMATS: dict[str, type[BaseModel]] = {"instrument": Instrument, "programme": Programme, "textpack": TextPack}


def schemas() -> dict[str, dict[str, Any]]:
    """One schema per format, by the format's name.

    >>> sorted(schemas())
    ['instrument', 'programme', 'textpack']
    """
    return {name: {"$schema": DIALECT, **model.model_json_schema()} for name, model in _FORMATS.items()}
