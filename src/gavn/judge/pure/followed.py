"""What became of a decision, as the stage that follows it up tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gavn.kernel.say import Said


@dataclass(frozen=True)
class Followed:
    """One action that answers to a decision; ``url`` is empty for who may not open it."""

    title: str
    who: str
    due: date
    state: Said
    tone: str = "neutral"
    url: str = ""


@dataclass(frozen=True)
class Follow:
    """The actions after a decision, and where this reader can open one."""

    lines: tuple[Followed, ...] = ()
    open_url: str = ""
