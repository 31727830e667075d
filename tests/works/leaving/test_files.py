"""Works: whatever form a file has, the number within it is found, its place is told, and the number is not."""

from __future__ import annotations

import io
import json
import zipfile

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from docx import Document
from openpyxl.comments import Comment

from gavn.history.models import Event
from gavn.kernel.errors import Refused
from gavn.report.gateways.formats import FORMATS
from gavn.works.gateways.leaving import file_reply, let_out, numbers_found, own_copy_reply

NUMBER = "290256-5003"
DIGITS = NUMBER.replace("-", "")


def workbook(value, *, note: bool = False, title: str = "Answers") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    sheet["B2"] = "nothing here" if note else value
    if note:
        sheet["B2"].comment = Comment(value, "somebody")
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def zipped(**members: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as into:
        for name, content in members.items():
            into.writestr(name.replace("__", "."), content)
    return kept.getvalue()


def word_file(*runs: str) -> bytes:
    document = Document()
    paragraph = document.add_paragraph()
    for run in runs:
        paragraph.add_run(run)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def parquet(values: list) -> bytes:
    kept = io.BytesIO()
    pq.write_table(pa.table({"note": values}), kept)
    return kept.getvalue()


WITH_NUMBER = {
    "line.csv": (f"name;count\nIb;3\nBo;{NUMBER}\n".encode("utf-8-sig"), "line 3, column 2"),
    "comma.csv": (f"a,b,c\n5,{DIGITS},7\n".encode(), "line 2, column 2"),
    "semicolon.csv": (f"a;b;c\n5;{DIGITS};7\n".encode("utf-16"), "line 2, column 2"),
    "quoted.csv": (f'a,b\n1,"He said\n{NUMBER} to me"\n'.encode(), "line 2"),
    "text.xlsx": (workbook(f"ring {NUMBER}"), "Answers!B2"),
    "number.xlsx": (workbook(int(DIGITS)), "Answers!B2"),
    "float.xlsx": (workbook(float(DIGITS)), "Answers!B2"),
    "lost-zero.xlsx": (workbook(707614285), "Answers!B2"),
    "note.xlsx": (workbook(NUMBER, note=True), "note at Answers!B2"),
    "title.xlsx": (workbook("x", title=NUMBER), "the name of a sheet"),
    "deep.json": (json.dumps({"rows": [{"note": "x"}, {"note": f"\u0032{NUMBER[1:]}"}]}).encode(), "rows[1].note"),
    "number.json": (json.dumps([1, int(DIGITS)]).encode(), "[1]"),
    "key.json": (json.dumps({NUMBER: 1}).encode(), "a name within"),
    "page.html": (b"<p>a</p>\n<p>CPR <b>290256</b>-<i>5003</i></p>", "line"),
    "entities.html": (b"<p>290256&#45;5003</p>", "line"),
    "split.docx": (word_file("CPR 2902", "56-50", "03"), "word/document.xml"),
    "nested.zip": (zipped(inner__zip=zipped(list__csv=f"a\n{NUMBER}\n".encode())), "inner.zip › list.csv"),
    "member.zip": (zipped(**{f"{NUMBER}__txt": b"x"}), "the name of a part"),
    "table.parquet": (parquet(["x", NUMBER]), "note, row 2"),
    "numbers.parquet": (parquet([1, int(DIGITS)]), "note, row 2"),
    f"{NUMBER}.txt": (b"nothing", "the name of the file"),
    "latin.txt": (f"Åse {NUMBER}".encode("cp1252"), "latin.txt"),
}
WITHOUT = {
    "plain.csv": b"service,period,n,share\nLindenhof,2026-01-01,120315,1234\nSkovly,2026,0.2902565003,12\n",
    "cells.html": b"<table><tr><td>120315</td><td>1234</td></tr></table>",
    "counts.xlsx": workbook(290_256),
    "dates.json": json.dumps({"made": "2026-11-22T23:15:00+00:00", "id": "ab29025650031" + "0" * 19}).encode(),
    "word.docx": word_file("12 of 40 (30%)"),
    "counts.parquet": parquet([12, 99]),
    "picture.png": b"\x89PNG\r\n\x1a\n2902565003",
}


@pytest.mark.parametrize("name", WITH_NUMBER)
def test_the_number_is_found_and_its_place_told_without_it(name):
    content, place = WITH_NUMBER[name]
    found = numbers_found(content, name)
    assert any(place in where for where, _country in found), found
    with pytest.raises(Refused, match="national number") as refusal:
        let_out(content, name)
    told = str(refusal.value)
    assert [secret for secret in (NUMBER, DIGITS, "5003", "707614285") if secret in told] == []


@pytest.mark.parametrize("name", WITHOUT)
def test_a_file_without_one_leaves_as_it_is(name):
    assert let_out(WITHOUT[name], name) == WITHOUT[name]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("made.pdf", b"%PDF-1.7 stream"), ("broken.zip", b"PK\x03\x04 broken"), ("broken.json", b"{"),
        ("unknown.bin", b"\x00\x01\x02\x03" * 9), ("broken.parquet", b"PAR1 nothing PAR1"),
        ("deep.zip", zipped(a=zipped(a=zipped(a=zipped(a=zipped(a=b"x")))))),
    ],
)  # fmt: skip
def test_what_nobody_can_look_into_does_not_leave(name, content):
    with pytest.raises(Refused, match="cannot be looked through"):
        let_out(content, name)


def test_a_pdf_is_looked_through_by_the_words_it_was_made_of():
    assert let_out(b"%PDF-1.7", "a.pdf", words=["Lindenhof", "12 of 40"])
    with pytest.raises(Refused, match="national number"):
        let_out(b"%PDF-1.7", "a.pdf", words=["Lindenhof", f"We heard of {NUMBER}"])


def test_who_asks_for_a_file_with_a_number_gets_a_page_and_leaves_a_line(rf, mara):
    request = rf.get("/")
    request.user = mara
    reply = file_reply(request, f"a\n{NUMBER}\n".encode(), name="a.csv", kind="text/csv")
    assert (reply.status_code, "Content-Disposition" in reply.headers) == (422, False)
    assert NUMBER.encode() not in reply.content
    line = Event.objects.get(kind="works.file_kept_back")
    assert (line.by, line.detail) == (mara.public_id, {"found": 1})


def test_a_persons_own_copy_is_the_declared_exception():
    reply = own_copy_reply(NUMBER.encode(), name="copy.zip", kind="application/zip")
    assert reply.content == NUMBER.encode()


def test_every_form_of_the_report_is_one_the_door_knows():
    assert set(FORMATS) == {"pdf", "docx", "html", "csv"}
