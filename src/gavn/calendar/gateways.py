"""Tables leave the stage here, as files for other programs."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Any

from gavn.kernel.say import Said
from gavn.works.gateways import say

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
