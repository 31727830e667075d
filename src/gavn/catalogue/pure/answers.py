"""Answers as they are kept: ``{item: {"v": value}}`` or ``{item: {"why": reason}}``, each fitting its question.

scale and choice hold the option's code, multi a list of codes, number and vas a number, yes_no true or false,
text a text, month ``2024-02`` and date ``2024-02-29``. What nobody answered is simply not there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from math import isfinite
from typing import Any

from gavn.catalogue.pure.formats import Instrument, Item
from gavn.catalogue.pure.relevance import relevant_items
from gavn.catalogue.pure.rows import answer_types, plain_row
from gavn.kernel.errors import Refused

__all__ = ["WHYS", "Answers", "answer_types", "cleaned", "plain_row", "spelled_out"]

Answers = dict[str, dict[str, Any]]
WHYS = ("unknown", "declined", "not_understood", "skipped")
CHOSEN = frozenset({"scale", "choice", "multi"})
LONGEST_TEXT = 10_000
LARGEST = 10**12
FIRST_YEAR, LAST_YEAR = 1850, 2150


def cleaned(instrument: Instrument, raw: Any) -> Answers:
    """The answers that can be kept, in the order of the questions.

    What is not asked under these answers is dropped; what does not fit its question is refused.
    """
    if not isinstance(raw, Mapping):
        raise Refused("Answers come as a list of questions with their answers.")
    for name in raw:
        if name not in instrument.by_id:
            raise _unknown(instrument, name)
    fitting = {item.id: fit for item in instrument.items if (fit := _one(item, raw.get(item.id))) is not None}
    asked = relevant_items(instrument, fitting)
    return {name: answer for name, answer in fitting.items() if name in asked}


def spelled_out(instrument: Instrument, short: Mapping[str, Any]) -> dict[str, Any]:
    """Answers of a worked example in full: ``2`` may stand for ``{"v": "2"}`` where an option is meant."""
    return {name: _in_full(instrument.by_id.get(name), value) for name, value in short.items()}


def _in_full(item: Item | None, value: Any) -> Any:
    if isinstance(value, Mapping) or value is None:
        return value
    if item is not None and item.type in CHOSEN:
        several = isinstance(value, list | tuple)
        return {"v": [_code(one) for one in value] if several else _code(value)}
    return {"v": value}


def _code(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _unknown(instrument: Instrument, name: Any) -> Refused:
    near = get_close_matches(str(name)[:40], instrument.by_id, n=1)
    if near:
        return Refused(
            "There is no question {name}; did you mean {near}?", field=str(name)[:40], name=str(name)[:40], near=near[0]
        )
    return Refused(
        "There is no question {name} in {instrument}; leave it out.",
        field=str(name)[:40],
        name=str(name)[:40],
        instrument=instrument.full_key,
    )


def _one(item: Item, answer: Any) -> dict[str, Any] | None:
    """One answer that fits, or nothing where the question was passed over."""
    if answer is None or answer == {}:
        return None
    if not isinstance(answer, Mapping) or not set(answer) <= {"v", "why"} or len(answer) > 1:
        raise Refused('Write an answer as {{"v": value}} or {{"why": reason}}, not both.', field=item.id)
    if "why" in answer:
        return {"why": _why(item, answer["why"])}
    value = answer["v"]
    if value is None or value == "" or value == []:
        return None
    fit = _FITTING[item.type](item, value)
    return None if fit is None else {"v": fit}


def _why(item: Item, why: Any) -> str:
    if isinstance(why, str) and why in WHYS:
        return why
    raise Refused(
        "{why} does not say why there is no answer; write one of {whys}.",
        field=item.id,
        why=_quoted(why),
        whys=", ".join(WHYS),
    )


def _number(item: Item, value: Any) -> float:
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not isfinite(min(max(value, -LARGEST), LARGEST))
    ):
        raise Refused("{value} is not a number; write digits, as in 12.", field=item.id, value=_quoted(value))
    low = -LARGEST if item.min is None else item.min
    high = LARGEST if item.max is None else item.max
    if not low <= value <= high:
        raise Refused(
            "{value} lies outside {low} to {high}; write a number between them.",
            field=item.id,
            value=_quoted(value),
            low=_short(low),
            high=_short(high),
        )
    if not item.whole:
        return float(value)
    if value != int(value):
        raise Refused("{value} is not a whole number; leave out what follows the point.", field=item.id, value=value)
    return int(value)


def _option(item: Item, value: Any) -> str:
    if isinstance(value, str) and any(option.code == value for option in item.options):
        return value
    raise Refused(
        "{value} is none of the answers; choose one of {codes}.",
        field=item.id,
        value=_quoted(value),
        codes=", ".join(option.code for option in item.options),
    )


def _several(item: Item, value: Any) -> list[str]:
    if not isinstance(value, list | tuple):
        raise Refused("Several answers can be chosen here; write them as a list of codes.", field=item.id)
    chosen = {_option(item, one) for one in value}
    return [option.code for option in item.options if option.code in chosen]


def _yes_no(item: Item, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise Refused("{value} is neither yes nor no; write true or false.", field=item.id, value=_quoted(value))


def _text(item: Item, value: Any) -> str | None:
    if not isinstance(value, str):
        raise Refused("{value} is not a text.", field=item.id, value=_quoted(value))
    if len(value) > LONGEST_TEXT:
        raise Refused(
            "The text has {length} signs, and {most} is the most; shorten it.",
            field=item.id,
            length=len(value),
            most=LONGEST_TEXT,
        )
    if "\x00" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise Refused("The text holds a sign that cannot be kept; type it again.", field=item.id)
    return value.strip() or None


def _month(item: Item, value: Any) -> str:
    _day(item, f"{value}-01" if isinstance(value, str) else value, value, "2024-02")
    return str(value)


def _date(item: Item, value: Any) -> str:
    _day(item, value, value, "2024-02-29")
    return str(value)


def _day(item: Item, day: Any, value: Any, model: str) -> None:
    try:
        found = date.fromisoformat(day if isinstance(day, str) and len(day) == len("2024-02-29") else "")
    except ValueError as wrong:
        raise Refused(
            "{value} is not in the calendar; write it as {model}.", field=item.id, value=_quoted(value), model=model
        ) from wrong
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Refused("The year {year} cannot be meant here; write it in full.", field=item.id, year=str(found.year))


def _quoted(value: Any) -> str:
    """What was given, short enough to be shown."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > LARGEST:
        return "…"
    return _short(value) if isinstance(value, float) else str(value)[:60]


def _short(number: float) -> str:
    return f"{number:g}" if abs(number) < LARGEST else f"{number:.0f}"


_FITTING: dict[str, Callable[[Item, Any], Any]] = {
    "vas": _number,
    "number": _number,
    "scale": _option,
    "choice": _option,
    "multi": _several,
    "yes_no": _yes_no,
    "text": _text,
    "month": _month,
    "date": _date,
}
