"""What waits for somebody: piles of lines that every stage lays on the front page, each line leading to the act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from gavn.kernel.registers import Register
from gavn.kernel.say import Said

MOST = 40


class Person(Protocol):
    """Somebody whose name the page opens from the vault: an individual."""

    @property
    def pk(self) -> int: ...

    @property
    def public_id(self) -> str: ...


@dataclass(frozen=True)
class Line:
    """One thing that waits: about whom or what, in a few words, since or until when, and the address of the act.

    Either ``person`` says whose name the page opens, or ``name`` stands in front as it is. ``words`` are in the
    reader's language already.
    """

    url: str
    person: Person | None = None
    name: str = ""
    what: Said | None = None
    words: str = ""
    why: tuple[Said, ...] = ()
    day: date | None = None
    where: str = ""


@dataclass(frozen=True)
class Pile:
    """The lines of one kind, the most pressing first, with how many there are in all.

    ``order`` says how pressing the kind is: below 50 something must be done, from 50 on it can wait, from 70 on it is
    news. ``act`` and ``why`` say the one next step where this is the most pressing kind; ``why`` knows ``n``.
    ``everything`` is the address of the whole list. ``more`` says that there are more than ``total``, uncounted.
    """

    kind: str
    order: int
    title: Said
    lines: Sequence[Line] = ()
    total: int = 0
    tone: str = "neutral"
    act: Said | None = None
    why: Said | None = None
    everything: str = ""
    more: bool = False


def piled(pile: Pile) -> list[Pile]:
    """A pile of all its lines, shortened to what is shown; nothing where nothing waits.

    Ask the database for one line more than are shown, then the page knows whether there are more.
    """
    if not pile.lines and not pile.total:
        return []
    shown, more = pile.lines[:MOST], pile.more or len(pile.lines) > MOST
    return [replace(pile, lines=shown, total=pile.total or len(shown), more=more and not pile.total)]


waiting = Register("access.waiting")
"""Told with ``user`` and ``into``, a list to which each stage adds its piles.

A stage adds a pile only where the user has the permission and something waits; it opens no name, and asks the database
equally often for little and for much. The front page and the mail digest both tell it.
"""
