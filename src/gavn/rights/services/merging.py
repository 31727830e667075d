"""When two records turn out to be one person, what was agreed with either stands with the one that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.access.selectors import civil_today
from gavn.rights.models import PersonsRow, Profile
from gavn.rights.selectors.persons import SEEN
from gavn.rights.services.registers import person_said
from gavn.rights.services.sealing import TABLES

if TYPE_CHECKING:
    from gavn.access.models import User
    from gavn.people.models import Individual


def bring_together(*, kept: Individual, other: Individual, by: User | None) -> None:
    """Rows of the other record stand with the kept one, each knowing with which record it came."""
    for table in TABLES:
        for row in _rows(table, other):
            row.came_with = [*row.came_with, other.public_id]
            _put(row, kept)
    person_said.tell(individual=kept, since=civil_today(), by=by)


def take_apart(*, kept: Individual, other: Individual, by: User | None) -> None:
    """Rows that came with the other record go with it again; those written since stay."""
    for table in TABLES:
        for row in _rows(table, kept):
            if row.came_with[-1:] == [other.public_id]:
                row.came_with = row.came_with[:-1]
                _put(row, other)
    for individual in (kept, other):
        person_said.tell(individual=individual, since=civil_today(), by=by)


def _rows(table: type[PersonsRow], individual: Individual) -> list[PersonsRow]:
    return list(table.objects.unscoped(SEEN).filter(individual=individual).order_by("pk"))


def _put(row: PersonsRow, individual: Individual) -> None:
    """The row with its new person; a version of a profile gets the next number that is free there."""
    row.individual = individual
    changed = ["individual", "came_with"]
    if isinstance(row, Profile):
        newest = Profile.objects.unscoped(SEEN).filter(individual=individual).order_by("-number").first()
        row.number = newest.number + 1 if newest else 1
        changed.append("number")
    row.save(update_fields=changed)
