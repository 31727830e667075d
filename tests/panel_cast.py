"""Lindenhof and Skovly work with the same programme; Kim coordinates the region, Noor answers for its data."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from store_cast import many_stays

from gavn.access.models import User
from gavn.access.selectors.two_persons import waiting_for
from gavn.access.services import add_user, give_role, release
from gavn.catalogue.selectors import indicator
from gavn.collect.services import choose_programme
from gavn.judge import services
from gavn.judge.models import AuditMeeting
from gavn.judge.selectors import freezing
from gavn.kernel.periods import Period

PROGRAMME = "gavn/acquired-brain-injury@1"
SEASON = Period(date(2024, 1, 1), date(2024, 12, 31))
AGE, WOMEN = "gavn/age-at-entry@1", "gavn/women-among-those-who-entered@1"
PLANNED = "gavn/left-as-planned@1"


def employed(name: str, role: str, at) -> User:
    """Somebody with one role."""
    user = add_user(by=None, email=f"{name.lower()}@example.org", name=name)
    give_role(by=None, user=user, role=role, at=at, first=date(2020, 1, 1))
    return user


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    """A store of the test's own, on a day in March 2026."""
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path)
    monkeypatch.setenv("GAVN_NOW", "2026-03-10T09:00:00+00:00")


@pytest.fixture(autouse=True)
def _few_figures(monkeypatch):
    """Three of the programme's indicators: each costs the engine two questions, and a meeting needs no more."""
    monkeypatch.setattr(freezing, "indicators_of", lambda _programme: [indicator(key) for key in (AGE, WOMEN, PLANNED)])


@pytest.fixture
def later(monkeypatch):
    """Another day."""
    return lambda day: monkeypatch.setenv("GAVN_NOW", f"{day}T09:00:00+00:00")


@pytest.fixture
def kim(midt):
    return employed("Kim", "coordinator", midt)


@pytest.fixture
def sana(midt):
    return employed("Sana", "secretariat", midt)


@pytest.fixture
def noor(midt):
    return employed("Noor", "analyst", midt)


@pytest.fixture
def poul(midt):
    return employed("Poul", "politician", midt)


@pytest.fixture
def meeting(kim, noor, midt, lindenhof, skovly) -> AuditMeeting:
    """A planned meeting of the region; forty people came to Lindenhof and three to Skovly."""
    for unit, many in ((lindenhof, 40), (skovly, 3)):
        choose_programme(by=None, unit=unit, programme=PROGRAMME, chosen=[], first=date(2020, 1, 1))
        many_stays(unit, many)
    found = services.plan_meeting(
        by=kim, unit=midt, programme=PROGRAMME, level="regional", season=SEASON, held_on=date(2026, 3, 20)
    )
    services.add_participant(by=kim, meeting=found, role="data_quality", user=noor)
    return found


@pytest.fixture
def frozen(meeting, kim) -> AuditMeeting:
    return services.freeze_pack(by=kim, meeting=meeting)


@pytest.fixture
def signed(frozen, noor) -> AuditMeeting:
    return services.sign_quality(by=noor, meeting=frozen, words="Skovly sent little; the rest is whole.")


@pytest.fixture
def age(signed):
    """The figure on age at entry."""
    return signed.figures.get(key=AGE)


@pytest.fixture
def heard(signed, age, kim) -> AuditMeeting:
    """In hearing, with one text and one decision."""
    services.interpret(by=kim, figure=age, kind="explanation", text="A new house opened for the young.", expected=0)
    services.decide_at_meeting(by=kim, meeting=signed, what="Ask schools earlier", why="Many wait.", figure=age)
    return services.open_hearing(by=kim, meeting=signed, until=date(2026, 4, 10), words="Do you know this?")


@pytest.fixture
def published(heard, kim, sana, later) -> AuditMeeting:
    """Published by two persons."""
    later("2026-04-11")
    services.ask_publishing_meeting(by=kim, meeting=heard, reason="All said")
    (line,) = waiting_for(sana)
    release(by=sana, act=line.act)
    heard.refresh_from_db()
    return heard
