"""Make the demo: the region, its people's lives, their answers, goals and interventions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from gavn.access.selectors import civil_today
from gavn.collect.services import invite, open_occasions_of_many
from gavn.history.services import seal_lines
from gavn.kernel.clock import seeded
from gavn.kernel.dates import PartialDate
from gavn.people.services import NewStay, enrol_many
from gavn.web.demo.agreements import agree_with
from gavn.web.demo.given import answer_all, occasions_by_stay
from gavn.web.demo.lives import YEARS, Life, lives
from gavn.web.demo.plans import plan_for, spread
from gavn.web.demo.region import Region, region
from gavn.web.demo.services import PROFILES, Profile
from gavn.web.demo.wishes import wish_and_answer
from gavn.works.gateways import count_rows_anew
from gavn.works.services import mark_installation

if TYPE_CHECKING:
    from random import Random

    from gavn.people.models import Enrolment

SEED = 20090501
SHARED = 14


@dataclass(frozen=True)
class Made:
    """What scripts need to find their way: accounts by role, and ids of examples."""

    accounts: dict[str, dict[str, str]]
    objects: dict[str, Any]


@transaction.atomic
def make_demo(*, seed: int = SEED, say: Callable[[str], None] = lambda _line: None) -> Made:
    """Fill an empty installation; the same seed on the same day makes the same region."""
    mark_installation(demo=True)
    draw = seeded(seed)
    land = region(since=civil_today() - timedelta(days=round(YEARS * 365.25) + 30))
    drawn: dict[str, list[Life]] = {}
    stays: dict[str, list[Enrolment]] = {}
    for profile in PROFILES:
        drawn[profile.key] = _shared(profile, lives(profile, today=civil_today(), draw=draw), drawn)
        stays[profile.key] = _enrolled(profile, land, drawn[profile.key], draw)
        count = answer_all(profile, drawn[profile.key], stays[profile.key], draw)
        plan_for(profile, stays[profile.key], land.staff[profile.key], draw)
        spread(stays[profile.key], land.wards[profile.key], land.staff[profile.key][0], draw)
        say(f"{profile.name}: {len(stays[profile.key])} stays, {count} sets of answers")
    agree_with(stays, land.staff)
    wish_and_answer(land, stays)
    count_rows_anew()
    seal_lines()
    return _told(land, stays)


def _shared(profile: Profile, own: list[Life], drawn: dict[str, list[Life]]) -> list[Life]:
    """A few people of Lindenhof stay at Havnehuset too, some at the same time."""
    if profile.key != "havnehuset":
        return own
    people = {life.person: life for life in drawn["lindenhof"] if life.reason != "died"}
    others = list(people.values())[::6][:SHARED]
    both = [
        Life(**{**vars(mine), **{name: getattr(theirs, name) for name in ("person", "given", "family", "sex")},
                "birth_year": theirs.birth_year, "birth_month": theirs.birth_month})
        for mine, theirs in zip(own, others, strict=False) if mine.reason != "died"
    ]  # fmt: skip
    return [*both, *own[len(others) :]]


def _enrolled(profile: Profile, land: Region, drawn: list[Life], draw: Random) -> list[Enrolment]:
    unit, (manager, *workers) = land.services[profile.key], land.staff[profile.key]
    begin = civil_today() - timedelta(days=round(YEARS * 365.25))
    rows = []
    for life in drawn:
        contact = draw.choice(workers)
        unsure = life.already_there and draw.random() < 0.3
        entered = PartialDate(life.entered.year, life.entered.month) if unsure else PartialDate.of(life.entered)
        rows.append(NewStay(
            unit=unit, entered=entered, person=life.person, given=life.given, family=life.family,
            birth_year=life.birth_year, birth_month=life.birth_month, sex=life.sex, language="da",
            exited=PartialDate.of(life.exited) if life.exited else PartialDate(), closed=life.exited is not None,
            exit_reason=life.reason, already_there=life.already_there,
            measured_from=begin if life.already_there else None, contact=contact, deputy=manager,
        ))  # fmt: skip
    made = enrol_many(by=None, rows=rows, tell=False)
    open_occasions_of_many(made)
    return made


def _told(land: Region, stays: dict[str, list[Enrolment]]) -> Made:
    """Where scripts and visitors find their way in."""
    mine = [stay for stay in stays["lindenhof"] if not stay.closed and not stay.already_there]
    standing = occasions_by_stay(mine)
    shown = max(mine, key=lambda stay: sum(one.done_on is not None for one in standing[stay.pk]))
    stay = next(one for one in mine if one.pk != shown.pk and any(not o.done_on for o in standing[one.pk]))
    occasion = next(one for one in standing[stay.pk] if not one.done_on)
    _invitation, code = invite(
        by=land.accounts["practitioner"], occasion=occasion, respondent="individual", language="en"
    )
    accounts = {
        role: {"email": user.email, "name": user.name, "account": user.public_id}
        for role, user in land.accounts.items()
    }
    objects = {
        "services": {key: unit.public_id for key, unit in land.services.items()},
        "service": land.services["lindenhof"].public_id,
        "individual": shown.individual.public_id, "enrolment": shown.public_id,
        "occasion": next(one.public_id for one in standing[shown.pk] if one.done_on),
        "open_occasion": occasion.public_id, "code": code, "code_of": stay.individual.public_id,
    }  # fmt: skip
    return Made(accounts, objects)
