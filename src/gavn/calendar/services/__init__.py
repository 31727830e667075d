"""Writes of the CALENDAR stage."""

from gavn.calendar.services.registers import frozen
from gavn.calendar.services.reminding import remind
from gavn.calendar.services.seasons import (
    FREEZE,
    TURN,
    copy_season,
    freeze_season,
    move_season,
    open_season,
    remind_season,
    want_freeze,
)

__all__ = [
    "FREEZE",
    "TURN",
    "copy_season",
    "freeze_season",
    "frozen",
    "move_season",
    "open_season",
    "remind",
    "remind_season",
    "want_freeze",
]
