"""Writes of the history: lines are added and sealed, never changed."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any, Protocol

from django.db import transaction

from gavn.history.gateways import chain_key
from gavn.history.models import Concerned, Event, Seal
from gavn.history.pure.chain import START, seal
from gavn.kernel.clock import now

BATCH = 5000
_shown: ContextVar[set[str] | None] = ContextVar("shown", default=None)


class Named(Protocol):
    """Anything with a public id: a user, a plan, a unit."""

    public_id: str


def record(
    by: Named | None,
    kind: str,
    *,
    about: Named | None = None,
    individuals: Iterable[str] = (),
    unit: Named | None = None,
    purpose: str = "",
    **detail: str | int | list[str],
) -> Event:
    """Add one line, in the transaction of the write it tells of. ``detail`` holds ids, codes and counts only."""
    concerned = sorted(set(individuals))
    event = Event(
        at=now(),
        by=by.public_id if by else "",
        kind=kind,
        about=about.public_id if about else "",
        unit=unit.public_id if unit else "",
        purpose=purpose,
        individuals=concerned,
        detail=detail,
    )
    event.digest = event.recomputed
    with transaction.atomic():
        Event.objects.bulk_create([event])
        Concerned.objects.bulk_create([Concerned(event=event, individual=one) for one in concerned])
    return event


def watch_reads() -> None:
    """Begin to remember which individuals a request shows."""
    _shown.set(set())


def note_shown(*individuals: str) -> None:
    """Remember that these individuals were shown; selectors call it."""
    shown = _shown.get()
    if shown is not None:
        shown.update(individuals)


def record_reads(by: Any, *, page: str, purpose: str) -> None:
    """Add the one line that says whom a request showed, if it showed anybody."""
    shown = _shown.get()
    _shown.set(None)
    if shown:
        record(by, "people.shown", individuals=shown, purpose=purpose, page=page)


@transaction.atomic
def seal_lines() -> int:
    """Close all lines that stand open into the chain; returns how many."""
    last = Seal.objects.select_for_update().order_by("-id").first()
    open_lines = list(Event.objects.filter(seal__isnull=True).order_by("id")[:BATCH])
    if not open_lines:
        return 0
    closing = Seal.objects.create(
        digest=seal(last.digest if last else START, [line.digest for line in open_lines], key=chain_key()),
        lines=len(open_lines),
        last_event=open_lines[-1].pk,
        at=now(),
    )
    Event.objects.filter(pk__in=[line.pk for line in open_lines]).update(seal=closing.pk)
    return len(open_lines)
