"""What several journeys begin with: somebody is enrolled, invited, or comes in as a colleague."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from browsing import Visitor

MAPPING = """format: gavn-mapping/1
source: old-system
title: {en: "Old system", da: "Gammelt system", sv: "Gammalt system"}
file: {encoding: utf-8, delimiter: ";", decimal: comma, missing: [""]}
individual:
  id: No
  given: Given
  family: Family
  birth_year: Born
  sex: {column: Sex, values: {"K": woman, "M": man}}
enrolment:
  service: {column: Service, values: {"B": Broen}}
  programme: gavn/substance-misuse-follow-up@1
  entered: Entered
"""
HEAD = "No;Given;Family;Born;Sex;Service;Entered\n"
ROWS = {
    "wrong": "1;Vera;Prøvedal;1979;K;B;2026-02-30\n2;Nils;Prøveeng;1985;X;B;2026-03-01\n",
    "mended": "1;Vera;Prøvedal;1979;K;B;2026-02-28\n2;Nils;Prøveeng;1985;M;B;2026-03-01\n",
}
OVERVIEW = re.compile(r"/people/[0-9a-f]{32}/$")


def come_in(visitor: Visitor, demo: dict[str, Any], role: str, account: str = "") -> None:
    """Press the door of a role; there is one door a role, so another account goes through its colleague's."""
    door = demo["accounts"][role]["account"]
    form = visitor.page.locator("form", has=visitor.page.locator(f"input[name=account][value='{door}']"))
    if account:
        field = form.locator("input[name=account]").element_handle()
        form = visitor.page.locator(f"form:has(input[name=account][value='{account}'])")
        field.evaluate("(field, account) => { field.value = account; }", account)
    visitor.actions += 1
    form.locator("button").click()
    visitor.page.wait_for_url(lambda url: "/sign-in/" not in url)


def enrol(visitor: Visitor, given: str, family: str, year: str = "1988") -> None:
    """From the start page: enrol somebody who comes today; ends on the person's overview."""
    visitor.click("main a[href='/people/enrol/']")
    enrol_here(visitor, given, family, year)


def enrol_here(visitor: Visitor, given: str, family: str, year: str = "1988") -> None:
    """On the form that enrols: write who it is; somebody of the same name is another one."""
    visitor.write("input[name=given]", given)
    visitor.write("input[name=family]", family)
    visitor.write("input[name=birth_year]", year)
    with visitor.page.expect_navigation():
        visitor.click("main form button[type=submit]")
    if visitor.page.locator("input[name=chosen]").count():
        visitor.page.locator("input[name=chosen][value=new]").check()
        visitor.click("main form button[type=submit]")
    visitor.page.wait_for_url(OVERVIEW)


def write_goal(visitor: Visitor, words: str) -> None:
    """From a person's plan: write what they want to reach; ends on the plan."""
    visitor.click("main a[href$='/goals/']")
    visitor.write("textarea[name=words]", words)
    visitor.choose("select[name=area]", value="health")
    visitor.click("main form.gv-form button[type=submit]")
    visitor.page.wait_for_url("**/plan/**")


def start_intervention(visitor: Visitor, name: str, intensity: str) -> None:
    """From a person's plan: write what the service does; ends on the plan."""
    visitor.click("main a[href$='/interventions/']")
    visitor.write("input[name=name]", name)
    visitor.page.locator("input[name=kind][value=regaining]").check()
    visitor.write("input[name=intensity]", intensity)
    visitor.click("main form.gv-form button[type=submit]")
    visitor.page.wait_for_url("**/plan/**")


def invited(visitor: Visitor, language: str, *, variant: str = "plain") -> str:
    """From a person's overview: invite them to the first occasion; the code; ends on the person's forms."""
    visitor.click("a[href$='/forms/']")
    visitor.page.wait_for_url("**/forms/")
    forms = visitor.path
    visitor.click("a[href$='/invite/']")
    visitor.page.locator(f"input[name=language][value={language}]").check()
    visitor.page.locator(f"input[name=variant][value={variant}]").check()
    visitor.click("main form.gv-form button[type=submit]")
    code = "".join(visitor.page.locator(".gv-code-words").inner_text().split())
    visitor.open(f"/{forms}")
    return code


def account_of(page_as: Callable[..., Visitor], name: str) -> str:
    """The account of a colleague, as the administrator finds it."""
    ada = page_as("administrator")
    ada.open("/accounts/")
    return ada.page.locator("main a", has_text=name).get_attribute("href").split("/")[2]


def bring_in(amir: Visitor, folder: Path, rows: str) -> str:
    """Let gavn look at a file, wrong or mended; the id of the import."""
    (folder / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    (folder / "old.csv").write_text(HEAD + ROWS[rows], encoding="utf-8")
    amir.click("nav a[href='/imports/']")
    amir.click("main a[href='/imports/new/']")
    amir.page.set_input_files("input[name=file]", folder / "old.csv")
    amir.page.set_input_files("input[name=mapping]", folder / "mapping.yaml")
    amir.click("main form.gv-form button[type=submit]")
    amir.page.wait_for_url(re.compile(r"/imports/[0-9a-f]{32}/$"))
    amir.page.wait_for_selector("main table")
    return amir.path.split("/")[1]


def take_in(amir: Visitor) -> None:
    """Take the file in, and wait until it is whole."""
    amir.click("main form.gv-form button[type=submit]")
    amir.page.wait_for_url("**/progress/")
    amir.page.wait_for_selector("main table", timeout=60_000)
