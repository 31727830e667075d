"""Writes of the BENEFIT stage."""

from gavn.benefit.services.months import acknowledge
from gavn.benefit.services.proposals import decide, propose

__all__ = ["acknowledge", "decide", "propose"]
