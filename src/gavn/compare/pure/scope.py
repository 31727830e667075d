"""Which stays a figure counts, and until which day it knows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gavn.kernel.errors import Refused
from gavn.kernel.periods import Period

LEAST_INSIDE = 5  # readers who may not open the persons see no count below it


@dataclass(frozen=True)
class Scope:
    """The stays of these services that touch the period, as they stood on its last day that is known.

    ``frozen`` is the day on which the figures were frozen: what lies after it nobody knows yet.
    """

    services: tuple[str, ...]
    period: Period
    frozen: date

    def __post_init__(self) -> None:
        if self.period.first > self.frozen:
            raise Refused("The period begins on {first}, and that day is yet to come.", first=self.period.first)

    @property
    def first(self) -> date:
        """The first day counted."""
        return self.period.first

    @property
    def last(self) -> date:
        """The last day counted: the period's, or the day of freezing where the period goes on."""
        return min(self.period.last, self.frozen)

    @property
    def whole(self) -> bool:
        """Whether everything ever recorded is counted."""
        return self.period.first == date.min
