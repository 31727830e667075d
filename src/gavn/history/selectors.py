"""Reads of the history, and the check of its chain."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

from django.db.models import Max, Q, QuerySet

from gavn.history.gateways import chain_key
from gavn.history.models import Concerned, Event, Seal
from gavn.history.pure.chain import START, blanking, seal


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


def events_about(*individuals: str) -> QuerySet[Event]:
    """All lines that concern an individual, under each id it was known by, newest first."""
    return Event.objects.filter(concerned__individual__in=individuals).distinct().order_by("-id")


def last_seen(users: set[str]) -> dict[str, datetime]:
    """When each of these users last did or saw anything."""
    found = Event.objects.filter(by__in=users).values_list("by").annotate(last=Max("at"))
    return dict(found.order_by())


def last_write(stages: Sequence[str]) -> int:
    """The number of the last line that tells of a write in one of these stages; 0 when there is none."""
    written = Q()
    for stage in stages:
        written |= Q(kind__startswith=f"{stage}.")
    found = Event.objects.filter(written).exclude(kind__endswith=".shown").order_by("-id").values_list("id", flat=True)
    return found.first() or 0


def verified() -> Verdict:
    """Recompute every line and every seal, and say what does not match."""
    broken: list[str] = []
    previous = START
    for one in Seal.objects.iterator():
        lines = Event.objects.filter(seal=one.pk).prefetch_related("concerned")
        digests, last = [], 0
        for event in lines.iterator(chunk_size=2000):
            digests.append(event.digest if _blanked_by_us(event) else event.recomputed)
            last = event.pk
            broken += _broken_line(event)
        if len(digests) != one.lines or last != one.last_event:
            broken.append(f"seal {one.pk} closed {one.lines} lines, {len(digests)} are there")
        if seal(previous, digests, key=chain_key()) != one.digest:
            broken.append(f"seal {one.pk} does not match its lines")
        previous = one.digest
    sealed = Event.objects.filter(seal__isnull=False)
    return Verdict(sealed.count(), Event.objects.filter(seal__isnull=True).count(), tuple(broken))


def _broken_line(event: Event) -> list[str]:
    """What is wrong with a sealed line by itself: its words, or that a person would not find it."""
    hidden = set(event.individuals) - {one.individual for one in event.concerned.all()}
    if (event.recomputed == event.digest or _blanked_by_us(event)) and not hidden:
        return []
    return [f"event {event.pk} ({event.kind}, {event.at:%Y-%m-%d %H:%M:%S})"]


def _blanked_by_us(event: Event) -> bool:
    """Whether ids were blanked out of a line by an erasure, and nothing else happened to it since."""
    proof = blanking(event.digest, event.recomputed, key=chain_key()) if event.blanked else ""
    return bool(proof) and compare_digest(proof, event.blanked)


def lines_with(ids: Collection[str]) -> QuerySet[Event]:
    """Every line in which one of these ids is named as the person or as what it is about."""
    named = Concerned.objects.filter(individual__in=ids).values("event")
    return Event.objects.filter(Q(pk__in=named) | Q(about__in=ids))


def looks_before(moment: datetime) -> QuerySet[Event]:
    """Lines that say who was shown, from before a moment, as long as they say whom."""
    return Event.objects.filter(kind="people.shown", at__lt=moment, concerned__isnull=False).distinct()


@dataclass(frozen=True)
class Seen:
    """That a page showed somebody to somebody."""

    event: int
    by: str
    at: datetime
    page: str
    purpose: str
    individual: str


def looks_at(individuals: Collection[str], first: datetime, before: datetime) -> list[Seen]:
    """Every time somebody signed in was shown one of these individuals, from one moment to another."""
    lines = Concerned.objects.filter(event__kind="people.shown", event__at__gte=first, event__at__lt=before)
    told = lines.exclude(event__by="").values_list(
        "event", "event__by", "event__at", "event__detail", "event__purpose", "individual"
    )
    return [
        Seen(event, by, at, str(detail.get("page", "")), purpose, individual)
        for event, by, at, detail, purpose, individual in told.order_by("event", "individual").iterator()
        if individual in individuals
    ]
