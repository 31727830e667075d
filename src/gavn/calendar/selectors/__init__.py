"""Reads of the CALENDAR stage."""

from gavn.calendar.selectors.seasons import (
    freeze_is_due,
    frozen_store,
    programme_title,
    programmes_to_choose,
    season,
    season_known,
    season_seen_by,
    seasons_of,
    seasons_seen_by,
    units_to_choose,
)

__all__ = [
    "freeze_is_due",
    "frozen_store",
    "programme_title",
    "programmes_to_choose",
    "season",
    "season_known",
    "season_seen_by",
    "seasons_of",
    "seasons_seen_by",
    "units_to_choose",
]
