"""Whether an indicator can be counted, what it says of itself fits together, and its examples can be."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from math import isfinite
from typing import Any

from gavn.catalogue.pure.expressions import Type
from gavn.catalogue.pure.formats import Indicator
from gavn.catalogue.pure.formats.indicator import IndicatorExample, Source
from gavn.catalogue.pure.reading.instruments import expression_problems
from gavn.catalogue.pure.reading.problems import Find, Found, Path, Reading, reading
from gavn.catalogue.pure.reading.reads import code_problems, read_problems, row_codes, row_types
from gavn.catalogue.pure.relevance import parsed
from gavn.catalogue.pure.stay_columns import AT_ENTRY, STAY_COLUMNS
from gavn.kernel.errors import Refused
from gavn.kernel.say import said

_DOI = re.compile(r"10\.[0-9]{4,9}/\S+")
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+")
_ISBN_LENGTHS = (10, 13)


def read_indicator(text: str, find: Find, *, file: str = "") -> Reading[Indicator]:
    """The text as an indicator over instruments that can be found by their full key, or every problem in it."""
    return reading(text, Indicator, lambda indicator: _problems(indicator, find), file=file)


def _problems(indicator: Indicator, find: Find) -> Found:
    unreadable = False
    for problem in read_problems(indicator, find):
        unreadable = True
        yield problem
    yield from _about(indicator)
    yield from _source(indicator)
    if not unreadable:  # what only repeats a problem of the reads is left out
        yield from _expressions(indicator, find)
        yield from _adjust(indicator)
        types = row_types(indicator, find)
        for number, example in enumerate(indicator.examples):
            yield from _example(indicator, example, types, ("examples", number))


def _about(indicator: Indicator) -> Found:
    """What is said in words fits what is counted."""
    if indicator.quality is None and indicator.class_ != "background":
        yield ("class",), said("Say which quality this is about; only a background indicator leaves quality out.")
    if indicator.direction == "keep" and indicator.direction_why is None:
        yield ("direction",), said("Keeping things as they are needs a reason; write direction_why.")
    if indicator.base and not indicator.left_out:
        yield ("base",), said("The base leaves stays out; say in left_out which.")
    if indicator.measure == "rate" and (not indicator.per or indicator.per_words is None):
        yield ("measure",), said("A rate needs per, the time or number it is counted against, and per_words.")
    if indicator.measure != "rate" and (indicator.per or indicator.per_words is not None):
        yield ("per",), said("Only a rate has per and per_words; leave them out.")


def _source(indicator: Indicator) -> Found:
    source, path = indicator.source, ("source",)
    given = [name for name in ("doi", "isbn", "address", "consensus") if getattr(source, name) is not None]
    if len(given) != 1:
        yield path, said("Name one source: a doi, an isbn, an address, or consensus: true.")
        return
    if source.consensus and indicator.evidence != "professional_consensus":
        yield ("evidence",), said("With consensus as its source the evidence is professional_consensus.")
    if not source.consensus and source.title is None:
        yield path, said("{name} is missing.", name="title")
    if (source.address is None) != (source.opened is None):
        yield path, said("An address has the day on which it was opened beside it, and only an address has.")
    for name in given:
        check = _SOURCES.get(name)
        if check is not None and not check(source):
            yield (*path, name), said("{given} is not a {kind}; look at it once more.",
                                      given=getattr(source, name), kind=name)  # fmt: skip


def _isbn(source: Source) -> bool:
    """Whether the check digit of an ISBN with ten or thirteen signs is right."""
    signs = (source.isbn or "").replace("-", "").replace(" ", "")
    if len(signs) not in _ISBN_LENGTHS or not re.fullmatch(r"[0-9]+X?", signs):
        return False
    digits = [10 if sign == "X" else int(sign) for sign in signs]
    if len(digits) == _ISBN_LENGTHS[0]:
        return sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0
    return sum((3 if at % 2 else 1) * digit for at, digit in enumerate(digits)) % 10 == 0


_SOURCES: dict[str, Callable[[Source], bool]] = {
    "doi": lambda source: bool(_DOI.fullmatch(source.doi or "")),
    "isbn": _isbn,
    "address": lambda source: bool(_ADDRESS.fullmatch(source.address or "")),
}


def _expressions(indicator: Indicator, find: Find) -> Found:
    types, codes = row_types(indicator, find), row_codes(indicator, find)
    wanted = {
        "base": Type.BOOL,
        "value": Type.BOOL if indicator.measure == "share" else Type.NUMBER,
        "per": Type.NUMBER,
    }
    used = set(indicator.adjust)
    for place, kind in wanted.items():
        text = str(getattr(indicator, place))
        wrong = list(expression_problems(text, types, kind, (place,)))
        yield from wrong
        if text and not wrong:
            yield from code_problems(parsed(text), codes, (place,))
        used |= _names(text)
    for name in indicator.reads:
        if name not in used:
            yield ("reads", name), said("Nothing uses {name}; leave it out.", name=name)


def _names(text: str) -> frozenset[str]:
    try:
        return parsed(text).names if text else frozenset()
    except Refused:
        return frozenset()


def _adjust(indicator: Indicator) -> Found:
    """What is adjusted for was known at entry: what the stay did cannot explain the stay away."""
    for at, name in enumerate(indicator.adjust):
        read = indicator.reads.get(name)
        if read is None and name not in STAY_COLUMNS:
            yield ("adjust", at), said("Nothing is called {name} here; name a read or what every stay has.", name=name)
        elif name not in AT_ENTRY and (read is None or read.take != "first"):
            yield (
                ("adjust", at),
                said("{name} is not known at entry, so no case mix can be adjusted for it.", name=name),
            )


def _example(indicator: Indicator, example: IndicatorExample, types: dict[str, Type], path: Path) -> Found:
    for name, value in example.given.items():
        if name not in types:
            yield (*path, "given", name), said("Nothing is called {name} here; name a read or what every stay has.",
                                               name=name)  # fmt: skip
        elif value is not None and not _FITS[types[name]](value):
            yield (*path, "given", name), said("{given} is not a {kind}.", given=str(value)[:60],
                                               kind=types[name].value)  # fmt: skip
    told = example.value
    if told is not None and isinstance(told, bool) != (indicator.measure == "share"):
        kind = "true or false" if indicator.measure == "share" else "a number"
        yield (*path, "value"), said("The value of this example must be {kind}.", kind=kind)
    if not example.base and told is not None:
        yield (*path, "value"), said("A stay outside the base has no value; leave it out.")
    if example.exposure is not None and indicator.measure != "rate":
        yield (*path, "exposure"), said("Only a rate has an exposure; leave it out.")


def _is_number(value: Any) -> bool:
    return not isinstance(value, bool) and isinstance(value, int | float) and isfinite(value)


def _is_date(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


_FITS: dict[Type, Callable[[Any], bool]] = {
    Type.NUMBER: _is_number,
    Type.TEXT: lambda value: isinstance(value, str),
    Type.BOOL: lambda value: isinstance(value, bool),
    Type.DATE: _is_date,
    Type.MULTI: lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value),
}
