"""Everybody's occasions and answers, for the analysis store; names and free text are not read from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gavn.collect.models import Occasion, Response, Revision

if TYPE_CHECKING:
    from gavn.access.models.scoped import ScopedQuerySet

WHY = "the analysis store holds everybody, without names"


def all_occasions() -> ScopedQuerySet:
    """Every occasion."""
    return Occasion.objects.unscoped(WHY).order_by("pk")


def all_answers() -> ScopedQuerySet:
    """The answers that count today, of every response."""
    return Revision.objects.unscoped(WHY).filter(current=True).order_by("pk")


def instruments_answered() -> list[str]:
    """The keys of all instrument versions that anybody answered."""
    pairs = Response.objects.unscoped(WHY).order_by("instrument", "version").values_list("instrument", "version")
    return [f"{path}@{version}" for path, version in pairs.distinct()]
