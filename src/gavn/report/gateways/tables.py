"""One table as a file: CSV for programs, XLSX for people."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter

from gavn.kernel.say import Said
from gavn.report.gateways.wording import word
from gavn.report.pure.blocks.definitions import WORDS
from gavn.report.pure.exports import Sheet, defused

WIDE = 44


def table_as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a mark that spreadsheets know, commas between, a point in numbers in every language.

    Service, period and day of freezing stand in every line, so that files can be put together.
    """
    out = StringIO()
    writer = csv.writer(out)
    kept = sheet.about[:3]
    writer.writerow([_text(label) for label, _value in kept] + [_text(heading) for heading in sheet.headings])
    for row in sheet.rows:
        writer.writerow([_cell(value) for _label, value in kept] + [_cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def table_as_xlsx(sheet: Sheet) -> bytes:
    """A workbook of two sheets: the table with what it rests on above it, and what the words mean."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    strong, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    page = book.add_worksheet(word(Said("Table"))[:31])
    page.set_column(0, 0, WIDE)
    page.set_column(1, len(sheet.headings), 16)
    page.write_string(0, 0, word(sheet.finding), strong)
    for place, (label, value) in enumerate(sheet.about, start=1):
        page.write_string(place, 0, word(label))
        _write(page, place, 1, value, day)
    top = len(sheet.about) + 2
    for column, heading in enumerate(sheet.headings):
        page.write_string(top, column, word(heading), strong)
    for place, row in enumerate(sheet.rows, start=top + 1):
        for column, value in enumerate(row):
            _write(page, place, column, value, day)
    page.freeze_panes(top + 1, 1)
    _definitions(book, strong)
    book.close()
    return out.getvalue()


def _definitions(book: Any, strong: Any) -> None:
    page = book.add_worksheet(word(Said("Definitions"))[:31])
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 100, book.add_format({"text_wrap": True}))
    for place, (term, meaning) in enumerate(WORDS):
        page.write_string(place, 0, word(term), strong)
        page.write_string(place, 1, word(meaning))


def _write(page: Any, row: int, column: int, value: Any, day: Any) -> None:
    """Numbers as numbers, days as days; everything else as text, which is never run."""
    if value is None:
        return
    if isinstance(value, date):
        page.write_datetime(row, column, value, day)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        page.write_number(row, column, value)
    else:
        page.write_string(row, column, word(value))


def _text(value: Any) -> str:
    return defused(word(value))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return repr(value) if isinstance(value, int | float) and not isinstance(value, bool) else _text(value)
