"""Journeys 1 and 2: a practitioner with a person, from entry to feedback, and six months later."""

from __future__ import annotations

import io

from browsing import DESKTOP, TABLET, Visitor
from people_here import enrol, start_intervention, write_goal
from pypdf import PdfReader

LINES = {"line_life": "3.5", "line_wellbeing": "4", "line_close": "6", "line_social": "2.5"}
FOUR_LINES = "a[href*='/gavn.four-lines/individual/']"
MOST_ACTIONS = 12


def test_from_sign_in_to_feedback_in_twelve_actions(page_as, capsys):
    pia = page_as("practitioner", width=TABLET)
    assert pia.page.locator("#pile_overdue, #pile_week").first.is_visible(), "The start page shows what is due."
    enrol(pia, "Ronja", "Prøvelund")
    pia.click(FOUR_LINES)
    for line, value in LINES.items():
        pia.write(f"input[name='{line}.a']", value)
    pia.press("Enter")
    pia.page.wait_for_url("**/feedback/**")
    with capsys.disabled():
        print(f"\nActions from sign-in to feedback, person enrolled on the way: {pia.actions} (at most {MOST_ACTIONS})")
    assert pia.actions <= MOST_ACTIONS
    result = pia.page.locator("main .gv-section").first
    assert "Four lines" in result.locator("h2").inner_text()
    words, picture = (result.locator(what).first.bounding_box() for what in (".gv-figure__finding", "svg.gv-strip"))
    assert words["y"] < picture["y"], "The result is said in words before it is drawn."
    assert "16" in result.inner_text()
    pia.click("form[action$='/discussed/'] button")
    pia.page.wait_for_load_state()
    assert pia.page.locator("form[action$='/discussed/']").count() == 0
    assert "Pia Lyngvang" in pia.text


def test_a_short_form_on_the_way_through_due_needs_eight(page_as):
    pia = page_as("practitioner", "sv", width=TABLET)
    before = pia.actions
    pia.click("nav a[href='/due/']")
    pia.click("main tbody th a")
    pia.click(FOUR_LINES)
    for line, value in LINES.items():
        pia.write(f"input[name='{line}.a']", value)
    pia.click("button[name=go][value=submit]")
    pia.page.wait_for_url("**/feedback/**")
    assert pia.actions - before <= MOST_ACTIONS - 4


def test_what_was_typed_survives_a_closed_browser(page_as):
    pia = page_as("practitioner", "da", width=TABLET)
    enrol(pia, "Folke", "Prøveskov")
    pia.click(FOUR_LINES)
    asked = pia.path
    pia.write("input[name='line_life.a']", "7.5")
    pia.press("Tab")
    pia.write("input[name='line_close.a']", "2")
    pia.page.wait_for_selector("[data-saved-state][data-state=saved]")
    pia.page.context.close()
    again = page_as("practitioner", "da", width=TABLET)
    again.open(f"/{asked}")
    typed = {line: again.page.input_value(f"input[name='{line}.a']") for line in LINES}
    assert typed == {"line_life": "7.5", "line_wellbeing": "", "line_close": "2", "line_social": ""}


def test_six_months_later_what_to_look_at_is_suggested_and_the_plan_is_adjusted(page_as):
    pia = page_as("practitioner", "en", width=DESKTOP)
    pia.click("section[aria-labelledby=pile_off_track] li a")
    overview = pia.path
    pia.click("main details.gv-help summary")
    assert pia.page.locator(".gv-person__look li").count() >= 4, "The programme says what to look at together."
    pia.click("main a[href*='/plan/?stay=']")
    adjust_goal(pia)
    adjust_intervention(pia)
    assert "Sleep before midnight, five nights a week" in pia.page.locator("#changes").inner_text()
    pia.open(f"/{overview}")
    printed = PdfReader(io.BytesIO(pia.page.pdf(format="A4", print_background=True)))
    assert len(printed.pages) == 1, "The overview is one A4."
    assert "Prøve" not in printed.pages[0].extract_text()


def adjust_goal(pia: Visitor) -> None:
    """Write a goal and say it anew; how it stood is kept."""
    write_goal(pia, "Sleep better")
    pia.click("article:has-text('Sleep better') a[href$='/change/']")
    pia.write("textarea[name=words]", "Sleep before midnight, five nights a week")
    pia.click("main form button[type=submit]")
    pia.click("article:has-text('Sleep before midnight') a[href$='/rate/']")
    pia.choose("select[name=value]", value="4")
    pia.click("main form button[type=submit]")
    pia.page.wait_for_url("**/plan/**")


def adjust_intervention(pia: Visitor) -> None:
    """Begin something that serves the goal, then more of it."""
    start_intervention(pia, "Evening walks", "once a week")
    pia.click("tr:has-text('Evening walks') a[href$='/change/']")
    pia.choose("select[name=goal]", label="Sleep before midnight, five nights a week")
    pia.write("input[name=intensity]", "three times a week")
    pia.click("main form button[type=submit]")
    pia.page.wait_for_url("**/plan/**")
    assert "three times a week" in pia.text
