"""National numbers of persons in a text: Danish, Swedish, Norwegian and Scottish, test numbers as well.

A number counts when its first digits are a day in the calendar and its check digits hold, where the country has
them for all its numbers. Danish numbers have none since 2007 (https://cpr.dk/cpr-systemet/personnumre-uden-
kontrolciffer-modulus-11-kontrol), so every ten digits that begin with a day are taken for one. Sweden: Luhn
(Skatteverket, SKV 704), day + 60 is a coordination number. Norway: two check digits modulo 11, relaxed for numbers
given out from 2032 (Skatteetaten, "Nytt fødselsnummer"); day + 40 is a D-number, month + 40, 65 or 80 is synthetic.
Scotland: the CHI number, modulo 11 with weights 10 to 2.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SHORTEST = 10
LONG_ID = 16
"""A run of letters and digits from this length on is an id or a digest, not a number somebody wrote."""
DASHES = "\u00ad\u2010\u2011\u2012\u2013\u2014\u2212\ufe58\ufe63\uff0d"
NOTHING = "\u200b\u200c\u200d\u2060\ufeff"
_SAME_WIDTH = {ord(dash): "-" for dash in DASHES} | {ord(one): "" for one in NOTHING}

TEN = re.compile(r"(?<!\d)(?<!\d[.,])(\d{6})( ?[-+]? ?)(\d{4})(?!\d)(?![.,]\d)")
SPELLED = re.compile(r"(?<!\d)(\d{2})[./ -](\d{2})[./ -](\d{2}) ?- ?(\d{4})(?!\d)(?![.,]\d)")
ELEVEN = re.compile(r"(?<!\d)(?<!\d[.,])(\d{6})(?: ?-? ?)(\d{5})(?!\d)(?![.,]\d)")
TWELVE = re.compile(r"(?<!\d)(?<!\d[.,])((?:18|19|20)\d{6})( ?[-+]? ?)(\d{4})(?!\d)(?![.,]\d)")

UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")

CPR_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
CHI_WEIGHTS = (10, 9, 8, 7, 6, 5, 4, 3, 2)
NORWAY_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
NORWAY_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


@dataclass(frozen=True)
class Number:
    """What looks like a national number: of which country and where in the text. The number itself is not kept."""

    country: str
    at: int


def numbers_in(text: str) -> Iterator[Number]:
    """Every place in a text that looks like a national number.

    >>> [found.country for found in numbers_in("Called 290256-5003 yesterday, paid 1,234,567.00")]
    ['Denmark / Scotland']
    """
    if len(text) < SHORTEST:
        return
    plain = plainly(text)
    for pattern, country_of in _READINGS:
        for match in pattern.finditer(plain):
            country = country_of(match)
            if country and not _within_an_id(plain, match.start(), match.end()):
                yield Number(country, match.start())


def number_of_cell(value: int) -> str:
    """The country of a whole number in a cell, from which a leading zero may have been lost; empty for none.

    Such cells hold figures as well, so here a Danish number counts only with its check sum where the zero is gone.
    """
    digits = str(value)
    if len(digits) in {10, 11, 12}:
        found = next(numbers_in(digits), None)
        if found:
            return found.country
    if len(digits) == 9 and _ten_with_check("0" + digits):
        return _ten_with_check("0" + digits)
    return "Norway" if len(digits) == 10 and _norwegian("0" + digits) else ""


def plainly(text: str) -> str:
    """The text with every way of writing a digit, a dash or a space as the plain one; lines stay lines."""
    lines = text.translate(_SAME_WIDTH).split("\n")
    return "\n".join(unicodedata.normalize("NFKC", line) for line in lines)


def _within_an_id(text: str, start: int, end: int) -> bool:
    """Whether the digits are a part of a UUID, or of a long run with letters as in an id or a digest."""
    from_here, to_here = max(0, start - 64), end + 64
    if any(one.start() <= start - from_here < one.end() for one in UUID.finditer(text[from_here:to_here])):
        return True
    before = re.search(r"[0-9A-Za-z_]*$", text[from_here:start])
    after = re.match(r"[0-9A-Za-z_]*", text[end:to_here])
    around = (before[0] if before else "") + (after[0] if after else "")
    long = len(around) + end - start >= LONG_ID and text[start:end].isdigit()
    return long and any(one.isalpha() for one in around)


def _a_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _day_of_any_century(short: int, month: int, day: int) -> bool:
    return any(_a_day(century + short, month, day) for century in (1900, 2000))


def _parts(digits: str) -> tuple[int, int, int]:
    return int(digits[:2]), int(digits[2:4]), int(digits[4:6])


def _weighed(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11


def luhn(digits: str) -> bool:
    """Whether the last of ten digits is the Luhn digit of those before it.

    >>> luhn("8112189876"), luhn("8112189875")
    (True, False)
    """
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def _danish(digits: str) -> bool:
    day, month, short = _parts(digits)
    return _day_of_any_century(short, month, day - 60 if day > 60 else day)


def _swedish(short_form: str) -> bool:
    short, month, day = _parts(short_form)
    return _day_of_any_century(short, month, day - 60 if day > 60 else day) and luhn(short_form)


def _scottish(digits: str) -> bool:
    day, month, short = _parts(digits)
    check = (11 - _weighed(digits[:9], CHI_WEIGHTS)) % 11
    return _day_of_any_century(short, month, day) and check == int(digits[9])


def _norwegian(digits: str) -> bool:
    day, month, short = _parts(digits)
    month -= next((step for step in (80, 65, 40) if month > step), 0)
    first = _weighed(digits[:10], (*NORWAY_FIRST, 1))
    holds = first in {0, 1, 2, 3} and _weighed(digits, NORWAY_SECOND) == 0
    return holds and _day_of_any_century(short, month, day - 40 if day > 40 else day)


def _ten_with_check(digits: str) -> str:
    if _danish(digits) and _weighed(digits, CPR_WEIGHTS) == 0:
        return "Denmark"
    if _swedish(digits):
        return "Sweden"
    return "Scotland" if _scottish(digits) else ""


def _country_of_ten(match: re.Match[str]) -> str:
    digits, between = match[1] + match[3], match[2].strip()
    fits = {"Denmark": between != "+" and _danish(digits), "Sweden": _swedish(digits), "Scotland": _scottish(digits)}
    return " / ".join(country for country, holds in fits.items() if holds)


_READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (TEN, _country_of_ten),
    (SPELLED, lambda match: "Denmark" if _danish("".join(match.groups())) else ""),
    (ELEVEN, lambda match: "Norway" if _norwegian(match[1] + match[2]) else ""),
    (TWELVE, lambda match: "Sweden" if _swedish((match[1] + match[3])[2:]) else ""),
)
