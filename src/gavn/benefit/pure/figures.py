"""The five figures of a month, each beside the service's own past."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import nan
from statistics import median as middle

from gavn.benefit.pure.counted import LEAST_FORMS, Month
from gavn.compare.pure.methods.median import has_interval, median
from gavn.compare.pure.methods.run_chart import RunChart, run_chart
from gavn.compare.pure.refusals import Constant
from gavn.kernel.say import Said, said
from gavn.report.pure.document import Interval, Number, Value
from gavn.report.pure.hiding import HIDDEN, share_of

HOURS_A_DAY = 24
FEW_MONTHS = 3  # earlier values below which a past is not spoken of
TITLES = {
    "minutes": Said("How long does a form take?"),
    "fed_back": Said("Does every question lead to a result?"),
    "complete": Said("Are the questions answered?"),
    "hours": Said("How soon can the result be seen?"),
    "talked": Said("Does the person hear of the result?"),
}
UNITS = {
    "minutes": Said("Minutes a form, median"),
    "fed_back": Said("Questions that lead to a result"),
    "complete": Said("Questions answered"),
    "hours": Said("Hours until the result, median"),
    "talked": Said("Results talked about"),
}
SHARES = {"fed_back", "complete", "talked"}
Questions = Mapping[str, tuple[int, int]]
"""Of each form by its full key: how many questions it asks, and how many of them lead to a result."""


@dataclass(frozen=True)
class Reader:
    """What a reader may see: ``inside`` may open the persons; ``alone``: one person fills in all forms there."""

    inside: bool
    alone: bool = False


@dataclass(frozen=True)
class Point:
    """One month of a figure: what is shown, the number a line is drawn by, and how many it rests on."""

    month: date
    shown: Value
    number: float | None
    n: int


@dataclass(frozen=True)
class MonthFigure:
    """One of the five: month by month until the one in question, and what the past says."""

    key: str
    points: tuple[Point, ...]
    usual: float | None
    past: Said
    changed: bool = False

    @property
    def now(self) -> Point:
        """The month in question."""
        return self.points[-1]

    @property
    def title(self) -> Said:
        """The question it answers."""
        return TITLES[self.key]

    @property
    def unit(self) -> Said:
        """What is counted."""
        return UNITS[self.key]


def figures_of(months: Sequence[Month], reader: Reader, questions: Questions) -> list[MonthFigure]:
    """The five figures of the last of these months, those before it as the service's own past."""
    points: dict[str, Callable[[Month], Point]] = {
        "minutes": lambda month: durations(month.first, month.minutes, hide=reader.alone),
        "fed_back": lambda month: _part(month.first, *fed_back(month, questions), Reader(inside=True)),
        "complete": lambda month: _part(month.first, month.answered, month.asked, reader),
        "hours": lambda month: durations(month.first, hours_of(month)),
        "talked": lambda month: _part(month.first, month.talked, month.given, reader),
    }
    return [figure_of(key, [made(month) for month in months]) for key, made in points.items()]


def durations(first: date, counts: Mapping[int, int], *, hide: bool = False) -> Point:
    """The median of durations; told from five forms on, and never where they would be one person's."""
    found = median({float(value): n for value, n in counts.items()})
    if found is None:
        return Point(first, None, None, 0)
    if hide or found.n < LEAST_FORMS:
        return Point(first, HIDDEN, None, found.n)
    wide = has_interval(found) and found.low < found.high
    shown = Interval(found.value, found.low, found.high, 0) if wide else Number(found.value)
    return Point(first, shown, found.value, found.n)


def hours_of(month: Month) -> dict[int, int]:
    """Days until the result as hours: a day is the finest that is known of when somebody answered."""
    return {days * HOURS_A_DAY: n for days, n in month.days.items()}


def fed_back(month: Month, questions: Questions) -> tuple[int, int]:
    """Of the different questions in the forms of a month: how many lead to a result, and how many there are."""
    used = {key for key, _respondent in month.forms_of}
    return sum(questions[key][1] for key in used), sum(questions[key][0] for key in used)


def _part(first: date, part: int, whole: int, reader: Reader) -> Point:
    shown = share_of(part, whole, inside=reader.inside)
    hidden = shown is HIDDEN or not whole
    return Point(first, None if not whole else shown, None if hidden else part / whole, whole)


def figure_of(key: str, points: Iterable[Point]) -> MonthFigure:
    """A figure from its months, with what the earlier ones say."""
    all_points = tuple(points)
    earlier = [point.number for point in all_points[:-1] if point.number is not None]
    usual = middle(earlier) if len(earlier) >= FEW_MONTHS else None
    if usual is None:
        return MonthFigure(key, all_points, None, Said("There is no past to hold it against yet."))
    shown = Number(usual, 0, key in SHARES)
    try:
        chart = run_chart([nan if point.number is None else point.number for point in all_points])
    except Constant:
        return MonthFigure(key, all_points, usual, said("It was the same in every month: {usual}.", usual=shown))
    return MonthFigure(key, all_points, usual, _past(chart, shown), chart.changed)


def _past(chart: RunChart, usual: Number) -> Said:
    """What the service's own past says of the month, in one sentence."""
    if not chart.phases[-1].enough:
        return said("In the months before it lay around {usual}; they are too few to tell a change.", usual=usual)
    if chart.changed:
        return said("In the months before it lay around {usual}. Over the year there is a change.", usual=usual)
    return said("In the months before it lay around {usual}. The ups and downs are those of chance.", usual=usual)
