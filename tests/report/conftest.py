"""Persons at Lindenhof and Skovly with stays, answers, goals and interventions, made by the services."""

from __future__ import annotations

from datetime import date
from hashlib import md5

import pytest

from gavn.access.models import Unit, User
from gavn.collect.selectors import occasions_of
from gavn.collect.services import choose_programme, submit_response
from gavn.kernel.dates import PartialDate
from gavn.measure.models import OwnNorm
from gavn.people.models import Enrolment
from gavn.people.services import enrol_person, rate_goal, set_goal, start_intervention

TODAY = "2026-11-22T12:00:00+00:00"
FOLLOW_UP = "gavn/substance-misuse-follow-up@1"
LINES = ("line_life", "line_wellbeing", "line_close", "line_social")
CHOSEN = ["gavn/four-lines@1", "gavn/quality-of-life@1", "gavn/audit-c@1"]
BASE = {
    "reasons": {"v": ["alcohol", "housing", "work_money"]},
    "referrer": {"v": "social_services"},
    "housing": {"v": "temporary"},
    "occupation": {"v": "sick_leave"},
    "income": {"why": "unknown"},
}


def lines(*values: float | None) -> dict:
    """Answers to the four lines; nothing where the person declined."""
    given = zip(LINES, values, strict=True)
    return {item: {"why": "declined"} if value is None else {"v": value} for item, value in given}


def answer(by: User, occasion, instrument: str, answers: dict, *, of: str = "individual", on: date | None = None):
    """Submit one form on an occasion."""
    return submit_response(
        by=by,
        occasion=occasion,
        instrument=instrument,
        respondent=of,
        answers=answers,
        client_id=md5(f"{occasion.public_id}{instrument}{of}".encode()).hexdigest(),
        mode="interview",
        language="en",
        answered_on=on or occasion.due,
    )


def enrolled(by: User, unit: Unit, *, given: str, entered: str, **more) -> Enrolment:
    """Somebody new at a service, with their contact."""
    return enrol_person(
        by=by, unit=unit, given=given, family="Lund", birth_year=1987, birth_month=4, sex="woman",
        entered=PartialDate.parse(entered), contact=by, **more,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("GAVN_NOW", TODAY)


@pytest.fixture
def follow_up(lindenhof: Unit):
    """Lindenhof works with the follow-up of substance misuse, and chose three outcome measures."""
    return choose_programme(
        by=None, unit=lindenhof, programme=FOLLOW_UP, chosen=CHOSEN, status_every=3, first=date(2025, 1, 1)
    )


@pytest.fixture
def own_norm(db):
    """A norm of the four lines from the own sample: a change of 8.2 is more than error of measurement."""
    return OwnNorm.objects.create(
        instrument="gavn/four-lines", version=1, score="total", mean=21.4, sd=7.6, reliability=0.85, n=214,
        computed_at="2026-10-01T02:00:00Z",
    )  # fmt: skip


@pytest.fixture
def nora(pia: User, lindenhof: Unit, follow_up, own_norm) -> Enrolment:
    """Came in January, answered three times and is better; has goals and interventions."""
    stay = enrolled(pia, lindenhof, given="Nora", entered="2026-01-12")
    entry, first, second, *_later = occasions_of(stay)
    answer(pia, entry, "gavn/base-entry@1", BASE, of="practitioner")
    answer(pia, entry, "gavn/four-lines@1", lines(3.5, 4, 5, 2.5))
    answer(pia, entry, "gavn/four-lines@1", lines(3, 3, 2, 3), of="practitioner")
    answer(pia, entry, "gavn/audit-c@1", {name: {"v": "3"} for name in ("how_often", "how_much", "six_or_more")})
    answer(pia, first, "gavn/four-lines@1", lines(4.5, 5, 5, 4))
    answer(pia, first, "gavn/audit-c@1", {name: {"v": "2"} for name in ("how_often", "how_much", "six_or_more")})
    answer(pia, second, "gavn/four-lines@1", lines(6.5, 6, 7, 6))
    answer(pia, second, "gavn/four-lines@1", lines(6, 6, 3.5, 6), of="practitioner")
    answer(pia, second, "gavn/audit-c@1", {"how_often": {"v": "1"}, "how_much": {"v": "1"}, "six_or_more": {"v": "2"}})
    home = set_goal(
        by=pia, enrolment=stay, words="I want a key of my own", area="home", set_on=date(2026, 1, 20), rating=2,
        review_on=date(2026, 12, 1),
    )  # fmt: skip
    rate_goal(by=pia, goal=home, value=6, day=date(2026, 7, 14))
    set_goal(by=pia, enrolment=stay, words="See my daughter every week", area="relations", set_on=date(2026, 2, 3), rating=4)
    start_intervention(
        by=pia, enrolment=stay, kind="developing", name="Conversations", intensity="weekly", first=date(2026, 1, 19)
    )
    start_intervention(by=pia, enrolment=stay, kind="network", name="Family talks", goal=home, first=date(2026, 5, 4))
    return stay


@pytest.fixture
def bo(pia: User, lindenhof: Unit, follow_up, own_norm) -> Enrolment:
    """Came in March and is worse, beyond error of measurement."""
    stay = enrolled(pia, lindenhof, given="Bo", entered="2026-03-02")
    entry, first, *_later = occasions_of(stay)
    answer(pia, entry, "gavn/four-lines@1", lines(6, 6, 7, 6))
    answer(pia, first, "gavn/four-lines@1", lines(3, 3, 4, 3))
    return stay


@pytest.fixture
def newcomer(pia: User, lindenhof: Unit, follow_up) -> Enrolment:
    """Came last week; nothing has been asked."""
    return enrolled(pia, lindenhof, given="Kim", entered="2026-11-16")
