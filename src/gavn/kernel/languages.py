"""Sentences in the reader's language without any framework, from the catalogues that ship with gavn."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files

from gavn.kernel.say import Said

COMMA = {"da", "sv"}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def in_language(sentence: Said, language: str) -> str:
    """A sentence in English, Danish (da) or Swedish (sv), its numbers and days as that language writes them.

    What the catalogue does not know, and any other language, is said in English.

    >>> in_language(Said("{number}", {"number": 0.5}), "da")
    '0,5'
    """
    spoken = language.partition("-")[0].lower()
    told = {name: _worded(value, spoken) for name, value in sentence.params.items()}
    # To gettext the empty sentence is the catalogue's own header.
    return (_catalogue(spoken).gettext(sentence.msgid) if sentence.msgid else "").format(**told)


def _worded(value: object, language: str) -> str:
    if isinstance(value, Said):
        return in_language(value, language)
    if isinstance(value, date):
        return _day(value, language)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return str(value)
    plain = f"{Decimal(str(value)):f}" if "e" in str(value).lower() else str(value)
    return plain.replace(".", ",") if language in COMMA else plain


def _day(day: date, language: str) -> str:
    known = {"da": f"{day.day}.{day.month}.{day.year}", "sv": f"{day.year}-{day.month:02d}-{day.day:02d}"}
    return known.get(language, f"{day.day} {MONTHS[day.month - 1]} {day.year}")


@cache
def _catalogue(language: str) -> NullTranslations:
    compiled = files("gavn").joinpath(f"web/locale/{language}/LC_MESSAGES/django.mo")
    if language not in COMMA or not compiled.is_file():
        return NullTranslations()
    with compiled.open("rb") as file:
        return GNUTranslations(file)
