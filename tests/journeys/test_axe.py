"""Every page is accessible: axe finds nothing, and at 320 pixels nothing scrolls sideways."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from browsing import AXE, Surroundings, Visitor, speak, violations, wider_than_the_screen
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from every_page import FRAMES, NO_PAGE, PLACES, Place
from ids_here import LANGUAGES, found_ids
from people_here import come_in
from playwright.sync_api import Browser

SOURCE = Path(__file__).resolve().parents[2] / "src/gavn"
WIDTHS = (320, 768, 1280)
ALL = [Surroundings(*how) for how in product(LANGUAGES, WIDTHS, (False, True))]
REFUSED = {
    "403.html": {403}, "404.html": {404}, "403_expired.html": {403}, "collect/answered_already.html": {409},
    "access/welcome_over.html": {410},
}  # fmt: skip
SEATS = {"leader": "manager", "one_a_page": "practitioner", "one_who_locks": "practitioner"}
"""Those who sit in another's place with a sign-in of their own."""
FINE = {200, 404, 422}  # 404: a code that opens nothing; 422: a form that was refused


def names(resolver: URLResolver) -> Iterator[str]:
    """The name of every address."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from names(one)
        elif isinstance(one, URLPattern):
            yield one.name or str(one.pattern)


def test_every_address_is_a_page_that_is_looked_at_or_says_why_not():
    known = {place.url for place in PLACES} | set(NO_PAGE)
    here = {*names(get_resolver(settings.ROOT_URLCONF)), *names(get_resolver(settings.RESPONDENT_URLCONF)), "gallery"}
    assert sorted(here - known) == [], "Put it into PLACES of tests/every_page.py, or into NO_PAGE with the reason."
    assert sorted(known - here - {""}) == [], "These addresses are no more."


def test_every_template_of_a_page_is_looked_at():
    known = {place.template for place in PLACES} | set(FRAMES)
    files = {path.relative_to(path.parents[len(path.parts) - path.parts.index("templates") - 2]): path
             for path in SOURCE.glob("*/templates/**/*.html")}  # fmt: skip
    pages = {str(name) for name, path in files.items() if path.read_text(encoding="utf-8").startswith("{% extends")}
    assert sorted(pages - known) == [], "Put it into PLACES of tests/every_page.py, or into FRAMES with the reason."
    assert sorted(known - pages) == [], "These templates are no more."


@pytest.fixture(scope="session")
def ids(demo: dict[str, Any], browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the addresses need."""
    assert AXE.exists(), "axe-core is missing: tools/front_end.py --for-work fetches it."
    opened: list[Visitor] = []

    def page_as(role: str, *, account: str = "") -> Visitor:
        opened.append(Visitor(Surroundings().opened(browser, demo["address"]).new_page()))
        opened[-1].open("/sign-in/")
        come_in(opened[-1], demo, role, account)
        speak(opened[-1].page, "en")
        return opened[-1]

    try:
        return found_ids(demo, page_as, tmp_path_factory.mktemp("files"))
    finally:
        for visitor in opened:
            print(visitor.page.url, visitor.page.locator("body").inner_text(), visitor.faults)
            visitor.page.context.close()


@pytest.fixture(scope="session")
def signed_in(demo: dict[str, Any], ids: dict[str, str], browser: Browser) -> Callable[[str, Surroundings], Visitor]:
    """A maker of visitors who hold a role already and read a language; each role signs in once."""
    cookies: dict[str, Any] = {}

    def visitor(role: str, how: Surroundings) -> Visitor:
        known = cookies.get(role)
        context = how.opened(browser, demo["address"], bypass_csp=True, storage_state=known)
        language = {"name": "django_language", "value": how.language, "url": demo["address"]}
        context.add_cookies([language])  # type: ignore[list-item]
        made = Visitor(context.new_page())
        if role and known is None:
            made.open("/sign-in/")
            account = ids["leader"] if role == "leader" else ""
            come_in(made, demo, SEATS.get(role, role), account)
            cookies[role] = context.storage_state()
        if role:
            made.speak_by_request(how.language)
        return made

    return visitor


def look(place: Place, how: Surroundings, ids: dict[str, str], visitor: Visitor) -> list[str]:
    """Go to the page, and say what is wrong there."""
    ids = ids | {name: ids[f"{name}_{how.language}"] for name in ("code", "answered_code")}
    address = place.address.format_map(ids | {"language": how.language})
    visitor.open(address)
    led_to = urlsplit(visitor.page.url).path
    wrong = [] if led_to == urlsplit(address).path else [f"it leads to {led_to}"]
    if place.then:
        place.then(visitor, ids)
    visitor.page.wait_for_load_state("networkidle")
    wrong += [] if visitor.status in REFUSED.get(place.template, FINE) else [f"status {visitor.status}"]
    spoken = visitor.page.locator("html").get_attribute("lang")
    wrong += [] if spoken == how.language else [f"it speaks {spoken}"]
    wrong += violations(visitor.page) + visitor.faults
    return wrong + (wider_than_the_screen(visitor.page) if how.width == WIDTHS[0] else [])


def looked(signed_in: Callable[[str, Surroundings], Visitor], ids: dict[str, str], *what: Any) -> None:
    place, how = what
    visitor = signed_in(place.role, how)
    try:
        wrong = look(place, how, ids, visitor)
        assert not wrong, f"{visitor.page.url} ({how.language}, {how.width}, {how.dark=})\n" + "\n".join(wrong)
    finally:
        visitor.page.context.close()


def turned(number: int) -> Surroundings:
    """Another language, width and colour for each page in turn."""
    return replace(ALL[number * 5 % len(ALL)])


@pytest.mark.parametrize("number", range(len(PLACES)), ids=[str(place) for place in PLACES])
def test_a_page_is_accessible(signed_in, ids, number):
    looked(signed_in, ids, PLACES[number], turned(number))


@pytest.mark.axe
@pytest.mark.parametrize("how", ALL, ids=lambda how: f"{how.language}-{how.width}-{'dark' if how.dark else 'light'}")
@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_page_is_accessible_in_every_language_width_and_colour(signed_in, ids, place, how):
    looked(signed_in, ids, place, how)
