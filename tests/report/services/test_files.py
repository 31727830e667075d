"""Report: every table is there as CSV and XLSX, with what it rests on and without formulas."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from gavn.report.gateways.tables import table_as_csv, table_as_xlsx
from gavn.report.pure.document import Caption, Figure, Interval, Number, Row, Table
from gavn.report.pure.exports import sheet_of


def figure(label="Women", period="2026"):
    """A figure with a count and an interval."""
    caption = Caption(source="gavn", period=period, version="1", frozen=None, n=7, missing=2)
    row = Row(label, (Number(7), Interval(0.38, 0.301, 0.472, share=True)))
    return Figure("share", "7 of 9.", Table(("Sex", "Stays", "Share"), (row,)), caption)


def test_an_interval_stands_in_three_columns_unrounded():
    lines = table_as_csv(sheet_of(figure(), service="Lindenhof")).decode("utf-8-sig").splitlines()
    assert lines == [
        'Service,Period,Data frozen,Sex,Stays,Share,"Share, low end","Share, high end"',
        "Lindenhof,2026,,Women,7,0.38,0.301,0.472",
    ]


def test_a_csv_begins_with_the_mark_that_spreadsheets_know():
    assert table_as_csv(sheet_of(figure(), service="L")).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(name):
    text = table_as_csv(sheet_of(figure(name, period=name), service=name)).decode("utf-8-sig")
    assert f"'{name[:2]}" in text
    book = openpyxl.load_workbook(BytesIO(table_as_xlsx(sheet_of(figure(name), service=name))))
    kinds = {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row}
    assert kinds <= {"s", "n"}


def test_a_workbook_names_what_the_table_rests_on_and_what_words_mean():
    book = openpyxl.load_workbook(BytesIO(table_as_xlsx(sheet_of(figure(), service="Lindenhof"))))
    table, definitions = book.worksheets
    about = {row[0].value: row[1].value for row in table.iter_rows(min_row=2, max_row=8)}
    assert (about["Service"], about["Period"], about["n"], about["Missing"]) == ("Lindenhof", "2026", 7, 2)
    assert [cell.value for cell in table[table.max_row]] == ["Women", 7, 0.38, 0.301, 0.472]
    assert definitions.max_row >= 5


def test_every_figure_of_a_page_comes_as_both_files(opened, mara, lindenhof, nora, bo):
    found = opened(mara, reverse("service", args=[lindenhof.public_id])).context["found"]
    assert len(found.figures) >= 10
    for key in found.figures:
        for form in ("csv", "xlsx"):
            answer = opened(mara, reverse("service_table", args=[lindenhof.public_id, key, form]))
            assert (key, form, answer.status_code) == (key, form, 200)


@pytest.mark.parametrize(("table", "form"), [("passwords", "csv"), ("flow", "pdf"), ("flow", "html")])
def test_other_tables_and_forms_are_not_there(opened, mara, lindenhof, nora, table, form):
    assert opened(mara, reverse("service_table", args=[lindenhof.public_id, table, form])).status_code == 404
