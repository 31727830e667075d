"""What a content file may say: pydantic models, one file a kind."""

from gavn.catalogue.pure.formats.instrument import Instrument, Item, Norm, Option, Score
from gavn.catalogue.pure.formats.pack import TextPack
from gavn.catalogue.pure.formats.programme import Ask, Programme
from gavn.catalogue.pure.formats.texts import LANGUAGES, Text, Texts

__all__ = [
    "LANGUAGES",
    "Ask",
    "Instrument",
    "Item",
    "Norm",
    "Option",
    "Programme",
    "Score",
    "Text",
    "TextPack",
    "Texts",
]
