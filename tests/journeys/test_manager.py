"""Journeys 6 and 16: a manager on Monday morning, and a politician on a phone."""

from __future__ import annotations

from browsing import DESKTOP, PHONE, TABLET
from people_here import account_of, enrol

QUALITY = ("mood", "hope", "body", "closest", "belonging", "deciding", "days", "home", "money")
WHAT_WAS_DONE = "Talked with her the same day; she moved to the north house on Tuesday."


def test_a_critical_answer_is_closed_with_what_was_done(page_as):
    jonas = page_as("practitioner", width=TABLET, account=account_of(page_as, "Jonas Regnskov"))
    enrol(jonas, "Ebba", "Prøvestrøm")
    jonas.click("a[href*='/gavn.quality-of-life/individual/']")
    for item in QUALITY:
        jonas.page.locator(f"input[name='{item}.a'][value='3']").check()
    jonas.page.locator("input[name='safe.a'][value='1']").check()
    jonas.click("button[name=go][value=submit]")
    jonas.page.wait_for_url("**/feedback/**")
    assert "Never feels safe" in jonas.text
    lisbet = page_as("manager", "sv", width=DESKTOP, account=account_of(page_as, "Lisbet Birkebæk"))
    lisbet.click("nav a[href='/critical/']")
    lisbet.click("tbody th a", "Ebba Prøvestrøm")
    lisbet.click("main form.gv-form button[type=submit]")
    assert lisbet.page.locator("[data-error-summary]").is_visible(), "It is not closed without words."
    lisbet.write("textarea[name=done]", WHAT_WAS_DONE)
    lisbet.click("main form.gv-form button[type=submit]")
    lisbet.page.wait_for_url("**/critical/")
    lisbet.click("main tbody th a", "Ebba Prøvestrøm")
    assert WHAT_WAS_DONE in lisbet.text
    assert lisbet.page.locator("textarea[name=done]").count() == 0


def test_how_does_it_go_for_our_people_and_who_is_missing_and_why(page_as, demo):
    mara = page_as("manager", "sv", width=DESKTOP)
    mara.click("nav a[href='/services/']")
    mara.click("main tbody th a")
    mara.page.wait_for_url(f"**/services/{demo['objects']['service']}/**")
    assert mara.page.locator("main section.gv-section > .gv-section__head h2").count() == 5, "Five questions."
    assert mara.page.locator("main figure, main .gv-figure").count() >= 5
    assert mara.page.locator("#methods [id*=figure-missing]").count() >= 1, "Who is missing, and why."
    mara.click("#resources .gv-figure details summary")
    with mara.page.expect_download() as brought:
        mara.click("#resources a[href*='.csv']")
    assert brought.value.suggested_filename.endswith(".csv")
    mara.click("main nav a[href*='/year/']")
    mara.page.wait_for_url("**/year/**")
    with mara.page.expect_download() as report:
        mara.click("main a[href*='/year/file/pdf/']")
    assert report.value.suggested_filename.endswith(".pdf")


def test_a_politician_sees_figures_on_a_phone_without_smallest_and_largest(page_as, demo):
    service = demo["objects"]["service"]
    mara = page_as("manager", width=DESKTOP)
    mara.open(f"/services/{service}/")
    words = ("Smallest", "Largest")
    assert all(word.lower() in whole(mara) for word in words), "Who may open the persons sees the extremes."
    poul = page_as("politician", width=PHONE, phone=True)
    poul.click("main a[href*='/services/']")
    poul.open(f"/services/{service}/")
    told = whole(poul)
    tables = " ".join(poul.page.locator("main table").all_text_contents()).lower()
    assert "months" in told
    assert not [word for word in words if word.lower() in tables]
    assert [link for link in poul.links if link and link.startswith("/people/")] == []
    reply = poul.page.request.get(f"/people/{demo['objects']['individual']}/")
    assert reply.status == 403


def whole(visitor) -> str:
    """All words of the page's main part, folded tables too."""
    return visitor.page.locator("main").text_content().lower()
