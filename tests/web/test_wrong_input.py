"""Whatever is typed into whatever field, the answer is a page that says what to mend, never a fault of ours."""

from __future__ import annotations

import re
from html import unescape

import pytest
from addresses_here import RESPONDENT, STAFF
from django.apps import apps
from django.test import Client
from django.urls import NoReverseMatch, reverse

from gavn.access.models import User
from gavn.web.demo.making import make_demo

NAMES = re.compile(r'<(?:input|textarea|select)\b[^>]*?\bname="([^"]+)"')
PLACES = re.compile(r"<(?:[a-z]+:)?([a-z_]+)>")
TABLES = {
    "user": ("access.User", "roles__unit"),
    "role": ("access.RoleHeld", "unit"),
    "individual": ("people.Individual", "enrolments__unit"),
    "enrolment": ("people.Enrolment", "unit"),
    "goal": ("people.Goal", "enrolment__unit"),
    "intervention": ("people.Intervention", "enrolment__unit"),
    "occasion": ("collect.Occasion", "enrolment__unit"),
    "response": ("collect.Response", "occasion__enrolment__unit"),
    "invitation": ("collect.Invitation", "occasion__enrolment__unit"),
    "task": ("measure.CriticalTask", "unit"),
}
ASKED = [
    "q", "words", "order", "page", "period", "from", "until", "score", "to", "state", "at", "stay", "area", "variant",
]  # fmt: skip
AWAY = ("sign-out", "leave/", "/lock/")
"""The addresses that end the visit."""
ALWAYS = ("NUL", "not a number", "far too large", "markup")
WORDS = {
    "form": "gavn.four-lines", "respondent": "individual", "programme": "gavn.housing-support", "key": "gavn/who-5@1",
    "table": "enrolled", "number": 1, "code": "abcdefghjk", "pk": "1",
    "provider_id": "nosuchprovider",
}  # fmt: skip
CORPUS = {
    "nothing": "",
    "NUL": "a\x00b",
    "right to left": "\u202etxt.exe\u202c שלום",
    "markup": "<script>alert(1)</script>\"'&",
    "not a number": "NaN",
    "far too large": "9" * 400,
    "below zero": "-1",
    "a date that is none": "2025-02-29",
    "very long": "å" * 200_000,
    "a formula": '=HYPERLINK("x")',
    "deep JSON": "[" * 5000,
    "half a sign": "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "an id of nobody": "0" * 32,
}


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """The demo's region, for all tests of this file."""
    from django.db import transaction

    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        yield make_demo()
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


def id_of(place: str, service) -> str | int:
    """An id of the demo's main service for a place in an address, or a word."""
    if place in WORDS:
        return WORDS[place]
    if place == "unit":
        return service.public_id
    if place not in TABLES:
        return "0" * 32
    name, path = TABLES[place]
    table = apps.get_model(name).objects
    rows = table.unscoped("to try its pages") if hasattr(table, "unscoped") else table
    found = rows.filter(**{path: service}).order_by("-id").first()
    return found.public_id if found else "0" * 32


def visitors(made) -> dict[str, Client]:
    """A manager and an administrator of the demo."""
    found = {}
    for role in ("manager", "administrator"):
        found[role] = Client(raise_request_exception=False)
        found[role].force_login(User.objects.get(public_id=made.accounts[role]["account"]))
    return found


def addresses(made) -> list[str]:
    """Every address of staff and respondents, filled with ids that exist."""
    service = apps.get_model("access.Unit").objects.get(public_id=made.objects["service"])
    found = []
    for address, pattern in (STAFF | RESPONDENT).items():
        wanted = {place: id_of(place, service) for place in PLACES.findall(address)}
        if "form" in wanted and "file" in address:
            wanted["form"] = "csv"
        if "form" in wanted and ("tables/" in address or "publi" in address):
            wanted["form"] = "csv"
        conf = "gavn.web.urls_respondent" if address in RESPONDENT else "gavn.web.urls"
        try:
            found.append(reverse(pattern.name, urlconf=conf, kwargs=wanted))
        except NoReverseMatch:
            found.append(reverse(pattern.name, urlconf=conf, args=list(wanted.values())))
    return [address for address in found if not any(way in address for way in AWAY)]


@pytest.mark.parametrize(
    "wrong", [name if name in ALWAYS else pytest.param(name, marks=pytest.mark.prove) for name in CORPUS]
)
def test_no_form_breaks(made, db, wrong):
    broken = []
    for role, client in visitors(made).items():
        for address in addresses(made):
            page = client.get(address)
            if page.status_code >= 500:
                broken.append(("GET", role, address, page.status_code))
            if page.status_code != 200 or "text/html" not in page.headers["Content-Type"]:
                continue
            names = {unescape(name) for name in NAMES.findall(page.content.decode())}
            sent = client.post(address, dict.fromkeys(names - {"csrfmiddlewaretoken", "language"}, CORPUS[wrong]))
            if sent.status_code >= 500:
                broken.append(("POST", role, address, sent.status_code))
            asked = client.get(address, dict.fromkeys(ASKED, CORPUS[wrong][:2000]))
            if asked.status_code >= 500:
                broken.append(("GET ?", role, address, asked.status_code))
    assert broken == []
