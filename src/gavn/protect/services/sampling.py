"""Look-ups drawn by lot each month, and what a manager finds of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from gavn.access.selectors import civil_today, controller_of, require, tree
from gavn.access.selectors.colleagues import held_on, users_by_id
from gavn.compare.pure.methods.draw import draw
from gavn.history.selectors import looks_at
from gavn.history.services import record
from gavn.kernel.clock import now, secret_bytes
from gavn.kernel.dates import add_months
from gavn.kernel.errors import Refused
from gavn.people.selectors.for_protection import individuals_by_id, staying_at
from gavn.protect.gateways import seal_words
from gavn.protect.models import LookSample, SampledLook
from gavn.protect.pure.vocabulary import ELSEWHERE, EXPECTED, HERE, OWN, VERDICTS
from gavn.protect.selectors.samples import JUDGE, sampled_months
from gavn.works.services import due_at

if TYPE_CHECKING:
    from gavn.access.models import Unit, User
    from gavn.history.selectors import Seen

JOB = "protect.draw_samples"
LONGEST = 2000


@transaction.atomic
def draw_sample(*, unit: Unit, month: date, seed: int | None = None) -> LookSample:
    """Draw the look-ups of a service's month by lot, once; asked again it gives the same."""
    known = LookSample.objects.filter(unit=unit, month=month).first()
    if known is not None:
        return known
    seed = int.from_bytes(secret_bytes(7)) if seed is None else seed
    staying = staying_at(unit)
    seen = looks_at(set(staying), *_moments(month))
    drawn = _drawn(seen, settings.GAVN_LOOKS, seed)
    sample = LookSample.objects.create(
        unit=unit, month=month, seed=seed, wanted=settings.GAVN_LOOKS, population=len({one.event for one in seen}),
        drawn_at=now(),
    )  # fmt: skip
    users, persons = users_by_id({one.by for one in drawn}), individuals_by_id({one.individual for one in drawn})
    SampledLook.objects.bulk_create(
        SampledLook(
            sample=sample, individual=persons[one.individual], event=one.event, user=users[one.by], at=one.at,
            page=one.page, purpose=one.purpose, relation=_relation(unit, one, staying, users[one.by]),
        )
        for one in drawn
    )  # fmt: skip
    record(None, "protect.sample_drawn", about=sample, unit=unit, drawn=len(drawn), population=sample.population)
    return sample


def draw_month(month: date) -> int:
    """Draw for every service that has none for this month yet; returns how many."""
    done = sampled_months(month)
    waiting = [unit for unit in tree() if unit.is_service and unit.pk not in done]
    for unit in waiting:
        draw_sample(unit=unit, month=month)
    return len(waiting)


def draw_samples(subject: str) -> None:
    """The monthly work: draw from the month before the one named by its first day."""
    draw_month(add_months(date.fromisoformat(subject), -1))


def want_samples() -> int:
    """See to it that the lot is drawn once in each month, from the month before; a chore of every minute."""
    first = civil_today().replace(day=1)
    due_at(_midnight(first), JOB, first.isoformat())
    return 0


@transaction.atomic
def judge_look(*, by: User, look: SampledLook, verdict: str, words: str = "") -> SampledLook:
    """Say of a look-up whether it had its reason; nobody says it of their own."""
    require(by, JUDGE, at=look.sample.unit)
    if look.user_id == by.pk:
        raise Refused("This was your own look-up; somebody else has to judge it.")
    if verdict not in VERDICTS:
        raise Refused("Choose one of the list.", field="verdict")
    if verdict != EXPECTED and not words.strip():
        raise Refused("Write what you asked and what you were told.", field="words")
    if len(words) > LONGEST:
        raise Refused("Write at most {longest} characters.", longest=LONGEST, field="words")
    look.verdict, look.judged_by, look.judged_at = verdict, by, now()
    look.sealed = seal_words(words.strip(), controller_of(look.sample.unit).public_id)
    look.save(update_fields=["verdict", "judged_by", "judged_at", "sealed"])
    record(
        by, "protect.look_judged", about=look, individuals=[look.individual.public_id], unit=look.sample.unit,
        verdict=verdict, looked=look.user.public_id,
    )  # fmt: skip
    return look


def _drawn(seen: list[Seen], n: int, seed: int) -> list[Seen]:
    """So many look-ups, each as likely as any other, and of each one person it showed."""
    by_event: dict[str, list[Seen]] = {}
    for one in seen:
        by_event.setdefault(str(one.event), []).append(one)
    if not by_event:
        return []
    events = draw(sorted(by_event), min(n, len(by_event)), seed=seed).ids
    return [_one_of(by_event[event], seed) for event in events]


def _one_of(lines: list[Seen], seed: int) -> Seen:
    by_person = {one.individual: one for one in lines}
    return by_person[draw(sorted(by_person), 1, seed=seed).ids[0]]


def _relation(unit: Unit, seen: Seen, staying: dict[str, set[int]], user: User) -> str:
    if user.pk in staying[seen.individual]:
        return OWN
    return HERE if held_on(user, unit, seen.at.astimezone(ZoneInfo(settings.GAVN_ZONE)).date()) else ELSEWHERE


def _moments(month: date) -> tuple[datetime, datetime]:
    return _midnight(month), _midnight(add_months(month, 1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(settings.GAVN_ZONE)).astimezone(UTC)
