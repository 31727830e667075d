"""How the house says no."""

from __future__ import annotations

from typing import Any

from gavn.kernel.say import Said


class Refused(Exception):
    """What was asked cannot be done; the sentence says why and how to mend it.

    ``field`` names the form field, column or item at fault, where there is one.
    """

    def __init__(self, msgid: str, *, field: str = "", **params: Any) -> None:
        self.said = Said(msgid, params)
        self.field = field
        super().__init__(msgid)

    def __str__(self) -> str:
        return str(self.said)


class Conflict(Refused):
    """Somebody else changed it first: ``theirs`` is what stands, ``mine`` what was sent."""

    def __init__(self, msgid: str, *, mine: Any, theirs: Any, **params: Any) -> None:
        super().__init__(msgid, **params)
        self.mine = mine
        self.theirs = theirs
