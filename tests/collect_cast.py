"""A stay at Lindenhof, which works with the local follow-up and has chosen the four lines."""

from __future__ import annotations

from datetime import date

import pytest

from gavn.collect.services import choose_programme
from gavn.kernel.dates import PartialDate
from gavn.people.services import enrol_person

TODAY = date(2026, 3, 10)
LINES = "gavn/four-lines@1"
BASE = "gavn/base-entry@1"
FOUR = {"line_life": 5, "line_wellbeing": 4, "line_close": 6, "line_social": 3}


@pytest.fixture(autouse=True)
def _frozen(monkeypatch):
    monkeypatch.setenv("GAVN_NOW", f"{TODAY}T09:00:00+00:00")


@pytest.fixture
def chosen(lindenhof):
    """The programme of Lindenhof."""
    return choose_programme(
        by=None,
        unit=lindenhof,
        programme="gavn/substance-misuse-follow-up@1",
        chosen=[LINES],
        first=date(2020, 1, 1),
    )


@pytest.fixture
def stay(mara, lindenhof, chosen):
    """Ida came on the first of March."""
    return enrol_person(
        by=mara,
        unit=lindenhof,
        given="Ida",
        family="Lund",
        birth_year=1980,
        birth_month=5,
        sex="woman",
        entered=PartialDate.parse("2026-03-01"),
    )


@pytest.fixture
def entry(stay):
    """Her entry."""
    return (
        stay.occasions.unscoped("a test").select_related("enrolment__individual", "enrolment__unit").get(kind="entry")
    )


def lines(**values: int) -> dict:
    """Answers to the four lines."""
    return {item: {"v": value} for item, value in {**FOUR, **values}.items()}


def as_sent(occasion, answers: dict | None = None, client_id: str = "form0001", **more) -> dict:
    """What the service takes for the four lines of the individual."""
    return {
        "occasion": occasion,
        "instrument": LINES,
        "respondent": "individual",
        "answers": lines() if answers is None else answers,
        "client_id": client_id,
        "mode": "interview",
        **more,
    }
