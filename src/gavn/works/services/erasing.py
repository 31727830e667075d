"""How everything of one person is found and taken away: each stage signs up with the places where it keeps some."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from graphlib import TopologicalSorter
from typing import Any, Protocol

from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast, Concat
from django_tasks_db.models import DBTaskResult

from gavn.history.selectors import looks_before
from gavn.history.services import forget_looks
from gavn.kernel.registers import Register
from gavn.kernel.say import Said
from gavn.works.gateways import file_path
from gavn.works.models import Draft, DueWork, ForeignName, StoredFile

# Told with ``into=``, a list to which each stage appends an eraser for each of its places with something of a person.
erasers = Register("works.erasers")
# Told with nothing once an erasure has committed: what was derived from the database is to be derived anew.
erased = Register("works.erased")


@dataclass
class Whom:
    """Whose everything is meant.

    ``keys`` are the database's numbers of the person's records, ``ids`` every random id of theirs, ``token`` what
    stands instead where a line stays. ``names`` are words that say together whose a row of somebody's file is;
    ``known_as`` what other systems call the person. Erasers put into ``files`` which contents are to be unlinked.
    """

    keys: tuple[int, ...]
    ids: set[str]
    token: str
    names: tuple[frozenset[str], ...] = ()
    known_as: frozenset[tuple[str, str]] = frozenset()
    files: list[str] = field(default_factory=list)


class Eraser(Protocol):
    """A place where something of a person is kept."""

    @property
    def name(self) -> str:
        """What the place is called: a table's label, or stage and word."""

    @property
    def title(self) -> Said:
        """What a reader calls it."""

    def count(self, whom: Whom) -> int:
        """How much of the person is there."""

    def ids(self, whom: Whom) -> set[str]:
        """The random ids under which it is known elsewhere."""

    def erase(self, whom: Whom) -> None:
        """Take it away, within the transaction of the erasure; files are only named in ``whom.files``."""


@dataclass(frozen=True)
class PersonsTable:
    """A table with rows about persons: ``paths`` lead from a row to its individual, ``pk`` for the person itself."""

    table: type[Model]
    paths: tuple[str, ...]
    title: Said

    @property
    def name(self) -> str:
        """The label of the table."""
        return self.table._meta.label

    def _rows(self, whom: Whom) -> QuerySet[Any]:
        mine = Q(pk__in=[])
        for path in self.paths:
            mine |= Q(**{f"{path}__in": whom.keys})
        rows = self.table._base_manager.filter(pk__in=self.table._base_manager.filter(mine).values("pk"))
        return rows.all()

    def count(self, whom: Whom) -> int:
        """How many rows are about the person."""
        return self._rows(whom).count()

    def ids(self, whom: Whom) -> set[str]:
        """Their random ids, where the table has some."""
        named = any(one.name == "public_id" for one in self.table._meta.concrete_fields)
        return set(self._rows(whom).values_list("public_id", flat=True)) if named else set()

    def erase(self, whom: Whom) -> None:
        """Delete the rows; those that name each other let go first."""
        keys = list(self._rows(whom).values_list("pk", flat=True))
        rows = self.table._base_manager.filter(pk__in=keys)
        for one in self.table._meta.concrete_fields:
            if one.related_model is self.table:
                self.table._base_manager.filter(**{f"{one.name}__in": keys}).update(**{one.name: None})
        rows.delete()


@dataclass(frozen=True)
class Named:
    """Rows of this stage that know the person by one of their random ids only."""

    name: str
    title: Said
    rows: QuerySet[Any]
    column: str

    def _mine(self, whom: Whom) -> QuerySet[Any]:
        mine = Q(pk__in=[])
        for one in whom.ids:
            mine |= Q(**{f"{self.column}__contains": one})
        return self.rows.all().filter(mine)

    def count(self, whom: Whom) -> int:
        """How many rows name the person."""
        return self._mine(whom).count()

    def ids(self, whom: Whom) -> set[str]:
        """None."""
        return set()

    def erase(self, whom: Whom) -> None:
        """Delete the rows."""
        self._mine(whom).delete()


def _jobs() -> QuerySet[Any]:
    """Jobs with what they were given and why they failed, as text."""
    told = Concat(Cast("args_kwargs", TextField()), "traceback", output_field=TextField())
    return DBTaskResult.objects.annotate(told=told)


def all_erasers() -> list[Eraser]:
    """Every place, in the order in which it can be emptied: rows that point to others go before these."""
    found: list[Eraser] = [
        Named("works.Draft", Said("What was typed and not yet sent"), Draft.objects.all(), "key"),
        Named("works.ForeignName", Said("Names that other systems know"), ForeignName.objects.all(), "ours"),
        Named("works.DueWork", Said("Work that was due"), DueWork.objects.all(), "subject"),
        Named("works.jobs", Said("Jobs of the worker"), _jobs(), "told"),
    ]
    erasers.tell(into=found)
    return _in_order(found)


def _in_order(found: Iterable[Eraser]) -> list[Eraser]:
    by_label = {one.name: one for one in found}
    tables = {one.table: one for one in by_label.values() if isinstance(one, PersonsTable)}
    order: TopologicalSorter[str] = TopologicalSorter()
    for label in by_label:
        order.add(label)
    for table, one in tables.items():
        for up in (column.related_model for column in table._meta.concrete_fields if column.is_relation):
            if up in tables and up is not table:
                order.add(tables[up].name, one.name)
    return [by_label[label] for label in order.static_order()]


# Told with ``into=``, a list to which each stage appends what of its own grows old by itself, person or not.
aging = Register("works.aging")


@dataclass(frozen=True)
class Aging:
    """Something that is kept for a time: how much of it is older than a day, and how it goes."""

    what: str
    count: Callable[[date], int]
    drop: Callable[[date], int]


def all_aging() -> list[Aging]:
    """What grows old: begun forms, who looked at whom, and what later stages sign up with."""
    found = [
        Aging("drafts", lambda day: _drafts(day).count(), lambda day: _drafts(day).delete()[0]),
        Aging("looks", lambda day: looks_before(_moment(day)).count(), lambda day: forget_looks(_moment(day))),
    ]
    aging.tell(into=found)
    return found


def _drafts(day: date) -> QuerySet[Draft]:
    return Draft.objects.filter(key__startswith="answer|", saved_at__lt=_moment(day))


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def drop_files(public_ids: Iterable[str]) -> list[str]:
    """Forget stored files; returns the digests whose content is to be unlinked once this has committed."""
    files = StoredFile.objects.filter(public_id__in=list(public_ids))
    digests = list(files.values_list("digest", flat=True))
    files.delete()
    return digests


def unlink_files(digests: Iterable[str]) -> int:
    """Remove the contents that no stored file needs any more; returns how many went."""
    wanted = set(digests) - set(StoredFile.objects.filter(digest__in=list(digests)).values_list("digest", flat=True))
    there = [path for path in map(file_path, sorted(wanted)) if path.exists()]
    for path in there:
        path.unlink()
    return len(there)
