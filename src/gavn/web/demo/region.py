"""The demo's tree, and who works in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from gavn.access.services import add_unit, add_user, give_role
from gavn.access.services.roll_out import plan_roll_out
from gavn.collect.services import choose_programme
from gavn.measure.services import set_critical_route
from gavn.people.services import choose_person_word
from gavn.setup.services import write_mandate, write_owner
from gavn.web.demo.services import PROFILES, Profile

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

STAFF = {
    "lindenhof": ("Mara Solbro", "Pia Lyngvang", "Tor Kobberdal"),
    "havnehuset": ("Henning Ravnsø", "Sanne Stenlund", "Ole Fjordbro"),
    "broen": ("Birgit Morgeneng", "Karl Silkevang", "Nete Vinterkilde"),
    "skovly": ("Lisbet Birkebæk", "Jonas Regnskov", "Mie Tågelund"),
    "fyret": ("Arne Sommerstrøm", "Ditte Lyngbakke"),
}
OVER_ALL = {
    "coordinator": ("Kirsten Klokkedal", "da"),
    "secretariat": ("Solveig Bakkevang", "da"),
    "analyst": ("Amir Nordlysbro", "en"),
    "politician": ("Poul Havgusmark", "da"),
    "administrator": ("Ada Stjernetorp", "en"),
    "protection-officer": ("Dorte Værnskov", "da"),
}
LOCAL_HELP = {
    "en": "If you need to talk to somebody now, ask the staff, or call the duty telephone 00 00 00 00 (invented).",
    "da": "Har du brug for at tale med nogen nu, så sig det til personalet, eller ring til vagttelefonen 00 00 00 00 "
    "(opdigtet).",
    "sv": "Behöver du prata med någon nu, säg till personalen eller ring jourtelefonen 00 00 00 00 (påhittad).",
}
WORDS = {"lindenhof": "client", "havnehuset": "client", "broen": "citizen", "skovly": "resident", "fyret": "resident"}


@dataclass
class Region:
    """What was made: services by key, their wards and staff, and one account a role."""

    root: Unit
    services: dict[str, Unit] = field(default_factory=dict)
    wards: dict[str, list[Unit]] = field(default_factory=dict)
    staff: dict[str, list[User]] = field(default_factory=dict)
    accounts: dict[str, User] = field(default_factory=dict)


def address_of(name: str) -> str:
    """An address under a domain that is reserved for examples."""
    plain = name.lower().replace("å", "aa").replace("æ", "ae").replace("ø", "oe")
    return f"{plain.replace(' ', '.')}@example.org"


def region(*, since: date) -> Region:
    """A region with two municipalities, five services, their staff, programmes and routes."""
    root = add_unit(by=None, name="Nordlandet", kind="region")
    made = Region(root)
    towns: dict[str, Unit] = {}
    for profile in PROFILES:
        town = towns.get(profile.municipality) or add_unit(
            by=None, name=profile.municipality, kind="municipality", under=root, controller=True
        )
        towns[profile.municipality] = town
        made.services[profile.key] = _service(made, profile, town, since)
    for role, (name, language) in OVER_ALL.items():
        made.accounts[role] = _employed(name, role, root, since, language)
    for town in towns.values():
        _decided(made, town, since)
    made.accounts = {"practitioner": made.staff["lindenhof"][1], "manager": made.staff["lindenhof"][0], **made.accounts}
    return made


def _decided(made: Region, town: Unit, since: date) -> None:
    """On whose decision a municipality works with gavn, who answers for the data; all phases from the start."""
    by = made.accounts["administrator"]
    write_mandate(
        by=by, owner=town, decided_by="The social committee", decided_on=since, document="Meeting in spring, item 7",
        resources="One coordinator, and half an hour a week for each practitioner.", first=since,
    )  # fmt: skip
    write_owner(
        by=by, owner=town, controller=town.name, contact="The town hall", officer="Dagny Prøvedata",
        officer_contact="protection@example.org",
    )  # fmt: skip
    for unit in made.services.values():
        if unit.path.startswith(town.path):
            plan_roll_out(by=by, unit=unit, base=since, questions=since, comparison=since)


def _service(made: Region, profile: Profile, town: Unit, since: date) -> Unit:
    unit = add_unit(by=None, name=profile.name, kind="service", under=town)
    made.wards[profile.key] = [add_unit(by=None, name=ward, kind="unit", under=unit) for ward in profile.units]
    leader, *others = STAFF[profile.key]
    made.staff[profile.key] = [
        _employed(leader, "manager", unit, since),
        *(_employed(name, "practitioner", unit, since) for name in others),
    ]
    manager, deputy = made.staff[profile.key][:2]
    choose_programme(
        by=None, unit=unit, programme=profile.programme, chosen=profile.chosen, status_every=profile.status_every,
        first=since,
    )  # fmt: skip
    set_critical_route(by=manager, unit=unit, recipient=deputy, deputy=manager, hours=24, local_help=LOCAL_HELP)
    for language in ("en", "da", "sv"):
        choose_person_word(by=manager, unit=unit, language=language, word=WORDS[profile.key])
    return unit


def _employed(name: str, role: str, at: Unit, since: date, language: str = "en") -> User:
    user = add_user(by=None, email=address_of(name), name=name, language=language)
    give_role(by=None, user=user, role=role, at=at, first=since)
    return user
