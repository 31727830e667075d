"""Every figure of a document as one long table: a line a value, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gavn.report.pure.document import Document, Figure, Interval, Number, Row, Section, Text, Value

HEADINGS = ("section", "figure", "row", "column", "value", "n", "missing", "low", "high")


@dataclass(frozen=True)
class TidyLine:
    """One value; n and missing are the row's own where it has some, else the figure's."""

    section: Text
    figure: str
    row: Text
    column: Text
    value: Text | float | date | None
    n: int | None
    missing: int | None
    low: float | None
    high: float | None


def tidy_lines(document: Document) -> Iterator[TidyLine]:
    """All values in the order in which the document shows them; not rounded, so that they can be counted on."""
    for section, figure in document.figures:
        for row in figure.table.rows:
            for column, value in zip(figure.table.columns[1:], row.values, strict=True):
                yield _line(section, figure, row, column, value)


def _line(section: Section, figure: Figure, row: Row, column: Text, value: Value) -> TidyLine:
    caption = figure.caption
    n = caption.n if row.n is None else row.n
    missing = caption.missing if row.missing is None else row.missing
    low, high = (value.low, value.high) if isinstance(value, Interval) else (None, None)
    plain = value.value if isinstance(value, Number | Interval) else value
    return TidyLine(section.key, figure.key, row.label, column, plain, n, missing, low, high)
