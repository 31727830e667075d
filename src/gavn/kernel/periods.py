"""A stretch of days, both ends included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gavn.kernel.errors import Refused


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both included.

    >>> date(2026, 12, 31) in Period.parse("2026-01-01..2026-12-31")
    True
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Refused("The period ends on {last}, before it begins on {first}.", first=self.first, last=self.last)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``2026-01-01..2026-12-31``."""
        try:
            first, last = (date.fromisoformat(end) for end in text.split(".."))
        except ValueError as wrong:
            raise Refused("{text} is not a period; write it as 2026-01-01..2026-12-31.", text=text) from wrong
        return cls(first, last)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.first.isoformat()}..{self.last.isoformat()}"
