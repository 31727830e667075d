"""A season of yearly work: opened, moved, copied to the next year, its data frozen once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from gavn.access.selectors import civil_today, require
from gavn.calendar.gateways import as_table
from gavn.calendar.models import Season
from gavn.calendar.pure.seasons import TO_DO, checked, checked_year, next_year, proposed, reminder_due
from gavn.calendar.selectors.seasons import KEEP, KINDS, programmes_to_choose, services_of
from gavn.calendar.selectors.years import years_table
from gavn.calendar.services.registers import frozen
from gavn.calendar.services.reminding import remind
from gavn.collect.selectors.for_the_store import all_answers
from gavn.history.services import record
from gavn.kernel.clock import now
from gavn.kernel.errors import Conflict, Refused
from gavn.measure.gateways.store.kept import keep_snapshot
from gavn.measure.services import refresh_store
from gavn.works.services import due_at, later

if TYPE_CHECKING:
    from gavn.access.models import Unit, User

TURN, FREEZE = "calendar.turn_season", "calendar.freeze_season"
YEARS = "service_years"
"""The table that a freeze keeps beside those of the store: what services answered about their years."""
MORNING = time(6)
SMALL = 50_000  # responses whose store is written while somebody waits for the page


@transaction.atomic
def open_season(*, by: User, unit: Unit, programme: str, year: int) -> Season:
    """Open a season of yearly work for a node above the services, with days to begin with."""
    require(by, KEEP, at=unit)
    if unit.kind not in KINDS:
        raise Refused("A season is for an organisation or above; services follow its days.", field="unit")
    if programme not in dict(programmes_to_choose()):
        raise Refused("Choose a programme from the list.", field="programme")
    return _made(by, unit, programme, year, proposed(year))


@transaction.atomic
def copy_season(*, by: User, season: Season) -> Season:
    """Open next year's season with the same days a year later."""
    require(by, KEEP, at=season.unit)
    return _made(by, season.unit, season.programme, checked_year(season.year + 1), next_year(season.days))


def _made(by: User, unit: Unit, programme: str, year: int, days: Mapping[str, date]) -> Season:
    if Season.objects.filter(unit=unit, programme=programme, year=year).exists():
        raise Refused("There is a season for this programme and year already.", field="year")
    made = Season.objects.create(unit=unit, programme=programme, year=year, made_by=by, made_at=now(), **days)
    _wake(made)
    record(by, "calendar.season_opened", about=made, unit=unit, programme=programme, year=year)
    return made


@transaction.atomic
def move_season(*, by: User, season: Season, days: Mapping[str, date], expected: int) -> Season:
    """Set the days of a season. ``expected`` is the revision they were read from; another one is a conflict."""
    require(by, KEEP, at=season.unit)
    fresh = Season.objects.select_for_update(of=("self",)).select_related("unit").get(pk=season.pk)
    new = checked(fresh.year, days)
    if fresh.revision != expected:
        raise Conflict("Somebody moved these days in the meantime. Look at what stands now.", mine=new,
                       theirs=fresh.days)  # fmt: skip
    if fresh.snapshot and new["freezes"] != fresh.freezes:
        raise Refused("The data were frozen already; that day stays as it is.", field="freezes")
    for key, day in new.items():
        setattr(fresh, key, day)
    fresh.revision += 1
    fresh.save(update_fields=[*new, "revision"])
    _wake(fresh)
    record(by, "calendar.season_moved", about=fresh, unit=fresh.unit, days=[f"{key} {day}" for key, day in new.items()])
    return fresh


def freeze_season(*, by: User | None, season: Season) -> Season:
    """Freeze the data of a season: the analysis store is written anew and this snapshot kept for good, once.

    ``by`` is nobody where the day had come. The store is written before the transaction, so that nobody waits for it.
    """
    if by is not None:
        require(by, KEEP, at=season.unit)
    if season.snapshot:
        raise _frozen_already(season)
    return _frozen(by, season, keep_snapshot(refresh_store(), {YEARS: as_table(*years_table())}))


def want_freeze(*, by: User, season: Season) -> bool:
    """Freeze at once where the store is small, else let the worker do it; says whether it is done."""
    require(by, KEEP, at=season.unit)
    if all_answers().count() < SMALL or season.snapshot:
        return bool(freeze_season(by=by, season=season))
    later(FREEZE, season=season.public_id, by=by.public_id)
    return False


@transaction.atomic
def _frozen(by: User | None, season: Season, snapshot: str) -> Season:
    fresh = Season.objects.select_for_update(of=("self",)).select_related("unit").get(pk=season.pk)
    if fresh.snapshot:
        raise _frozen_already(fresh)
    fresh.snapshot, fresh.frozen_at, fresh.frozen_by = snapshot, now(), by
    fresh.save(update_fields=["snapshot", "frozen_at", "frozen_by"])
    record(by, "calendar.season_frozen", about=fresh, unit=fresh.unit, snapshot=snapshot)
    frozen.tell(season=fresh)
    return fresh


@transaction.atomic
def remind_season(*, season: Season) -> int:
    """Send the reminder whose day has come to the services of a season; returns how many were reminded.

    Where nothing waits, or somebody reminded this week already, nobody is written to.
    """
    fresh = Season.objects.select_for_update(of=("self",)).select_related("unit").get(pk=season.pk)
    which = "" if fresh.snapshot else reminder_due(fresh.days, fresh.reminded, civil_today())
    if not which:
        return 0
    fresh.reminded = which
    fresh.save(update_fields=["reminded"])
    return sum(_reminded(unit) for unit in services_of(fresh))


def _reminded(unit: Unit) -> bool:
    try:
        remind(by=None, unit=unit)
    except Refused:
        return False
    return True


def _frozen_already(season: Season) -> Refused:
    return Refused("The data were frozen on {day}; a season has one freeze.", day=season.frozen_at)


def morning_of(day: date) -> datetime:
    """Six in the morning of a day, where this installation is at home."""
    return datetime.combine(day, MORNING, tzinfo=ZoneInfo(settings.GAVN_ZONE))


def _wake(season: Season) -> None:
    """See to it that gavn looks at the season on each day on which there is something to do."""
    for key in TO_DO:
        due_at(morning_of(getattr(season, key)), TURN, f"{season.public_id}/{key}")
