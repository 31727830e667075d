"""One cell as a number, a date, a yes or no."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused

EXCEL_ZERO = date(1899, 12, 30)
LAST_SERIAL = 100_000
YES = frozenset({"1", "true", "yes", "y", "ja", "j", "x"})
NO = frozenset({"0", "false", "no", "n", "nej"})
_PARTS = {"YYYY": r"(?P<year>\d{4})", "MM": r"(?P<month>\d{1,2})", "DD": r"(?P<day>\d{1,2})"}
_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_WITH_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]\d{2}:.*", re.ASCII)


def plain_code(text: str) -> str:
    """A code without the decimals that say nothing.

    >>> plain_code("2.0"), plain_code("2,5")
    ('2', '2,5')
    """
    return re.sub(r"^([+-]?\d+)[.,]0+$", r"\1", text, flags=re.ASCII)


def number(text: str, column: str, separators: str) -> float:
    """A number; ``separators`` are the signs that may stand before its decimals.

    >>> number("1,5", "x", ",.")
    1.5
    """
    found = re.fullmatch(
        rf"([+-]?\d{{1,15}})(?:[{re.escape(separators)}](\d{{1,20}}))?([eE][+-]?\d{{1,2}})?", text, re.ASCII
    )
    if found is None:
        advice = "12,5" if separators == "," else "12.5"
        raise Refused(
            "{value} is not a number; write it as {advice}, without spaces or signs for thousands.",
            value=text[:60],
            advice=advice,
            field=column,
        )
    value = float(f"{found[1]}.{found[2] or '0'}{found[3] or ''}")
    return int(value) if value.is_integer() else value


def truth(text: str, column: str) -> bool:
    """Yes or no in the words that systems write."""
    word = plain_code(text.strip().lower())
    if word in YES or word in NO:
        return word in YES
    raise Refused("{value} is neither yes nor no; write 1 or 0.", value=text[:60], field=column)


def day(text: str, form: str | None, column: str) -> PartialDate:
    """A date as far as it is written; days of a spreadsheet and ISO 8601 are read in every form.

    >>> str(day("29.2.2024", "DD.MM.YYYY", "x"))
    '2024-02-29'
    """
    timed = _WITH_TIME.fullmatch(text)
    text = timed[1] if timed else text
    if form == "excel" and plain_code(text).isdecimal():
        return _serial(int(plain_code(text)), column)
    try:
        if _ISO.fullmatch(text):
            return PartialDate.parse(text)
        found = date_pattern(form).fullmatch(text) if form and form != "excel" else None
        if found is not None:
            return PartialDate(**{name: int(part) for name, part in found.groupdict().items()})
    except Refused as refusal:
        raise Refused(refusal.said.msgid, field=column, **refusal.said.params) from refusal
    raise Refused("{value} is not a date of the form {form}.", value=text[:60], form=form or "YYYY-MM-DD", field=column)


def _serial(number_of_day: int, column: str) -> PartialDate:
    if not 0 < number_of_day < LAST_SERIAL:
        raise Refused("{value} is no day of a spreadsheet.", value=str(number_of_day)[:20], field=column)
    return PartialDate.of(EXCEL_ZERO + timedelta(days=number_of_day))


@cache
def date_pattern(form: str) -> re.Pattern[str]:
    """What a date of this form looks like; refused where the form holds no year or an unknown part."""
    parts = re.split(r"(YYYY|MM|DD)", form)
    named = [part for part in parts if part in _PARTS]
    if form == "excel":
        return re.compile(r"\d+", re.ASCII)
    if "YYYY" not in named or len(set(named)) < len(named) or any(re.search(r"\w", part) for part in parts[::2]):
        raise Refused("{form} is no form of a date; write it as DD.MM.YYYY, YYYY-MM or excel.", form=form[:60])
    return re.compile("".join(_PARTS.get(part, re.escape(part)) for part in parts), re.ASCII)
