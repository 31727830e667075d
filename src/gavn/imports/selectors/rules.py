"""The rules of persons and stays, asked before anything is written so that each breach is told with its row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from gavn.access.selectors import civil_today
from gavn.kernel.errors import Refused
from gavn.kernel.say import said
from gavn.people.gateways import read_number
from gavn.people.pure.stays import Span, check_alone, check_birth, check_span

if TYPE_CHECKING:
    from gavn.imports.pure.persons import StayRow
    from gavn.imports.selectors.matching import Plan

Value = TypeVar("Value")
Spans = dict[tuple[str, str], list[Span]]


def check_stays(plan: Plan) -> None:
    """Note every new stay that cannot be, or that overlaps another one in its service."""
    keys = {one.pk: external for external, one in plan.persons.items()}
    spans: Spans = defaultdict(list)
    for known in plan.stays.values():
        place = keys.get(known.individual_id, ""), known.unit.public_id
        spans[place].append(Span(known.entry, known.exit, known.closed))
    for row in plan.new_stays:
        if row.service in plan.services:
            _note(plan, row.row, partial(_check_stay, plan, row, spans))


def check_persons(plan: Plan) -> None:
    """Note every new person whose birth or national number cannot be."""
    troubles, today = plan.contents.troubles, civil_today()
    numbers: dict[str, int] = {}
    for one in plan.new_persons:
        year, month = one.facts.get("birth_year"), one.facts.get("birth_month")
        _note(plan, one.row, partial(check_birth, year, month, on=today))
        number = _note(plan, one.row, partial(read_number, one.facts.get("number", ""), today))
        if number is not None and numbers.setdefault(number.normal, one.row) != one.row:
            troubles.add(one.row, "", said("Row {row} has the same national number.", row=numbers[number.normal]))


def _note(plan: Plan, row: int, check: Callable[[], Value]) -> Value | None:
    """What the check gives; a refusal becomes a trouble of the column that told the fact at fault."""
    try:
        return check()
    except Refused as refusal:
        plan.contents.troubles.add(row, plan.mapping.column_of(refusal.field), refusal.said)
        return None


def _check_stay(plan: Plan, row: StayRow, spans: Spans) -> None:
    span = Span(row.entered, row.exited, row.closed)
    place = spans[row.person, plan.services[row.service].public_id]
    check_span(span, on=civil_today(), birth_year=plan.contents.persons[row.person].facts.get("birth_year"))
    check_alone(span, place)
    place.append(span)
