"""What gavn costs its users stays where it was promised: twelve actions, nothing asked twice, nothing for nothing.

The actions are counted by a journey (tests/journeys/test_practitioner.py), which holds them itself.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

from gavn.benefit.pure import feeds

FILE = Path(__file__).resolve().parents[2] / "tools/burden.py"
SPEC = importlib.util.spec_from_file_location("burden", FILE)
burden = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(burden)


def test_the_programmes_ask_something():
    assert len(burden.programmes()) >= 3
    assert sum(len(feeds.fed_by(one)) for one in burden.instruments().values()) > 100


def test_no_fact_is_asked_twice_in_a_stay():
    assert burden.asked_twice() == []


def test_every_question_that_is_asked_is_shown_in_some_result():
    assert burden.shown_nowhere() == []


def test_a_question_that_no_page_shows_would_be_found(monkeypatch):
    monkeypatch.setattr(feeds, "PLACES_OF_FACTS", set())
    assert "gavn/base-entry@1 housing" in burden.shown_nowhere()


def test_a_fact_that_the_stay_knows_would_be_found(monkeypatch):
    monkeypatch.setattr(feeds, "WRITTEN_ONCE", {"housing"})
    assert "gavn/housing-support: gavn/base-entry housing is known from the stay" in burden.asked_twice()


def test_the_overview_shows_the_facts_of_every_block():
    pages = FILE.parents[1] / "src/gavn/report/templates/report"
    assert "fact.answered.answer" in (pages / "overview_blocks.html").read_text(encoding="utf-8")
    assert "overview.background" in (pages / "overview_rest.html").read_text(encoding="utf-8")
