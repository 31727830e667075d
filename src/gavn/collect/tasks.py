"""What collect does by itself."""

from __future__ import annotations

from gavn.collect.services import roll_statuses, roll_tomorrow
from gavn.kernel.clock import now


def roll_occasions(subject: str) -> None:
    """Open the statuses that have become the next ones, and come back the night after."""
    roll_statuses()
    roll_tomorrow(now())
