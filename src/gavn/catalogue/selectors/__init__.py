"""Reads of the catalogue."""

from gavn.catalogue.selectors.checking import content_problems, content_read
from gavn.catalogue.selectors.definitions import (
    indicator,
    indicator_or_none,
    indicators,
    indicators_of,
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
from gavn.catalogue.selectors.indicator_pages import indicator_list, indicator_page, indicators_by_class
from gavn.catalogue.selectors.pages import catalogue_rows, instrument_page, programme_page

__all__ = [
    "catalogue_rows",
    "content_problems",
    "content_read",
    "indicator",
    "indicator_list",
    "indicator_or_none",
    "indicator_page",
    "indicators",
    "indicators_by_class",
    "indicators_of",
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
