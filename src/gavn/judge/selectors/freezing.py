"""What is frozen for a meeting: the programme's indicators and the quality of the data, from one snapshot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings

from gavn.calendar.selectors import frozen_store, seasons_of
from gavn.catalogue.selectors import indicators_of, programme
from gavn.collect.selectors import programmes_chosen
from gavn.compare.pure.indicator_estimate import IndicatorSums, indicator_estimate
from gavn.compare.pure.scope import Scope
from gavn.compare.selectors.indicators import indicator_sums
from gavn.judge.pure.figures import ALL, Counts, Figure, Part, Season, counts_of, season_of
from gavn.judge.pure.quality import Quality, with_all
from gavn.judge.selectors.quality import quality_rows
from gavn.kernel.dates import add_months
from gavn.kernel.errors import Refused
from gavn.kernel.periods import Period
from gavn.kernel.say import Said

if TYPE_CHECKING:
    from gavn.access.models import Unit
    from gavn.catalogue.pure.formats import Indicator
    from gavn.judge.models import AuditMeeting
    from gavn.measure.gateways.store import Store

MOST_PARTS = 30
"""With more services than so many the figures are told for the places directly below the meeting's own."""
NOBODY = Said("No stay of this period is counted.")


@dataclass(frozen=True)
class Pack:
    """What lies before a meeting."""

    snapshot: str
    frozen_at: datetime
    frozen_on: date
    services: tuple[Unit, ...]
    figures: tuple[Figure, ...]
    quality: tuple[Quality, ...]


def services_of(unit: Unit, key: str) -> list[Unit]:
    """The services at a place or below it that work with a programme."""
    below = [one for one in _below(unit) if one.is_service]
    chosen = programmes_chosen(one.pk for one in below)
    return [one for one in below if one.pk in chosen and chosen[one.pk].programme == key]


def _below(unit: Unit) -> list[Unit]:
    """A node and all below it, parents before children."""
    return list(type(unit).objects.filter(path__startswith=unit.path).order_by("path"))


def store_of_season(meeting: AuditMeeting) -> Store | None:
    """The store as it was frozen for the season of the meeting; nothing where there is none."""
    key = meeting.programme.partition("@")[0]
    for season in seasons_of(key, meeting.unit):
        if (season.period.first, season.period.last) == (meeting.first, meeting.last) and season.snapshot:
            return frozen_store(season)
    return None


def pack_of(meeting: AuditMeeting, store: Store) -> Pack:
    """The figures of the meeting's programme and the quality of the data, as a store holds them."""
    definition = programme(meeting.programme)
    services = services_of(meeting.unit, definition.key)
    if not services:
        raise Refused("No service here works with this programme, so there is nothing to look at.")
    frozen_on = store.made_at.astimezone(ZoneInfo(settings.GAVN_ZONE)).date()
    ids = tuple(one.public_id for one in services)
    now = Scope(ids, Period(meeting.first, meeting.last), max(frozen_on, meeting.first))
    before = Scope(ids, Period(add_months(meeting.first, -12), add_months(meeting.last, -12)), now.frozen)
    parts = parts_of(meeting.unit, services)
    figures = [_figure(store, one, (now, before), parts, meeting.unit.name) for one in indicators_of(definition)]
    quality = quality_rows(store, now, {one.public_id: one.name for one in services}, definition.key)
    return Pack(
        store.snapshot, store.made_at, frozen_on, tuple(services), tuple(figures),
        tuple(with_all(quality, meeting.unit.name)),
    )  # fmt: skip


def parts_of(unit: Unit, services: Sequence[Unit]) -> dict[str, tuple[str, str]]:
    """In which part each service's stays are told: its own, or where there are many the place above it."""
    if len(services) <= MOST_PARTS:
        return {one.public_id: (one.public_id, one.name) for one in services}
    below = {one.path: one for one in _below(unit) if one.depth == unit.depth + 1}
    step = (unit.depth + 1) * unit.steplen
    found = {one.public_id: below[one.path[:step]] for one in services}
    return {service: (child.public_id, child.name) for service, child in found.items()}


def _figure(
    store: Store, indicator: Indicator, scopes: tuple[Scope, Scope], parts: Mapping[str, tuple[str, str]], name: str
) -> Figure:
    now, before = (_seasons(store, indicator, scope, parts) for scope in scopes)
    names = {ALL: name, **dict(parts.values())}
    return Figure(
        key=indicator.full_key,
        class_=indicator.class_,
        measure=indicator.measure,
        direction=indicator.direction,
        evidence=indicator.evidence,
        quality=indicator.quality or "",
        words=_words(indicator),
        parts=tuple(Part(one, called, now[one], before[one]) for one, called in names.items()),
    )


def _words(indicator: Indicator) -> dict[str, dict[str, str]]:
    """The texts of the definition in every language, so that the figure reads without the catalogue."""
    texts = {"title": indicator.title, "of": indicator.of, "counted": indicator.counted,
             "rationale": indicator.rationale, "per": indicator.per_words,
             "why": indicator.direction_why}  # fmt: skip
    found = {what: _plain(one) for what, one in texts.items() if one is not None}
    left_out = [_plain(one) for one in indicator.left_out]
    languages = ("en", "da", "sv") if left_out else ()
    return found | {"left_out": {tongue: "; ".join(one[tongue] for one in left_out) for tongue in languages}}


def _plain(texts: Any) -> dict[str, str]:
    return {tongue: texts.in_(tongue) for tongue in ("en", "da", "sv")}


def _seasons(
    store: Store, indicator: Indicator, scope: Scope, parts: Mapping[str, tuple[str, str]]
) -> dict[str, Season]:
    """The figure of the whole and of each part in one season."""
    rows = indicator_sums(store, indicator, scope, by=("service",))
    counts: dict[str, Counts] = dict.fromkeys((ALL, *(part for part, _name in parts.values())), Counts())
    for row in rows:
        found = counts_of(row)
        for part in (ALL, parts[str(row.group["service"])][0]):
            counts[part] = counts[part] + found
    return {part: _season(indicator, one) for part, one in counts.items()}


def _season(indicator: Indicator, counts: Counts) -> Season:
    if not counts.population:
        return season_of(counts, NOBODY)
    try:
        return season_of(counts, indicator_estimate(indicator, IndicatorSums(**asdict(counts))))
    except Refused as refusal:
        return season_of(counts, refusal.said)
