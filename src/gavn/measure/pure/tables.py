"""What the analysis store holds: its tables and their columns, without names and without free text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from gavn.catalogue.pure.answers import answer_types, plain_row
from gavn.catalogue.pure.expressions import Type, stored
from gavn.catalogue.pure.formats import Instrument, Item
from gavn.measure.pure.effort import COUNTED

FORMAT = 3  # counts up when a column changes its meaning: stores of another format are rewritten
Kind = Literal["text", "number", "whole", "yes_no", "day"]
Row = tuple[Any, ...]

_KINDS: dict[Type, Kind] = {
    Type.NUMBER: "number",
    Type.TEXT: "text",
    Type.BOOL: "yes_no",
    Type.DATE: "day",
    Type.MULTI: "text",
}


@dataclass(frozen=True)
class Column:
    """One column: its name and what kind of value it holds."""

    name: str
    kind: Kind


@dataclass(frozen=True)
class TableShape:
    """One table: its name and its columns in their order."""

    name: str
    columns: tuple[Column, ...]


def _shape(name: str, **columns: Kind) -> TableShape:
    return TableShape(name, tuple(Column(column, kind) for column, kind in columns.items()))


ENROLMENTS = _shape(
    "enrolments",
    enrolment="text",
    individual="text",
    service="text",
    organisation="text",
    municipality="text",
    region="text",
    nation="text",
    path="text",
    sex="text",
    birth_year="whole",
    birth_month="whole",
    age_at_entry="whole",
    entered_on="day",
    entered_precision="text",
    exited_on="day",
    exited_precision="text",
    closed="yes_no",
    exit_reason="text",
    already_there="yes_no",
    measured_from="day",
    dead="yes_no",
)
"""``path`` holds the ids of the service and of all nodes above it as ``|a|b|``: what lies below a node contains it."""

OCCASIONS = _shape(
    "occasions",
    occasion="text",
    enrolment="text",
    programme="text",
    version="whole",
    kind="text",
    number="whole",
    month="whole",
    baseline="yes_no",
    due="day",
    closes="day",
    done_on="day",
    not_done="text",
    discussed_on="day",
)

SCORES = _shape(
    "scores",
    enrolment="text",
    individual="text",
    occasion="text",
    kind="text",
    number="whole",
    month="whole",
    baseline="yes_no",
    due="day",
    day="day",
    instrument="text",
    version="whole",
    respondent="text",
    score="text",
    score_version="whole",
    value="number",
    answered="whole",
    items="whole",
    band="text",
)

INTERVENTIONS = _shape(
    "interventions", intervention="text", enrolment="text", goal="text", kind="text", first="day", last="day"
)

GOALS = _shape(
    "goals",
    goal="text",
    part_of="text",
    enrolment="text",
    area="text",
    direction="text",
    set_on="day",
    review_on="day",
    ended_on="day",
    outcome="text",
    first_rating="whole",
    first_rated_on="day",
    last_rating="whole",
    last_rated_on="day",
    ratings="whole",
)

LEFT_OUT = _shape(
    "left_out",
    enrolment="text",
    individual="text",
    occasion="text",
    kind="text",
    number="whole",
    month="whole",
    baseline="yes_no",
    due="day",
    day="day",
    instrument="text",
    version="whole",
    respondent="text",
    reason="text",
)
"""Answers that the person does not let count: not what was answered, only that it was, and why it is left out."""

_WHOLE: dict[str, Kind] = dict.fromkeys(COUNTED, "whole")
FORMS_GIVEN = _shape(
    "forms_given",
    enrolment="text",
    occasion="text",
    instrument="text",
    version="whole",
    respondent="text",
    answered_on="day",
    days_to_result="whole",
    minutes="whole",
    **_WHOLE,
)
"""What each form that counts cost and held: whole minutes, how many questions were asked, answered, and why not.

``days_to_result``: from the day of the answers to the day on which they could be seen; empty where another system had
them first. Nobody's hand is told: figures about those who fill in forms are not what this is for.
"""

SHARED = (ENROLMENTS, OCCASIONS, SCORES, LEFT_OUT, INTERVENTIONS, GOALS, FORMS_GIVEN)

CONTEXT: tuple[Column, ...] = (
    Column("_enrolment", "text"),
    Column("_individual", "text"),
    Column("_occasion", "text"),
    Column("_respondent", "text"),
    Column("_answered_on", "day"),
    Column("_revision", "whole"),
    Column("_mode", "text"),
    Column("_language", "text"),
    Column("_variant", "text"),
    Column("_helper", "text"),
)
"""What stands before the answers; the underline keeps these names apart from those of questions."""


def answers_shape(instrument: Instrument) -> TableShape:
    """The wide table of an instrument: a typed column a question, its reason when missing, the chosen code.

    ``<item>__why`` says why there is no answer; ``<item>__code`` which option was chosen where options count
    as numbers. Free text has no column; what expressions read is there under the question's own name.
    """
    types = answer_types(instrument)
    columns = list(CONTEXT)
    for item in _kept(instrument):
        columns.append(Column(item.id, _KINDS[types[item.id]]))
        if _is_coded(item, types[item.id]):
            columns.append(Column(f"{item.id}__code", "text"))
        columns.append(Column(f"{item.id}__why", "text"))
    return TableShape(instrument.full_key, tuple(columns))


def answers_row(instrument: Instrument, answers: Mapping[str, Mapping[str, Any]]) -> Row:
    """The cells of one response, in the order of the shape, after its context."""
    types = answer_types(instrument)
    plain = plain_row(instrument, answers)
    cells: list[Any] = []
    for item in _kept(instrument):
        value, given = plain[item.id], answers.get(item.id, {})
        cells.append(stored(value) if types[item.id] is Type.MULTI and isinstance(value, list) else value)
        if _is_coded(item, types[item.id]):
            cells.append(given.get("v"))
        cells.append(given.get("why"))
    return tuple(cells)


def _kept(instrument: Instrument) -> list[Item]:
    return [item for item in instrument.items if item.type != "text"]


def _is_coded(item: Item, kind: Type) -> bool:
    return item.type in ("scale", "choice") and kind is Type.NUMBER
