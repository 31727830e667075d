"""One demo, one server and one browser for all journeys; every visitor has a browser window of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import CHROMIUM, QUIET, Surroundings, Visitor, speak
from people_here import come_in
from playwright.sync_api import Browser, sync_playwright
from serving import PASSWORD, START, await_address, free_port, real_installation

VISITORS = pytest.StashKey[list[Visitor]]()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys come last: while a browser is driven, the database tests of the same process could not run."""
    items.sort(key=lambda item: "journeys" in item.path.parts)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show, where a journey failed, what stood before each visitor."""
    report = yield
    if report.when == "call" and report.failed:
        for visitor in item.stash.get(VISITORS, []):
            if not visitor.page.is_closed():
                report.sections.append((visitor.page.url, visitor.page.locator("body").inner_text()[:3000]))
    return report


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What demo.json tells of a demo that is being served: address, accounts, objects."""
    if served := os.environ.get("JOURNEYS_DEMO"):  # a demo.json of one that is served already, to save time
        told = json.loads(Path(served).read_text())
        yield told | {"address": told["address"].rstrip("/")}
        return
    folder, address = tmp_path_factory.mktemp("journeys"), f"127.0.0.1:{free_port()}"
    kept = {name: told for name, told in os.environ.items() if not name.startswith(("GAVN_", "DATABASE", "DJANGO"))}
    log = folder / "server.log"
    with log.open("wb") as written:
        server = subprocess.Popen(
            [sys.executable, "-c", START, "demo", "--bind", address, "--workers", "2"],
            env={**kept, "GAVN_DATA": str(folder / "var")}, stdout=written, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        await_address(f"http://{address}", server, log)
        yield json.loads((folder / "var/demo.json").read_text()) | {"address": f"http://{address}"}
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if CHROMIUM is None:
        assert not os.environ.get("CI"), "Chromium is missing; the journeys must run where changes are judged."
        pytest.skip("Chromium is missing: tools/debian.sh chromium installs it, as root.")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def window(demo: dict[str, Any], browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visitor]]:
    """A maker of visitors, each in a window of their own; the journey fails where the browser complained."""
    visitors = request.node.stash.setdefault(VISITORS, [])

    def opened(**how: Any) -> Visitor:
        more = {name: how.pop(name) for name in ("bypass_csp",) if name in how}
        context = Surroundings(**how).opened(browser, demo["address"], **more)
        visitors.append(Visitor(context.new_page()))
        return visitors[-1]

    yield opened
    for visitor in visitors:
        visitor.page.context.close()
    assert [fault for visitor in visitors for fault in visitor.faults] == []


@pytest.fixture
def page_as(demo: dict[str, Any], window: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """A maker of visitors who came in through the demo's door of a role, or as the account that is named."""

    def signed_in(role: str, language: str = "en", *, account: str = "", **how: Any) -> Visitor:
        visitor = window(language=language, **how)
        visitor.open("/sign-in/")
        come_in(visitor, demo, role, account)
        speak(visitor.page, language)
        return visitor

    return signed_in


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an installation of its own: its organisation, its administrator, nothing else."""
    with real_installation(tmp_path_factory.mktemp("real"), PASSWORD) as address:
        yield address


@pytest.fixture
def somebody(real: str, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """A maker of visitors, each at a computer that can make passkeys."""
    made: list[Visitor] = []

    def opened(**how: bool) -> Visitor:
        page = Surroundings().opened(browser, real, **how).new_page()
        chip = page.context.new_cdp_session(page)
        chip.send("WebAuthn.enable")
        chip.send("WebAuthn.addVirtualAuthenticator", {"options": {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": True,
        }})  # fmt: skip
        made.append(Visitor(page))
        return made[-1]

    yield opened
    for visitor in made:
        visitor.page.context.close()
    assert [fault for visitor in made for fault in visitor.faults] == []
