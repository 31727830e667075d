"""A document before anybody chose a language or a format: what it says, in which order, resting on what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from gavn.kernel.say import Said

Spec = dict[str, Any]
Text = Said | str


@dataclass(frozen=True)
class Number:
    """A number with its decimals; a ``share`` is shown in percent, a ``change`` with its sign."""

    value: float | None
    decimals: int = 0
    share: bool = False
    change: bool = False


@dataclass(frozen=True)
class Interval:
    """A number with the interval it lies in."""

    value: float
    low: float
    high: float
    decimals: int = 1
    share: bool = False
    change: bool = False


Value = Text | Number | Interval | date | None


@dataclass(frozen=True)
class Row:
    """A line of a table: its heading, its values, and n and missing where they are its own."""

    label: Text
    values: tuple[Value, ...]
    n: int | None = None
    missing: int | None = None


@dataclass(frozen=True)
class Table:
    """Columns with their headings, the first being that of the rows; rows in their order."""

    columns: tuple[Text, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Caption:
    """What a figure rests on. Nothing is rendered without it."""

    source: Text
    period: Text
    version: Text
    frozen: date | None
    n: int | None = None
    due: int | None = None
    missing: int | None = None
    because: Text = ""
    interval: int | None = None


@dataclass(frozen=True)
class Figure:
    """A finding in a sentence, its chart where it has one, its table, and what it rests on."""

    key: str
    finding: Text
    table: Table
    caption: Caption
    spec: Spec | None = None
    description: Text = ""


@dataclass(frozen=True)
class Paragraph:
    """Some sentences; ``quiet`` ones tell how to read what stands beside them."""

    text: Text
    quiet: bool = False


@dataclass(frozen=True)
class Points:
    """Sentences of equal rank under a heading of their own."""

    title: Text
    items: tuple[Text, ...]


@dataclass(frozen=True)
class Definition:
    """A word and what it means here, with the version that counts."""

    term: Text
    meaning: tuple[Text, ...]


@dataclass(frozen=True)
class Definitions:
    """Words and what they mean here."""

    items: tuple[Definition, ...]


@dataclass(frozen=True)
class Signed:
    """What somebody wrote and stands for, with name and day."""

    paragraphs: tuple[str, ...]
    author: Text
    day: date


@dataclass(frozen=True)
class Space:
    """An empty ruled space, and who should write there."""

    who: Text
    lines: int = 9


Part = Figure | Paragraph | Points | Definitions | Signed | Space


@dataclass(frozen=True)
class Section:
    """A part of the document under its heading; one that stands ``alone`` has a page to itself."""

    key: str
    title: Text
    parts: tuple[Part, ...]
    alone: bool = False


@dataclass(frozen=True)
class Document:
    """The whole: what it is called, about what, who may read it, when the figures were frozen."""

    title: Text
    about: Text
    period: Text
    readers: Text
    frozen: date | None
    sections: tuple[Section, ...]

    @property
    def figures(self) -> Iterator[tuple[Section, Figure]]:
        """Every figure with the section it stands in, in order."""
        for section in self.sections:
            for part in section.parts:
                if isinstance(part, Figure):
                    yield section, part
