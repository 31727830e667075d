"""Persons at Lindenhof: Nora is better, Bo is worse, Kim came last week; Pia is their contact."""

from __future__ import annotations

from datetime import date

import pytest
from report_cast import CHOSEN, FOLLOW_UP, TODAY, answer, enrolled, lines

from gavn.collect.selectors import occasions_of
from gavn.collect.services import choose_programme
from gavn.measure.models import OwnNorm


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("GAVN_NOW", TODAY)


@pytest.fixture
def follow_up(lindenhof):
    """Lindenhof works with the follow-up of substance misuse; a change of 8.2 is more than error of measurement."""
    OwnNorm.objects.create(
        instrument="gavn/four-lines", version=1, score="total", mean=21.4, sd=7.6, reliability=0.85, n=214,
        computed_at="2026-10-01T02:00:00Z",
    )  # fmt: skip
    return choose_programme(
        by=None, unit=lindenhof, programme=FOLLOW_UP, chosen=CHOSEN, status_every=3, first=date(2025, 1, 1)
    )


@pytest.fixture
def nora(pia, lindenhof, follow_up):
    """Came in January and is better."""
    stay = enrolled(pia, lindenhof, given="Nora", entered="2026-01-12")
    entry, first, *_later = occasions_of(stay)
    answer(pia, entry, "gavn/four-lines@1", lines(3.5, 4, 5, 2.5))
    answer(pia, first, "gavn/four-lines@1", lines(4.5, 5, 5, 4))
    return stay


@pytest.fixture
def bo(pia, lindenhof, follow_up):
    """Came in March and is worse, beyond error of measurement."""
    stay = enrolled(pia, lindenhof, given="Bo", entered="2026-03-02")
    entry, first, *_later = occasions_of(stay)
    answer(pia, entry, "gavn/four-lines@1", lines(6, 6, 7, 6))
    answer(pia, first, "gavn/four-lines@1", lines(3, 3, 4, 3))
    return stay


@pytest.fixture
def newcomer(pia, lindenhof, follow_up):
    """Came last week; nothing has been asked."""
    return enrolled(pia, lindenhof, given="Kim", entered="2026-11-16")
