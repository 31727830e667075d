"""Goals and interventions as plain content, so that versions can be kept and compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said
from gavn.people.pure.vocabulary import DIRECTIONS, GOAL_OUTCOMES, INTERVENTION_KINDS, LIFE_AREAS

FIELDS: dict[str, Said] = {
    "words": Said("The person's words"),
    "area": Said("Life area"),
    "direction": Said("Expected direction"),
    "agreements": Said("What was agreed"),
    "parties": Said("Who takes part"),
    "municipal_plan": Said("Link to the municipal plan"),
    "review_on": Said("To be looked at again"),
    "ended_on": Said("Ended"),
    "outcome": Said("How it ended"),
    "kind": Said("Kind"),
    "name": Said("Name"),
    "intensity": Said("How often"),
    "first": Said("From"),
    "last": Said("Until"),
}
CODES: dict[str, dict[str, Said]] = {
    "area": LIFE_AREAS,
    "direction": DIRECTIONS,
    "outcome": GOAL_OUTCOMES,
    "kind": INTERVENTION_KINDS,
}
HIGHEST_RATING = 10


@dataclass(frozen=True)
class Change:
    """One field before and after; codes and dates as values a page can say."""

    label: Said
    before: Said | date | str
    after: Said | date | str


def content_of(subject: Any) -> dict[str, Any]:
    """All that can change about a goal or an intervention, as JSON keeps it."""
    found = {name: getattr(subject, name) for name in FIELDS if hasattr(subject, name)}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in found.items()}


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """The fields that differ, in the order of the form."""
    return [
        Change(label, _spoken(name, before.get(name)), _spoken(name, after.get(name)))
        for name, label in FIELDS.items()
        if before.get(name) != after.get(name)
    ]


def _spoken(name: str, value: str | None) -> Said | date | str:
    if not value:
        return ""
    if name in CODES:
        return CODES[name].get(value, Said(value))
    return date.fromisoformat(value) if name in {"review_on", "ended_on", "first", "last"} else value


def check_code(value: str, codes: Iterable[str], field: str) -> None:
    """Refuse a code that the vocabulary does not know."""
    if value not in codes:
        raise Refused("“{value}” is not one of the choices.", value=value, field=field)


def check_day(day: date, *, entered: PartialDate, on: date, field: str) -> None:
    """Refuse a day that is yet to come or lies before the stay."""
    if day > on:
        raise Refused("{day} is yet to come.", day=day, field=field)
    if entered.first is not None and day < entered.first:
        raise Refused("{day} is before the stay began.", day=day, field=field)


def check_rating(value: int) -> None:
    """Refuse a rating outside 0 to 10."""
    if not 0 <= value <= HIGHEST_RATING:
        raise Refused("A rating goes from 0 (not at all) to 10 (reached).", field="value")
