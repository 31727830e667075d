"""Through an identity provider into a real installation, with a browser; locked, and back again by name."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from browsing import Surroundings, Visitor, violations
from playwright.sync_api import Browser
from providers_here import OpenIdProviderHere, SamlProviderHere, written_down
from serving import real_installation

from gavn.kernel.clock import now

PASSWORD = "a long enough password"
HOME = re.compile(r"//localhost:\d+/$")


@pytest.fixture(scope="module")
def oidc() -> Iterator[OpenIdProviderHere]:
    provider = OpenIdProviderHere()
    yield provider
    provider.close()


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, oidc: OpenIdProviderHere) -> Iterator[str]:
    """An installation whose administrator wrote down two providers."""
    folder = tmp_path_factory.mktemp("elsewhere")
    file = written_down(folder, oidc, SamlProviderHere())
    with real_installation(folder, PASSWORD, GAVN_SIGN_IN=str(file)) as address:
        yield address


def pressed(visitor: Visitor, selector: str, text: str = "") -> None:
    with visitor.page.expect_navigation():
        visitor.click(selector, text)


def posted(visitor: Visitor, address: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.locator(f"form[action='{address}']").first.evaluate("form => form.submit()")


def through_the_broker(visitor: Visitor, leads_to: re.Pattern[str]) -> None:
    visitor.click("main form[action$='/broker/'] button")
    visitor.page.wait_for_url(leads_to)


def signed_in_with_an_app(ada: Visitor) -> None:
    ada.open("/sign-in/")
    ada.write("input[name=login]", "ada@example.org")
    ada.write("input[name=password]", PASSWORD)
    pressed(ada, "main form.gv-form button[type=submit]")
    ada.open("/your-sign-in/app/add/")
    secret = re.search(r"[A-Z2-7]{32}", ada.page.locator("main details code").text_content() or "")[0]
    ada.write("input[name=code]", format_hotp_value(hotp_value(secret, int(now().timestamp()) // 30)))
    pressed(ada, "main form.gv-form button[type=submit]")


def accessible(visitor: Visitor) -> None:
    visitor.page.wait_for_load_state("networkidle")
    assert violations(visitor.page) == []


def test_linked_signed_in_refused_down_and_locked(real: str, browser: Browser, oidc: OpenIdProviderHere):
    ada = Visitor(Surroundings().opened(browser, real, bypass_csp=True).new_page())
    signed_in_with_an_app(ada)
    ada.open("/your-sign-in/")
    accessible(ada)
    through_the_broker(ada, re.compile("/your-sign-in/$"))
    assert "Linked to MitID" in ada.text
    pressed(ada, "main a", "Remove the link to MitID")
    accessible(ada)

    ada.open("/your-sign-in/")
    pressed(ada, "main form[action$='/device/'] button")
    accessible(ada)
    posted(ada, "/lock/")
    assert (ada.path, "Ada" in ada.text) == ("locked/", True)
    accessible(ada)
    pressed(ada, "main a.gv-door", "Ada")
    accessible(ada)
    through_the_broker(ada, re.compile("/your-sign-in/$"))
    posted(ada, "/sign-out/")
    accessible(ada)

    oidc.claims = {"loa": "Low"}
    through_the_broker(ada, re.compile("/back/"))
    assert (ada.status, "not sure enough" in ada.text) == (403, True)
    accessible(ada)
    oidc.claims, oidc.fails_at = {}, "openid-configuration"
    ada.open("/sign-in/")
    pressed(ada, "main form[action$='/broker/'] button")
    assert (ada.status, "MitID does not answer" in ada.text) == (503, True)
    accessible(ada)
    oidc.fails_at = ""
    assert [fault for fault in ada.faults if not fault.startswith("503")] == []
    ada.page.context.close()
    holds_under_the_page_s_own_rules(real, browser)


def holds_under_the_page_s_own_rules(real: str, browser: Browser) -> None:
    """The same way once more, in a browser that enforces our content security policy."""
    ada = Visitor(Surroundings().opened(browser, real).new_page())
    ada.open("/sign-in/")
    through_the_broker(ada, HOME)
    assert ada.faults == []
    ada.page.context.close()
