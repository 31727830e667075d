"""Danish and Swedish national numbers: what is warned about, what is refused, and which birth date they tell.

Denmark: the check sum (weights 4 3 2 7 6 5 4 3 2 1, modulo 11) has not held for all numbers since 2007, so a
wrong sum is a warning. Sweden: the Luhn digit always holds, so a wrong one is refused. Day + 60 marks a Danish
replacement number and a Swedish coordination number. The sex in a number is never read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from gavn.kernel.errors import Refused
from gavn.kernel.say import Said

CPR_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
FIRST_YEAR = 1800
ADDED_DAYS = 60
FIELD = "number"
HIDDEN = "••••"


@dataclass(frozen=True)
class NationalNumber:
    """A number as it is kept: digits only, with a full year where the country's long form has one."""

    kind: str
    normal: str
    born: date
    warning: Said | None = None

    @property
    def masked(self) -> str:
        """The number as a page shows it."""
        return masked(self.normal)


def national_number(text: str, *, country: str, on: date) -> NationalNumber:
    """The number somebody typed; ``country`` (DK or SE) decides where ten digits could be either.

    >>> national_number("290256-5003", country="DK", on=date(2060, 1, 1)).born
    datetime.date(2056, 2, 29)
    >>> national_number("560229-0016", country="SE", on=date(2060, 1, 1)).normal
    '205602290016'
    """
    typed = re.sub(r"\s", "", text)
    if re.fullmatch(r"\d{8}[-+]?\d{4}", typed) or re.fullmatch(r"\d{6}\+\d{4}", typed):
        return _swedish(typed, on)
    if not re.fullmatch(r"\d{6}-?\d{4}", typed):
        raise Refused("Write the number with its 10 or 12 digits.", field=FIELD)
    readings = {"DK": _danish, "SE": _swedish}
    first, second = (country, "SE" if country == "DK" else "DK")
    try:
        return readings[first](typed, on)
    except _NotACalendarDay:
        return readings[second](typed, on)


def masked(normal: str) -> str:
    """A kept number without its last four digits.

    >>> masked("2902565003")
    '290256-••••'
    """
    return f"{normal[:-4]}-{HIDDEN}" if normal else ""


def cpr_check_holds(digits: str) -> bool:
    """Whether the sum of a Danish number comes out even; many valid numbers' does not."""
    return sum(int(digit) * weight for digit, weight in zip(digits, CPR_WEIGHTS, strict=True)) % 11 == 0


def luhn_holds(digits: str) -> bool:
    """Whether the last of ten digits is the Luhn digit of the first nine."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


class _NotACalendarDay(Refused):
    """The first six digits are no day in the calendar."""


def _day(year: int, month: int, day: int) -> date:
    try:
        # Nobody alive was born before: such a year is as good as none, and none is no date.
        return date(year if year >= FIRST_YEAR else 0, month, day - ADDED_DAYS if day > ADDED_DAYS else day)
    except ValueError as wrong:
        raise _NotACalendarDay("The first digits of the number are not a birth date.", field=FIELD) from wrong


def _not_to_come(born: date, on: date) -> None:
    if born > on:
        raise Refused(
            "The number says that the person is born on {born}, which is yet to come.", born=born, field=FIELD
        )


def _danish(typed: str, on: date) -> NationalNumber:
    digits = typed.replace("-", "")
    day, month, short, seventh = int(digits[:2]), int(digits[2:4]), int(digits[4:6]), int(digits[6])
    born = _day(_danish_year(short, seventh), month, day)
    _not_to_come(born, on)
    warning = (
        None if cpr_check_holds(digits) else Said("The check sum does not hold. That is so for some valid numbers.")
    )
    return NationalNumber("cpr", digits, born, warning)


def _danish_year(short: int, seventh: int) -> int:
    if seventh <= 3:
        return 1900 + short
    if seventh in (4, 9):
        return (2000 if short <= 36 else 1900) + short
    return (2000 if short <= 57 else 1800) + short


def _swedish(typed: str, on: date) -> NationalNumber:
    digits = re.sub(r"[-+]", "", typed)
    year = int(digits[:4]) if len(digits) == 12 else _swedish_year(int(digits[:2]), on, old="+" in typed)
    short = digits[-10:]
    day = int(short[4:6])
    born = _day(year, int(short[2:4]), day)
    _not_to_come(born, on)
    if not luhn_holds(short):
        raise Refused("The last digit of the number does not fit the others. Compare each digit.", field=FIELD)
    return NationalNumber("coordination" if day > ADDED_DAYS else "personnummer", f"{year}{short[2:]}", born)


def _swedish_year(short: int, on: date, *, old: bool) -> int:
    """The year meant by two digits: "+" stands from the year in which somebody turns 100."""
    year = on.year - (on.year - short) % 100
    return year - 100 if old else year
