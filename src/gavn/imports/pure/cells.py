"""The cells of one row in our words, and one of them as an answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.works.pure.tables import day, number, plain_code, truth

if TYPE_CHECKING:
    from gavn.catalogue.pure.formats import Item
    from gavn.imports.pure.mapping import Cell, Why


@dataclass(frozen=True)
class Row:
    """One row: its number in the file and its cells by column, without those that mean nothing."""

    number: int
    cells: Mapping[str, str]
    separators: str = "."

    def word(self, cell: Cell | None, *, needed: bool = False) -> str | None:
        """What stands there in our words; nothing where the cell is empty."""
        if cell is None or cell.constant is not None:
            return cell.constant if cell else None
        column = cell.column or ""
        text = self.cells.get(column)
        if text is None:
            if needed:
                raise Refused("This cell is empty; every row needs a value here.", field=column)
            return None
        return _translated(text, cell.values, column) if cell.values else text

    def whole(self, cell: Cell | None) -> int | None:
        """A whole number."""
        word = self.word(cell)
        if word is None or cell is None:
            return None
        value = number(word, cell.column or "", self.separators)
        if value != int(value):
            raise Refused("{value} is not a whole number.", value=word[:60], field=cell.column or "")
        return int(value)

    def day(self, cell: Cell | None) -> PartialDate:
        """A date as far as it is known."""
        word = self.word(cell)
        if word is None or cell is None:
            return PartialDate()
        return day(word, cell.format, cell.column or "")

    def truth(self, cell: Cell | None) -> bool:
        """Whether the cell says yes; an empty one does not."""
        word = self.word(cell)
        return word is not None and cell is not None and truth(word, cell.column or "")


def answer(item: Item, cell: Cell, row: Row, missing: Mapping[str, Why]) -> dict[str, Any] | None:
    """The answer to a question that stands in a cell, or why there is none; nothing where the cell is empty."""
    column = cell.column or ""
    text = row.cells.get(column) if cell.constant is None else cell.constant
    if text is None:
        return None
    why = missing.get(text) or missing.get(plain_code(text))
    if why is not None:
        return {"why": why}
    words = [part.strip() for part in text.split(cell.split)] if cell.split else [text]
    words = [_translated(word, cell.values, column) for word in words if word] if cell.values else words
    return {"v": _value(item, words, cell, row)}


def _value(item: Item, words: list[str], cell: Cell, row: Row) -> Any:
    column, word = cell.column or "", words[0] if words else ""
    if item.type == "multi":
        return [_code(item, one) for one in words]
    if item.type in ("scale", "choice"):
        return _code(item, word)
    if item.type in ("number", "vas"):
        return number(word, column, row.separators)
    if item.type == "yes_no":
        return truth(word, column)
    if item.type in ("month", "date"):
        known = day(word, cell.format, column)
        return str(known)[: len("2024-02")] if item.type == "month" else str(known)
    return word


def _code(item: Item, word: str) -> str:
    """The option that is meant; systems that keep codes as numbers write 2 as 2.0."""
    return word if any(option.code == word for option in item.options) else plain_code(word)


def _translated(text: str, values: Mapping[str, str], column: str) -> str:
    found = values.get(text) or values.get(plain_code(text))
    if found is None:
        raise Refused(
            "{value} is none of the values that the mapping knows: {known}.",
            value=text[:60],
            known=", ".join(list(values)[:12]),
            field=column,
        )
    return found


def without_missing(columns: Collection[str], texts: Collection[str], missing: Collection[str]) -> dict[str, str]:
    """The cells of a row that hold something."""
    return {column: text for column, text in zip(columns, texts, strict=True) if text not in missing}
