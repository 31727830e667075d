"""What several journeys begin with: somebody is enrolled, invited, or comes in as a colleague."""

from __future__ import annotations

import re
from collections.abc import Callable

from browsing import Visitor

OVERVIEW = re.compile(r"/people/[0-9a-f]{32}/$")


def enrol(visitor: Visitor, given: str, family: str, year: str = "1988") -> None:
    """From the start page: enrol somebody who comes today; ends on the person's overview."""
    visitor.click("main a[href='/people/enrol/']")
    visitor.write("input[name=given]", given)
    visitor.write("input[name=family]", family)
    visitor.write("input[name=birth_year]", year)
    visitor.click("main form button[type=submit]")
    visitor.page.wait_for_url(OVERVIEW)


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
