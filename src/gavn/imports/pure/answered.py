"""Answers gathered from rows, wide or long, each set with its occasion."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from gavn.catalogue.pure.answers import cleaned
from gavn.imports.pure.cells import answer
from gavn.imports.pure.mapping import Cell, Moment
from gavn.kernel.errors import Refused
from gavn.kernel.say import said

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats import Instrument, Item
    from gavn.catalogue.pure.reading.problems import Find
    from gavn.imports.pure.cells import Row
    from gavn.imports.pure.mapping import Mapping, Why
    from gavn.imports.pure.persons import PersonRow, StayRow
    from gavn.works.pure.tables import Troubles

MOST_DAYS = 40_000


@dataclass
class AnswerRow:
    """One set of answers: of whom, in which stay, on which occasion, to what."""

    person: str
    stay: str
    kind: str
    month: int | None
    day: date
    instrument: str
    of: str
    language: str
    row: int
    due_month: int | None = None
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> tuple[str, ...]:
        """What makes it one set: stay, occasion, instrument and respondent."""
        moment = self.day.isoformat() if self.month is None else str(self.month)
        return (self.stay or self.person, self.kind, moment, self.instrument, self.of)

    def client_id(self, source: str) -> str:
        """The number under which these answers are known when they come again."""
        return hashlib.sha256("|".join((source, *self.place)).encode()).hexdigest()[:40]


class AnswersReader:
    """Gathers sets of answers; what does not fit its question is a trouble."""

    def __init__(self, mapping: Mapping, find: Find, troubles: Troubles) -> None:
        self.mapping = mapping
        self.find = find
        self.troubles = troubles
        self.sets: dict[tuple[str, ...], AnswerRow] = {}
        self.wide = [
            (response, _known(find, response.instrument), _merged(response.items, response.values))
            for response in mapping.responses
        ]

    def read(self, row: Row, person: PersonRow, stay: StayRow | None) -> None:
        """Take up the answers of a row."""
        if self.mapping.occasion is None:
            return
        when = self.troubles.reading(row.number, lambda: self._when(row, stay))
        if when is None:
            return
        moment, day = when
        place = (person.external, stay.external if stay else "", moment.kind, moment.month, day)
        for response, instrument, cells in self.wide:
            found = AnswerRow(*place, response.instrument, response.of, response.language, row.number)
            for name, cell in cells.items():
                self._one(found, instrument.by_id[name], cell, row, response.missing)
            if found.answers:
                if found.place in self.sets:
                    self._twice(row, self.sets[found.place])
                self.sets[found.place] = found
        if self.mapping.answers is not None:
            self._long(row, place)

    def _one(self, found: AnswerRow, item: Item, cell: Cell, row: Row, missing: dict[str, Why]) -> None:
        whys = missing | cell.missing if cell.missing else missing
        given = self.troubles.reading(row.number, lambda: answer(item, cell, row, whys))
        if given is not None:
            found.answers[item.id] = given
            found.columns[item.id] = cell.column or ""

    def _long(self, row: Row, place: tuple[str, str, str, int | None, date]) -> None:
        asked = self.mapping.answers
        assert asked is not None  # noqa: S101  asked by the caller
        named = self.troubles.reading(row.number, lambda: self._named(row))
        if named is None:
            return
        instrument, item = named
        fresh = AnswerRow(*place, instrument.full_key, asked.of, asked.language, row.number)
        found = self.sets.setdefault(fresh.place, fresh)
        if item.id in found.answers:
            self._twice(row, found)
        self._one(found, item, asked.value, row, asked.value.missing)

    def _named(self, row: Row) -> tuple[Instrument, Item]:
        asked = self.mapping.answers
        assert asked is not None  # noqa: S101  asked by the caller
        key = row.word(asked.instrument, needed=True) or ""
        instrument = self.find(key)
        if instrument is None:
            raise Refused("There is no instrument {name}.", name=key[:60], field=asked.instrument.column or "")
        name = row.word(asked.item, needed=True) or ""
        if name not in instrument.by_id:
            raise Refused(
                "There is no question {name} in {instrument}; leave it out.",
                name=name[:60], instrument=key, field=asked.item.column or "",
            )  # fmt: skip
        return instrument, instrument.by_id[name]

    def _twice(self, row: Row, before: AnswerRow) -> None:
        self.troubles.add(row.number, "", said("Row {row} answers the same on the same occasion.", row=before.row))

    def _when(self, row: Row, stay: StayRow | None) -> tuple[Moment, date]:
        """Which occasion, and on which day."""
        asked = self.mapping.occasion
        assert asked is not None  # noqa: S101  asked by the caller
        moment = asked.always or _moment(row, asked.column or "", asked.values)
        entered = stay.entered.exact if stay else None
        column = asked.days_after_entry
        if asked.day is not None:
            day = row.day(asked.day).exact
            if day is None:
                raise Refused("The day of the answers must be known to the day.", field=asked.day.column or "")
            return moment, day
        if entered is None:
            raise Refused("Days are counted from the entry, and its day is not known.", field=column or "")
        if column is None or (column not in row.cells and moment.kind == "entry"):
            return moment, entered
        days = row.whole(Cell(column=column))
        if days is None or not 0 <= days <= MOST_DAYS:
            raise Refused("Write here how many days after the entry the answers were given.", field=column)
        return moment, entered + timedelta(days=days)

    def gathered(self) -> list[AnswerRow]:
        """All sets, each fitting its questions; those that do not are troubles."""
        for one in self.sets.values():
            instrument = _known(self.find, one.instrument)
            try:
                one.answers = cleaned(instrument, one.answers)
            except Refused as refusal:
                self.troubles.add(one.row, one.columns.get(refusal.field, refusal.field), refusal.said)
        return [one for one in self.sets.values() if one.answers]


def _known(find: Find, key: str) -> Instrument:
    found = find(key)
    if found is None:
        raise Refused("There is no instrument {name}.", name=key)
    return found


def _merged(items: dict[str, Cell], values: dict[str, str]) -> dict[str, Cell]:
    """The cells of the questions, each with the translations that hold for all of them."""
    if not values:
        return dict(items)
    return {name: cell.model_copy(update={"values": values | cell.values}) for name, cell in items.items()}


def _moment(row: Row, column: str, values: dict[str, Moment]) -> Moment:
    word = row.word(Cell(column=column, values={value: value for value in values}), needed=True) or ""
    return values[word]
