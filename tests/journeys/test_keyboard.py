"""The main journeys by keyboard alone, and shortcuts that help with them and can be turned off."""

from __future__ import annotations

import re

from browsing import DESKTOP, Visitor
from people_here import OVERVIEW, account_of

QUALITY = ("mood", "hope", "body", "closest", "belonging", "deciding", "days", "home", "money")
TITLE = "Keyboard shortcuts"


def focused(visitor: Visitor, selector: str) -> bool:
    """Whether the focus is on something of this kind."""
    return bool(visitor.page.evaluate("one => document.activeElement.matches(one)", selector))


def keys(visitor: Visitor, *pressed: str) -> None:
    """Press one key after the other."""
    for key in pressed:
        visitor.page.keyboard.press(key)


def ready(visitor: Visitor) -> None:
    """Wait until the scripts of the page have run."""
    visitor.page.wait_for_load_state("networkidle")


def test_the_list_of_shortcuts_opens_and_closes_and_the_keys_lead_where_it_says(page_as):
    pia = page_as("practitioner", width=DESKTOP)
    ready(pia)
    keys(pia, "?")
    assert pia.page.locator("#keys-help h2").inner_text() == TITLE
    keys(pia, "Escape")
    assert not pia.page.locator("#keys-help").is_visible()
    keys(pia, "/")
    assert focused(pia, "[data-search]")
    keys(pia, "g", "p", "?")
    assert focused(pia, "[data-search]"), "Within a field letters are letters."
    assert pia.page.locator("[data-search]").first.input_value() == "gp?"
    pia.page.evaluate("() => document.activeElement.blur()")
    for letter, path in (("p", "/people/"), ("d", "/due/"), ("t", "/")):
        keys(pia, "g", letter)
        pia.page.wait_for_url(lambda url, path=path: url.split("?")[0].endswith(path))
        ready(pia)
    pia.open("/people/")
    ready(pia)
    keys(pia, "j", "j", "k")
    assert pia.page.evaluate("() => document.activeElement.closest('tr')?.rowIndex") == 1
    keys(pia, "Enter")
    pia.page.wait_for_url(OVERVIEW)


def test_the_shortcuts_can_be_turned_off_and_stay_off_after_signing_out(page_as, demo):
    pia = page_as("practitioner", width=DESKTOP)
    ready(pia)
    keys(pia, "?")
    pia.tab_to("[data-keys-on]")
    keys(pia, "Space", "Escape", "?")
    assert not pia.page.locator("#keys-help").is_visible()
    pia.page.locator("details.gv-usermenu > summary").click()
    pia.page.locator("form[action='/sign-out/'] button").click()
    pia.page.wait_for_url("**/sign-in/**")
    ready(pia)
    keys(pia, "?")
    assert not pia.page.locator("#keys-help").is_visible()
    pia.page.locator("[data-keys-help]").click()
    assert pia.page.locator("#keys-help").is_visible(), "The list opens from the foot of the page all the same."


def test_help_with_a_page_opens_beside_it_and_as_a_page_without_a_script(page_as):
    pia = page_as("practitioner", "sv", width=DESKTOP)
    pia.open("/due/")
    ready(pia)
    keys(pia, "h")
    pia.page.wait_for_selector("#page-help[open] [data-help]")
    assert "Vad som ska fyllas i" in pia.page.locator("#page-help").inner_text()
    keys(pia, "Escape")
    assert pia.path == "due/"
    pia.open(pia.page.locator("[data-help-link]").get_attribute("href"))
    assert "mättillfälle" in pia.text
    pia.click("main a[href*='/help/guides/']")
    pia.page.wait_for_url("**/help/guides/**")
    assert pia.page.locator("main h1 [lang=en]").count() == 1


def test_enrolling_answering_and_closing_a_critical_answer_by_keyboard_alone(page_as):
    jonas = page_as("practitioner", width=DESKTOP, account=account_of(page_as, "Jonas Regnskov"))
    enrolled_by_keyboard(jonas)
    answered_by_keyboard(jonas)
    lisbet = page_as("manager", width=DESKTOP, account=account_of(page_as, "Lisbet Birkebæk"))
    lisbet.tab_to("nav a[href='/critical/']")
    keys(lisbet, "Enter")
    lisbet.page.wait_for_url("**/critical/")
    ready(lisbet)
    for _line in range(40):
        keys(lisbet, "j")
        if "Gro Prøvefjord" in lisbet.page.evaluate("() => document.activeElement.innerText"):
            break
    keys(lisbet, "Enter")
    lisbet.page.wait_for_url(re.compile("/critical/[0-9a-f]+/"))
    lisbet.tab_to("textarea[name=done]")
    lisbet.page.keyboard.type("Talked with her the same day.")
    keys(lisbet, "Control+Enter")
    lisbet.page.wait_for_url("**/critical/")


def enrolled_by_keyboard(jonas: Visitor) -> None:
    """From the start page to the overview of somebody who has just come."""
    jonas.tab_to("main a[href='/people/enrol/']")
    keys(jonas, "Enter")
    jonas.page.wait_for_url("**/people/enrol/**")
    for field, words in (("given", "Gro"), ("family", "Prøvefjord"), ("birth_year", "1988")):
        jonas.tab_to(f"input[name={field}]")
        jonas.page.keyboard.type(words)
    keys(jonas, "Control+Enter")
    jonas.page.wait_for_url(OVERVIEW)


def answered_by_keyboard(jonas: Visitor) -> None:
    """The quality of life, with an answer on which somebody must act."""
    jonas.tab_to("a[href*='/gavn.quality-of-life/individual/']")
    keys(jonas, "Enter")
    jonas.page.wait_for_url("**/gavn.quality-of-life/individual/**")
    ready(jonas)
    for item in (*QUALITY, "safe"):
        jonas.tab_to(f"input[name='{item}.a']")
        keys(jonas, "Space" if item == "safe" else "ArrowDown")
    assert jonas.page.locator("input[name='safe.a'][value='1']").is_checked()
    keys(jonas, "Control+Enter")
    jonas.page.wait_for_url("**/feedback/**")
    assert "Never feels safe" in jonas.text
