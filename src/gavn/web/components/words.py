"""Values as the reader's words: sentences in their language, numbers, shares, dates known in part."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext as _

from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.kernel.estimates import Estimate
from gavn.kernel.say import Said

NOTHING = "–"
MINUS = "\u2212"
NARROW = "\u00a0"


def say(value: Any) -> str:
    """The sentence in the reader's language."""
    if isinstance(value, Refused):
        value = value.said
    if not isinstance(value, Said):
        return str(value)
    return gettext(value.msgid).format(**{key: _told(part) for key, part in value.params.items()})


def _told(part: Any) -> str:
    """A parameter of a sentence: dates and numbers as the language writes them, with the decimals they were given."""
    if isinstance(part, float):
        return number(part, len(f"{part:.4f}".rstrip("0").partition(".")[2]))
    return known(part) if isinstance(part, PartialDate | date) else say(part)


def number(value: Any, decimals: int | None = None) -> str:
    """The number with the language's decimal sign; at most one decimal unless told otherwise."""
    if value is None or value == "":
        return NOTHING
    if decimals is None:
        decimals = 0 if float(value) == int(float(value)) else 1
    # Django's formatting cuts decimals off; 8.16 would become 8.1.
    exact = Decimal(repr(value) if isinstance(value, float) else value)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return str(number_format(rounded, decimals, use_l10n=True)).replace("-", MINUS)


def percent(value: float | None, decimals: int = 0) -> str:
    """The proportion in percent: 0.38 becomes 38% in English, 38 % in Danish and Swedish."""
    if value is None:
        return NOTHING
    return f"{number(round(value * 100, decimals), decimals)}{_percent_sign()}"


def _percent_sign() -> str:
    return "%" if (get_language() or "en").startswith("en") else f"{NARROW}%"


def span(low: float, high: float, *, share: bool = False, decimals: int | None = None) -> str:
    """An interval: 30–47% or 4.1–5.2."""
    if share:
        digits = decimals or 0
        return f"{number(round(low * 100, digits), digits)}–{percent(high, digits)}"
    return f"{number(low, decimals)}–{number(high, decimals)}"


def share(estimate: Estimate | None) -> str:
    """A share with its interval: 38% (30–47%)."""
    if estimate is None:
        return NOTHING
    return f"{percent(estimate.value)} ({span(estimate.low, estimate.high, share=True)})"


def mean(estimate: Estimate | None) -> str:
    """A mean or other quantity with its interval: 4.6 (4.1–5.2)."""
    if estimate is None:
        return NOTHING
    return f"{number(estimate.value, 1)} ({span(estimate.low, estimate.high, decimals=1)})"


def frequency(count: int, of: int) -> str:
    """A natural frequency first, its percentage after: 12 of 40 (30%)."""
    words = _("%(count)s of %(of)s") % {"count": number(count), "of": number(of)}
    return f"{words} ({percent(count / of)})" if of else words


def known(value: PartialDate | date | None) -> str:
    """A date as far as it is known: 29 February 2024, February 2024, 2024, or not known."""
    if isinstance(value, datetime):
        return date_format(localtime(value), "DATETIME_FORMAT")
    if isinstance(value, PartialDate):
        if value.precision == "month":
            return date_format(value.first, "YEAR_MONTH_FORMAT") if value.first else NOTHING
        if value.precision == "year":
            return str(value.year)
        value = value.exact
    return date_format(value, "DATE_FORMAT") if value else pgettext("a date", "not known")


def shown(value: Any) -> str:
    """Any value as a table cell or a fact shows it."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, PartialDate | date):
        return known(value)
    if isinstance(value, int | float | Decimal):
        return number(value)
    return share(value) if isinstance(value, Estimate) else say(value)


def holds(value: Any, option: Any) -> bool:
    """Whether the option is the answer, or one of the answers."""
    if value is None:
        return False
    chosen = value if isinstance(value, list | tuple | set) else [value]
    return str(option) in {str(one) for one in chosen}
