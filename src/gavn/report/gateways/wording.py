"""Sentences and numbers as the active language writes them, for pages and documents alike."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext

from gavn.kernel.say import Said, said
from gavn.report.pure.document import Interval, Number

NOTHING = "–"
MINUS = "\u2212"
SPACE = "\u00a0"


def word(value: Any) -> str:
    """Any value as the active language writes it."""
    if value is None:
        return ""
    if isinstance(value, Said):
        text = gettext(value.msgid).format(**{name: word(part) for name, part in value.params.items()})
        return text.replace(" %", _percent_sign())
    if isinstance(value, Number):
        return _number(value)
    if isinstance(value, Interval):
        return _interval(value)
    if isinstance(value, date):
        return str(date_format(value, "DATE_FORMAT")).replace(" ", SPACE)
    return _digits(value, _decimals(value)) if isinstance(value, int | float) else str(value)


def _interval(found: Interval) -> str:
    low, high = (_digits(end, found.decimals, share=found.share) for end in (found.low, found.high))
    shown = _number(Number(found.value, found.decimals, found.share, found.change))
    return word(said("{value} ({low} to {high})", value=shown, low=low, high=high))


def _decimals(value: float) -> int:
    """As many decimals as the number was rounded to, at most two."""
    return min(2, max(0, -int(Decimal(repr(value)).normalize().as_tuple().exponent)))


def _digits(value: float, decimals: int, *, share: bool = False) -> str:
    """The digits with the language's decimal sign and a true minus."""
    exact = Decimal(repr(float(value))) * (100 if share else 1)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN) + 0
    return str(number_format(rounded, decimals, use_l10n=True)).replace("-", MINUS)


def _number(number: Number) -> str:
    if number.value is None:
        return NOTHING
    text = _digits(number.value, number.decimals, share=number.share)
    if number.change and number.value > 0:
        text = f"+{text}"
    if not number.share:
        return text
    return f"{text}{_percent_sign()}"


def _percent_sign() -> str:
    return "%" if (get_language() or "en").startswith("en") else f"{SPACE}%"
