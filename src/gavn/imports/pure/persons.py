"""Persons and their stays, gathered from the rows that speak of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.kernel.say import said

if TYPE_CHECKING:
    from gavn.imports.pure.cells import Row
    from gavn.imports.pure.mapping import Cell, EnrolmentFrom, IndividualFrom, Mapping
    from gavn.works.pure.tables import Troubles

LONGEST_ID = 120
LONGEST_NAME = 100
TOO_LONG = said("This is longer than {most} signs.", most=LONGEST_NAME)


@dataclass
class PersonRow:
    """A person as the file tells of them; ``row`` is the first that does."""

    external: str
    row: int
    facts: dict[str, Any] = field(default_factory=dict)
    age: int | None = None


@dataclass
class StayRow:
    """A stay as the file tells of it."""

    external: str
    person: str
    row: int
    service: str
    entered: PartialDate
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def exited(self) -> PartialDate:
        """The day of exit as far as it is known."""
        known: PartialDate = self.facts.get("exited", PartialDate())
        return known

    @property
    def died(self) -> bool:
        """Whether the stay ended with the person's death."""
        return bool(self.facts.get("died")) or self.facts.get("exit_reason") == "died"

    @property
    def reason(self) -> str:
        """Why it ended."""
        return "died" if self.died else str(self.facts.get("exit_reason", ""))

    @property
    def closed(self) -> bool:
        """Whether it has ended, be it on a day that is not known."""
        return bool(self.reason) or self.exited.precision != "unknown"


class PersonReader:
    """Gathers persons and stays; rows that contradict each other are troubles."""

    def __init__(self, mapping: Mapping, troubles: Troubles) -> None:
        self.individual: IndividualFrom = mapping.individual
        self.enrolment: EnrolmentFrom | None = mapping.enrolment
        self.troubles = troubles
        self.persons: dict[str, PersonRow] = {}
        self.stays: dict[str, StayRow] = {}

    def person(self, row: Row) -> PersonRow | None:
        """The person of a row; nothing where the row does not say who it is."""
        external = self.troubles.reading(row.number, lambda: _external(row, self.individual.id))
        if external is None:
            return None
        one = self.persons.setdefault(external, PersonRow(external, row.number))
        for name in ("sex", "given", "family", "number"):
            self._learn(one, row, name, lambda cell: row.word(cell))
        for name in ("birth_year", "birth_month"):
            self._learn(one, row, name, lambda cell: row.whole(cell))
        self._birth(one, row)
        return one

    def _learn(self, one: PersonRow | StayRow, row: Row, name: str, read: Any) -> None:
        """Take up one fact, unless an earlier row said otherwise."""
        cell: Cell | None = getattr(self.individual if isinstance(one, PersonRow) else self.enrolment, name)
        if cell is None:
            return
        value = self.troubles.reading(row.number, lambda: read(cell))
        if value is None or value is False or value == PartialDate():
            return
        before = one.facts.setdefault(name, value)
        if before != value:
            self.troubles.add(
                row.number,
                cell.column or "",
                said("{value} stands here, and {before} in row {row} about the same.",
                     value=str(value)[:60], before=str(before)[:60], row=one.row),
            )  # fmt: skip
        if isinstance(value, str) and len(value) > LONGEST_NAME:
            self.troubles.add(row.number, cell.column or "", TOO_LONG)

    def _birth(self, one: PersonRow, row: Row) -> None:
        """Year and month from a day of birth; an age waits for the entry."""
        born = self.troubles.reading(row.number, lambda: row.day(self.individual.birth))
        if born is not None and born.year is not None:
            one.facts.setdefault("birth_year", born.year)
            if born.month is not None:
                one.facts.setdefault("birth_month", born.month)
        age = self.troubles.reading(row.number, lambda: row.whole(self.individual.age_at_entry))
        one.age = age if one.age is None else one.age

    def stay(self, row: Row, person: PersonRow) -> StayRow | None:
        """The stay of a row; nothing where it cannot be read or the file does not tell of stays."""
        asked = self.enrolment
        if asked is None:
            return None
        service = self.troubles.reading(row.number, lambda: row.word(asked.service, needed=True))
        entered = self.troubles.reading(row.number, lambda: _entered(row, asked))
        key = self.troubles.reading(row.number, lambda: _external(row, asked.id) if asked.id else "")
        if service is None or entered is None or key is None:
            return None
        key = key or _composed(person.external, service, str(entered))
        stay = self.stays.setdefault(key, StayRow(key, person.external, row.number, service, entered))
        if (stay.person, stay.service, stay.entered) != (person.external, service, entered):
            self.troubles.add(
                row.number,
                "",
                said("This stay has another person, service or entry than in row {row}.", row=stay.row),
            )
        for name, read in (("exited", row.day), ("exit_reason", row.word), ("died", row.truth)):
            self._learn(stay, row, name, read)
        self._learn(stay, row, "already_there", row.truth)
        return stay

    def settle(self) -> None:
        """Year of birth from the age at the first entry, where the file gives no year."""
        firsts: dict[str, StayRow] = {}
        for stay in self.stays.values():
            first = firsts.setdefault(stay.person, stay)
            firsts[stay.person] = min(first, stay, key=lambda one: one.entered)
        for person in self.persons.values():
            known = firsts.get(person.external)
            if person.age is not None and known is not None and known.entered.year is not None:
                person.facts.setdefault("birth_year", known.entered.year - person.age)


def _external(row: Row, cell: Cell) -> str:
    word = row.word(cell, needed=True) or ""
    if len(word) > LONGEST_ID:
        raise Refused("This is longer than {most} signs.", most=LONGEST_ID, field=cell.column or "")
    return word


def _entered(row: Row, asked: EnrolmentFrom) -> PartialDate:
    if asked.nominal_entry is not None:
        return PartialDate.parse(asked.nominal_entry)
    return row.day(asked.entered)


def _composed(*parts: str) -> str:
    """One name for a stay of which the other system has none."""
    whole = "|".join(parts)
    return whole if len(whole) <= LONGEST_ID else hashlib.sha256(whole.encode()).hexdigest()
