"""The texts within a file, each with its place: cells of workbooks, fields of tables, members of archives."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

import openpyxl
import pyarrow.parquet as pq
from django.utils.translation import gettext as _

DEEPEST = 4
LONGEST_FIELD = 10_000_000
LARGEST = 300_000_000
"""An archive that grows beyond so many bytes is not opened."""
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"wOF2", b"\x00\x01\x00\x00")
INLINE = re.compile(r"</?(?:a|abbr|b|em|i|mark|small|span|strong|sub|sup|u|w:t|w:r|w:rPr|t|r)(?:\s[^<>]*)?/?>")
TAG = re.compile(r"<[^<>]*>")
EMBEDDED = re.compile(r"data:[\w/+.-]*;base64,[A-Za-z0-9+/=]+")
DIGITS = re.compile(r"-?\d{1,15}(?:\.0+)?")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Unreadable(Exception):
    """A part of a file that nobody can look into; its name is the message."""


@dataclass(frozen=True)
class Piece:
    """A text or a whole number within a file, and where it stands."""

    place: str
    content: str | int


def pieces_of(content: bytes, name: str, *, words: Sequence[str] = (), depth: int = 0) -> Iterator[Piece]:
    """Every text of the file, and the file's name, which leaves with it."""
    if depth == 0:
        yield Piece(_("the name of the file"), name)
    if content.startswith(b"PAR1"):
        yield from _parquet(content, name)
    elif content.startswith(b"%PDF"):
        if not words:
            raise Unreadable(name)
        yield Piece(name, "\n".join(words))
    elif content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        yield from _archive(content, name, depth)
    elif not content.startswith(PICTURES):
        yield from _text(_decoded(content, name), name)


def _decoded(content: bytes, name: str) -> str:
    for encoding in ("utf-16",) if content.startswith(UTF_16) else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable(name)


def _text(text: str, name: str) -> Iterator[Piece]:
    ending = name.rpartition(".")[2].lower()
    if ending in {"json", "geojson"}:
        yield from _json(text, name)
    elif ending in {"csv", "tsv"}:
        yield from _table(text, name)
    elif text.lstrip("\ufeff \r\n\t").startswith("<"):
        yield Piece(name, _unmarked(text))
    else:
        yield Piece(name, text)


def _unmarked(text: str) -> str:
    """The words of a marked-up page: marks within a word go, others end a line."""
    plain = INLINE.sub("", EMBEDDED.sub("", text))
    return html.unescape(TAG.sub("\n", plain))


def _json(text: str, name: str) -> Iterator[Piece]:
    try:
        yield from _values(json.loads(text), name)
    except (ValueError, RecursionError) as wrong:
        raise Unreadable(name) from wrong


def _values(value: Any, place: str) -> Iterator[Piece]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield Piece(_("{place}, a name within").format(place=place), key)
            yield from _values(one, f"{place}.{key}" if key.isidentifier() else f"{place}[…]")
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _values(one, f"{place}[{number}]")
    else:
        yield from _cell(value, place)


def _table(text: str, name: str) -> Iterator[Piece]:
    """Each field of a table by itself, whichever mark stands between: numbers side by side are not one number."""
    first = text.partition("\n")[0]
    mark = max(",;\t|", key=first.count)
    usual = csv.field_size_limit(LONGEST_FIELD)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=mark))
    finally:
        csv.field_size_limit(usual)  # the limit is that of the process, and files that come in keep theirs
    for line, row in enumerate(rows, 1):
        for column, field in enumerate(row, 1):
            yield from _cell(
                field, _("{place}, line {line}, column {column}").format(place=name, line=line, column=column)
            )


def _cell(value: Any, place: str) -> Iterator[Piece]:
    if value is None or isinstance(value, bool | date | time):
        return
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e15:
            yield Piece(place, abs(int(value)))
    elif isinstance(value, int):
        yield Piece(place, abs(value))
    else:
        text = str(value)
        yield Piece(place, text)
        if DIGITS.fullmatch(text.strip()):
            yield Piece(place, abs(int(text.strip().partition(".")[0])))


def _archive(content: bytes, name: str, depth: int) -> Iterator[Piece]:
    if depth >= DEEPEST:
        raise Unreadable(name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > LARGEST or any(one.flag_bits & 1 for one in members):
                raise Unreadable(name)
            if any(member.filename == "xl/workbook.xml" for member in members):
                yield from _workbook(content, name)
            for member in members:
                yield Piece(_("{place}, the name of a part").format(place=name), member.filename)
                if not _is_sheet(member.filename):
                    yield from pieces_of(archive.read(member), f"{name} › {member.filename}", depth=depth + 1)
    except (zipfile.BadZipFile, OSError, NotImplementedError, EOFError) as wrong:
        raise Unreadable(name) from wrong


def _is_sheet(member: str) -> bool:
    """Parts of a workbook that hold its cells in a form of their own: they are read as cells."""
    return member.endswith("/") or member.startswith(
        ("xl/worksheets/sheet", "xl/sharedStrings", "xl/styles", "xl/theme")
    )


def _workbook(content: bytes, name: str) -> Iterator[Piece]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=False)
    except (KeyError, ValueError, TypeError) as wrong:
        raise Unreadable(name) from wrong
    for sheet in book.worksheets:
        yield Piece(_("{place}, the name of a sheet").format(place=name), sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                yield from _cell(cell.value, f"{name}, {sheet.title}!{cell.coordinate}")
                if cell.comment is not None:
                    yield Piece(
                        _("{place}, note at {cell}").format(place=name, cell=f"{sheet.title}!{cell.coordinate}"),
                        cell.comment.text,
                    )


def _parquet(content: bytes, name: str) -> Iterator[Piece]:
    try:
        table = pq.read_table(io.BytesIO(content))
    except (OSError, ValueError) as wrong:
        raise Unreadable(name) from wrong
    for column in table.column_names:
        yield Piece(_("{place}, the name of a column").format(place=name), column)
        for row, value in enumerate(table.column(column).to_pylist(), 1):
            yield from _values(value, _("{place}, {column}, row {row}").format(place=name, column=column, row=row))
