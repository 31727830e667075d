"""How long one waits for a reaction to a critical answer, and how much can be written about it."""

from __future__ import annotations

HOURS = 24
LONGEST_WAIT = 168
MOST_DONE = 4000
MOST_HELP = 1000
