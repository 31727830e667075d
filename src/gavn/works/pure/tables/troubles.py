"""What is wrong with a file, each with its row and column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from gavn.kernel.errors import Refused
from gavn.kernel.say import Said

MOST = 200
Value = TypeVar("Value")


@dataclass(frozen=True)
class Trouble:
    """One thing that is wrong: in which row (the first line of the file is row 1) and column, and how to mend it."""

    row: int
    column: str
    what: Said

    def __str__(self) -> str:
        place = ", ".join(part for part in (f"row {self.row}" if self.row else "", self.column) if part)
        return f"{place}: {self.what}" if place else str(self.what)


@dataclass
class Troubles:
    """The first of them, and how many there are in all."""

    found: list[Trouble] = field(default_factory=list)
    count: int = 0

    def add(self, row: int, column: str, what: Said) -> None:
        """Note one more."""
        self.count += 1
        if len(self.found) < MOST:
            self.found.append(Trouble(row, column, what))

    def reading(self, row: int, read: Callable[[], Value]) -> Value | None:
        """What was read, or nothing and one more trouble."""
        try:
            return read()
        except Refused as refusal:
            self.add(row, refusal.field, refusal.said)
            return None

    @property
    def more(self) -> int:
        """How many are not listed."""
        return self.count - len(self.found)

    def __bool__(self) -> bool:
        return self.count > 0
