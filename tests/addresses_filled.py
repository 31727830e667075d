"""Every address of the staff's site, filled with ids that exist."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from addresses_here import STAFF
from one_of_each import World

from gavn.access.pure.pages import Gate, gate_of
from gavn.report.gateways.formats import FORMATS as REPORTS
from gavn.report.views.services import FORMATS as TABLES

PLACES = re.compile(r"<(?:[a-z]+:)?([a-z_]+)>")
WORDS = {
    "respondent": "individual",
    "programme": "gavn.housing-support@1",
    "code": "nosuchcode",
    "name": "answer",
    "guide": "everyday/work-by-keyboard",
    "language": "en",
    "pk": "1",
    "provider_id": "nosuchprovider",
}
KEYS = {"instrument": "gavn/four-lines@1", "programme_page": "gavn/housing-support@1"}
QUERIES = {"people": "?service={unit}", "due": "?at={unit}"}


@dataclass(frozen=True)
class Address:
    """One address with ids that exist, the gate before it, and what its ids belong to."""

    name: str
    path: str
    gate: Gate
    places: frozenset[str]


def variants(made: World, name: str, places: list[str]) -> list[dict[str, str]]:
    """What stands in the places that hold words, each with every kind of file that is offered."""
    if name == "service_table":
        return [{"table": table, "form": form} for table in made.tables for form in TABLES]
    if name == "service_year_file":
        return [{"form": form} for form in REPORTS]
    if name == "publication_file":
        return [{"form": "csv"}]
    if name == "unlock":
        return [{"person": made.ids["user"]}]
    words = {place: WORDS[place] for place in places if place in WORDS}
    if "form" in places:
        words["form"] = "gavn.four-lines" if "occasion" in places else "gavn/four-lines@1"
    if "key" in places:
        words["key"] = KEYS[name]
    return [words]


def addresses(made: World) -> list[Address]:
    """Every address of the staff's site whose kinds of ids are known, and those that ask for a unit behind a ?."""
    found = []
    for address, pattern in sorted(STAFF.items()):
        places = PLACES.findall(address)
        for words in variants(made, pattern.name, places):
            ids = made.ids | words
            if set(places) <= set(ids):
                path = "/" + PLACES.sub(lambda place, ids=ids: ids[place[1]], address)
                found.append(Address(pattern.name, path, gate_of(pattern.callback), frozenset(places)))
    asked = [one for one in found if one.name in QUERIES]
    return found + [
        replace(one, path=one.path + QUERIES[one.name].format(**made.ids), places=frozenset({"unit"})) for one in asked
    ]
