"""The tidy table as CSV: a file that programs read, in UTF-8 with a mark that spreadsheets know."""

from __future__ import annotations

import csv
from dataclasses import fields
from datetime import date
from io import StringIO
from typing import Any

from gavn.report.gateways.wording import word
from gavn.report.pure.document import Document
from gavn.report.pure.exports import defused
from gavn.report.pure.tidy import HEADINGS, tidy_lines


def as_csv(document: Document) -> bytes:
    """One line a value; numbers with a point in every language, words in the active one."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for line in tidy_lines(document):
        writer.writerow(_cell(getattr(line, field.name)) for field in fields(line))
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value.isoformat() if isinstance(value, date) else defused(word(value))
    return repr(value)
