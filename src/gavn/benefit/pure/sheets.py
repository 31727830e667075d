"""The figures as plain tables for files: a line a month, or a line a service."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gavn.benefit.pure.figures import UNITS, MonthFigure
from gavn.benefit.pure.months import written
from gavn.benefit.pure.rollup import Line
from gavn.kernel.say import Said, said
from gavn.report.pure.document import Interval, Number, Text, Value
from gavn.report.pure.hiding import HIDDEN

Cell = Text | float | None


@dataclass(frozen=True)
class Sheet:
    """Headings and lines; nothing stands where nothing is known, a word where something is hidden."""

    headings: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]


def months_sheet(service: str, figures: Sequence[MonthFigure]) -> Sheet:
    """A service's figures month by month, each with how many it rests on."""
    headings: list[Text] = [Said("Service"), Said("Month")]
    for figure in figures:
        headings += [figure.unit, said("{name}, n", name=figure.unit)]
    rows = []
    for place, point in enumerate(figures[0].points):
        row: list[Cell] = [service, written(point.month)]
        for figure in figures:
            there = figure.points[place]
            row += [plain(there.shown), HIDDEN if there.shown is HIDDEN else there.n]
        rows.append(tuple(row))
    return Sheet(tuple(headings), tuple(rows))


def several_sheet(month: date, rows: Iterable[tuple[Any, Line, Any]]) -> Sheet:
    """A month over several services, the last line all of them."""
    headings = (Said("Service"), Said("Month"), Said("Forms"), UNITS["minutes"], UNITS["complete"],
                Said("Seen on the same day"), UNITS["talked"], Said("Beside its own past"),
                Said("Acknowledged"))  # fmt: skip
    lines: list[tuple[Cell, ...]] = []
    for unit, line, read in rows:
        values = (line.forms, line.minutes, line.complete, line.same_day, line.talked)
        name: Text = unit.name if unit else Said("All of them")
        said_of = read.at.date().isoformat() if read else None
        lines.append((name, written(month), *(plain(value) for value in values), line.past, said_of))
    return Sheet(headings, tuple(lines))


def plain(value: Value) -> Cell:
    """A value as files hold it: the number itself, unrounded."""
    if isinstance(value, Number | Interval):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
