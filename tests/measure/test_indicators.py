"""Measure: what a stay counts, from the database, is what the analysis store counts for it."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from indicator_examples import indicator
from store_cast import many_answers, many_stays

from gavn.catalogue.selectors import programme
from gavn.kernel.dates import PartialDate
from gavn.measure.gateways.indicators import with_indicator
from gavn.measure.gateways.store import pseudonym
from gavn.measure.models import OwnNorm
from gavn.measure.pure.indicators import Threshold, row_of
from gavn.measure.selectors.indicators import counts_in, facts_of, indicator_states, thresholds_of
from gavn.measure.services import fresh_store
from gavn.people.services import end_stay, rate_goal, set_goal, start_intervention

FORM = "gavn/four-lines@1"
SCORE = {"score": f"{FORM}#total", "of": "individual"}
READS = {
    "first": {**SCORE, "take": "first"},
    "now": SCORE,
    "second": {**SCORE, "take": "nth", "number": 2},
    "moved": {**SCORE, "take": "change"},
    "surely": {**SCORE, "take": "reliable"},
    "life": {"answer": f"{FORM}#line_life", "of": "individual"},
    "life_moved": {"answer": f"{FORM}#line_life", "of": "individual", "take": "change"},
    "to_exit": {"days_to": "exit"},
    "to_status": {"days_to": "first_status"},
    "to_goal": {"days_to": "first_goal"},
    "asked": {"days_to": "entry_asked"},
    "networked": {"count": "interventions", "kinds": ["network"]},
    "kept": {"count": "goals_kept"},
    "answered": {"count": "answered", "of": "individual"},
}
OWN = ("sex", "birth_year", "age_at_entry", "already_there", "days_stayed", "closed", "exit_reason", "dead", "goals",
       "goals_reached", "interventions", "statuses_due", "statuses_done")  # fmt: skip


@pytest.fixture
def world(lindenhof, mara, chosen, tmp_path, monkeypatch):
    """Stays with answers, some ended, one with goals and interventions."""
    monkeypatch.setenv("GAVN_NOW", "2026-03-02T12:00:00+00:00")
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path)
    stays = many_stays(lindenhof, 8)
    many_answers(stays[:6], 3)
    for stay, reason in zip(stays[:3], ("planned", "died", "moved"), strict=True):
        end_stay(by=mara, enrolment=stay, exited=PartialDate.parse("2025-11-03"), reason=reason)
    goal = set_goal(
        by=mara, enrolment=stays[4], words="Keep my flat", area="home", set_on=date(2024, 2, 1), rating=5,
        direction="maintain",
    )  # fmt: skip
    rate_goal(by=mara, goal=goal, value=6, day=date(2024, 8, 1))
    start_intervention(by=mara, enrolment=stays[4], kind="network", name="Calls", first=date(2024, 3, 1))
    return stays


def test_the_database_and_the_store_say_the_same_of_every_stay(world):
    one = indicator(reads=READS, value="now > 3")
    found = with_indicator(
        (store := fresh_store()), one, store.table("enrolments"), thresholds=thresholds_of(one), also=[*READS, *OWN]
    )
    rows = {row["enrolment"]: row for row in found.to_pyarrow().to_pylist()}
    assert len(rows) == len(world)
    for stay in world:
        stay.refresh_from_db()
        told = row_of(one, facts_of(stay, {FORM}), thresholds_of(one))
        row = rows[pseudonym(stay.public_id)]
        assert {name: row[name] for name in [*READS, *OWN]} == {name: told[name] for name in [*READS, *OWN]}
    assert {row["now"] is None for row in rows.values()} == {True, False}


def test_a_reliable_change_is_held_against_the_norm_in_use(db):
    one = indicator(reads={"surely": READS["surely"], "first": READS["first"]}, value="surely > first")
    assert thresholds_of(one) == {}
    OwnNorm.objects.create(
        instrument="gavn/four-lines", version=1, score="total", mean=21.4, sd=7.6, reliability=0.85, n=214,
        computed_at="2026-10-01T02:00:00Z",
    )  # fmt: skip
    found = thresholds_of(one)
    assert {name: round(one.change, 1) for name, one in found.items()} == {"surely": 8.2}
    assert isinstance(found["surely"], Threshold)
    unknown = {"a": {**READS["surely"], "score": "gavn/none@1#x"}, "b": {**READS["surely"], "score": f"{FORM}#none"}}
    assert thresholds_of(indicator(reads=unknown, value="a > b")) == {}


def test_a_stay_counts_in_the_indicators_of_its_programme(world, monkeypatch):
    mine = indicator(reads={"life": READS["life"]}, value="life > 5", population="ended")
    monkeypatch.setattr("gavn.measure.selectors.indicators.indicators_of", lambda _programme: [mine])
    asked = programme("gavn/substance-misuse-follow-up@1")
    ended, ongoing = world[0], world[5]
    for stay in (ended, ongoing):
        stay.refresh_from_db()
    [(one, state)] = indicator_states(ended, asked)
    assert (one, state.counted, state.waits) == (mine, True, False)
    [(_one, state)] = indicator_states(ongoing, asked)
    assert state.waits
    assert [str(one.said) for one in counts_in(ongoing, asked, "en")] == ["Later: it has not come to that yet"]
    assert counts_in(ongoing, None, "en") == []
    assert indicator_states(ongoing) == [(mine, state)]
