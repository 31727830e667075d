"""Report: the same content as PDF, Word, page and tidy table, each as accessible as its kind allows."""

from __future__ import annotations

import csv
import re
from html import unescape
from io import BytesIO, StringIO

import docx
import pikepdf
import pypdf
import pytest
from django.utils.translation import override
from docx.oxml.ns import qn
from report_years import large, small

from gavn.report.gateways.formats import FORMATS, file_of
from gavn.report.gateways.pictures import colours, picture
from gavn.report.gateways.telling import told
from gavn.report.gateways.wording import word
from gavn.report.pure.document import Interval, Number
from gavn.report.pure.service_year import service_year

LANGUAGES = ("en", "da", "sv")


@pytest.fixture(scope="module")
def files() -> dict[tuple[str, str], bytes]:
    """The large report in every form and language."""
    made = {}
    for language in LANGUAGES:
        with override(language):
            document = service_year(large(), word)
            made |= {(form, language): file_of(document, form) for form in FORMATS}
    return made


def text_of(pdf: bytes) -> list[str]:
    """The words of each page, spaces made plain."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def tags(tree, name: str) -> list:
    """All elements of this kind in the structure of a PDF."""
    found, todo = [], [tree]
    while todo:
        one = todo.pop()
        if isinstance(one, pikepdf.Dictionary):
            if one.get("/S") == f"/{name}":
                found.append(one)
            kids = one.get("/K")
            todo += list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_tagged_in_its_language_and_says_it_is_ua(files, language):
    with pikepdf.open(BytesIO(files["pdf", language])) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == language
        assert pdf.open_metadata()["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        tree = pdf.Root.StructTreeRoot
        pictures = tags(tree, "Figure")
        assert len(pictures) >= 6
        assert [one for one in pictures if not str(one.get("/Alt", ""))] == []
        assert len(tags(tree, "H2")) == 8
        assert len(tags(tree, "Table")) == len(tags(tree, "THead"))


def test_the_pdf_has_numbered_pages_and_its_first_page_stands_alone(files):
    pages = text_of(files["pdf", "en"])
    assert all(f"Page {place} of {len(pages)}" in page for place, page in enumerate(pages, start=1))
    assert "What do we make of this?" in pages[0]
    assert "Whom do we reach?" in pages[1]
    assert "Whom do we reach?" not in pages[0]
    assert [page for page in pages if len(page) < 300] == []


@pytest.mark.parametrize(("year", "most"), [(large(), 14), (small(), 9), (small(inside=False), 9)])
def test_a_report_is_no_longer_than_its_content(year, most):
    pages = text_of(file_of(service_year(year, word), "pdf"))
    assert 4 <= len(pages) <= most
    assert "Whom do we reach?" in pages[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_and_decimals_are_those_of_the_language(files, language):
    whole = " ".join(text_of(files["pdf", language]))
    assert "Æble, øl og ål" in whole
    comma, point = re.search(r"\d,\d", whole), re.search(r"\d\.\d+ ?%", whole)
    assert (comma is None) == (language == "en")
    assert point is None


def test_all_forms_say_the_same_in_the_same_order(files):
    with override("da"):
        document = told(service_year(large(), word))
    parts = [part for section in document["sections"] for part in section["parts"]]
    flat = [" ".join(part["finding"].split()) for part in parts if part["kind"] == "figure"]
    titles = [one for one in docx.Document(BytesIO(files["docx", "da"])).paragraphs if one.style.name == "Heading 3"]
    assert [" ".join(one.text.split()) for one in titles] == flat
    html = unescape(files["html", "da"].decode())
    assert [" ".join(one.split()) for one in re.findall(r'<p class="finding"[^>]*>(.*?)</p>', html)] == flat
    pdf = " ".join(text_of(files["pdf", "da"]))
    assert [finding for finding in flat if finding[:40] not in pdf] == []


def test_the_word_file_has_headings_header_rows_words_for_pictures_and_a_language(files):
    made = docx.Document(BytesIO(files["docx", "sv"]))
    assert sum(one.style.name == "Heading 1" for one in made.paragraphs) == 8
    assert made.core_properties.language == "sv-SE"
    assert {one.get(qn("w:val")) for one in made.styles.element.iter(qn("w:lang"))} == {"sv-SE"}
    assert [
        t for t in made.tables if t.rows[0]._tr.trPr is None or t.rows[0]._tr.trPr.find(qn("w:tblHeader")) is None
    ] == []
    assert len(made.inline_shapes) >= 6
    assert [one for one in made.inline_shapes if not one._inline.docPr.get("descr")] == []
    fields = [one.get(qn("w:instr")) for one in made.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_page_fetches_nothing_runs_nothing_and_heads_its_rows(files):
    html = files["html", "en"].decode()
    assert '<html lang="en">' in html
    assert not re.search(r"<script|<style|src=\"(?!data:)|href=\"(?!data:)|url\(http", html)
    assert html.count("<h2>") == 8
    assert html.count("<table") == html.count("<thead>")
    assert '<th scope="row">' in html
    assert not re.search(r'<img(?![^>]*alt="[^"]+)', html)


def test_the_tidy_table_has_plain_numbers_in_every_language(files):
    rows = [list(csv.DictReader(StringIO(files["csv", language].decode("utf-8-sig")))) for language in LANGUAGES]
    assert list(rows[0][0]) == ["section", "figure", "row", "column", "value", "n", "missing", "low", "high"]
    numbers = [[(row["figure"], row["value"], row["n"], row["low"]) for row in one] for one in rows]
    assert numbers[0] == numbers[1] == numbers[2]
    assert [row for row in rows[1] if row["low"] and not float(row["low"]) <= float(row["value"])] == []


def test_cells_that_begin_like_a_formula_are_defused():
    asked = large().now.asked[1]
    evil = {**asked.labels, "answer0": "=HYPERLINK(1)"}
    now = large().now.__class__(**{**vars(large().now), "asked": (asked.__class__(**{**vars(asked), "labels": evil}),)})
    written = file_of(service_year(large(now=now), word), "csv").decode("utf-8-sig")
    assert ",=HYPERLINK" not in written
    assert "'=HYPERLINK(1)" in written


@pytest.mark.parametrize(
    ("language", "value", "words"),
    [
        ("en", Number(0.375, share=True), "38%"),
        ("da", Number(0.375, share=True), "38\u00a0%"),
        ("sv", Number(-1.25, 1, change=True), "\u22121,2"),
        ("da", Number(3.3000000000000003, 1), "3,3"),
        ("en", Interval(0.5, 0.25, 0.75, 0, share=True), "50% (25 to 75)"),
        ("en", Number(None), "–"),
        ("da", None, ""),
        ("en", 2.345, "2.34"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(language, value, words):
    with override(language):
        assert word(value) == words


def test_pictures_take_the_colours_of_the_pages():
    encoding = {"x": {"field": "a", "type": "quantitative"}}
    spec = {"data": {"values": [{"a": 1}]}, "mark": {"type": "bar", "color": "chart-2"}, "encoding": encoding}
    drawn = picture(spec, language="da")
    assert colours()["chart-2"] in drawn
    assert "chart-2" not in drawn
