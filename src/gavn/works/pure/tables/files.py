"""A file as a table of texts: CSV in the encodings and forms that systems write, or a sheet of a workbook."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Protocol

from gavn.kernel.errors import Refused
from gavn.works.pure.tables.workbooks import is_workbook, sheet_rows

LARGEST = 50 * 1024 * 1024
MOST_ROWS = 1_000_000
MOST_COLUMNS = 10_000
DELIMITERS = (",", ";", "\t", "|")
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_SEPARATORS = {"point": ".", "comma": ","}
Lines = Iterator[tuple[int, Sequence[str]]]


class FileForm(Protocol):
    """How a file is written: ``auto`` or nothing where that is to be found out."""

    @property
    def sheet(self) -> str | None: ...
    @property
    def encoding(self) -> str: ...
    @property
    def delimiter(self) -> str: ...
    @property
    def decimal(self) -> str: ...


@dataclass(frozen=True)
class Table:
    """The columns of a file and its rows, each with its number; ``separators`` may stand in a number of this file."""

    columns: tuple[str, ...]
    rows: Lines
    separators: str


def read_table(content: bytes, form: FileForm) -> Table:
    """The table of a file; what cannot be read is refused with its row while the rows are taken."""
    if len(content) > LARGEST:
        raise Refused("The file is larger than {most} MB; divide it.", most=LARGEST // 1024 // 1024)
    if not content.strip():
        raise Refused("The file is empty.")
    if content.startswith(OLD_WORKBOOK):
        raise Refused("This is a workbook of the old kind; save it as .xlsx or as CSV.")
    if is_workbook(content):
        lines, separators = _without_nul(sheet_rows(content, form.sheet)), ".,"
    else:
        text = _decoded(content, form.encoding)
        delimiter = _delimiter(text) if form.delimiter == "auto" else form.delimiter
        lines, separators = _without_nul(_csv_rows(text, delimiter)), "." if delimiter == "," else ".,"
    header = next(lines, (1, ()))[1]
    columns = tuple(name.strip() for name in header)
    if not any(columns):
        raise Refused("The first row of the file must hold the names of the columns.")
    if len(columns) > MOST_COLUMNS:
        raise Refused("The file has {count} columns, and {most} is the most.", count=len(columns), most=MOST_COLUMNS)
    return Table(columns, _numbered(lines), _SEPARATORS.get(form.decimal, separators))


def places_of(table: Table, wanted: Sequence[str]) -> dict[str, int]:
    """Where the wanted columns stand; refused where one is missing or stands there twice."""
    for name in wanted:
        if table.columns.count(name) > 1:
            raise Refused("The column {name} stands in the file twice; keep one.", name=name, field=name)
        if name not in table.columns:
            near = get_close_matches(name, table.columns, n=1) or [
                c for c in table.columns if c.lower() == name.lower()
            ]
            if near:
                raise Refused(
                    "The file has no column {name}; did you mean {near}?", name=name, near=near[0][:60], field=name
                )
            raise Refused("The file has no column {name}.", name=name, field=name)
    return {name: table.columns.index(name) for name in wanted}


def _decoded(content: bytes, encoding: str) -> str:
    """The text; without a word on its encoding UTF-8 where it is that, else the Western code page of Windows."""
    if encoding == "auto":
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return _strictly(content, "utf-16")
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content.decode("cp1252" if _is(content, "cp1252") else "latin-1")
    return _strictly(content, "utf-8-sig" if encoding == "utf-8" else encoding)


def _is(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as wrong:
        row = content.count(b"\n", 0, wrong.start) + 1
        raise Refused(
            "Line {row} holds a sign that is not {encoding}; save the file as UTF-8.", row=row, encoding=encoding
        ) from wrong


def _delimiter(text: str) -> str:
    """What stands most often between the names of the columns, outside quotes."""
    first = text.split("\n", 1)[0]
    outside = "".join(first.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def _csv_rows(text: str, delimiter: str) -> Lines:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number, width = 0, 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as wrong:
            raise Refused("Row {row}: the quotes do not fit ({why}).", row=number, why=str(wrong)) from wrong
        width = width or len(cells)
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if cells and len(cells) != width:
            raise Refused(
                "Row {row} has {count} cells, and the header has {width}; look for a delimiter inside a text.",
                row=number,
                count=len(cells),
                width=width,
            )
        yield number, cells


def _without_nul(lines: Lines) -> Lines:
    for number, cells in lines:
        for place, cell in enumerate(cells, start=1):
            if "\x00" in cell:
                raise Refused("Row {row}, cell {place}: holds a sign that cannot be kept.", row=number, place=place)
        yield number, cells


def _numbered(lines: Lines) -> Lines:
    """The rows that hold something."""
    for number, cells in lines:
        if number > MOST_ROWS:
            raise Refused("The file has more than {most} rows; divide it.", most=MOST_ROWS)
        if any(cells):
            yield number, cells
