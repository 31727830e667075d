"""The one next step of the front page: the most pressing of what waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gavn.access.pure.today import Pile
from gavn.kernel.say import Said

MUST = 60


@dataclass(frozen=True)
class NextStep:
    """What to do, why, and the pile whose first line it leads to; or ``enrol`` where nobody is there to work with."""

    what: Said
    why: Said
    pile: Pile | None = None
    enrol: bool = False


def next_step(piles: Sequence[Pile], *, alone: bool = False) -> NextStep:
    """The most pressing first: somebody in danger, what is late, who is not on track, what nobody talked about.

    ``alone`` is somebody who enrols persons and is nobody's contact yet.
    """
    for pile in sorted(piles, key=lambda one: one.order):
        if pile.order < MUST and pile.total and pile.act and pile.why:
            return NextStep(pile.act, Said(pile.why.msgid, {"n": pile.total}), pile)
    if alone:
        return NextStep(Said("Enrol the first person"), Said("You are not yet the contact of anybody."), enrol=True)
    return NextStep(Said("Nothing is waiting"), Said("Everything that was due has been done."))
