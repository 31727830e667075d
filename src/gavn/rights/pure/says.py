"""What follows from a person's say: whether a form is asked, and whether its answers are counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

STOPS_ASKING = frozenset({"refusal", "withdrawal"})
STOPS_COUNTING = ("withdrawal", "objection")
"""What leaves answers out of statistics, the stronger first."""


@dataclass(frozen=True)
class Say:
    """One thing a person said: what it stops, for which form and respondent ("" for all), from when to when."""

    kind: str
    instrument: str
    respondent: str
    first: date
    ended_on: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it holds on a day; on the day it is taken back it holds no longer."""
        return self.first <= on and (self.ended_on is None or on < self.ended_on)

    def covers(self, instrument: str, respondent: str) -> bool:
        """Whether it is about this form by this respondent."""
        return self.instrument in ("", instrument) and self.respondent in ("", respondent)


@dataclass(frozen=True)
class Says:
    """All that one person said, and what they think of others being asked about them."""

    says: tuple[Say, ...] = ()
    relatives: frozenset[str] = frozenset()

    def may_ask(self, instrument: str, respondent: str, on: date) -> bool:
        """Whether a form may be asked; a relative is not where the person said no to one and yes to none."""
        if respondent == "relative" and "no" in self.relatives and "yes" not in self.relatives:
            return False
        return not any(
            one.kind in STOPS_ASKING and one.holds(on) and one.covers(instrument, respondent) for one in self.says
        )

    def left_out(self, instrument: str, respondent: str, on: date) -> str:
        """Why answers are left out of statistics: withdrawal or objection; nothing where they count."""
        return strongest(one.kind for one in self.says if one.holds(on) and one.covers(instrument, respondent))


def strongest(kinds: Iterable[str]) -> str:
    """Of several things that were said, the one that stops most counting; nothing where none does."""
    said = set(kinds)
    return next((kind for kind in STOPS_COUNTING if kind in said), "")
