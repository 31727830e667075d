"""A figure's table as plain columns: numbers unrounded, an interval in three columns, n and missing beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gavn.kernel.say import Said, said
from gavn.report.pure.document import Figure, Interval, Number, Row, Text, Value

Plain = Text | float | date | None
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Sheet:
    """A table for files: its headings, its rows, and what it rests on."""

    key: str
    finding: Text
    headings: tuple[Text, ...]
    rows: tuple[tuple[Plain, ...], ...]
    about: tuple[tuple[Said, Plain], ...]


def sheet_of(figure: Figure, *, service: str) -> Sheet:
    """The figure's table, each interval spread over three columns."""
    wide = [_is_interval(figure, place) for place in range(len(figure.table.columns) - 1)]
    headings: list[Text] = [figure.table.columns[0]]
    for label, spread in zip(figure.table.columns[1:], wide, strict=True):
        headings.append(label)
        if spread:
            headings += [said("{name}, low end", name=label), said("{name}, high end", name=label)]
    rows = tuple(_cells(row, wide) for row in figure.table.rows)
    caption = figure.caption
    about: list[tuple[Said, Plain]] = [
        (Said("Service"), service),
        (Said("Period"), caption.period),
        (Said("Data frozen"), caption.frozen),
        (Said("n"), caption.n),
        (Said("Missing"), caption.missing),
        (Said("Source"), caption.source),
        (Said("Definition"), caption.version),
    ]
    return Sheet(figure.key, figure.finding, tuple(headings), rows, tuple(about))


def defused(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> defused("=1+1"), defused("Lindenhof")
    ("'=1+1", 'Lindenhof')
    """
    return f"'{text}" if text.startswith(FORMULA) else text


def _is_interval(figure: Figure, place: int) -> bool:
    return any(isinstance(row.values[place], Interval) for row in figure.table.rows)


def _cells(row: Row, wide: list[bool]) -> tuple[Plain, ...]:
    cells: list[Plain] = [row.label]
    for value, spread in zip(row.values, wide, strict=True):
        cells.append(_plain(value))
        if spread:
            cells += [value.low, value.high] if isinstance(value, Interval) else [None, None]
    return tuple(cells)


def _plain(value: Value) -> Plain:
    return value.value if isinstance(value, Number | Interval) else value
