"""A real installation, from its first administrator to a leaver: with devices, and without the demo's doors."""

from __future__ import annotations

import re

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from browsing import Visitor, violations
from people_here import enrol_here
from serving import PASSWORD

from gavn.kernel.clock import now

HOME = re.compile(r"//[^/]+/$")


def code_of(secret: str, half_minutes: int = 0) -> str:
    """What an authenticator app shows."""
    return format_hotp_value(hotp_value(secret, int(now().timestamp()) // 30 + half_minutes))


def send(visitor: Visitor, form: str = "main form.gv-form") -> None:
    with visitor.page.expect_navigation():
        visitor.click(f"{form} button[type=submit]")


def accessible(visitor: Visitor) -> None:
    visitor.page.wait_for_load_state("networkidle")
    assert violations(visitor.page) == []


def pressed_passkey(visitor: Visitor) -> None:
    with visitor.page.expect_navigation():
        visitor.click("#passkey_button")


def first_sign_in(ada: Visitor) -> None:
    """The administrator's first sign-in: a password, then an app, then a passkey."""
    ada.open("/")
    accessible(ada)
    ada.write("input[name=login]", "ada@example.org")
    ada.write("input[name=password]", PASSWORD)
    send(ada)
    assert ada.path == "your-sign-in/", "a password alone opens nothing"
    ada.open("/your-sign-in/app/add/")
    secret = re.search(r"[A-Z2-7]{32}", ada.page.locator("main details code").text_content() or "")[0]
    ada.write("input[name=code]", code_of(secret))
    send(ada)
    assert ada.page.locator("main li code").count() == 10
    accessible(ada)
    ada.open("/your-sign-in/passkeys/add/")
    pressed_passkey(ada)
    for page in ("", "recovery-codes/", "recovery-codes/new/", "app/remove/", "prove/code/", "prove/passkey/"):
        ada.open(f"/your-sign-in/{page}")
        assert ada.status == 200, page
        accessible(ada)
    ada.open("/your-sign-in/")
    for word in ("Rename", "Remove"):
        ada.open("/your-sign-in/")
        with ada.page.expect_navigation():
            ada.click("main table a", word)
        accessible(ada)


def signed_out(visitor: Visitor) -> None:
    with visitor.page.expect_navigation():
        visitor.page.locator("form[action='/sign-out/']").first.evaluate("form => form.submit()")
    visitor.open("/sign-in/")


def lindenhof(ada: Visitor) -> None:
    """A service below the organisation."""
    ada.open("/tree/")
    midtby = re.search(r"/tree/([0-9a-f]{32})/add/", ada.page.content())[1]
    ada.open(f"/tree/{midtby}/add/")
    ada.write("input[name=name]", "Lindenhof")
    send(ada)


def invited(ada: Visitor) -> tuple[str, str]:
    """Somebody new with a role at the service; the address of the account, and the link."""
    ada.open("/accounts/add/")
    ada.write("input[name=name]", "Pia Praktik")
    ada.write("input[name=email]", "pia@example.org")
    send(ada)
    ada.choose("select[name=role]", value="practitioner")
    ada.page.locator("select[name=at] option", has_text="Lindenhof").evaluate("one => { one.selected = true; }")
    send(ada)
    account = ada.path
    with ada.page.expect_navigation():
        ada.click("form[action$='/invite/'] button")
    return account, ada.page.locator("main code").inner_text()


def test_from_the_first_administrator_to_a_leaver(somebody):
    ada, pia = somebody(bypass_csp=True), somebody()
    first_sign_in(ada)
    lindenhof(ada)
    account, link = invited(ada)

    pia.open(link)
    pressed_passkey(pia)
    pia.page.wait_for_url(HOME)
    pia.open("/people/enrol/")
    enrol_here(pia, "Nora", "Lund")
    assert "Nora" in pia.page.locator("h1").inner_text()
    signed_out(pia)
    pressed_passkey(pia)
    pia.page.wait_for_url(HOME)

    ada.open(f"/{account}")
    with ada.page.expect_navigation():
        ada.click("form[action$='/close/'] button")
    pia.open("/people/")
    assert pia.path.startswith("sign-in/"), "a leaver is locked out within one request"


def test_a_device_is_asked_for_after_the_password(somebody):
    ada = somebody(bypass_csp=True)
    ada.open("/sign-in/")
    ada.write("input[name=login]", "ada@example.org")
    ada.write("input[name=password]", PASSWORD)
    send(ada)
    if ada.path == "sign-in/second/":  # unless this test runs alone, and Ada has no device yet
        accessible(ada)
        ada.write("input[name=code]", "000000")
        send(ada)
    assert ada.path in {"sign-in/second/", "your-sign-in/"}
