"""Persons at Lindenhof with stays, answers, goals and interventions, made by the services."""

from __future__ import annotations

from datetime import date

import pytest
from report_cast import BASE, CHOSEN, FOLLOW_UP, TODAY, answer, enrolled, lines

from gavn.access.models import Unit, User
from gavn.collect.selectors import occasions_of
from gavn.collect.services import choose_programme
from gavn.measure.models import OwnNorm
from gavn.people.models import Enrolment
from gavn.people.services import rate_goal, set_goal, start_intervention


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
    set_goal(
        by=pia, enrolment=stay, words="See my daughter every week", area="relations", set_on=date(2026, 2, 3), rating=4
    )
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
