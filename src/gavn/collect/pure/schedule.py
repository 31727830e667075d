"""Which occasions follow from a programme and a stay: values in, values out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gavn.kernel.dates import add_months
from gavn.kernel.errors import Refused

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats import Programme
    from gavn.catalogue.pure.formats.programme import OccasionRule

MOST_STATUSES = 600


@dataclass(frozen=True, order=True)
class Planned:
    """An occasion as it should be: what kind, which of its kind, when due, when too late."""

    kind: str
    number: int
    due: date
    closes: date
    month: int | None = None
    baseline: bool = False


@dataclass(frozen=True)
class Stay:
    """What the schedule needs to know of an enrolment.

    ``measured_from`` is the day counting begins for somebody who was there already, and stands in for
    an entry whose day is not known.
    """

    measured_from: date
    entered: date | None = None
    exited: date | None = None
    already_there: bool = False
    died: bool = False

    @property
    def begins(self) -> date:
        """The day from which statuses are counted."""
        return self.measured_from if self.already_there or self.entered is None else self.entered


def planned(programme: Programme, stay: Stay, *, today: date, status_every: int | None = None) -> list[Planned]:
    """All occasions of a stay as far as they can be known today: statuses up to the first one after today.

    ``status_every`` is the service's own interval in months; without it the programme's counts.
    """
    if stay.exited is not None and stay.exited < stay.begins:
        raise Refused("The exit on {exited} lies before the entry.", exited=stay.exited, field="exited")
    found = [*_entry(programme, stay), *_statuses(programme, stay, today, status_every)]
    found += [*_exit(programme, stay), *_follow_ups(programme, stay)]
    return sorted(found, key=lambda one: (one.due, one.kind, one.number))


def next_status(programme: Programme, stay: Stay, *, number: int, status_every: int | None = None) -> Planned | None:
    """The status with this number, or nothing where the programme asks none or the stay has ended by then."""
    rule = _rule(programme, "status")
    every = status_every or (rule.every_months if rule else None)
    if rule is None or every is None:
        return _baseline_alone(rule, stay) if number == 1 else None
    month = (number - 1 if stay.already_there else number) * every
    due = add_months(stay.begins, month)
    if stay.exited is not None and due >= stay.exited:
        return None
    baseline = stay.already_there and number == 1
    return Planned("status", number, due, due + timedelta(days=rule.window_days), month, baseline)


def _baseline_alone(rule: OccasionRule | None, stay: Stay) -> Planned | None:
    """Somebody who was there already gets a baseline even where statuses have no interval."""
    if not stay.already_there:
        return None
    closes = stay.begins + timedelta(days=rule.window_days if rule else 30)
    return Planned("status", 1, stay.begins, closes, 0, baseline=True)


def _rule(programme: Programme, kind: str) -> OccasionRule | None:
    return next((rule for rule in programme.occasions if rule.kind == kind), None)


def _entry(programme: Programme, stay: Stay) -> Iterator[Planned]:
    rule = _rule(programme, "entry")
    if rule and not stay.already_there:
        yield Planned("entry", 1, stay.begins, stay.begins + timedelta(days=rule.window_days), 0, baseline=True)


def _statuses(programme: Programme, stay: Stay, today: date, every: int | None) -> Iterator[Planned]:
    for number in range(1, MOST_STATUSES):
        status = next_status(programme, stay, number=number, status_every=every)
        if status is None:
            return
        yield status
        if status.due > today:
            return


def _exit(programme: Programme, stay: Stay) -> Iterator[Planned]:
    rule = _rule(programme, "exit")
    if rule and stay.exited is not None:
        yield Planned("exit", 1, stay.exited, stay.exited + timedelta(days=rule.window_days))


def _follow_ups(programme: Programme, stay: Stay) -> Iterator[Planned]:
    """Follow-ups keep their number whether or not their day is known yet; the dead are not followed up."""
    rules = [rule for rule in programme.occasions if rule.kind == "follow_up"]
    moments = [(rule, month) for rule in rules for month in rule.months]
    for number, (rule, month) in enumerate(moments, start=1):
        start = stay.exited if rule.counted_from == "exit" else stay.begins
        if start is None:
            continue
        due = add_months(start, month)
        if not (stay.died and stay.exited is not None and due >= stay.exited):
            yield Planned("follow_up", number, due, due + timedelta(days=rule.window_days), month)
