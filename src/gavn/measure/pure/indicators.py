"""What a stay counts in an indicator: first the row that its expressions read, then whether and what it counts.

The same is computed for millions in ``gateways/indicators.py``; a test compares the two on random small worlds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gavn.catalogue.pure.expressions import evaluate
from gavn.catalogue.pure.expressions.nodes import Answer
from gavn.catalogue.pure.formats import Indicator
from gavn.catalogue.pure.formats.indicator import Read
from gavn.catalogue.pure.relevance import parsed
from gavn.kernel.say import Said, rounded, said
from gavn.measure.pure.change import reliable_direction

KIND_ORDER = ("entry", "status", "exit", "follow_up")
KEPT_BY = ("maintain", "slow_decline")


@dataclass(frozen=True)
class Occurred:
    """An occasion of a stay as far as counting needs it."""

    kind: str
    number: int
    due: date
    closes: date
    baseline: bool = False
    done_on: date | None = None
    not_done: str = ""


@dataclass(frozen=True)
class FormGiven:
    """One form that counts: which, by whom, on which occasion and day, with its answers and scores."""

    form: str
    respondent: str
    at: Occurred
    day: date
    answers: Mapping[str, Answer] = field(default_factory=dict)
    scores: Mapping[str, float | None] = field(default_factory=dict)

    @property
    def order(self) -> tuple[bool, date, date, int, int]:
        """Where it stands in time: the baseline first, then by the day it was due, then by the day of answering."""
        return (not self.at.baseline, self.at.due, self.day, KIND_ORDER.index(self.at.kind), self.at.number)


@dataclass(frozen=True)
class GoalSet:
    """A goal as far as counting needs it; ``moved`` is the last rating less the first, where there are two."""

    set_on: date
    direction: str = "improve"
    ended_on: date | None = None
    outcome: str = ""
    moved: float | None = None


@dataclass(frozen=True)
class StayFacts:
    """What is known of one stay on a day. ``columns`` are sex, birth_year, age_at_entry, already_there and dead."""

    columns: Mapping[str, Answer]
    as_of: date
    entered_on: date | None
    exited_on: date | None = None
    closed: bool = False
    exit_reason: str = ""
    occasions: tuple[Occurred, ...] = ()
    forms: tuple[FormGiven, ...] = ()
    goals: tuple[GoalSet, ...] = ()
    interventions: tuple[tuple[str, date], ...] = ()

    @property
    def over(self) -> bool:
        """Whether the stay was over on that day; the day of an end that nobody knows is taken to be past."""
        return self.closed and (self.exited_on is None or self.exited_on <= self.as_of)


@dataclass(frozen=True)
class Threshold:
    """The change of a score that is more than error of measurement, and which way is better."""

    change: float
    higher_is_better: bool

    def direction(self, first: float, last: float) -> float:
        """1 reliably better, 0 no reliable change, -1 reliably worse.

        >>> Threshold(5.0, higher_is_better=False).direction(30.0, 21.0)
        1.0
        """
        return float(reliable_direction(first, last, threshold=self.change, higher_is_better=self.higher_is_better))


@dataclass(frozen=True)
class StayState:
    """Whether a stay belongs to the base, and what it counts; no value is a missing answer.

    ``waits``: it has not come to the moment at which it is counted, such as its end.
    """

    counted: bool
    value: bool | float | None = None
    exposure: float | None = None
    waits: bool = False


@dataclass(frozen=True)
class CountsIn:
    """One indicator and what a stay counts in it, for a page about one person."""

    indicator: Indicator
    state: StayState
    title: str

    @property
    def said(self) -> Said:
        """What the stay counts, in words."""
        if self.state.waits:
            return Said("Later: it has not come to that yet")
        if not self.state.counted:
            return Said("Left out")
        if self.state.value is None:
            return Said("Not known")
        if isinstance(self.state.value, bool):
            return Said("Yes") if self.state.value else Said("No")
        if self.state.exposure is None:
            return said("{value}", value=rounded(self.state.value))
        return said("{events} against {exposure}", events=rounded(self.state.value),
                    exposure=rounded(self.state.exposure))  # fmt: skip


def state_of(indicator: Indicator, row: Mapping[str, Answer]) -> StayState:
    """What a stay with this row counts."""
    if indicator.base and evaluate(parsed(indicator.base), row) is not True:
        return StayState(False)
    value: Any = evaluate(parsed(indicator.value), row)
    if indicator.measure != "rate":
        return StayState(True, value)
    exposure: Any = evaluate(parsed(indicator.per), row)
    if exposure is None or exposure <= 0:
        return StayState(True)
    return StayState(True, value, None if value is None else exposure)


def stay_state(indicator: Indicator, facts: StayFacts, thresholds: Mapping[str, Threshold]) -> StayState:
    """What a stay counts on the day its facts are of; it waits where that day comes before what is counted."""
    if indicator.population == "ended" and not facts.over:
        return StayState(False, waits=True)
    if indicator.population == "measured" and not any(_measured(one, facts.as_of) for one in facts.occasions):
        return StayState(False, waits=True)
    return state_of(indicator, row_of(indicator, facts, thresholds))


def row_of(indicator: Indicator, facts: StayFacts, thresholds: Mapping[str, Threshold]) -> dict[str, Answer]:
    """The row that the indicator's expressions read. ``thresholds``: the reliable change of a read, by its name."""
    row: dict[str, Answer] = {**facts.columns, **_course(facts)}
    row |= {name: float(_counted(name, facts)) for name in ("goals", "goals_reached", "interventions")}
    row |= {name: float(_counted(name, facts)) for name in ("statuses_due", "statuses_done")}
    for name, read in indicator.reads.items():
        row[name] = _read(read, facts, thresholds.get(name))
    return row


def _course(facts: StayFacts) -> dict[str, Answer]:
    reason = facts.exit_reason or None
    until = facts.exited_on if facts.over else facts.as_of
    return {
        "closed": facts.over,
        "exit_reason": reason if facts.over else None,
        "days_stayed": _days(facts.entered_on, until),
    }


def _days(entered_on: date | None, day: date | None) -> float | None:
    return None if entered_on is None or day is None else float((day - entered_on).days)


def _read(read: Read, facts: StayFacts, threshold: Threshold | None) -> Answer:
    if read.days_to:
        return _days(facts.entered_on, _first_day(read.days_to, facts))
    if read.count:
        return float(_counted(read.count, facts, read))
    return _taken(read, [value for _order, value in sorted(_known(read, facts), key=lambda one: one[0])], threshold)


def _known(read: Read, facts: StayFacts) -> Iterable[tuple[Any, Answer]]:
    """The answers or scores that are known by the day, each with its place in time."""
    for form in facts.forms:
        if (form.form, form.respondent) == (read.form, read.of) and form.day <= facts.as_of:
            value = form.scores.get(read.part) if read.score else form.answers.get(read.part)
            if value is not None:
                yield form.order, value


def _taken(read: Read, values: list[Any], threshold: Threshold | None) -> Answer:
    """The one that was asked for; nothing where there is none, or no two to compare."""
    if read.take in ("first", "latest", "nth"):
        at = {"first": 0, "latest": len(values) - 1}.get(read.take, (read.number or 1) - 1)
        found: Answer = values[at] if 0 <= at < len(values) else None
        return found
    if len(values) < 2:
        return None
    if read.take == "change":
        return float(values[-1] - values[0])
    return None if threshold is None else threshold.direction(values[0], values[-1])


def _first_day(what: str, facts: StayFacts) -> date | None:
    if what == "exit":
        return facts.exited_on if facts.over else None
    days = {
        "entry_asked": [one.done_on for one in facts.occasions if one.kind == "entry" and one.done_on],
        "first_status": [one.done_on for one in facts.occasions if one.kind == "status" and one.done_on],
        "first_goal": [goal.set_on for goal in facts.goals],
        "first_intervention": [first for _kind, first in facts.interventions],
    }[what]
    return min((day for day in days if day <= facts.as_of), default=None)


def _counted(what: str, facts: StayFacts, read: Read | None = None) -> int:
    """How many there are by the day."""
    if what == "interventions":
        kinds = read.kinds if read else ()
        return sum(day <= facts.as_of and (not kinds or kind in kinds) for kind, day in facts.interventions)
    if what == "answered" and read is not None:
        given = [form for form in facts.forms if form.respondent == read.of and form.day <= facts.as_of]
        return sum(not read.form or form.form == read.form for form in given)
    if what in ("statuses_due", "statuses_done"):
        due = [one for one in facts.occasions if _was_due(one, facts.as_of)]
        return sum(what == "statuses_due" or _done(one, facts.as_of) for one in due)
    return sum(_goal_counts(what, goal, facts.as_of) for goal in facts.goals)


def _goal_counts(what: str, goal: GoalSet, as_of: date) -> bool:
    """Set; ended as reached; or meant to keep things as they are, and they were kept."""
    reached = goal.outcome == "reached" and goal.ended_on is not None and goal.ended_on <= as_of
    if what == "goals_reached":
        return goal.set_on <= as_of and reached
    kept = goal.direction in KEPT_BY and (reached or (goal.moved is not None and goal.moved >= 0))
    return goal.set_on <= as_of and (what == "goals" or kept)


def _was_due(one: Occurred, as_of: date) -> bool:
    """A status that was due and is done, given up, or past its time; one that was not due after all is none."""
    if one.kind != "status" or one.due > as_of or one.not_done == "not_due":
        return False
    return _done(one, as_of) or bool(one.not_done) or one.closes < as_of


def _done(one: Occurred, as_of: date) -> bool:
    return one.done_on is not None and one.done_on <= as_of


def _measured(one: Occurred, as_of: date) -> bool:
    return not one.baseline and _done(one, as_of)
