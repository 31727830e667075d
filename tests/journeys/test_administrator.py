"""Journeys 8 and 10, in part: an administrator makes room for a colleague; an analyst brings a file in."""

from __future__ import annotations

import re

from browsing import DESKTOP, TABLET, Visitor
from people_here import bring_in, take_in


def test_an_administrator_adds_a_service_a_colleague_and_their_role(page_as):
    ada = page_as("administrator", "en", width=DESKTOP)
    ada.click("nav a[href='/tree/']")
    ada.click("tr:has-text('Vesterlev') a[href$='/add/']")
    ada.write("input[name=name]", "Kilden")
    ada.click("main form.gv-form button[type=submit]")
    ada.page.wait_for_url("**/tree/")
    assert ada.page.locator("th", has_text="Kilden").count() == 1
    ada.click("nav a[href='/accounts/']")
    ada.click("main a[href='/accounts/add/']")
    ada.write("input[name=name]", "Sigrid Prøvevang")
    ada.write("input[name=email]", "sigrid@example.org")
    ada.click("main form.gv-form button[type=submit]")
    ada.page.wait_for_url(re.compile(r"/accounts/[0-9a-f]{32}/role/$"))
    sigrid = ada.path.split("/")[1]
    ada.choose("select[name=role]", value="practitioner")
    ada.page.locator("select[name=at] option", has_text="Kilden").evaluate("one => { one.selected = true; }")
    ada.click("main form.gv-form button[type=submit]")
    ada.page.wait_for_url(f"**/accounts/{sigrid}/")
    assert "Kilden" in ada.page.locator("main table").inner_text()
    ada.click("form[action$='/invite/'] button")
    ada.page.wait_for_url("**/invite/")
    assert "/welcome/" in ada.page.locator("main code").inner_text()
    there = page_as("practitioner", account=sigrid)
    there.click("nav a[href='/people/']")
    assert "Prøve" not in there.text, "Nobody is here yet."


def test_an_analyst_mends_a_file_row_by_row_and_a_repeat_adds_nothing(page_as, tmp_path):
    amir = page_as("analyst", "da", width=TABLET)
    bring_in(amir, tmp_path, "wrong")
    wrong = amir.page.locator("main table").first.locator("tbody tr")
    rows = [row.split("\t") for row in wrong.all_inner_texts()]
    assert {(row.strip(), column.strip()) for row, column, _what in rows} == {("2", "Entered"), ("3", "Sex")}
    bring_in(amir, tmp_path, "mended")
    assert new_ones(amir) == {"2"}
    take_in(amir)
    amir.open("/people/?q=Prøvedal")
    assert "Vera Prøvedal" in amir.text
    bring_in(amir, tmp_path, "mended")
    assert new_ones(amir) == {"0"}


def new_ones(amir: Visitor) -> set[str]:
    """How many persons and stays would be new."""
    rows = amir.page.locator("main table").first.locator("tbody tr").all()
    counts = [row.locator("td").first.inner_text().strip() for row in rows[:2]]
    return set(counts)
