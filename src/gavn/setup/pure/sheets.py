"""Files that set up: their columns and the words in them, in any of the three languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gavn.kernel.errors import Refused
from gavn.works.pure.tables import Table, Troubles, places_of, read_table

LARGEST = 500_000
MOST = 5000
Words = Mapping[str, str]
"""A word in any language, in small letters, and the code it stands for."""


@dataclass(frozen=True)
class AsWritten:
    """Nothing is known beforehand of how the file is written."""

    sheet: str | None = None
    encoding: str = "auto"
    delimiter: str = "auto"
    decimal: str = "auto"


@dataclass(frozen=True)
class Row:
    """One row: its number, and its cells by the column's code."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def rows_of(content: bytes, columns: Words, needed: tuple[str, ...], troubles: Troubles) -> list[Row]:
    """The rows of a file whose columns carry these names; what cannot be read is a trouble with its row."""
    if len(content) > LARGEST:
        raise Refused("The file is larger than half a megabyte; divide it.")
    return troubles.reading(0, lambda: list(_rows(content, columns, needed))) or []


def _rows(content: bytes, columns: Words, needed: tuple[str, ...]) -> Iterator[Row]:
    table = read_table(content, AsWritten())
    named = Table(tuple(columns.get(name.casefold(), name) for name in table.columns), table.rows, table.separators)
    places = places_of(named, [*needed, *(set(columns.values()) & set(named.columns) - set(needed))])
    for count, (number, cells) in enumerate(table.rows, start=1):
        if count > MOST:
            raise Refused("The file has more than {most} rows; divide it.", most=MOST)
        found = {name: cells[place].strip() if place < len(cells) else "" for name, place in places.items()}
        yield Row(number, found)


def code_of(words: Words, text: str, column: str, known: str) -> str:
    """The code a word stands for; refused with the words that are known."""
    code = words.get(text.casefold())
    if code is None:
        raise Refused("{value} is not known here; write one of: {known}.", value=text[:60], known=known, field=column)
    return code


def filled(text: str, column: str, longest: int) -> str:
    """A cell that must hold something, and not too much."""
    if not text:
        raise Refused("This cell is empty; write something here.", field=column)
    if len(text) > longest:
        raise Refused("This is longer than {most} signs; write less.", most=longest, field=column)
    return text
