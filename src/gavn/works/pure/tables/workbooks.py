"""A sheet of a workbook (.xlsx) as rows of texts; what could harm the reader is refused first."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from gavn.kernel.errors import Refused

if TYPE_CHECKING:
    from openpyxl import Workbook

LARGEST_INSIDE = 400 * 1024 * 1024
MOST_RATIO = 150
SMALL = 1024 * 1024
MOST_PARTS = 2000
LOOKED_AT = 4096
NOT_READ = "The workbook cannot be read; open it, save it anew as .xlsx or as CSV."


def is_workbook(content: bytes) -> bool:
    """Whether this is a packed file, as workbooks are."""
    return content.startswith(b"PK\x03\x04")


def sheet_rows(content: bytes, sheet: str | None) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of the named sheet, or of the first one."""
    _check_packing(content)
    book = _opened(content)
    names = list(book.sheetnames)
    if not names or (sheet is not None and sheet not in names):
        raise Refused("The workbook has no sheet {name}; it has {names}.", name=sheet or "", names=", ".join(names))
    return _rows(book[sheet or names[0]])


def _check_packing(content: bytes) -> None:
    """Refuse what would unpack to far more than it is, and parts that define words of their own."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            inside = sum(part.file_size for part in parts)
            small = inside <= max(SMALL, len(content) * MOST_RATIO)
            if inside > LARGEST_INSIDE or len(parts) > MOST_PARTS or not small:
                raise Refused("The workbook unpacks to far more than its size; save it as CSV.")
            for part in parts:
                with packed.open(part) as opened:
                    if b"<!" in opened.read(LOOKED_AT).replace(b"<!--", b""):
                        raise Refused(NOT_READ)
    except Refused:
        raise
    except Exception as wrong:
        raise Refused(NOT_READ) from wrong


def _opened(content: bytes) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    except Exception as wrong:
        raise Refused(NOT_READ) from wrong


def _rows(sheet: Any) -> Iterator[tuple[int, Sequence[str]]]:
    """The cells as texts; every row is as wide as the first."""
    sheet.reset_dimensions()
    width = 0
    found = enumerate(_taken(sheet), start=1)
    for number, cells in found:
        texts = [_text(cell, number) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        width = width or len(texts)
        if len(texts) > width:
            raise Refused(
                "Row {row} has {count} cells, and the header has {width}; look for a delimiter inside a text.",
                row=number,
                count=len(texts),
                width=width,
            )
        yield number, texts + [""] * (width - len(texts))


def _taken(sheet: Any) -> Iterator[Sequence[Any]]:
    rows = iter(sheet.iter_rows())
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                row = next(rows, None)
        except Exception as wrong:
            raise Refused(NOT_READ) from wrong
        if row is None:
            return
        yield row


def _text(cell: Any, number: int) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise Refused(
            "Row {row}, cell {place}: holds a formula; put its value there.", row=number, place=cell.coordinate
        )
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 10**15 else repr(value)
    return str(value)
