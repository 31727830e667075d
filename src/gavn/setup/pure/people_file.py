"""Colleagues from a file: who would be invited to which role where, and what is wrong, each with its row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gavn.kernel.errors import Refused
from gavn.kernel.say import Said, said
from gavn.setup.pure.sheets import Row, Words, code_of, filled, rows_of
from gavn.works.pure.tables import Trouble, Troubles

NAME, EMAIL, ROLE, WHERE, LANGUAGE = "name", "email", "role", "where", "language"
COLUMNS: dict[str, Said] = {
    NAME: Said("Name"), EMAIL: Said("E-mail address"), ROLE: Said("Role"), WHERE: Said("Where"),
    LANGUAGE: Said("Language"),
}  # fmt: skip
ADDRESS = re.compile(r"[^@\s<>,;\"]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)
LONGEST = 120


@dataclass(frozen=True)
class Colleague:
    """Somebody to invite: name, address, role, the id of the node where it counts, and their language."""

    row: int
    name: str
    email: str
    role: str
    where: str
    place: str
    language: str


@dataclass(frozen=True)
class Known:
    """What the words of a file may stand for: columns, roles, languages; the nodes by name; the addresses here."""

    columns: Words
    roles: Words
    role_names: str
    languages: Words
    places: Mapping[str, list[str]]
    addresses: frozenset[str]
    language: str


@dataclass(frozen=True)
class PeoplePlan:
    """What a file would do: whom it would invite, how many are here already, and what is wrong."""

    new: tuple[Colleague, ...]
    here: int
    rows: int
    troubles: tuple[Trouble, ...]
    more: int

    @property
    def fit(self) -> bool:
        """Whether it can be taken in."""
        return not self.troubles and bool(self.new)


def planned_people(content: bytes, known: Known) -> PeoplePlan:
    """Whom a file would invite."""
    troubles = Troubles()
    rows = rows_of(content, known.columns, (NAME, EMAIL, ROLE, WHERE), troubles)
    read = [troubles.reading(row.number, lambda row=row: _colleague(row, known)) for row in rows]  # type: ignore[misc]
    wanted = [one for one in read if one is not None]
    new = [one for one in wanted if one.email.casefold() not in known.addresses]
    first: dict[str, int] = {}
    for one in new:
        row = first.setdefault(one.email.casefold(), one.row)
        if row != one.row:
            what = said("{email} stands in row {row} already; give further roles later.", email=one.email, row=row)
            troubles.add(one.row, EMAIL, what)
    return PeoplePlan(tuple(new), len(wanted) - len(new), len(rows), tuple(troubles.found), troubles.more)


def _colleague(row: Row, known: Known) -> Colleague:
    where = filled(row[WHERE], WHERE, LONGEST)
    return Colleague(
        row=row.number,
        name=filled(row[NAME], NAME, LONGEST),
        email=_address(filled(row[EMAIL], EMAIL, 254)),
        role=code_of(known.roles, filled(row[ROLE], ROLE, LONGEST), ROLE, known.role_names),
        where=_place(where, known.places),
        place=where,
        language=code_of(known.languages, row[LANGUAGE], LANGUAGE, "en, da, sv") if row[LANGUAGE] else known.language,
    )


def _address(text: str) -> str:
    if not ADDRESS.fullmatch(text):
        raise Refused("{value} is no e-mail address.", value=text[:60], field=EMAIL)
    return text


def _place(name: str, places: Mapping[str, list[str]]) -> str:
    found = places.get(name, [])
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(
            "{count} nodes are called {name}; give this role by hand.", count=len(found), name=name, field=WHERE
        )
    raise Refused("Nothing here is called {name}; add it to the organisation first.", name=name[:60], field=WHERE)
