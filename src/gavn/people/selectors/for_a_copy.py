"""Everything kept about one person in this stage, for a copy or an erasure; and rows of any stage as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models

from gavn.kernel.say import Said
from gavn.people.models import (
    Enrolment,
    Goal,
    GoalRating,
    Individual,
    Intervention,
    Merge,
    NameToken,
    Placement,
    PlanVersion,
    VaultEntry,
)
from gavn.people.selectors.persons import identity_of
from gavn.works.services import PersonsTable

if TYPE_CHECKING:
    from gavn.access.models import ScopedModel
    from gavn.works.services import Eraser

WHY = "a copy of what is kept about a person whom the reader may write about"
TECHNICAL = frozenset({"id", "individual", "sealed", "code_hash", "digest", "number_hash", "token", "client_id"})
"""Keys and hashes of the machine, and what is told in clear instead."""
OF_A_STAY: tuple[type[ScopedModel], ...] = (Placement, Goal, Intervention, PlanVersion)
PlainRow = dict[str, Any]


def plain_rows(rows: Iterable[models.Model]) -> list[PlainRow]:
    """Rows of a table as values anybody can read: days as text, other rows by their id or name."""
    return [
        {
            field.name: _plain(getattr(row, field.name))
            for field in row._meta.concrete_fields
            if field.name not in TECHNICAL and not isinstance(field, models.BinaryField)
        }
        for row in rows
    ]


def kept_about(individual: Individual) -> dict[str, list[PlainRow]]:
    """What this stage keeps about a seen person, by table."""
    identity = identity_of(individual)
    found = {
        Individual._meta.label: plain_rows([individual]),
        VaultEntry._meta.label: [{"name": identity.name, "number": identity.number, "address": identity.address}],
        Enrolment._meta.label: _rows(Enrolment, individual=individual),
        GoalRating._meta.label: _rows(GoalRating, goal__enrolment__individual=individual),
        Merge._meta.label: _rows(Merge, kept=individual),
    }
    found |= {table._meta.label: _rows(table, enrolment__individual=individual) for table in OF_A_STAY}
    tokens = NameToken.objects.unscoped(WHY).filter(individual=individual).count()
    return found | {NameToken._meta.label: [{"hashes": tokens}]}


def persons_and_stays(into: list[Eraser]) -> None:
    """Where this stage keeps something of a person, to be taken away; signed up to works.erasers."""
    mine, of_a_stay = ("individual",), ("enrolment__individual",)
    into += [
        PersonsTable(Individual, ("pk",), Said("The person")),
        PersonsTable(VaultEntry, mine, Said("Name, number and address")),
        PersonsTable(NameToken, mine, Said("What the name is found by")),
        PersonsTable(Merge, ("kept", "other"), Said("Records that were found to be the same person")),
        PersonsTable(Enrolment, mine, Said("Stays")),
        PersonsTable(Placement, of_a_stay, Said("Units")),
        PersonsTable(Goal, of_a_stay, Said("Goals")),
        PersonsTable(GoalRating, ("goal__enrolment__individual",), Said("How near the goals were")),
        PersonsTable(Intervention, of_a_stay, Said("What the service did")),
        PersonsTable(PlanVersion, of_a_stay, Said("How goals and interventions stood before")),
    ]


def _rows(table: type[ScopedModel], **mine: Any) -> list[PlainRow]:
    return plain_rows(table.objects.unscoped(WHY).filter(**mine).order_by("pk"))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, models.Model):
        return getattr(value, "name", "") or getattr(value, "public_id", "") or value.pk
    return value
