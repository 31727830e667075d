"""Reads of the catalogue."""

from gavn.catalogue.selectors.checking import content_problems, content_read
from gavn.catalogue.selectors.definitions import (
    instrument,
    instrument_or_none,
    instruments,
    pack_of,
    packs_loaded,
    packs_of,
    programme,
    programmes,
    versions_of,
    worded,
)
from gavn.catalogue.selectors.pages import catalogue_rows, instrument_page, programme_page

__all__ = [
    "catalogue_rows",
    "content_problems",
    "content_read",
    "instrument",
    "instrument_or_none",
    "instrument_page",
    "instruments",
    "pack_of",
    "packs_loaded",
    "packs_of",
    "programme",
    "programme_page",
    "programmes",
    "versions_of",
    "worded",
]
