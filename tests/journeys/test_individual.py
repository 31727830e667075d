"""Journeys 3 and 4: somebody answers with a code, on a phone, by keyboard, with help; and sees their own picture."""

from __future__ import annotations

import re

import pytest
from browsing import DESKTOP, PHONE, Visitor
from people_here import account_of, enrol, invited

CASE = re.compile(r"^(/r/|/static/|#|\?|$)")


def come_in(visitor: Visitor, code: str) -> None:
    """Open the entrance and write the code."""
    visitor.open("/r/")
    visitor.write("input[name=code]", code)
    visitor.click("main button[type=submit]")
    visitor.page.wait_for_url("**/r/welcome/")


def only_their_own(visitor: Visitor) -> None:
    """No link or form on the page leads out of the respondents' site."""
    assert [link for link in visitor.links if not CASE.match(link or "")] == [], visitor.page.url


@pytest.fixture
def fresh_code(page_as):
    """An invitation made by a practitioner for somebody who has just come."""

    def made(language: str, **how: str) -> str:
        pia = page_as("practitioner")
        enrol(pia, f"Kaja {language}", "Prøveborg")
        return invited(pia, language, **how)

    return made


def answer(ida: Visitor, *, value: str = "", why: str = "") -> None:
    """Answer the one question of the page, or say why not, and go on."""
    only_their_own(ida)
    before = ida.page.url
    if value:
        ida.write("input[type=number]", value)
    if why:
        ida.page.locator(f"input[name$=__why][value={why}]").check()
    ida.click("button[name=go][value=next]")
    ida.page.wait_for_url(lambda url: url != before)


@pytest.mark.parametrize("whose", ["of the demo", "just made"])
def test_on_a_phone_somebody_practises_skips_stops_resumes_and_sees_their_own_picture(window, demo, fresh_code, whose):
    language = "en" if whose == "of the demo" else "sv"
    code = demo["objects"]["code"] if whose == "of the demo" else fresh_code("sv")
    ida = window(language=language, width=PHONE, phone=True)
    come_in(ida, code)
    assert ida.page.locator("html").get_attribute("lang") == language
    ida.click("main form.gv-form button[type=submit]")
    ida.page.wait_for_url("**/r/practice/")
    ida.write("input[type=number]", "5")
    ida.click("main form.gv-form button[type=submit]")
    ida.page.wait_for_url("**/r/questions/1/")
    answer(ida, value="6")
    answer(ida, why="declined")
    ida.write("input[type=number]", "3")
    ida.click("button[name=go][value=stop]")
    ida.page.wait_for_url("**/r/welcome/?stopped=1")
    only_their_own(ida)
    ida.page.context.close()
    again = window(language=language, width=PHONE, phone=True)
    come_in(again, code)
    again.click("main form.gv-form button[type=submit]")
    again.page.wait_for_url("**/r/questions/1/?at=line_social")
    answer(again, value="8")
    kept = again.page.locator("main dd").all_inner_texts()
    assert [words.split()[0] for words in (kept[0], kept[2], kept[3])] == ["6", "3", "8"]
    send(again)
    sees_only_themselves(again, "6")


def send(ida: Visitor, helper: str = "nobody", how: str = "") -> None:
    """Look the answers over, say who helped, send."""
    ida.page.wait_for_url("**/r/over/")
    only_their_own(ida)
    ida.page.locator(f"input[name=helper][value={helper}]").check()
    if how:
        ida.page.locator(f"input[name=helped_how][value={how}]").check()
    ida.click("main form.gv-form button[type=submit]")
    ida.page.wait_for_url("**/r/picture/")


def sees_only_themselves(ida: Visitor, marked: str) -> None:
    """The own picture: marks and words; no norm, no band, no other person, no way to the staff's pages."""
    only_their_own(ida)
    assert ida.page.locator("#picture svg.gv-picture").count() >= 3
    assert marked in ida.text
    for word in ("Norm", "n =", "Lyngvang", "Solbro", "Prøve"):
        assert word not in ida.text
    ida.open("/people/")
    assert "/sign-in/" in ida.page.url, "A code opens no page of the staff's."
    ida.open("/r/")
    ida.page.goto("/r/picture/")
    ida.click("form[data-leave] button")
    ida.page.wait_for_url("**/r/left/")
    ida.open("/r/picture/")
    assert ida.page.url.endswith("/r/"), "Who has left must write the code again."


def test_by_keyboard_alone_in_easy_words_with_somebodys_help(page_as, window, demo):
    """The staff chose faces with three answers; somebody reads aloud; who helped and how is kept."""
    leader = page_as("manager", account=account_of(page_as, "Arne Sommerstrøm"))
    leader.open(f"/services/{demo['objects']['services']['fyret']}/programme/gavn.housing-support@1/")
    leader.page.locator("input[name=chosen][value='gavn/four-lines-easy@1|individual']").check()
    leader.page.locator("input[name=chosen][value='gavn/quality-of-life@1|individual']").uncheck()
    leader.click("main form.gv-form button[type=submit]")
    ditte = page_as("practitioner", account=account_of(page_as, "Ditte Lyngbakke"))
    enrol(ditte, "Rosa", "Prøvebakke")
    code = invited(ditte, "da", variant="easy")
    forms = ditte.path
    rosa = window(language="da", width=DESKTOP)
    by_keyboard(rosa, code)
    ditte.open(f"/{forms}")
    told = ditte.page.locator("article", has_text="Four questions with faces").first.inner_text()
    assert "Alone, by link or code" in told
    assert "Helped by: somebody who works here, read the questions aloud" in told


def by_keyboard(rosa: Visitor, code: str) -> None:
    """From the code to the own picture without touching a pointer."""
    keys = rosa.page.keyboard
    rosa.open("/r/")
    rosa.tab_to("input[name=code]")
    keys.type(code)
    keys.press("Enter")
    rosa.page.wait_for_url("**/r/welcome/")
    for part in ("practice/", "questions/1/"):
        rosa.tab_to("form.gv-form button[type=submit]")
        keys.press("Enter")
        rosa.page.wait_for_url(f"**/r/{part}")
    for _question in range(4):
        question = rosa.page.locator("[data-question]")
        assert question.locator(".gv-faces input[type=radio]").count() == 3, "At most three answers."
        assert question.locator("svg").count() >= 4, "A picture of the question, and a face for each answer."
        assert rosa.page.locator("[data-read-aloud]").count() == 1
        rosa.tab_to(".gv-faces input[type=radio]")
        keys.press("ArrowDown")
        before = rosa.page.url
        rosa.tab_to("button[name=go][value=next]")
        keys.press("Enter")
        rosa.page.wait_for_url(lambda url, before=before: url != before)
    rosa.page.wait_for_url("**/r/over/")
    rosa.tab_to("input[name=helper]")
    choose_by_arrows(rosa, "input[name=helper][value=staff]")
    rosa.tab_to("input[name=helped_how]")
    choose_by_arrows(rosa, "input[name=helped_how][value=read]")
    rosa.tab_to("form.gv-form button[type=submit]")
    keys.press("Enter")
    rosa.page.wait_for_url("**/r/picture/")


def choose_by_arrows(rosa: Visitor, wanted: str) -> None:
    """Walk within a group of choices until the wanted one is chosen."""
    for _step in range(8):
        if rosa.page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            rosa.page.keyboard.press("Space")
            return
        rosa.page.keyboard.press("ArrowDown")
    raise AssertionError(f"The arrows do not reach {wanted}")
