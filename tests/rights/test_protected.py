"""Rights: of somebody whose identity is protected no page shows the address, and none of theirs where they are."""

from __future__ import annotations

import re

import pytest
from addresses_here import STAFF
from django.conf import settings
from one_of_each import world

from gavn.people.models import Individual
from gavn.people.selectors import enrolment_seen_by
from gavn.people.selectors.persons import identities_of
from gavn.people.services import correct_person, move_person

PLACES = re.compile(r"<(?:[a-z]+:)?([a-z_]+)>")
ADDRESS, WARD = "Hemmeligvej", "Upstairs"
WORDS = {"form": "gavn.four-lines", "respondent": "individual"}
OF_THE_PERSON = {"individual", "enrolment", "occasion", "response", "goal", "intervention", "task"}
CHOOSES_WHERE = {"move_person": "moving somebody means choosing among the units, the one they are in too"}


@pytest.fixture
def made(db, tmp_path, monkeypatch):
    """One of everything, about somebody protected who lives in a ward and has an address."""
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path)
    made = world()
    stay = enrolment_seen_by(made.maker, made.ids["enrolment"])
    correct_person(
        by=made.maker, enrolment=stay, given="Zebedæus", family="P", birth_year=1980, birth_month=5, sex="woman",
        language="en", protected=True, address=f"{ADDRESS} 7",
    )  # fmt: skip
    move_person(by=made.maker, enrolment=stay, unit=made.units["ward"], first=stay.entered_on.replace(day=28))
    return made


def test_no_page_shows_a_protected_address_nor_the_persons_pages_where_they_are(made, client):
    person = Individual.objects.unscoped("a test").get(public_id=made.ids["individual"])
    assert identities_of([person])[person.pk].address == f"{ADDRESS} 7"
    client.force_login(made.maker)
    shown, where, opened = [], [], 0
    for address, pattern in STAFF.items():
        places = PLACES.findall(address)
        ids = {**made.ids, **WORDS}
        if not set(places) <= set(ids):
            continue
        reply = client.get("/" + PLACES.sub(lambda place, ids=ids: ids[place[1]], address))
        if reply.status_code != 200 or reply.streaming:
            continue
        page, opened = reply.content.decode(errors="replace"), opened + 1
        shown += [address] if ADDRESS in page else []
        about = OF_THE_PERSON & set(places) and pattern.name not in CHOOSES_WHERE
        service = re.sub(r"<(option|a)\b.*?</\1>", "", page, flags=re.DOTALL)
        where += [address] if about and (WARD in page or "Lindenhof" in service) else []
    assert opened > 40
    assert shown == []
    assert where == []


def test_lists_of_persons_say_protected_instead_of_the_service(made, client):
    client.force_login(made.maker)
    for page in ("/people/", "/due/", "/critical/"):
        rows = re.split(r"<tr\b", client.get(page).content.decode())
        theirs = [row for row in rows if "Zebedæus P<" in row]
        assert theirs
        for row in theirs:
            assert "protected" in row.lower()
            assert f">{made.units['lindenhof'].name}</td>" not in row
