"""The one place that seals words about a person, and says where they lie."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from gavn.rights.gateways import purpose_of, seal_words
from gavn.rights.models import (
    Contact,
    Decision,
    Due,
    Ground,
    Hold,
    Involvement,
    PersonsRow,
    Profile,
    Representative,
    Told,
)
from gavn.rights.pure.copies import TITLES
from gavn.works.services import PersonsTable, SealedColumn, SealedStore

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gavn.people.models import Individual
    from gavn.works.services import Eraser

TABLES: tuple[type[PersonsRow], ...] = (Told, Representative, Contact, Decision, Profile, Involvement, Ground, Hold)

WITH_LISTS: tuple[type[PersonsRow], ...] = (*TABLES, Due)


def words_are_sealed(into: list[SealedStore]) -> None:
    """Tell whoever changes keys where words lie under them."""
    into.extend(
        SealedColumn(f"{table._meta.label}.sealed", partial(_all, table), "sealed", _purpose) for table in WITH_LISTS
    )


def rows_of_persons(into: list[Eraser]) -> None:
    """Tell an erasure where rows about a person lie; signed up to works.erasers."""
    into.extend(PersonsTable(table, ("individual",), TITLES[table._meta.label]) for table in WITH_LISTS)


def sealed_for(individual: Individual, **words: str) -> bytes:
    """The words as they are kept about this person."""
    return seal_words(words, individual.controller.public_id)


def _all(table: type[PersonsRow]) -> QuerySet[Any]:
    rows: QuerySet[Any] = table.objects.unscoped("to seal each anew").select_related("individual__controller")
    return rows


def _purpose(row: PersonsRow) -> str:
    return purpose_of(row.individual.controller.public_id)
