"""Where sealed values lie, so that they can be counted by key and sealed anew; later stages sign up with theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import BinaryField, Count, Model, QuerySet
from django.db.models.functions import Substr

from gavn.kernel.errors import Refused
from gavn.kernel.registers import Register
from gavn.works.gateways import KEY_ID, opened, sealed, sealed_under
from gavn.works.gateways.keyring import written_whole
from gavn.works.models import Draft, StoredFile

BATCH = 200

# Told with ``into=``, a list to which each stage appends a store for each of its places with sealed values.
sealed_values = Register("works.sealed_values")


@dataclass(frozen=True)
class Rewrapped:
    """What one batch did: values sealed anew, and those that cannot be opened, by name."""

    values: int
    broken: tuple[str, ...] = ()


class SealedStore(Protocol):
    """A place where sealed values lie."""

    @property
    def name(self) -> str:
        """What the place is called."""

    def counts(self) -> dict[str, int]:
        """How many values lie under each key, by the key's id."""

    def rewrapped(self, newest: str) -> Iterator[Rewrapped]:
        """Seal what lies under another key than the newest anew, batch by batch, each on its own."""


@dataclass(frozen=True)
class SealedColumn:
    """A column of sealed values: its rows, and what the value of a row was sealed for."""

    name: str
    rows: Callable[[], QuerySet[Any]]
    column: str
    purpose: Callable[[Any], str]

    def counts(self) -> dict[str, int]:
        """How many values lie under each key."""
        found = self._by_key().values_list("ring_key").annotate(values=Count("pk")).order_by()
        return {bytes(key).hex(): number for key, number in found if len(bytes(key)) == KEY_ID}

    def rewrapped(self, newest: str) -> Iterator[Rewrapped]:
        """Batch by batch in the order of the rows; a batch is one transaction, so a kill loses no value."""
        waiting = self._by_key().exclude(ring_key=bytes.fromhex(newest)).order_by("pk")
        last = 0
        while True:
            with transaction.atomic():
                rows = [row for row in waiting.filter(pk__gt=last)[:BATCH] if getattr(row, self.column)]
                done = [self._rewrap(row) for row in rows]
            if not rows:
                return
            last = rows[-1].pk
            yield Rewrapped(done.count(""), tuple(filter(None, done)))

    def _by_key(self) -> QuerySet[Any]:
        key = Substr(self.column, 1, KEY_ID, output_field=BinaryField())
        rows: QuerySet[Any] = self.rows().exclude(**{self.column: None}).exclude(**{self.column: b""})
        by_key: QuerySet[Any] = rows.annotate(ring_key=key)
        return by_key

    def _rewrap(self, row: Model) -> str:
        """Replace one value, unless somebody wrote it in the meantime; returns its name when it cannot be opened."""
        before, purpose = bytes(getattr(row, self.column)), self.purpose(row)
        try:
            after = sealed(opened(before, purpose=purpose), purpose=purpose)
        except Refused:
            return f"{self.name} {row.pk}"
        self.rows().filter(pk=row.pk, **{self.column: before}).update(**{self.column: after})
        return ""


@dataclass(frozen=True)
class SealedFiles:
    """The encrypted files on the disk."""

    name: str = "works.files"

    def counts(self) -> dict[str, int]:
        """How many files lie under each key."""
        found: dict[str, int] = {}
        for path in _files():
            key = _key_of(path)
            found[key] = found.get(key, 0) + 1
        return found

    def rewrapped(self, newest: str) -> Iterator[Rewrapped]:
        """File by file, each written beside the old one and put in its place."""
        for path in _files():
            if _key_of(path) == newest:
                continue
            try:
                content = opened(path.read_bytes(), purpose="file")
            except FileNotFoundError:  # erased in the meantime
                continue
            except Refused:
                yield Rewrapped(0, (f"{self.name} {path.name}",))
                continue
            yield Rewrapped(_put_in_place(path, sealed(content, purpose="file")))


def _files() -> list[Path]:
    return sorted(path for path in (Path(settings.GAVN_DATA) / "files").glob("*/*") if not path.suffix)


def _key_of(path: Path) -> str:
    try:
        with path.open("rb") as content:
            return sealed_under(content.read(KEY_ID))
    except FileNotFoundError:
        return ""


def _put_in_place(path: Path, closed: bytes) -> int:
    """Replace a file; one that was erased while this was done stays erased."""
    known = StoredFile.objects.filter(digest=path.name)
    was_known = known.exists()
    written_whole(path, closed)
    if was_known and not known.exists():
        path.unlink()
        return 0
    return 1


def sealed_stores() -> list[SealedStore]:
    """Every place with sealed values: this stage's own, and those of the stages that signed up."""
    stores: list[SealedStore] = [
        SealedColumn("works.Draft.sealed", Draft.objects.all, "sealed", lambda _draft: "draft"),
        SealedFiles(),
    ]
    sealed_values.tell(into=stores)
    return stores
