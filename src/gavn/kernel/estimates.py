"""A number that knows how sure it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Estimate:
    """A value with its interval, the n it rests on and how many are missing.

    ``method`` names the page of the explanation that tells how it was computed.
    """

    value: float
    low: float
    high: float
    n: int
    missing: int = 0
    method: str = ""
    confidence: float = 0.95
