"""What was typed into a form, as answers; and answers, as what stands in a form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gavn.catalogue.pure.answers import cleaned
from gavn.catalogue.pure.relevance import relevant_items
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats import Instrument, Item

Fields = dict[str, list[str]]
NUMBER = re.compile(r"^[+-]?\d{1,15}([.,]\d{1,10})?$")
WHY = "why:"
MOST_ACTIVE = 4 * 3600  # seconds; more is no form but a page that was left open
DATED = {"month": ("year", "month"), "date": ("year", "month", "day")}


def field_name(item: str) -> str:
    """What an item's field is called; ends so that no item's name begins another's."""
    return f"{item}.a"


def names_of_fields(definition: Instrument) -> set[str]:
    """Every field a form of this instrument can send."""
    names = {field_name(item.id) for item in definition.items}
    parts = {f"{name}_{part}" for name in names for part in ("day", "month", "year", "_why")}
    return names | parts


def raw_answers(definition: Instrument, fields: Mapping[str, list[str]]) -> dict[str, Any]:
    """The answers a form holds, not yet checked against their questions."""
    found = {item.id: _raw(item, fields) for item in definition.items if not item.known}
    return {item: answer for item, answer in found.items() if answer is not None}


def _raw(item: Item, fields: Mapping[str, list[str]]) -> dict[str, Any] | None:
    name = field_name(item.id)
    typed = _typed_date(item, name, fields) if item.type in DATED else fields.get(name, [])
    whys = [*(one for one in typed if one.startswith(WHY) and item.type != "text"), *fields.get(f"{name}__why", [])]
    values = [one for one in typed if one.strip() and (item.type == "text" or not one.startswith(WHY))]
    if values:
        return {"v": values if item.type == "multi" else _value(item, values[0])}
    why = next((one.removeprefix(WHY) for one in whys if one), "")
    return {"why": why} if why else None


def _typed_date(item: Item, name: str, fields: Mapping[str, list[str]]) -> list[str]:
    """The parts of a date as one text; what is no number stays as it was typed, to be refused."""
    parts = [(fields.get(f"{name}_{part}") or [""])[0].strip() for part in DATED[item.type]]
    if not any(parts):
        return []
    widths = (4, 2, 2)
    return ["-".join(part.zfill(width)[:40] for part, width in zip(parts, widths, strict=False))]


def _value(item: Item, typed: str) -> Any:
    if item.type in ("vas", "number"):
        text = typed.strip().replace("\u00a0", "").replace("\u2212", "-")
        if not NUMBER.match(text):
            return typed
        number = float(text.replace(",", "."))
        return int(number) if number == int(number) else number
    if item.type == "yes_no":
        return {"yes": True, "no": False}.get(typed, typed)
    return typed


def checked_answers(
    definition: Instrument, fields: Mapping[str, list[str]], facts: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Said]]:
    """The answers that fit, and what is wrong with the others by item."""
    raw = {**raw_answers(definition, fields), **facts}
    wrong: dict[str, Said] = {}
    while True:
        try:
            return cleaned(definition, raw), wrong
        except Refused as refusal:
            wrong[refusal.field] = refusal.said
            del raw[refusal.field]  # each refusal names one answer: there is an end


def asked_now(definition: Instrument, answers: Mapping[str, Any]) -> list[str]:
    """The questions that are asked under these answers, in their order; what is known already is not asked."""
    asked = relevant_items(definition, answers)
    return [item.id for item in definition.items if item.id in asked and not item.known]


def fields_of_answers(definition: Instrument, answers: Mapping[str, Mapping[str, Any]]) -> Fields:
    """The fields in which these answers would have been typed."""
    fields: Fields = {}
    for item in definition.items:
        if item.id in answers and not item.known:
            fields |= _fields(item, answers[item.id])
    return fields


def _fields(item: Item, answer: Mapping[str, Any]) -> Fields:
    name = field_name(item.id)
    if "why" in answer:
        together = item.type in ("scale", "choice", "yes_no")
        return {name: [WHY + answer["why"]]} if together else {f"{name}__why": [answer["why"]]}
    value = answer["v"]
    if item.type in DATED:
        parts = str(value).split("-")
        return {f"{name}_{part}": [text] for part, text in zip(DATED[item.type], parts, strict=False)}
    if item.type == "yes_no":
        return {name: ["yes" if value else "no"]}
    if item.type in ("vas", "number"):
        return {name: [str(int(value) if value == int(value) else value)]}
    return {name: [str(one) for one in value] if item.type == "multi" else [str(value)]}


def active_seconds(fields: Mapping[str, list[str]]) -> int | None:
    """How long the form was worked at, in whole minutes and at least one; nothing where that cannot be believed."""
    told = (fields.get("active") or [""])[0]
    seconds = int(told) if told.isascii() and told.isdigit() and len(told) < 6 else 0
    return max(1, round(seconds / 60)) * 60 if 0 < seconds <= MOST_ACTIVE else None
