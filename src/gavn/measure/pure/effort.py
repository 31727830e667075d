"""What a form asked and what it got: questions that were put, answered, and left without an answer, by reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from gavn.catalogue.pure.formats import Instrument
from gavn.catalogue.pure.relevance import relevant_items

REASONS = ("unknown", "declined", "not_understood", "skipped")
COUNTED = ("asked", "answered", *REASONS, "unsaid")
BROUGHT_IN = "import"


def held(instrument: Instrument, answers: Mapping[str, Mapping[str, Any]]) -> tuple[int, ...]:
    """How many questions were asked, answered, missing for each reason, and missing without one.

    What is known already is filled in and not asked; what a rule left out was not asked either.
    """
    relevant = relevant_items(instrument, answers)
    asked = [item.id for item in instrument.items if item.id in relevant and not item.known]
    found = Counter(_way(answers.get(item)) for item in asked)
    return (len(asked), found["answered"], *(found[reason] for reason in REASONS), found["unsaid"])


def _way(given: Mapping[str, Any] | None) -> str:
    if not given:
        return "unsaid"
    why = given.get("why")
    return "answered" if why is None else str(why) if why in REASONS else "unsaid"


def minutes_of(seconds: int | None) -> int | None:
    """Whole minutes, at least one; nothing where nobody counted.

    >>> minutes_of(20), minutes_of(90), minutes_of(150), minutes_of(None)
    (1, 2, 2, None)
    """
    return max(1, round(seconds / 60)) if seconds else None


def days_to_result(answered_on: date, handed_in: date, mode: str) -> int | None:
    """Days until the answers could be seen; nothing where another system had them first.

    >>> days_to_result(date(2026, 3, 1), date(2026, 3, 3), "paper"), days_to_result(date.min, date.max, "import")
    (2, None)
    """
    return None if mode == BROUGHT_IN else max(0, (handed_in - answered_on).days)
