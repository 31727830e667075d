"""What one month of a service's forms cost and gave, as counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gavn.measure.pure.effort import REASONS

LEAST_FORMS = 5  # forms below which no minutes are told to anybody
WAYS = (*REASONS, "unsaid")
Row = Mapping[str, Any]
Form = tuple[str, str]
"""An instrument's full key, and who answered."""


@dataclass(frozen=True)
class Month:
    """One month at one service, or at several together.

    ``minutes`` and ``days`` say how often each value occurs; ``given`` and ``talked`` count occasions with answers and
    those that were talked about with the person; ``due``, ``done`` and ``left_out`` count occasions by when they were
    due, ``given`` by the day of the answers.
    """

    first: date
    forms: int = 0
    minutes: Mapping[int, int] = field(default_factory=dict)
    days: Mapping[int, int] = field(default_factory=dict)
    asked: int = 0
    answered: int = 0
    why: Mapping[str, int] = field(default_factory=dict)
    given: int = 0
    talked: int = 0
    due: int = 0
    done: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    by_form: Mapping[Form, Mapping[int, int]] = field(default_factory=dict)
    forms_of: Mapping[Form, int] = field(default_factory=dict)

    @property
    def timed(self) -> int:
        """How many forms tell their minutes."""
        return sum(self.minutes.values())

    @property
    def seen(self) -> int:
        """How many forms tell when their answers could be seen."""
        return sum(self.days.values())

    @property
    def same_day(self) -> int:
        """How many of them were seen on the day they were given."""
        return self.days.get(0, 0)


@dataclass(frozen=True)
class Rows:
    """Grouped rows of the store: forms, their minutes, their days, occasions with answers, occasions that were due."""

    forms: Iterable[Row] = ()
    minutes: Iterable[Row] = ()
    days: Iterable[Row] = ()
    given: Iterable[Row] = ()
    due: Iterable[Row] = ()


def month_of(first: date, rows: Rows) -> Month:
    """The rows of one month put together."""
    forms = list(rows.forms)
    minutes: dict[Form, Counter[int]] = {}
    for row in rows.minutes:
        minutes.setdefault(_form(row), Counter())[int(row["minutes"])] += int(row["n"])
    due = list(rows.due)
    forms_of: Counter[Form] = Counter()
    for row in forms:
        forms_of[_form(row)] += int(row["n"])
    return Month(
        first,
        forms=_sum(forms, "n"),
        minutes=_together(minutes.values()),
        days=_counted(rows.days, "days_to_result"),
        asked=_sum(forms, "asked"),
        answered=_sum(forms, "answered"),
        why={way: _sum(forms, way) for way in WAYS},
        given=_sum(given := list(rows.given), "n"),
        talked=_sum(given, "talked"),
        due=_sum(due, "n"),
        done=_sum(due, "done"),
        left_out=_counted((row for row in due if row["reason"]), "reason"),
        by_form=minutes,
        forms_of=forms_of,
    )


def _form(row: Row) -> Form:
    return f"{row['instrument']}@{row['version']}", str(row["respondent"])


def _sum(rows: Iterable[Row], name: str) -> int:
    return sum(int(row[name] or 0) for row in rows)


def _counted(rows: Iterable[Row], name: str) -> dict[Any, int]:
    found: Counter[Any] = Counter()
    for row in rows:
        found[row[name]] += int(row["n"])
    return dict(found)


def _together(counts: Iterable[Counter[int]]) -> dict[int, int]:
    whole: Counter[int] = Counter()
    for one in counts:
        whole += one
    return dict(whole)


def by_month(rows: Rows, months: Iterable[date]) -> list[Month]:
    """Each month with its own rows; a month of which nothing is known is empty."""
    kept = {name: list(getattr(rows, name)) for name in ("forms", "minutes", "days", "given", "due")}
    return [
        month_of(month, Rows(**{name: [row for row in found if row["month"] == month] for name, found in kept.items()}))
        for month in months
    ]
