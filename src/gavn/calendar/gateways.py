"""Tables leave the stage here, as files for other programs and as typed tables for figures."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from gavn.kernel.say import Said
from gavn.works.gateways import say

if TYPE_CHECKING:
    from gavn.measure.pure.tables import Column

KINDS = {
    "text": pa.string(), "number": pa.float64(), "whole": pa.int64(), "yes_no": pa.bool_(), "day": pa.date32(),
}  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(headings: Iterable[Said], rows: Iterable[Iterable[Any]]) -> bytes:
    """UTF-8 with a mark that spreadsheets know, commas between; text that looks like a formula is defused."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow([say(one) for one in headings])
    for row in rows:
        writer.writerow([_cell(one) for one in row])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    text = say(value) if isinstance(value, Said) else "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str | Said) and text.startswith(FORMULA) else text


def as_table(columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> pa.Table:
    """Rows as a typed table, as the analysis store writes them."""
    cells = zip(*rows, strict=True) if rows else [()] * len(columns)
    arrays = [pa.array(cell, KINDS[column.kind]) for cell, column in zip(cells, columns, strict=True)]
    return pa.Table.from_arrays(arrays, names=[column.name for column in columns])
