"""What a file says in our words: persons, stays, and answers with their occasions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gavn.imports.pure.answered import AnswerRow, AnswersReader
from gavn.imports.pure.cells import Row, without_missing
from gavn.imports.pure.persons import PersonReader, PersonRow, StayRow
from gavn.kernel.errors import Refused
from gavn.works.pure.tables import Troubles, places_of, read_table

if TYPE_CHECKING:
    from gavn.catalogue.pure.reading.problems import Find
    from gavn.imports.pure.mapping import Mapping


@dataclass
class Contents:
    """Everything that stands in a file, by the names the other system gives, and what is wrong with it."""

    source: str
    persons: dict[str, PersonRow] = field(default_factory=dict)
    stays: dict[str, StayRow] = field(default_factory=dict)
    answers: list[AnswerRow] = field(default_factory=list)
    columns_unread: tuple[str, ...] = ()
    rows: int = 0
    troubles: Troubles = field(default_factory=Troubles)


def read_contents(content: bytes, mapping: Mapping, find: Find) -> Contents:
    """Read a whole file by its mapping; never raises for what stands in the file."""
    found = Contents(mapping.source)
    try:
        table = read_table(content, mapping.file)
        places = _places(table, mapping, found.troubles)
        found.columns_unread = tuple(name for name in table.columns if name and name not in places)
        if not found.troubles:
            _read_rows(_rows(table.rows, places, mapping, table.separators), mapping, find, found)
    except Refused as refusal:
        found.troubles.add(0, refusal.field, refusal.said)
    return found


def _places(table: Any, mapping: Mapping, troubles: Troubles) -> dict[str, int]:
    """Where each column stands that the mapping names; every missing one is a trouble."""
    places: dict[str, int] = {}
    for name in mapping.columns:
        places |= troubles.reading(1, lambda wanted=name: places_of(table, [wanted])) or {}  # type: ignore[misc]
    return places


def _rows(lines: Any, places: dict[str, int], mapping: Mapping, separators: str) -> Iterable[Row]:
    missing = frozenset(mapping.file.missing) | {""}
    for number, cells in lines:
        texts = [cells[place].strip() for place in places.values()]
        yield Row(number, without_missing(places, texts, missing), separators)


def _read_rows(rows: Iterable[Row], mapping: Mapping, find: Find, found: Contents) -> None:
    people = PersonReader(mapping, found.troubles)
    answers = AnswersReader(mapping, find, found.troubles)
    found.persons, found.stays = people.persons, people.stays
    for row in rows:
        found.rows += 1
        person = people.person(row)
        if person is None:
            continue
        stay = people.stay(row, person)
        if mapping.enrolment is None or stay is not None:
            answers.read(row, person, stay)
    people.settle()
    found.answers = answers.gathered()
