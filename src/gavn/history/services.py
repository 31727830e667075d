"""Writes of the history: lines are added and sealed, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from gavn.history.gateways import chain_key
from gavn.history.models import Concerned, Event, Seal
from gavn.history.pure.chain import START, blanked_out, blanking, seal
from gavn.history.pure.purposes import PURPOSES
from gavn.history.selectors import lines_with, looks_before
from gavn.kernel.clock import now

BATCH = 5000
_shown: ContextVar[set[str] | None] = ContextVar("shown", default=None)
_purpose: ContextVar[str] = ContextVar("purpose", default="")


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
    """Add one line, in the transaction of the write it tells of. ``detail`` holds ids, codes and counts only.

    Its purpose is the one stated for the request, the command or the job, unless the write has one of its own.
    """
    purpose = _on_the_list(purpose or _purpose.get())
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


def state_purpose(purpose: str) -> None:
    """From now on everything is read and written for this purpose, one of the fixed list; empty: nothing is stated."""
    _purpose.set(_on_the_list(purpose))


@contextmanager
def for_purpose(purpose: str) -> Iterator[None]:
    """Read and write for this purpose, then again for the one before; one stated already is kept."""
    before = _purpose.set(_purpose.get() or _on_the_list(purpose))
    try:
        yield
    finally:
        _purpose.reset(before)


def _on_the_list(purpose: str) -> str:
    if purpose and purpose not in PURPOSES:
        raise ValueError(f"{purpose} is not on the list of purposes.")
    return purpose


def watch_reads() -> None:
    """Begin to remember which individuals a request shows, and forget what the one before was for."""
    _shown.set(set())
    _purpose.set("")


def note_shown(*individuals: str) -> None:
    """Remember that these individuals were shown; selectors call it."""
    shown = _shown.get()
    if shown is not None:
        shown.update(individuals)


def record_reads(by: Any, *, page: str) -> None:
    """Add the one line that says whom a request showed, if it showed anybody."""
    shown = _shown.get()
    _shown.set(None)
    if shown:
        record(by, "people.shown", individuals=shown, page=page)


@transaction.atomic
def blank_out(instead: dict[str, str]) -> int:
    """Put other words for ids of an erased person into every line; the chain stays whole. Returns how many lines.

    What happened, by whom and when stays. The line keeps the digest it was sealed under, and a proof beside it, made
    with the chain's key, that what stands now is that line with ids blanked out.
    """
    shown = _shown.get()
    if shown is not None:
        shown.difference_update(instead)
    lines = list(lines_with(instead).order_by("pk"))
    for line in lines:
        line.about = instead.get(line.about, line.about)
        line.individuals = sorted({instead.get(one, one) for one in line.individuals})
        line.detail = blanked_out(line.detail, instead)
    _keep_blanked(lines)
    for old in set(Concerned.objects.filter(individual__in=instead).values_list("individual", flat=True)):
        Concerned.objects.filter(individual=old, event__concerned__individual=instead[old]).delete()
        Concerned.objects.filter(individual=old).update(individual=instead[old])
    return len(lines)


@transaction.atomic
def forget_looks(before: datetime) -> int:
    """Forget whom pages showed before a moment: that somebody looked at so many, when and what for, stays."""
    lines = list(looks_before(before).order_by("pk"))
    for line in lines:
        line.detail = {**line.detail, "persons": len(line.individuals)}
        line.individuals = []
    Concerned.objects.filter(event__in=[line.pk for line in lines]).delete()
    _keep_blanked(lines)
    return len(lines)


def _keep_blanked(lines: list[Event]) -> None:
    for line in lines:
        line.blanked = blanking(line.digest, line.recomputed, key=chain_key())
    Event.objects.bulk_update(lines, ["about", "individuals", "detail", "blanked"], batch_size=BATCH // 10)


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
