"""Reads of what every stage may need."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import QuerySet

from gavn.works.models import Draft, DueWork, ForeignName, Installation, Message, StoredFile


def draft_at(key: str) -> Draft | None:
    """The draft under a key, if something was typed."""
    return Draft.objects.filter(key=key).first()


def drafts_of(owner: str, prefix: str) -> dict[str, Draft]:
    """A person's drafts by key, all whose key begins so."""
    return {draft.key: draft for draft in Draft.objects.filter(owner=owner, key__startswith=prefix)}


def ours_by_external(source: str, kind: str) -> dict[str, str]:
    """What a source's external ids of one kind are called here."""
    return dict(ForeignName.objects.filter(source=source, kind=kind).values_list("external", "ours"))


def known_elsewhere_as(ours: Iterable[str]) -> frozenset[tuple[str, str]]:
    """By which source and external id other systems know these ids of ours."""
    return frozenset(ForeignName.objects.filter(ours__in=list(ours)).values_list("source", "external"))


def stored_file(public_id: str, *, owner: str) -> StoredFile:
    """A file by its public id, for the one who stored it; raises StoredFile.DoesNotExist."""
    return StoredFile.objects.get(public_id=public_id, owner=owner)


def stored_file_or_none(public_id: str) -> StoredFile | None:
    """A file by its public id, for the house itself; nothing where it was taken away."""
    return StoredFile.objects.filter(public_id=public_id).first()


def is_demo() -> bool:
    """Whether this installation was made by the demo and holds nobody's real data."""
    return Installation.objects.filter(demo=True).exists()


def is_set_up() -> bool:
    """Whether somebody has said what this installation is."""
    return Installation.objects.exists()


def all_files() -> QuerySet[StoredFile]:
    """Every stored file."""
    return StoredFile.objects.order_by("id")


def overdue_work(before: datetime) -> int:
    """How much due work was due before a moment and is not done."""
    return DueWork.objects.filter(done_at__isnull=True, due__lt=before).count()


def unsent_messages() -> int:
    """How many mails wait in the outbox."""
    return Message.objects.filter(sent_at__isnull=True).count()


def named_elsewhere(kinds: Collection[str], external: str) -> list[str]:
    """What things of these kinds are called here that another system, whichever, calls so."""
    return list(ForeignName.objects.filter(kind__in=kinds, external=external).values_list("ours", flat=True)[:3])
