"""The life of an audit meeting: where it stands, what may be done there, and in words why something may not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said

LEAST_DAYS = 7
"""A hearing is open for so many days at least, so that people who are not at a desk every day can be heard."""

STAGES: dict[str, Said] = {
    "planned": Said("Planned"),
    "quality": Said("Quality of the data"),
    "interpretation": Said("Preliminary"),
    "hearing": Said("Hearing"),
    "answers": Said("Answers"),
    "published": Said("Published"),
    "learned": Said("Learning meeting"),
}
_PREPARED, _TALKED, _PUBLIC = ("planned", "quality"), ("interpretation", "answers"), ("published", "learned")
ALLOWED: dict[str, tuple[str, ...]] = {
    "invite": (*_PREPARED, "interpretation", "hearing", "answers"),
    "freeze": _PREPARED,
    "judge_quality": ("quality",),
    "interpret": _TALKED,
    "decide": _TALKED,
    "open_hearing": ("interpretation",),
    "comment": ("hearing",),
    "close_hearing": ("hearing",),
    "answer": ("hearing", "answers"),
    "publish": ("answers",),
    "learn": _PUBLIC,
    "add": _PUBLIC,
}
NEXT: dict[str, Said] = {
    "planned": Said("Freeze the figures, so that everybody looks at the same numbers."),
    "quality": Said(
        "Whoever answers for the quality of the data looks at them, and signs them off or sends them back."
    ),
    "interpretation": Said("Write beside the figures what they mean and decide what is done, then open the hearing."),
    "hearing": Said("Services and others who are heard comment, figure by figure or on the whole."),
    "answers": Said("Answer every comment, change the texts where that was promised, then ask for publication."),
    "published": Said("Hold the learning meeting: what was learned, and who takes up what."),
    "learned": Said("The actions that were decided go on; the next season will show what came of them."),
}
_BEFORE_SIGNING = Said(
    "The figures are not open for interpretation yet. Whoever answers for the data signs off their quality first."
)
_AFTER = Said("What was published stays as it was said. Write an addendum instead.")
_HEARD = Said("The text is being heard and stays as it is until the hearing is over.")
_NO_HEARING = Said("There is no hearing now.")
_NOT_PUBLISHED = Said("This can be done once the meeting is published.")
_WHY: dict[str, dict[str, Said]] = {
    "invite": {"": _AFTER},
    "freeze": {"": Said("The figures were signed off and stay as they are; a new meeting can look at new ones.")},
    "judge_quality": {
        "planned": Said("The figures are not frozen yet, so there is nothing to sign off."),
        "": Said("The quality of the data was signed off already."),
    },
    "interpret": {"planned": _BEFORE_SIGNING, "quality": _BEFORE_SIGNING, "hearing": _HEARD, "": _AFTER},
    "decide": {"planned": _BEFORE_SIGNING, "quality": _BEFORE_SIGNING, "hearing": _HEARD, "": _AFTER},
    "open_hearing": {
        "planned": _BEFORE_SIGNING,
        "quality": _BEFORE_SIGNING,
        "": Said("The hearing was opened already."),
    },
    "comment": {"": _NO_HEARING},
    "close_hearing": {"": _NO_HEARING},
    "answer": {"published": _AFTER, "learned": _AFTER, "": _NO_HEARING},
    "publish": {
        "hearing": Said("The hearing is still open."),
        "published": Said("This meeting is published already."),
        "learned": Said("This meeting is published already."),
        "": Said("The parties have to be heard before anything is published."),
    },
    "learn": {"": _NOT_PUBLISHED},
    "add": {"": _NOT_PUBLISHED},
}


@dataclass(frozen=True)
class Standing:
    """Where a meeting stands.

    ``state`` is what was last done: planned, quality, interpretation, hearing or published. A hearing is over after its
    last day, or once somebody closed it and said why.
    """

    state: str
    today: date
    hearing_until: date | None = None
    closed: bool = False
    texts: int = 0
    unanswered: int = 0
    learned: int = 0

    @property
    def stage(self) -> str:
        """The stage of the meeting on this day.

        >>> Standing("hearing", date(2026, 5, 2), date(2026, 5, 1)).stage
        'answers'
        """
        if self.state == "hearing" and (self.closed or self.hearing_until is None or self.today > self.hearing_until):
            return "answers"
        return "learned" if self.state == "published" and self.learned else self.state

    @property
    def step(self) -> int:
        """Its place among the stages, counted from 1."""
        return list(STAGES).index(self.stage) + 1


def can(act: str, standing: Standing) -> bool:
    """Whether something may be done where the meeting stands."""
    return standing.stage in ALLOWED[act]


def checked_act(act: str, standing: Standing) -> None:
    """Refuse in words what may not be done where the meeting stands.

    >>> checked_act("comment", Standing("hearing", date(2026, 5, 1), date(2026, 5, 1)))
    """
    if not can(act, standing):
        why = _WHY[act].get(standing.stage, _WHY[act][""])
        raise Refused(why.msgid)
    if act == "open_hearing" and not standing.texts:
        raise Refused("Nobody has written anything beside a figure yet, so there is nothing to be heard about.")
    if act == "publish" and standing.unanswered:
        raise Refused("{n} comments of the hearing wait for an answer.", n=standing.unanswered)


def checked_until(until: date, today: date) -> None:
    """Refuse a hearing too short to be heard in.

    >>> checked_until(date(2026, 5, 8), date(2026, 5, 1))
    """
    least = today + timedelta(days=LEAST_DAYS)
    if until < least:
        raise Refused("A hearing is open for {n} days at least: until {day} or later.",
                      n=LEAST_DAYS, day=least, field="until")  # fmt: skip


def stands_said(standing: Standing) -> Said:
    """Where the meeting stands, in one sentence."""
    if standing.stage == "hearing":
        return said("In hearing until {day}", day=standing.hearing_until)
    return STAGES[standing.stage]
