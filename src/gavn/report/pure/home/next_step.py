"""The one next step of the start page: the most pressing of what waits."""

from __future__ import annotations

from dataclasses import dataclass

from gavn.kernel.say import Said

STEPS = (
    ("critical", "critical", Said("Act on the critical answer"), Said("{n} waiting for somebody to act")),
    ("overdue", "due", Said("Ask what is overdue"), Said("{n} overdue")),
    ("off_track", "off_track", Said("Look at who is not on track"), Said("{n} not on track")),
    ("not_discussed", "not_discussed", Said("Talk about the newest answers"), Said("{n} not talked about yet")),
    ("this_week", "due", Said("Ask what is due this week"), Said("{n} due this week")),
)


@dataclass(frozen=True)
class Waiting:
    """How much of each kind waits, and whether there is anybody to work with at all."""

    critical: int = 0
    overdue: int = 0
    off_track: int = 0
    not_discussed: int = 0
    this_week: int = 0
    persons: int = 0
    may_enrol: bool = False


@dataclass(frozen=True)
class NextStep:
    """What to do, why, and the place on the start page or the page that it leads to."""

    what: Said
    why: Said
    to: str


def next_step(waiting: Waiting) -> NextStep:
    """The most pressing first: somebody in danger, what is late, who is not on track, what nobody talked about.

    >>> next_step(Waiting(critical=1, overdue=4, persons=9)).to
    'critical'
    """
    for name, to, what, why in STEPS:
        n = getattr(waiting, name)
        if n:
            return NextStep(what, Said(why.msgid, {"n": n}), to)
    if not waiting.persons and waiting.may_enrol:
        return NextStep(Said("Enrol the first person"), Said("You are not yet the contact of anybody."), "enrol_person")
    return NextStep(Said("Nothing is waiting"), Said("Everything that was due has been done."), "")
