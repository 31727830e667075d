"""Works: files of other systems are read as the tables they are, or refused with the place."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from gavn.kernel.errors import Refused
from gavn.works.pure.tables import date_pattern, day, files, number, places_of, read_table, truth


@dataclass
class Form:
    """How a file is written."""

    sheet: str | None = None
    encoding: str = "auto"
    delimiter: str = "auto"
    decimal: str = "auto"


def rows_of(content: bytes, **form: str) -> list[list[str]]:
    table = read_table(content, Form(**form))
    return [list(table.columns), *([str(row), *cells] for row, cells in table.rows)]


def book(*rows: list, title: str = "Data") -> bytes:
    made = Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read_or_refused(content: bytes) -> list[list[str]] | str:
    try:
        return rows_of(content)
    except Refused as refusal:
        return str(refusal)


NAMES = "id;navn\n1;Åse Bøgh\n"


@pytest.mark.parametrize(
    "content",
    [
        NAMES.encode(),
        NAMES.encode("utf-8-sig"),
        NAMES.encode("latin-1"),
        NAMES.encode("cp1252"),
        NAMES.encode("utf-16"),
        NAMES.replace("\n", "\r\n").encode(),
        NAMES.replace(";", ",").encode(),
        NAMES.replace(";", "\t").encode(),
        NAMES.replace(";", "|").encode(),
        b'"id";"navn"\n"1";"' + "Åse Bøgh".encode() + b'"\n',
        book(["id", "navn"], [1, "Åse Bøgh"]),
        book(["id", "navn"], [1.0, "Åse Bøgh"]),
    ],
)
def test_the_same_table_is_read_from_every_encoding_and_delimiter(content):
    assert rows_of(content) == [["id", "navn"], ["2", "1", "Åse Bøgh"]]


def test_rows_keep_their_number_in_the_file_also_after_empty_ones_and_line_breaks_inside_quotes():
    assert rows_of(b'a,b\n\n1,"x\ny"\n,\n2,z\n') == [["a", "b"], ["3", "1", "x\ny"], ["5", "2", "z"]]


def test_days_numbers_and_yes_of_a_workbook_become_texts():
    content = book(
        ["a", "b", "c", "d", "e"], [date(2024, 2, 29), datetime.fromisoformat("2024-02-29T08:30"), 1.5, True, None]
    )
    assert rows_of(content)[1] == ["2", "2024-02-29", "2024-02-29 08:30:00", "1.5", "1", ""]


def test_days_that_a_workbook_writes_as_iso_8601_and_cells_that_have_only_a_colour_are_read():
    made = Workbook()
    made.iso_dates = True
    made.active.append(["day", "note"])
    made.active.append([date(2024, 2, 29)])
    made.active["C1"].fill = made.active["C2"].fill = PatternFill("solid", fgColor="FFFF00")
    out = io.BytesIO()
    made.save(out)
    assert rows_of(out.getvalue()) == [["day", "note"], ["2", "2024-02-29", ""]]


def test_empty_cells_beyond_the_header_are_left_out_and_signs_of_no_code_page_are_read_as_latin_1():
    assert rows_of(b"a,b\n1,2, ,\n") == [["a", "b"], ["2", "1", "2"]]
    assert rows_of(b"a\n\x81\n") == [["a"], ["2", "\x81"]]


REFUSED = [
    (b"", "empty"),
    (b"x" * (files.LARGEST + 1), "larger than 50 MB"),
    (b"c," * files.MOST_COLUMNS, "10001 columns, and 10000 is the most"),
    (b"\n\n", "empty"),
    (b",,\n1,2,3", "names of the columns"),
    (b"a,b\n1\n", "Row 2 has 1 cells"),
    (b"a,b\n1,2\n1,2,3\n", "Row 3 has 3 cells"),
    (b'a,b\n1,"2\n', "Row 2: the quotes"),
    (b'a,b\n1,"2"x\n', "Row 2: the quotes"),
    (b"a,b\n1,\x00\n", "Row 2, cell 2"),
    (b"a,b\n1," + b"x" * 200_000, "Row 2: the quotes do not fit"),
    (b"\xd0\xcf\x11\xe0 old", "old kind"),
    (b"PK\x03\x04 broken", "cannot be read"),
    (book(["a", "b"], [1, "=1+1"]), "formula"),
    (book(["a"], [1, 2]), "Row 2 has 2 cells"),
]


@pytest.mark.parametrize(("content", "told"), REFUSED)
def test_what_cannot_be_read_is_refused_with_its_place(content, told):
    with pytest.raises(Refused, match=told):
        rows_of(content)


def test_more_rows_than_can_be_taken_at_once_are_refused(monkeypatch):
    monkeypatch.setattr(files, "MOST_ROWS", 3)
    assert len(rows_of(b"a\n1\n2\n")) == 3
    with pytest.raises(Refused, match="more than 3 rows"):
        rows_of(b"a\n1\n2\n3\n")


def test_a_workbook_whose_sheet_breaks_off_is_refused_when_its_rows_are_taken():
    whole, cut = io.BytesIO(book(["id"], *([row] for row in range(2000)))), io.BytesIO()
    with zipfile.ZipFile(whole) as parts, zipfile.ZipFile(cut, "w") as made:
        for part in parts.infolist():
            content = parts.read(part)
            made.writestr(part.filename, content[: len(content) // 2] if "sheet1" in part.filename else content)
    with pytest.raises(Refused, match="cannot be read"):
        rows_of(cut.getvalue())


def test_a_declared_encoding_is_held_to():
    with pytest.raises(Refused, match="Line 2 holds a sign that is not utf-8"):
        rows_of(NAMES.encode("latin-1"), encoding="utf-8")


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        packed(xl__workbook=b"<x>" + b" " * 40_000_000),
        packed(xl__workbook=b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'),
        packed(**{f"p{number}": b"x" for number in range(2001)}),
        packed(anything=b"<x/>"),
    ],
)
def test_bombs_and_other_archives_are_refused(content):
    with pytest.raises(Refused):
        rows_of(content)


def test_a_sheet_is_found_by_its_name():
    made = book(["a"], [1], title="Stays")
    assert rows_of(made, sheet="Stays") == [["a"], ["2", "1"]]
    with pytest.raises(Refused, match="no sheet Answers; it has Stays"):
        rows_of(made, sheet="Answers")


def test_a_missing_column_is_refused_with_the_one_that_is_meant():
    table = read_table(b"Id,Name,name\n", Form())
    assert places_of(table, ["Name"]) == {"Name": 1}
    with pytest.raises(Refused, match="did you mean Id"):
        places_of(table, ["ID"])
    with pytest.raises(Refused, match="has no column Other\\."):
        places_of(table, ["Other"])
    with pytest.raises(Refused, match="twice"):
        places_of(read_table(b"a,a\n", Form()), ["a"])


@pytest.mark.parametrize(
    ("text", "separators", "value"),
    [("12", ".", 12), ("1.5", ".", 1.5), ("1,5", ",.", 1.5), ("-0,25", ",", -0.25), ("+3", ".", 3), ("1e2", ".", 100)],
)
def test_numbers_are_read_with_the_separator_of_their_file(text, separators, value):
    assert number(text, "x", separators) == value


@pytest.mark.parametrize("text", ["", "1,5", "1.234,5", "1 000", "nan", "inf", "٣", "1.", "0x1", "9" * 400])
def test_what_is_no_number_is_refused_with_its_column(text):
    with pytest.raises(Refused) as refusal:
        number(text, "x", ".")
    assert refusal.value.field == "x"


DATES = [
    ("2024-02-29", None, "2024-02-29"),
    ("2024-02", None, "2024-02"),
    ("2024", "DD.MM.YYYY", "2024"),
    ("29.02.2024", "DD.MM.YYYY", "2024-02-29"),
    ("2/29/2024", "MM/DD/YYYY", "2024-02-29"),
    ("20240229", "YYYYMMDD", "2024-02-29"),
    ("02-2024", "MM-YYYY", "2024-02"),
    ("2024-02-29 00:00:00", "DD.MM.YYYY", "2024-02-29"),
    ("45351", "excel", "2024-02-29"),
    ("45351.0", "excel", "2024-02-29"),
]


@pytest.mark.parametrize(("text", "form", "known"), DATES)
def test_dates_are_read_in_the_form_that_is_declared(text, form, known):
    assert str(day(text, form, "x")) == known


@pytest.mark.parametrize(
    ("text", "form"),
    [("29.02.2023", "DD.MM.YYYY"), ("2024-13-01", None), ("29.02.24", "DD.MM.YYYY"), ("soon", None), ("0", "excel")],
)
def test_what_is_no_date_is_refused_with_its_column(text, form):
    with pytest.raises(Refused) as refusal:
        day(text, form, "x")
    assert refusal.value.field == "x"


@pytest.mark.parametrize("form", ["DD.MM", "YYYY YYYY", "dd.mm.yyyy", "YYYYx"])
def test_a_form_that_is_no_form_of_a_date_is_refused(form):
    with pytest.raises(Refused, match="no form of a date"):
        date_pattern(form)


@pytest.mark.parametrize(("text", "value"), [("1", True), ("Ja", True), ("0.0", False), ("no", False)])
def test_yes_and_no_are_read_in_several_words(text, value):
    assert truth(text, "x") is value


def test_what_is_neither_yes_nor_no_is_refused_with_its_column():
    with pytest.raises(Refused, match="maybe is neither yes nor no") as refusal:
        truth("maybe", "x")
    assert refusal.value.field == "x"


def test_days_of_a_spreadsheet_are_a_form_of_their_own():
    assert date_pattern("excel").fullmatch("45351")
    with pytest.raises(Refused, match="45351,5 is not a date of the form excel"):
        day("45351,5", "excel", "x")


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=400) | st.text(max_size=200).map(str.encode) | st.binary(max_size=200).map(b"PK\x03\x04".__add__)
)
def test_whatever_bytes_come_nothing_is_raised_but_a_refusal(content):
    assert read_or_refused(content)


GOOD_BOOK = book(["id", "day"], *([row, date(2024, 1, 1)] for row in range(30)))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(GOOD_BOOK) - 1), st.integers(0, 255), st.integers(1, len(GOOD_BOOK)))
def test_a_damaged_or_truncated_workbook_raises_nothing_but_a_refusal(place, sign, length):
    damaged = bytearray(GOOD_BOOK)
    damaged[place] = sign
    for content in (bytes(damaged), GOOD_BOOK[:length]):
        assert read_or_refused(content)
