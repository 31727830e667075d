"""The ids that the addresses of ``every_page`` need, found as people find them: by pressing links."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from browsing import Visitor
from people_here import (
    account_of,
    bring_in,
    enrol,
    enrol_here,
    invited,
    start_intervention,
    take_in,
    write_goal,
)

LANGUAGES = ("en", "da", "sv")
LINES = ("line_life", "line_wellbeing", "line_close", "line_social")
RIGHTS = (
    ("told", {"about": "rights"}),
    ("representative", {"name": "Vera Prøvværge", "scope": "economy", "phone": "12 34 56 78"}),
    ("contact", {"name": "Signe Prøvsøster", "relation": "sibling", "agreed": "yes"}),
    ("no", {"kind": "objection", "words": "I am no number"}),
    ("profile", {"basis": "Points at pictures", "tools": "pictures"}),
    ("profile", {"basis": "Speaks a few words", "network": "Ask in the morning"}),
    ("involvement", {"area": "economy", "wished": "controls", "staff": "consulted", "disagreement": "The debts"}),
    ("ground", {"kind": "involuntary", "ground": "Section 126"}),
)
QUALITY = ("mood", "hope", "body", "closest", "belonging", "deciding", "days", "home", "money")


def found_ids(demo: dict[str, Any], page_as: Callable[..., Visitor], folder: Path) -> dict[str, str]:
    """Everything an address can hold."""
    told = {name: value for name, value in demo["objects"].items() if isinstance(value, str)}
    ids = told | {"user": demo["accounts"]["practitioner"]["account"], "given": "Saga", "family": "Prøveholm"}
    ids |= _somebody_waiting(page_as("practitioner"))
    ids |= _somebody_answered(page_as("practitioner"))
    ids["proposal"] = _proposal(page_as("practitioner"))
    ids["leader"] = account_of(page_as, "Birgit Morgeneng")
    _with_two_services(page_as("administrator"), ids["leader"])
    ids["newcomer"] = _newcomer(page_as("administrator"))
    ids |= _somebody_critical(page_as("manager", account=ids["leader"]), demo["objects"]["services"]["broen"])
    return ids | _imports(page_as("analyst"), folder)


def _proposal(pia: Visitor) -> str:
    """A question that nobody has looked at yet."""
    pia.open("/proposals/new/")
    pia.write("[name=wanted]", "Is the waiting room too loud?")
    pia.write("[name=why]", "People leave before it is their turn.")
    with pia.page.expect_navigation():
        pia.click("main form.gv-form button[type=submit]")
    return pia.path.split("/")[1]


def _newcomer(ada: Visitor) -> str:
    """An account that nobody is signed in with, so that inviting it anew locks nobody out."""
    ada.open("/accounts/add/")
    ada.write("input[name=name]", "Nikoline Nyby")
    ada.write("input[name=email]", "nikoline@example.org")
    with ada.page.expect_navigation():
        ada.click("main form.gv-form button[type=submit]")
    return ada.path.split("/")[1]


def _id(visitor: Visitor, before: str) -> str:
    """The id behind a word in the page's links."""
    links = " ".join(link for link in visitor.links if link)
    found = re.search(f"/{before}/([0-9a-f]{{32}})/", links)
    assert found, f"No link to {before} on {visitor.page.url}: {links}"
    return found[1]


def _codes(pia: Visitor, name: str) -> dict[str, str]:
    overview = pia.path
    codes = {}
    for language in LANGUAGES:
        pia.open(f"/{overview}")
        codes[f"{name}_{language}"] = invited(pia, language)
    pia.open(f"/{overview}")
    return codes


def _somebody_waiting(pia: Visitor) -> dict[str, str]:
    """Enrolled, invited, with a goal and an intervention; nothing is answered."""
    enrol(pia, "Saga", "Prøveholm")
    ids = {"new_individual": pia.path.split("/")[1], "new_occasion": _id(pia, "answer"), **_codes(pia, "code")}
    pia.click("a[href$='/plan/']")
    write_goal(pia, "To sleep at night")
    start_intervention(pia, "Evening walks", "once a week")
    ids |= {"goal": _id(pia, "goals"), "intervention": _id(pia, "interventions")}
    return ids | _rights(pia, ids["new_individual"])


def _rights(pia: Visitor, individual: str) -> dict[str, str]:
    """Somebody speaks for the person, somebody is near, the person said no once; a profile in two versions."""
    for part, fields in RIGHTS:
        pia.open(f"/people/{individual}/rights/{part}/")
        for name, value in fields.items():
            box = pia.page.locator(f"[name={name}][value='{value}']")
            if box.count():
                box.check()
            elif pia.page.locator(f"select[name={name}]").count():
                pia.choose(f"select[name={name}]", value=value)
            else:
                pia.write(f"[name={name}]", value)
        pia.click("main form.gv-form button[type=submit]")
        pia.page.wait_for_url("**/rights/")
    places = {"representative": "representatives", "contact": "contacts", "said": "said", "profile": "profiles"}
    return {name: _id(pia, place) for name, place in places.items()} | {"ground": _id(pia, "grounds")}


def _somebody_answered(pia: Visitor) -> dict[str, str]:
    """Enrolled, invited, and answered."""
    enrol(pia, "Embla", "Prøveholm")
    ids = _codes(pia, "answered_code")
    pia.click("a[href*='/gavn.four-lines/individual/']")
    pia.page.wait_for_url("**/answer/**")
    ids["answered_form"] = f"/{pia.path}"
    for line in LINES:
        pia.write(f"input[name='{line}.a']", "4")
    pia.click("button[name=go][value=submit]")
    pia.page.wait_for_url("**/feedback/**")
    pia.click("main a[href^='/people/']")
    pia.click("a[href$='/forms/']")
    pia.page.wait_for_url("**/forms/")
    return ids | {"response": _id(pia, "responses")}


def _with_two_services(ada: Visitor, leader: str) -> None:
    ada.open(f"/accounts/{leader}/role/")
    ada.choose("select[name=role]", value="practitioner")
    ada.page.locator("select[name=at] option", has_text="Fyret").evaluate("one => { one.selected = true; }")
    ada.click("main form.gv-form button[type=submit]")
    ada.page.wait_for_url(f"**/accounts/{leader}/")


def _somebody_critical(birgit: Visitor, service: str) -> dict[str, str]:
    """The service chose a form whose wording is not loaded and one with a critical answer, which was given."""
    birgit.open(f"/services/{service}/programme/gavn.substance-misuse-follow-up@1/")
    for measure in ("audit-c", "quality-of-life"):
        birgit.page.locator(f"input[name=chosen][value='gavn/{measure}@1|individual']").check()
    birgit.click("main form.gv-form button[type=submit]")
    birgit.page.wait_for_url("**/programme/")
    birgit.open(f"/people/enrol/{service}/")
    enrol_here(birgit, "Oda", "Prøvehav")
    birgit.click("a[href*='/gavn.quality-of-life/individual/']")
    for item in QUALITY:
        birgit.page.locator(f"input[name='{item}.a'][value='2']").check()
    birgit.page.locator("input[name='safe.a'][value='1']").check()
    birgit.click("button[name=go][value=submit]")
    birgit.page.wait_for_url("**/feedback/**")
    return {"critical_occasion": birgit.path.split("/")[1], "task": _id(birgit, "critical")}


def _imports(amir: Visitor, folder: Path) -> dict[str, str]:
    """One file with errors, one that fits, one that is taken in."""
    ids = {"import_wrong": bring_in(amir, folder, "wrong")}
    ids["import_done"] = bring_in(amir, folder, "mended")
    take_in(amir)
    return ids | {"import_fit": bring_in(amir, folder, "mended")}
