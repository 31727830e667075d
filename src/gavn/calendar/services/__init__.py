"""Writes of the CALENDAR stage."""

from gavn.calendar.services.feeds import end_feed, make_feed
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
from gavn.calendar.services.years import answer_year

__all__ = [
    "FREEZE",
    "TURN",
    "answer_year",
    "copy_season",
    "end_feed",
    "freeze_season",
    "frozen",
    "make_feed",
    "move_season",
    "open_season",
    "remind",
    "remind_season",
    "want_freeze",
]
