"""Answers, stays and the day on which the REPORT stage is tried."""

from __future__ import annotations

from datetime import date
from hashlib import md5

from gavn.access.models import Unit, User
from gavn.collect.services import submit_response
from gavn.kernel.dates import PartialDate
from gavn.people.models import Enrolment
from gavn.people.services import enrol_person

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
