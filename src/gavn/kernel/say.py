"""What pure code has to say, before anybody chose a language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Said:
    """A sentence with places for its parameters; pages translate it.

    ``msgid`` is the English sentence, with ``{name}`` where a parameter goes.

    >>> str(Said("{n} of {due} answered.", {"n": 12, "due": 40}))
    '12 of 40 answered.'
    """

    msgid: str
    params: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.msgid.format(**self.params)


def said(msgid: str, **params: Any) -> Said:
    """The sentence with these parameters."""
    return Said(msgid, params)


def rounded(value: float, places: int = 2) -> float:
    """A number as a sentence says it: with so many places, and never "-0.0".

    >>> rounded(0.126), rounded(-0.04, 1)
    (0.13, 0.0)
    """
    return round(value, places) + 0.0


def trimmed(value: float) -> float:
    """A number without places where it needs none.

    >>> trimmed(30.0), trimmed(30.5)
    (30, 30.5)
    """
    return int(value) if value == int(value) else value


def in_digits(value: float, digits: int = 4) -> float:
    """A number by the digits that count, without places where it needs none.

    >>> in_digits(16.0249), in_digits(300.0), in_digits(0.000123456)
    (16.02, 300, 0.0001235)
    """
    return trimmed(float(f"{value:.{digits}g}"))
