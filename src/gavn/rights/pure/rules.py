"""What may be written down: codes of the vocabulary, days that can be, words of a bearable length."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date

from gavn.kernel.errors import Refused

LONGEST = 2000


def check_code(value: str, codes: Container[str], field: str) -> None:
    """Refuse a code that the vocabulary does not know."""
    if value not in codes:
        raise Refused("“{value}” is not one of the choices.", value=value, field=field)


def check_codes(values: Iterable[str], codes: Container[str], field: str, *, some: bool = False) -> list[str]:
    """The codes, each once, in their order; ``some`` asks for at least one."""
    chosen = list(dict.fromkeys(values))
    for value in chosen:
        check_code(value, codes, field)
    if some and not chosen:
        raise Refused("Choose at least one.", field=field)
    return chosen


def check_past(day: date, *, on: date, field: str) -> None:
    """Refuse a day that is yet to come."""
    if day > on:
        raise Refused("{day} is yet to come.", day=day, field=field)


def check_order(first: date, last: date | None, field: str) -> None:
    """Refuse an end before the beginning."""
    if last is not None and last < first:
        raise Refused("{last} is before {first}.", last=last, first=first, field=field)


def check_words(words: str, field: str, *, required: bool = False) -> str:
    """The words without the space around them."""
    said = words.strip()
    if required and not said:
        raise Refused("Write it in a few words.", field=field)
    if len(said) > LONGEST:
        raise Refused("Say it in at most {most} characters.", most=LONGEST, field=field)
    return said
