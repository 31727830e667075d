"""Reads of the history, and the check of its chain."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from gavn.history.gateways import chain_key
from gavn.history.models import Event, Seal
from gavn.history.pure.chain import START, seal


@dataclass(frozen=True)
class Verdict:
    """What checking the chain found."""

    sealed: int
    unsealed: int
    broken: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether no line was changed, added or taken away under a seal."""
        return not self.broken


def events_about(individual: str) -> QuerySet[Event]:
    """All lines that concern an individual, newest first."""
    return Event.objects.filter(concerned__individual=individual).order_by("-id")


def verified() -> Verdict:
    """Recompute every line and every seal, and say what does not match."""
    broken: list[str] = []
    previous = START
    for one in Seal.objects.iterator():
        digests = []
        for event in Event.objects.filter(seal=one.pk).iterator():
            digests.append(event.recomputed)
            if event.recomputed != event.digest:
                broken.append(f"event {event.pk} ({event.kind}, {event.at:%Y-%m-%d %H:%M:%S})")
        if len(digests) != one.lines:
            broken.append(f"seal {one.pk} closed {one.lines} lines, {len(digests)} are there")
        if seal(previous, digests, key=chain_key()) != one.digest:
            broken.append(f"seal {one.pk} does not match its lines")
        previous = one.digest
    sealed = Event.objects.filter(seal__isnull=False)
    return Verdict(sealed.count(), Event.objects.filter(seal__isnull=True).count(), tuple(broken))
