"""Journey 8: from an empty database to a service that works; a leaver is out at once, what they held handed over."""

from __future__ import annotations

import re
from pathlib import Path

from browsing import PHONE, Visitor, violations, wider_than_the_screen
from people_here import enrol_here
from serving import PASSWORD

STEPS = ("mandate", "owner", "tree", "people")
TREE = "Lies below;Name;Kind;Opened\r\n;Lindenhof;service;2020-01-01\r\nLindenhof;Upstairs;unit;\r\n"
STAFF = (
    "Name;E-mail address;Role;Where;Language\r\nMara Leder;mara@example.org;manager;Lindenhof;en\r\n"
    "Pia Praktik;pia@example.org;practitioner;Lindenhof;en\r\n"
    "Rita Reserve;rita@example.org;practitioner;Lindenhof;sv\r\n"
)


def send(visitor: Visitor, button: str = "main form.gv-form button[type=submit]") -> None:
    with visitor.page.expect_navigation():
        visitor.click(button)


def first_sign_in(ada: Visitor) -> None:
    """The administrator signs in with a password and makes a passkey."""
    ada.open("/")
    ada.write("input[name=login]", "ada@example.org")
    ada.write("input[name=password]", PASSWORD)
    send(ada)
    ada.open("/your-sign-in/passkeys/add/")
    send(ada, "#passkey_button")


def next_step(ada: Visitor) -> None:
    """From the list of steps to the next one; each page is looked at by axe and on a phone."""
    ada.open("/set-up/")
    send(ada, ".gv-buttons a")
    ada.page.wait_for_load_state("networkidle")
    assert violations(ada.page) == [], ada.path
    ada.page.set_viewport_size({"width": PHONE, "height": 844})
    assert wider_than_the_screen(ada.page) == [], ada.path
    ada.page.set_viewport_size({"width": 1280, "height": 900})


def mandate_and_owner(ada: Visitor) -> None:
    next_step(ada)
    for name, words in (
        ("decided_by", "The social committee"), ("decided_on", "2026-09-01"), ("document", "Item 7"),
        ("first", "2027-01-01"),
    ):  # fmt: skip
        ada.write(f"input[name={name}]", words)
    ada.write("textarea[name=resources]", "One coordinator, full time")
    send(ada)
    next_step(ada)
    for name, words in (("contact", "Town hall"), ("officer", "Dorte Data"), ("officer_contact", "dpo@example.org")):
        ada.write(f"input[name={name}]", words)
    send(ada)


def brought(ada: Visitor, folder: Path, name: str, text: str) -> None:
    """Choose a file and look at it."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    ada.page.locator("input[type=file]").set_input_files(file)
    send(ada)


def tree_and_colleagues(ada: Visitor, folder: Path) -> dict[str, str]:
    """Services and colleagues from files, a mistake first; the links by first name."""
    next_step(ada)
    brought(ada, folder, "tree.csv", TREE + "Nowhere;Garden;unit;\r\n")
    row = ada.page.locator("main tbody tr").first.inner_text()
    assert row.split()[:3] == ["4", "Lies", "below"]
    assert "Nowhere" in row
    brought(ada, folder, "tree.csv", TREE)
    send(ada, "main form button[type=submit]")
    next_step(ada)
    brought(ada, folder, "people.csv", STAFF)
    send(ada, "main form button[type=submit]")
    names = [one.split()[0] for one in ada.page.locator("main tbody th").all_inner_texts()]
    return dict(zip(names, ada.page.locator("main tbody code").all_inner_texts(), strict=True))


def service_chosen(ada: Visitor) -> None:
    """Programme, recipients and phases, all from the page that says what is set up."""
    next_step(ada)
    send(ada, "main a[href$='/programme/']")
    send(ada, "main a[href*='/programme/gavn']")
    send(ada)
    next_step(ada)
    send(ada, "main a[href$='/critical/']")
    ada.choose("select[name=recipient]", label="Mara Leder")
    ada.choose("select[name=deputy]", label="Rita Reserve")
    send(ada)
    next_step(ada)
    send(ada, "main a[href$='/phases/']")
    send(ada)


def comes_in(visitor: Visitor, link: str) -> None:
    """A colleague opens their link and makes a passkey."""
    visitor.open(link)
    send(visitor, "#passkey_button")
    visitor.page.wait_for_url(re.compile(r"//[^/]+/$"))


def hands_over(mara: Visitor) -> None:
    """The manager gives everything the colleague holds to herself."""
    mara.open("/colleagues/")
    send(mara, "main tr:has-text('Pia') a[href$='/hand-over/']")
    for name in mara.page.locator("main label", has_text="Mara Leder").all():
        name.click()
    send(mara)
    assert "holds no persons" in mara.text


def test_from_an_empty_database_to_a_service_that_works_and_a_colleague_who_leaves(somebody, tmp_path):
    ada, mara, pia = (somebody(bypass_csp=True) for _ in range(3))
    first_sign_in(ada)
    ada.open("/")
    assert "Left to set up" in ada.text, "the first page leads to the set-up"
    mandate_and_owner(ada)
    links = tree_and_colleagues(ada, tmp_path)
    service_chosen(ada)
    ada.open("/set-up/")
    assert "Everything is set up" in ada.find("h1").inner_text()

    comes_in(pia, links["Pia"])
    comes_in(mara, links["Mara"])
    pia.open("/people/enrol/")
    enrol_here(pia, "Nora", "Lund")
    person = f"/{pia.path}"
    assert "Nora" in pia.find("h1").inner_text()
    pia.open("/due/?mine=1")
    assert "Nora" in pia.text
    mara.open("/due/?mine=1")
    assert "Nora" not in mara.text

    hands_over(mara)
    mara.open("/due/?mine=1")
    assert "Nora" in mara.text, "what a colleague held is handed over"

    ada.open("/accounts/")
    send(ada, "main th a:has-text('Pia')")
    send(ada, "form[action$='/close/'] button")
    pia.open(person)
    assert pia.path.startswith("sign-in/"), "a leaver is locked out within one request"
    assert "Nora" not in pia.page.content()
