"""What stands in somebody's calendar: what is due, without names, and the days of the seasons."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from gavn.access.selectors import civil_today, units_where
from gavn.calendar.models import Feed
from gavn.calendar.pure.ical import Entry
from gavn.calendar.pure.seasons import DAYS
from gavn.calendar.selectors.overdue import PERSONS
from gavn.calendar.selectors.seasons import programmes_to_choose, seasons_seen_by
from gavn.collect.pure.outcome import OCCASIONS
from gavn.collect.selectors.for_the_store import all_occasions
from gavn.kernel.say import said
from gavn.people.selectors import standing_in
from gavn.works.gateways import keyed_hash, say

if TYPE_CHECKING:
    from gavn.access.models import User

BACK, AHEAD = timedelta(days=180), timedelta(days=120)
LONGEST = 80


def hash_of(code: str) -> str:
    """How the code of a feed is kept."""
    return keyed_hash(code[:LONGEST], purpose="calendar feed")


def feed_of(user: User) -> Feed | None:
    """The feed somebody has now."""
    return Feed.objects.filter(user=user, ended_at=None).first()


def feed_by_code(code: str) -> Feed | None:
    """The feed that a code opens, where it was not ended and its owner may still sign in."""
    found = Feed.objects.select_related("user").filter(code_hash=hash_of(code), ended_at=None, user__is_active=True)
    return found.first()


def entries_of(user: User) -> list[Entry]:
    """What is due for somebody and the days of the seasons they take part in, the first one first; no name anywhere."""
    return sorted([*_due(user), *_days(user)], key=lambda one: (one.day, one.title))


def _due(user: User) -> list[Entry]:
    """One entry for all of a kind that fall due on a day at a service: one's own, and those without a contact."""
    today, them = civil_today(), standing_in(user)
    mine = Q(enrolment__contact__in=them) | Q(enrolment__deputy__in=them) | Q(enrolment__contact=None)
    near = all_occasions().filter(mine, done_on__isnull=True, not_done="", due__range=(today - BACK, today + AHEAD))
    rows = near.filter(enrolment__unit__in=units_where(user, PERSONS))
    found = Counter(rows.values_list("due", "closes", "kind", "enrolment__unit__public_id", "enrolment__unit__name"))
    return [_entry(due, closes, kind, (unit, name), n) for (due, closes, kind, unit, name), n in found.items()]


def _entry(due: date, closes: date, kind: str, at: tuple[str, str], n: int) -> Entry:
    unit, name = at
    told = {"kind": OCCASIONS[kind], "name": name, "n": n}
    title = said("{kind} due, {name}", **told) if n == 1 else said("{kind} due, {name} ({n})", **told)
    words = say(said("The last day is {day}. No names stand in this calendar.", day=closes))
    return Entry(f"due|{unit}|{kind}|{due}|{closes}", due, say(title), words, _here(f"{reverse('due')}?at={unit}"))


def _days(user: User) -> list[Entry]:
    titles, since = dict(programmes_to_choose()), civil_today() - BACK
    return [
        Entry(
            f"season|{one.public_id}|{key}",
            day,
            say(said("{day}: {name}, {year}", day=DAYS[key], name=one.unit.name, year=str(one.year))),
            titles.get(one.programme, one.programme),
            _here(one.get_absolute_url()),
        )
        for one in seasons_seen_by(user).filter(publishes__gte=since)
        for key, day in one.days.items()
        if day >= since
    ]


def _here(path: str) -> str:
    return f"{settings.GAVN_ADDRESS}{path}"
