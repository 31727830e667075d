"""Imports: answers go to the planned occasion that is nearest to their day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from catalogue_examples import MOOD, PROGRAMME

from gavn.catalogue.pure.reading import read_instrument, read_programme
from gavn.imports.pure import Contents
from gavn.imports.pure.answered import AnswerRow
from gavn.imports.pure.moments import SHOWN, month_of, shown_first
from gavn.imports.pure.persons import PersonRow, StayRow
from gavn.kernel.dates import PartialDate

ENTERED = PartialDate(2024, 1, 1)


def programme(*occasions: str):
    """The local programme with these occasions only."""
    whole = read_programme(PROGRAMME, lambda _key: read_instrument(MOOD).whole).whole
    kept = tuple(rule for rule in whole.occasions if rule.kind in occasions)
    return whole.model_copy(update={"occasions": kept})


def answered(kind: str, day: str, month: int | None = None) -> AnswerRow:
    return AnswerRow("1", "1a", kind, month, date.fromisoformat(day), "gavn/mood@1", "individual", "en", 2)


# kind, day, month said by the mapping, the service's own interval, month of the occasion
MONTHS = [
    ("entry", "2024-01-05", None, None, 0),
    ("exit", "2024-05-05", 4, None, None),
    ("status", "2024-05-05", 7, None, 7),
    ("status", "2024-07-05", None, None, 6),  # every six months
    ("status", "2024-01-20", None, None, 6),  # the first status, however soon
    ("status", "2024-07-05", None, 4, 8),
    ("follow_up", "2024-08-01", None, None, 6),
    ("follow_up", "2026-01-01", None, None, 12),
]


@pytest.mark.parametrize(("kind", "day", "said", "every", "month"), MONTHS)
def test_the_nearest_planned_occasion_is_meant_where_the_mapping_names_none(kind, day, said, every, month):
    whole = programme("entry", "status", "follow_up")
    assert month_of(answered(kind, day, said), ENTERED, whole, every) == month


def test_without_a_plan_the_months_are_counted_from_the_entry():
    assert month_of(answered("follow_up", "2024-04-01"), ENTERED, programme("entry"), None) == 3
    assert month_of(answered("status", "2024-04-01"), ENTERED, programme("entry"), None) == 3
    assert month_of(answered("status", "2024-04-01"), PartialDate(), programme("entry", "status"), None) == 0


def test_the_first_stays_are_shown_with_what_was_answered_in_each():
    stay = StayRow("1a", "1", 2, "Lindenhof", ENTERED, {"exit_reason": "moved", "exited": PartialDate(2024, 6)})
    stays = {f"{number}a": replace(stay, external=f"{number}a", row=number + 1) for number in range(1, SHOWN + 2)}
    person = PersonRow("1", 2, {"sex": "man", "birth_year": 1980, "birth_month": 2})
    last = replace(answered("entry", "2024-01-05"), stay=f"{SHOWN + 1}a")
    contents = Contents("elsewhere", {"1": person}, stays, [answered("entry", "2024-01-05"), last])
    shown = shown_first(contents)
    assert shown[0] == ["2", "1", "man", "1980-02", "Lindenhof", "2024-01-01", "2024-06", "moved", "1"]
    assert [row[-1] for row in shown] == ["1", *["0"] * (SHOWN - 1)]
