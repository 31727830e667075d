"""The words of an instrument whose text is not ours, as its licence holder gives them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gavn.catalogue.pure.formats.programme import FullKey
from gavn.catalogue.pure.formats.texts import LANGUAGES, Code, Strict, Text

Language = Literal["en", "da", "sv"]
LONGEST_ATTESTATION = 2000


class ItemWords(Strict):
    """An item's wording and its options' wordings by code, per language; ``low`` and ``high`` are a line's ends."""

    text: dict[Language, Text]
    help: dict[Language, Text] = {}
    low: dict[Language, Text] = {}
    high: dict[Language, Text] = {}
    options: dict[str, dict[Language, Text]] = {}


class TextPack(Strict):
    """A licensed text for one instrument version; loading it takes an attestation of the licence."""

    format: Literal["gavn-textpack/1"]
    instrument: FullKey
    text_version: int = Field(ge=1)
    languages: tuple[Language, ...] = Field(min_length=1, max_length=len(LANGUAGES))
    holder: Text
    terms: Text
    source: Text
    items: dict[Code, ItemWords]
    shared_options: dict[str, dict[Language, Text]] = {}
