"""Seven services of one region with a hundred stays, and three indicators of the four lines on which they are held."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from collect_cast import as_sent, lines
from django.conf import settings
from indicator_examples import indicator

from gavn.access.services import add_unit, add_user, give_role
from gavn.benchmark.selectors import circle, for_whom, forms, missing
from gavn.collect.services import WantedOccasion, choose_programme, ensure_occasions, submit_many
from gavn.collect.services.submitting import NewAnswers
from gavn.kernel.dates import PartialDate
from gavn.measure.services import refresh_store
from gavn.people.services import NewStay, enrol_many

FIRST = date(2024, 1, 5)
SIZES = {"Lindenhof": 24, "Skovly": 20, "Birk": 16, "Eg": 14, "Ask": 12, "Elm": 10, "Pil": 3}
TOTAL = {"score": "gavn/four-lines@1#total", "of": "individual"}
READS = {"first": {**TOTAL, "take": "first"}, "change": {**TOTAL, "take": "change"}}
WORDS = {
    "share": {"en": "Feels better than at first", "da": "Har det bedre end først", "sv": "Mår bättre än först"},
    "mean": {
        "en": "Change on the four lines",
        "da": "Ændring på de fire linjer",
        "sv": "Förändring på fyra linjer",
    },
    "rate": {"en": "Statuses a year", "da": "Statusser pr. år", "sv": "Avstämningar per år"},
}
NAMED = {
    "share": indicator(
        key="gavn/shows-better", measure="share", title=WORDS["share"], population="present", reads=READS,
        value="change > 0", adjust=["age_at_entry", "sex", "first"], direction="more",
    ),
    "mean": indicator(
        key="gavn/mean-change", measure="mean", title=WORDS["mean"], population="present", reads=READS, value="change",
        adjust=["age_at_entry", "sex"], direction="more",
    ),
    "rate": indicator(
        key="gavn/rate-of-status", measure="rate", title=WORDS["rate"], population="present", reads={},
        value="statuses_done", per="days_stayed / 365.25", per_words={"en": "year", "da": "år", "sv": "år"},
        adjust=["sex"], direction="none",
    ),
}  # fmt: skip
ADDRESS = {name: f"{one.key.replace('/', '.')}.1" for name, one in NAMED.items()}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    """A store of the test's own, the day, and three indicators that every programme has."""
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path)
    monkeypatch.setenv("GAVN_NOW", "2026-03-10T09:00:00+00:00")
    known = {one.full_key: one for one in NAMED.values()}
    monkeypatch.setattr(circle, "indicators", lambda: list(known.values()))
    monkeypatch.setattr(circle, "indicator", known.__getitem__)
    monkeypatch.setattr(circle, "indicator_or_none", known.get)
    monkeypatch.setattr(circle, "indicators_in", lambda _programme: list(known.values()))
    for kept in (circle._sums, forms._asked, missing._missing, for_whom._cells):
        kept.cache_clear()


def value(place: int, number: int, later: int) -> int:
    """One of the four lines of a stay, on its first or its second form."""
    return (place * 3 + number * 7 + later * (2 + (number * 5 + place) % 4) - later * (number % 3) * 2) % 11


def stays_of(unit, count: int) -> list:
    """Stays that began one every ten days."""
    rows = [
        NewStay(
            unit=unit, entered=PartialDate.of(FIRST + timedelta(days=10 * number)), person=f"{unit.pk}-{number}",
            given="Ida", family=f"Lund{number}", birth_year=1950 + number * 2, birth_month=1 + number % 12,
            sex="woman" if number % 3 else "man", measured_from=FIRST + timedelta(days=10 * number),
        )
        for number in range(count)
    ]  # fmt: skip
    return enrol_many(by=None, rows=rows, tell=False)


def answered(stays: list, place: int) -> None:
    """The four lines at entry and, but for every sixth, half a year later."""
    wanted = [
        WantedOccasion(enrolment=stay, kind="status" if later else "entry", month=6 * later,
                       due=stay.entered_on + timedelta(days=180 * later), baseline=not later)
        for number, stay in enumerate(stays)
        for later in range(2 if number % 6 else 1)
    ]  # fmt: skip
    numbers = {stay.pk: number for number, stay in enumerate(stays)}
    rows = []
    for occasion in ensure_occasions(by=None, wanted=wanted):
        number, later = numbers[occasion.enrolment_id], occasion.kind == "status"
        score = value(place, number, later)
        given = lines(line_life=score, line_wellbeing=(score + 2) % 11, line_close=5, line_social=score // 2)
        sent = as_sent(
            occasion, given, f"bench{place:03}{number:04}{int(later)}", mode="import", answered_on=occasion.due
        )
        rows.append(NewAnswers(**sent))
    submit_many(by=None, rows=rows)


@pytest.fixture
def world(lindenhof, skovly, midtby):
    """The seven services with their stays, in a store."""
    units = {"Lindenhof": lindenhof, "Skovly": skovly}
    units |= {name: add_unit(by=None, name=name, kind="service", under=midtby) for name in SIZES if name not in units}
    for place, (name, size) in enumerate(SIZES.items()):
        choose_programme(
            by=None, unit=units[name], programme="gavn/substance-misuse-follow-up@1", chosen=["gavn/four-lines@1"],
            first=date(2020, 1, 1),
        )  # fmt: skip
        answered(stays_of(units[name], size), place)
    refresh_store()
    return units


def reader(name: str, role: str, at):
    """Somebody with a role."""
    user = add_user(by=None, email=f"{name.lower()}@example.org", name=name)
    give_role(by=None, user=user, role=role, at=at, first=date(2020, 1, 1))
    return user


@pytest.fixture
def amir(midt):
    """Analyst of the region: may open everybody."""
    return reader("Amir", "analyst", midt)


@pytest.fixture
def karen(midt):
    """Coordinator of the region: sees no person."""
    return reader("Karen", "coordinator", midt)
