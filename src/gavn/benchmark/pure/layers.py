"""What goes in, what is done, what comes of it: one service's year in three layers, with its price."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from gavn.kernel.errors import Refused
from gavn.kernel.say import Said

FEWEST = 3  # other services behind a middle value, so that none of them is read off
DAYS = 365.25
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Input:
    """One thing that goes in: its words, how it follows from a service's answers about its year."""

    key: str
    title: Said
    of: Callable[[Values], float | None]
    decimals: int = 0
    share: bool = False


@dataclass(frozen=True)
class Gone:
    """An input of one's own beside the middle of other services, and how many of these answered."""

    asked: Input
    own: float | None
    others: float | None
    services: int


def _number(values: Values, key: str) -> float | None:
    value = values.get(key)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _ratio(above: float | None, below: float | None) -> float | None:
    return above / below if above is not None and below else None


def posts(values: Values) -> float | None:
    """All full-time posts that were filled; nothing where none is known."""
    known = [_number(values, key) for key in values if key.startswith("posts_") and key != "posts_vacant"]
    told = [value for value in known if value is not None]
    return sum(told) if told else None


INPUTS = (
    Input("places", Said("Places"), lambda values: _number(values, "places"), 1),
    Input("used", Said("Places in use, of all days"),
          lambda values: _ratio(_number(values, "days_used"), _times(_number(values, "places"), DAYS)), share=True),
    Input("price", Said("Price of a place for a day"), lambda values: _number(values, "price_day"), 0),
    Input("posts", Said("Full-time posts for ten places"),
          lambda values: _times(_ratio(posts(values), _number(values, "places")), 10.0), 1),
    Input("trained", Said("Trained for the target group, of those who work with people"),
          lambda values: _ratio(_number(values, "trained"), _number(values, "direct")), share=True),
    Input("left", Said("Left during the year, of those employed"),
          lambda values: _ratio(_number(values, "left"), _number(values, "employed")), share=True),
)  # fmt: skip


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else value * factor


def inputs(own: Values | None, others: Sequence[Values]) -> list[Gone]:
    """Every input of a service beside the middle of the others that answered, where these are three at least."""
    found = []
    for one in INPUTS:
        known = [value for value in map(one.of, others) if value is not None]
        middle = median(known) if len(known) >= FEWEST else None
        found.append(Gone(one, one.of(own) if own is not None else None, middle, len(known)))
    return found


@dataclass(frozen=True)
class Price:
    """What a year cost by price and days in use: in all, for a stay, for a stay with the good outcome."""

    whole: float
    stay: float
    good: float | None


def price(values: Values | None, stays: int, good: int | None) -> Price:
    """Price of a day times days in use, shared among the stays; Refused where one of them is not known."""
    if values is None:
        raise Refused("What a stay cost needs the answers about the service’s year: its price and its days in use.")
    day, used = _number(values, "price_day"), _number(values, "days_used")
    if day is None or used is None:
        raise Refused("What a stay cost needs the price of a day and the days in use; one of them is not answered.")
    if not stays:
        raise Refused("What a stay cost needs stays; there were none in the year.")
    return Price(day * used, day * used / stays, day * used / good if good else None)


def year_asked(text: str, *, today_year: int) -> int:
    """The year an address asks for; the last that is over where it asks for none.

    >>> year_asked("", today_year=2026), year_asked("2024", today_year=2026)
    (2025, 2024)
    """
    if not text:
        return today_year - 1
    if len(text) != len("2025") or not (text.isascii() and text.isdigit()) or not 1900 <= int(text) <= today_year:
        raise Refused("{text} is no year that can be shown here.", text=text[:20], field="year")
    return int(text)
