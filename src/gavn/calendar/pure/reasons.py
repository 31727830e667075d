"""Why an answer is missing or doubtful: the published list, and how each reason is decided. Values in, values out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gavn.calendar.pure.overdue import state_of
from gavn.kernel.say import Said

LEAST_ALIKE = 8
"""So many questions answered alike, of which at least one is turned around, contradict themselves."""
LEAST_TIMED = 5
"""From so many answers on the time they took says something."""


@dataclass(frozen=True)
class Reason:
    """One reason of the published list: what it is called, what it means, how it is decided; ``loss`` or ``doubt``."""

    key: str
    title: Said
    means: Said
    decided: Said
    kind: str = "loss"


SAID_SO = Said("Somebody who works with the person says so when closing the occasion.")
ANSWERED = Reason(
    "answered",
    Said("Answered in time"),
    Said("Everything that could be asked was answered by the last day."),
    Said("The occasion was done on or before its last day."),
)
WAITING = Reason(
    "waiting",
    Said("Still waits"),
    Said("The day has come, nothing is there yet, and it can still be made up for."),
    Said("No answer and no reason; the last day is to come, or passed at most 90 days ago."),
)
REASONS: tuple[Reason, ...] = (
    Reason(
        "not_due",
        Said("Not due"),
        Said("Nobody should have asked yet, or at all."),
        Said("The day of the occasion is to come; or somebody who works with the person says so."),
    ),
    Reason(
        "not_asked",
        Said("Not asked"),
        Said("The service did not ask. This is the only reason that a service can do away with alone."),
        Said("Somebody says so; or more than 90 days have passed since the last day, with no answer and no reason."),
    ),
    Reason("refused", Said("Refused"), Said("The person did not want to answer. That is their right."), SAID_SO),
    Reason(
        "unable",
        Said("Unable"),
        Said("The person could not answer, with all the help there is: too ill, no common language."),
        SAID_SO,
    ),
    Reason("absent", Said("Absent"), Said("The person was away while the questions could be asked."), SAID_SO),
    Reason("moved", Said("Moved"), Said("The person moved to where the service does not follow."), SAID_SO),
    Reason(
        "died",
        Said("Died"),
        Said("The person died before the questions could be asked."),
        Said("Somebody says so. After a stay that ended with a death no later occasion falls due."),
    ),
    Reason("lost", Said("Lost"), Said("The service no longer knows where the person is."), SAID_SO),
    Reason(
        "late",
        Said("Late"),
        Said("The answers are there, but they tell of a later time than they should."),
        Said("The occasion was done after its last day; or somebody says that the answers came too late to count."),
        "doubt",
    ),
    Reason(
        "duplicate",
        Said("Duplicate"),
        Said("The same is written down twice, so one of the two must not count."),
        Said(
            "Answers were struck out as entered twice; or a form holds word for word the same as another of the same "
            "person and day; or somebody says so. Two stays of one person at one service at once are not taken in at "
            "all, and two records of one person are looked for before anybody is enrolled."
        ),
        "doubt",
    ),
    Reason(
        "implausible",
        Said("Implausible"),
        Said("The answers can hardly be what the person meant. They count until somebody looks and strikes them out."),
        Said(
            "Five answers or more took less than a second each; or at least eight questions, some of them turned "
            "around, all got the same answer; or somebody says so. What lies outside the declared range of a question "
            "is not taken in at all."
        ),
        "doubt",
    ),
)
OUTCOMES: dict[str, Reason] = {one.key: one for one in (ANSWERED, WAITING, *REASONS)}
"""What can become of an occasion: exactly one of these on each day."""
DOUBTS: dict[str, Said] = {
    "late": Said("Answered after the last day"),
    "duplicate": Said("The same as another form of the same person and day"),
    "implausible": Said("Too fast, or all alike although some questions are turned around"),
}
_BY_STATE = {"later": "not_due", "due": "waiting", "late": "waiting", "unasked": "not_asked"}


@dataclass(frozen=True)
class Case:
    """An occasion as the rule needs it."""

    due: date
    closes: date
    done_on: date | None = None
    not_done: str = ""


def outcome_of(case: Case, today: date) -> str:
    """What has become of an occasion by a day.

    >>> outcome_of(Case(date(2028, 2, 29), date(2028, 3, 14), done_on=date(2028, 3, 15)), date(2029, 1, 1))
    'late'
    """
    if case.done_on is not None:
        return "late" if case.done_on > case.closes else "answered"
    return case.not_done or _BY_STATE[state_of(case.due, case.closes, today)]


def outcomes(cases: Iterable[Case], today: date) -> dict[str, int]:
    """How many occasions became what, in the order of the list; those that come to nothing are 0."""
    counted = Counter(outcome_of(one, today) for one in cases)
    return {key: counted[key] for key in OUTCOMES}


@dataclass(frozen=True)
class Form:
    """Answers as the rule needs them; ``alike``: the raw answers to questions on one and the same scale.

    ``turned``: whether the instrument turns some of these questions around before it counts them.
    """

    answered_on: date
    closes: date
    answered: int
    seconds: int | None = None
    alike: tuple[str, ...] = ()
    turned: bool = False


def is_hurried(form: Form) -> bool:
    """Whether nobody can have read what they answered."""
    return form.seconds is not None and form.answered >= LEAST_TIMED and form.seconds < form.answered


def is_flat(form: Form) -> bool:
    """Whether the same answer stands everywhere although that contradicts itself."""
    return form.turned and len(form.alike) >= LEAST_ALIKE and len(set(form.alike)) == 1


def doubts_of(form: Form, *, twin: bool) -> tuple[str, ...]:
    """Why answers are doubtful; ``twin``: the same person has the same answers to the same form of that day twice."""
    found = {
        "late": form.answered_on > form.closes,
        "duplicate": twin,
        "implausible": is_hurried(form) or is_flat(form),
    }
    return tuple(key for key, is_so in found.items() if is_so)
