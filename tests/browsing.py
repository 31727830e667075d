"""Somebody at a browser: what they do is counted, and what goes wrong in the browser is remembered."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Response

CHROMIUM = shutil.which("chromium")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE = Path(__file__).resolve().parents[1] / "node_modules/axe-core/axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, TABLET, DESKTOP = 390, 820, 1280
HEIGHTS = {320: 640, PHONE: 844, 768: 1024, TABLET: 1180}
RUN = """async (tags) => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
  return found.violations.map(one => ({id: one.id, help: one.help,
    nodes: one.nodes.map(node =>
      node.html.slice(0, 200) + "  " + (node.failureSummary ?? "").split("\\n").slice(1).join(" "))}));
}"""
WIDER = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const out = [...document.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > width + 1);
  const told = out.slice(-4).map(one => one.outerHTML.slice(0, 160));
  return [`${document.documentElement.scrollWidth} > ${width}`, ...told];
}"""


@dataclass
class Surroundings:
    """How somebody sits: language, width of the screen, light or dark."""

    language: str = "en"
    width: int = DESKTOP
    dark: bool = False
    phone: bool = False

    def opened(self, browser: Browser, address: str, **more: Any) -> BrowserContext:
        """A browser of their own with nothing in it."""
        context = browser.new_context(
            base_url=address, locale=self.language, timezone_id="Europe/Copenhagen", reduced_motion="reduce",
            color_scheme="dark" if self.dark else "light", has_touch=self.phone, is_mobile=self.phone,
            viewport={"width": self.width, "height": HEIGHTS.get(self.width, 900)}, **more,
        )  # fmt: skip
        context.set_default_timeout(60_000)  # a bound, not a wait: a machine that does much else is slow
        return context


@dataclass
class Visitor:
    """Somebody before one page: opens, clicks, writes, presses; each of these but opening is one action."""

    page: Page
    actions: int = 0
    faults: list[str] = field(default_factory=list)
    status: int = 0

    def __post_init__(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        """A refused form (422) is said in the console too; what could not be loaded is judged by its answer."""
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"{self.page.url}: {message.text}")

    def _answered(self, response: Response) -> None:
        part = response.request.resource_type not in ("document", "fetch", "xhr")
        if response.request.is_navigation_request():
            self.status = response.status
        if response.status >= 500 or (part and response.status >= 400):
            self.faults.append(f"{response.status} {response.url}")

    def open(self, path: str) -> None:
        """Write an address; not counted, because nobody in a hurry does."""
        self.page.goto(path)

    def find(self, selector: str, text: str = "") -> Locator:
        """The first thing that is seen with this selector, and this text where one is given."""
        seen = self.page.locator(selector).filter(visible=True)
        return (seen.filter(has_text=text) if text else seen).first

    def click(self, selector: str, text: str = "") -> None:
        """Press a button or a link."""
        self.actions += 1
        self.find(selector, text).click()

    def write(self, selector: str, text: str) -> None:
        """Fill one field."""
        self.actions += 1
        self.find(selector).fill(text)

    def choose(self, selector: str, **what: Any) -> None:
        """Choose from a list."""
        self.actions += 1
        self.find(selector).select_option(**what)

    def press(self, key: str) -> None:
        """Press a key that leads on."""
        self.actions += 1
        self.page.keyboard.press(key)

    def tab_to(self, selector: str, most: int = 120) -> None:
        """Walk with the tabulator to what has this selector; fails where the keyboard does not reach it."""
        for _step in range(most):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"The keyboard does not reach {selector} on {self.page.url}")

    def speak_by_request(self, language: str) -> None:
        """Let a signed-in reader's pages speak a language, without opening one."""
        self.open("/ready/")
        token = next((one["value"] for one in self.page.context.cookies() if one["name"] == "csrftoken"), "")
        form = {"language": language, "csrfmiddlewaretoken": token}
        self.page.request.post("/language/", form=form, headers={"Referer": self.page.url}, max_redirects=0)

    @property
    def text(self) -> str:
        """All words that are seen in the page's main part."""
        return self.page.locator("main").inner_text()

    @property
    def path(self) -> str:
        """Where they are."""
        return self.page.url.split("/", 3)[3]

    @property
    def links(self) -> set[str]:
        """Where the page's links and forms lead."""
        lead = "all => all.map(one => one.getAttribute('href') ?? one.getAttribute('action'))"
        return set(self.page.locator("a[href], form[action]").evaluate_all(lead))


def speak(page: Page, language: str) -> None:
    """Choose the language as a reader does, unless the page speaks it already."""
    if page.locator("html").get_attribute("lang") != language:
        if page.locator("details.gv-usermenu").count():
            page.locator("details.gv-usermenu > summary").click()
        page.locator(f"button[name=language][value={language}]").click()
        page.wait_for_selector(f"html[lang={language}]")


def violations(page: Page) -> list[str]:
    """What axe finds on the page, each with where it is; the context must let scripts in (bypass_csp)."""
    if not page.evaluate("typeof axe === 'object'"):
        page.add_script_tag(path=AXE)
    return [f"{one['id']}: {one['help']}\n    " + "\n    ".join(one["nodes"][:3]) for one in page.evaluate(RUN, WCAG)]


def wider_than_the_screen(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    return list(page.evaluate(WIDER))
