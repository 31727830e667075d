"""A form survives the loss of the network: what is typed is kept, sealed, and sent once; signing out leaves nothing."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import CHROMIUM, QUIET, TABLET, Visitor
from people_here import come_in, enrol, invited
from playwright.sync_api import Browser

LINES = {"line_life": "3.5", "line_wellbeing": "4", "line_close": "6", "line_social": "2.5"}
FOUR_LINES = "a[href*='/gavn.four-lines/individual/']"
STATE = "[data-saved-state][data-state={}]"
SEND = "button[name=go][value=submit]"
DUMP = """async () => {
  const found = {databases: [], caches: [], storage: {...localStorage, ...sessionStorage}};
  for (const {name} of await indexedDB.databases()) {
    const open = indexedDB.open(name);
    const database = await new Promise((done) => { open.onsuccess = () => done(open.result); });
    for (const store of database.objectStoreNames) {
      const ask = database.transaction(store).objectStore(store).getAll();
      const rows = await new Promise((done) => { ask.onsuccess = () => done(ask.result); });
      const told = (bytes) => new TextDecoder("latin1").decode(bytes);
      for (const row of rows) found.databases.push({...row, names: Object.keys(row),
        sealed: row.sealed && told(row.sealed), iv: row.iv && told(row.iv)});
    }
    database.close();
    found.databases = found.databases.filter((row) => row.sealed);
  }
  for (const name of await caches.keys()) {
    const shelf = await caches.open(name);
    for (const asked of await shelf.keys()) {
      found.caches.push([new URL(asked.url).pathname, await (await shelf.match(asked)).text()]);
    }
  }
  return found;
}"""


def dump(visitor: Visitor) -> dict[str, Any]:
    """All that the browser keeps for gavn, apart from cookies."""
    found: dict[str, Any] = visitor.page.evaluate(DUMP)
    return found


def without_network(visitor: Visitor, off: bool = True) -> None:
    """Take the network away, or give it back."""
    visitor.page.context.set_offline(off)


def key_given(visitor: Visitor) -> None:
    """Wait until the page holds the key of this device's tray, and the page for those without a network is kept."""
    visitor.page.wait_for_load_state("networkidle")
    visitor.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")


def typed(visitor: Visitor, lines: dict[str, str]) -> None:
    """Write the lines, as a reader does."""
    for line, value in lines.items():
        visitor.write(f"input[name='{line}.a']", value)


@pytest.fixture
def at_form(page_as) -> Callable[..., Visitor]:
    """A maker of practitioners who stand before the four lines of somebody who has just come."""

    def made(given: str, **how: Any) -> Visitor:
        pia = page_as("practitioner", width=TABLET, **how)
        enrol(pia, given, "Prøvestorm")
        pia.click(FOUR_LINES)
        key_given(pia)
        return pia

    return made


def answers_on(pia: Visitor) -> int:
    """How many sets of answers to the four lines the person's page of forms shows."""
    return pia.page.locator("main article", has_text="Four lines").locator("a[href*='/correct/']").count()


def test_what_is_typed_without_a_network_is_sealed_here_and_sent_when_it_is_back(at_form):
    pia = at_form("Torsten")
    without_network(pia)
    typed(pia, {"line_life": "7.5"})
    pia.page.wait_for_selector(STATE.format("offline"))
    said = pia.page.locator("[data-saved-state]").inner_text()
    assert re.fullmatch(r"Saved on this device \d\d:\d\d · will be sent when the network is back", said)
    without_network(pia, off=False)
    pia.page.wait_for_selector(STATE.format("saved"), timeout=30_000)
    assert dump(pia)["databases"] == [], "What the server holds is not kept on the device as well."
    pia.page.reload()
    assert pia.page.input_value("input[name='line_life.a']") == "7.5"


def test_answers_handed_in_without_a_network_are_sent_by_themselves_and_once(at_form):
    pia = at_form("Embla")
    sent = []
    pia.page.on("request", lambda one: sent.append(one) if one.method == "POST" and one.url == pia.page.url else None)
    typed(pia, LINES)
    without_network(pia)
    pia.click(SEND)
    pia.page.wait_for_selector("[data-handed-in]:not([hidden])")
    assert "sent by themselves" in pia.page.locator("[data-handed-in]").inner_text()
    tried = len(sent)
    without_network(pia, off=False)
    pia.page.wait_for_url("**/feedback/**", timeout=30_000)
    assert len(sent) > tried
    numbers = {re.search("client_id=([0-9a-f]+)", one.post_data)[1] for one in sent}
    assert len(numbers) == 1, "Each time it is sent under the same number."
    assert dump(pia)["databases"] == []


def test_answers_whose_reply_was_lost_are_sent_again_and_taken_once(at_form):
    pia = at_form("Ivar")
    typed(pia, LINES)
    forms = pia.page.locator("main a[href$='/forms/']").get_attribute("href")
    asked: list[str] = []

    def lose_the_reply(route, request):
        if request.method != "POST":
            return route.fallback()
        asked.append(route.fetch().text())
        return route.abort() if len(asked) == 1 else route.fallback()

    pia.page.route("**/gavn.four-lines/individual/", lose_the_reply)
    pia.click(SEND)
    pia.page.wait_for_url("**/feedback/**", timeout=45_000)
    assert json.loads(asked[0])["let_in"] is True, "The server had taken it the first time."
    pia.open(forms)
    assert answers_on(pia) == 1


def test_nothing_on_the_device_can_be_read_and_at_sign_out_nothing_is_left(at_form, window):
    pia = at_form("Valdemar")
    without_network(pia)
    typed(pia, {"line_life": "7.77"})
    pia.page.wait_for_selector(STATE.format("offline"))
    kept = dump(pia)
    assert len(kept["databases"]) == 1
    assert set(kept["databases"][0]["names"]) == {"id", "tray", "state", "at", "iv", "sealed"}
    person = pia.page.url.split("/")[4]
    for word in ("Valdemar", "Prøvestorm", "7.77", "Lyngvang", "four-lines", "Four lines", person):
        assert word not in json.dumps(kept["databases"], ensure_ascii=False), word
        assert word not in json.dumps(kept["caches"], ensure_ascii=False), word
    assert set(kept["storage"]) <= {"htmx-current-path-for-history"}, "An address without a name, and nothing else."
    pages = [path for path, _text in kept["caches"] if not path.startswith("/static/")]
    assert pages == ["/offline/en/"], "No page but the one for those without a network is kept."
    without_network(pia, off=False)
    sign_out(pia)
    left = dump(pia)
    assert left["databases"] == []
    assert person not in json.dumps(left["storage"])
    assert pia.page.evaluate("async () => (await indexedDB.databases()).length") == 0
    assert not [one for one in pia.page.context.cookies() if one["name"] == "sessionid"]


def sign_out(visitor: Visitor) -> None:
    """Leave by the menu under one's name."""
    visitor.page.locator("details.gv-usermenu > summary").click()
    visitor.page.locator("form[action='/sign-out/'] button").click()
    visitor.page.wait_for_url("**/sign-in/**")


def test_without_a_network_other_pages_say_what_waits_and_name_nobody(at_form):
    pia = at_form("Gudrun")
    without_network(pia)
    typed(pia, LINES)
    pia.click(SEND)
    pia.page.wait_for_selector("[data-handed-in]:not([hidden])")
    pia.open("/due/")
    assert pia.page.locator("h1").inner_text() == "What waits on this device"
    assert "handed in, not sent yet" in pia.text
    assert "Gudrun" not in pia.text
    without_network(pia, off=False)
    pia.page.wait_for_selector("[data-nothing]:not([hidden])", timeout=30_000)


@pytest.fixture
def crashing(browser: Browser, demo: dict[str, Any], tmp_path: Path) -> Iterator[Callable[[], Visitor]]:
    """A maker of browsers with one and the same profile on disk, to be killed and started again."""
    opened = []

    def start() -> Visitor:
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "profile", executable_path=CHROMIUM, args=QUIET, base_url=demo["address"], locale="en",
            timezone_id="Europe/Copenhagen", viewport={"width": 1280, "height": 900},
        )  # fmt: skip
        opened.append(context)
        return Visitor(context.pages[0])

    yield start
    opened[-1].close()


def killed(profile: Path) -> None:
    """End, at once, every process of the browser that holds this profile; no other browser is meant."""
    for place in Path("/proc").glob("[0-9]*"):
        try:
            command = (place / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if f"--user-data-dir={profile}" in command and "--type=" not in command:
            os.kill(int(place.name), signal.SIGKILL)


def test_a_browser_that_crashed_without_a_network_gives_back_what_was_typed(crashing, demo, tmp_path):
    pia = crashing()
    pia.open("/sign-in/")
    come_in(pia, demo, "practitioner")
    enrol(pia, "Sigrid", "Prøvestorm")
    pia.click(FOUR_LINES)
    key_given(pia)
    form = pia.path
    without_network(pia)
    typed(pia, {"line_life": "8.25", "line_close": "1.5"})
    pia.page.wait_for_selector(STATE.format("offline"))
    killed(tmp_path / "profile")
    again = crashing()
    again.open(f"/{form}")
    if "/sign-in/" in again.page.url:
        come_in(again, demo, "practitioner")
        again.open(f"/{form}")
    again.page.wait_for_selector(STATE.format("brought"))
    assert again.page.input_value("input[name='line_life.a']") == "8.25"
    assert again.page.input_value("input[name='line_close.a']") == "1.5"


def test_who_uses_the_tablet_next_sees_nothing_and_loses_nothing_of_it(at_form, page_as, demo):
    pia = at_form("Hedvig")
    there = pia.page.url
    without_network(pia)
    typed(pia, LINES)
    pia.click(SEND)
    pia.page.wait_for_selector("[data-handed-in]:not([hidden])")
    context = pia.page.context
    pia.page.close()
    context.clear_cookies(name="sessionid")  # the sign-in ended while there was no network
    without_network(pia, off=False)
    nils = Visitor(context.new_page())
    nils.open("/sign-in/")
    come_in(nils, demo, "manager")
    nils.open("/due/")
    nils.page.wait_for_load_state("networkidle")
    nils.open("/offline/en/")
    nils.page.wait_for_selector("[data-waiting-list] li")
    assert "A form" in nils.text
    assert "Hedvig" not in nils.text
    assert "Four lines" not in nils.text
    assert nils.page.locator("[data-waiting-list] button").count() == 0
    nils.open("/")
    sign_out(nils)
    back = Visitor(nils.page)
    come_in(back, demo, "practitioner")
    back.page.wait_for_selector("[data-device] [data-sent]:not([hidden])", timeout=30_000)
    back.open(there)
    back.page.wait_for_url("**/feedback/**")
    assert dump(back)["databases"] == []


def test_where_a_colleague_answered_meanwhile_both_texts_are_shown(at_form, page_as):
    pia = at_form("Astrid")
    there = pia.page.url
    without_network(pia)
    typed(pia, LINES)
    pia.click(SEND)
    pia.page.wait_for_selector("[data-handed-in]:not([hidden])")
    other = page_as("practitioner")
    other.open(there)
    typed(other, {**LINES, "line_life": "9"})
    other.click(SEND)
    other.page.wait_for_url("**/feedback/**")
    without_network(pia, off=False)
    pia.page.wait_for_selector("text=Which answers count?", timeout=30_000)
    assert "3.5" in pia.text
    assert "9" in pia.text
    pia.page.locator("[data-seen-both] button").click()
    pia.page.wait_for_selector("[data-seen-both]", state="hidden")
    assert dump(pia)["databases"] == []


def test_a_sign_in_that_ended_meanwhile_is_renewed_and_the_answers_are_sent(at_form, demo):
    pia = at_form("Yrsa")
    there = pia.page.url
    without_network(pia)
    typed(pia, LINES)
    pia.click(SEND)
    pia.page.wait_for_selector("[data-handed-in]:not([hidden])")
    pia.page.context.clear_cookies(name="sessionid")
    without_network(pia, off=False)
    pia.page.wait_for_selector(STATE.format("signed-out"), timeout=30_000)
    pia.open("/sign-in/")
    come_in(pia, demo, "practitioner")
    pia.page.wait_for_selector("[data-device] [data-sent]:not([hidden])", timeout=30_000)
    pia.open(there)
    pia.page.wait_for_url("**/feedback/**")


def test_too_long_without_work_closes_the_page_and_forgets_the_key(at_form):
    pia = at_form("Runa")
    without_network(pia)
    typed(pia, {"line_life": "7.5"})
    pia.page.wait_for_selector(STATE.format("offline"))
    pia.page.clock.install()
    pia.page.evaluate("() => { const real = Date.now; Date.now = () => real() + 31 * 60 * 1000; }")
    pia.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    pia.page.wait_for_selector("main [data-over]")
    assert "Runa" not in pia.text
    assert pia.page.locator("main input").count() == 0


def test_a_respondent_s_answers_survive_too_and_leaving_leaves_nothing(page_as, window):
    pia = page_as("practitioner")
    enrol(pia, "Kasper", "Prøvestorm")
    code = invited(pia, "en")
    ida = window(width=TABLET)
    ida.open("/r/")
    ida.write("input[name=code]", code)
    ida.click("main button[type=submit]")
    ida.page.wait_for_url("**/r/welcome/")
    ida.open("/r/questions/1/")
    key_given(ida)
    without_network(ida)
    ida.write("input[type=number]", "6.67")
    ida.click("button[name=go][value=next]")
    ida.page.wait_for_selector(STATE.format("offline"))
    kept = dump(ida)
    assert len(kept["databases"]) == 1
    assert "6.67" not in json.dumps(kept["databases"])
    without_network(ida, off=False)
    ida.page.wait_for_selector(STATE.format("saved"), timeout=30_000)
    ida.click("button[name=go][value=next]")
    ida.page.wait_for_url(lambda url: "at=" in url)
    ida.click("form[data-leave] button")
    ida.page.wait_for_url("**/r/left/")
    assert dump(ida)["databases"] == []


def test_an_old_browser_without_a_key_works_as_before(page_as):
    pia = page_as("practitioner", width=TABLET)
    pia.page.context.add_init_script("delete Window.prototype.indexedDB; delete window.indexedDB;")
    enrol(pia, "Ulrik", "Prøvestorm")
    pia.click(FOUR_LINES)
    typed(pia, LINES)
    pia.click(SEND)
    pia.page.wait_for_url("**/feedback/**")
