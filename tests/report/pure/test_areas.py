"""Life areas: every shipped scale speaks about one, and goals stand where they belong."""

from __future__ import annotations

from datetime import date

import pytest
from series_cast import CONTENT, Goal, Rating, series, shipped

from gavn.people.pure.vocabulary import LIFE_AREAS
from gavn.report.pure.person.areas import WHOLE_LIFE, area_of, areas, first_goals, goal_line, with_goals, without_goals
from gavn.report.pure.person.standing import standing_of


@pytest.mark.parametrize("name", sorted(path.name for path in CONTENT.iterdir()))
def test_every_shipped_scale_speaks_about_a_life_area_or_about_all(name):
    definition = shipped(name)
    found = {area_of(definition, score) for score in definition.scores}
    assert found <= {*LIFE_AREAS, WHOLE_LIFE} - {"other"}


def test_a_scale_from_elsewhere_speaks_about_something_else():
    definition = shipped("four-lines").model_copy(update={"key": "north/own-scale"})
    assert area_of(definition, definition.score_by_key["total"]) == "other"


def test_areas_come_in_their_usual_order_with_what_is_wanted_there(key):
    lines = [standing_of(series(5, 7, score="close"), "en"), standing_of(series(15, 20), "en")]
    found = areas(lines, [key])
    assert [(line.code, len(line.standings), len(line.goals)) for line in found] == [
        ("home", 0, 1),
        ("relations", 1, 0),
    ]
    assert [str(line.title) for line in with_goals(found)] == ["Home and housing"]
    assert [line.code for line in without_goals(found)] == ["relations"]


def test_a_goal_shows_its_first_and_its_newest_rating(key):
    assert (key.then, key.now, key.rated_on, key.strip.now) == (2, 6, date(2026, 7, 1), 60)
    assert str(key.direction) == "Improve"
    once = goal_line(Goal("Sleep", "mind"), [Rating(4)])
    assert (once.then, once.now) == (None, 4)
    assert goal_line(Goal("Sleep", "mind"), []).strip is None


def test_how_a_goal_ended_is_told_when_it_has_ended(key):
    assert key.outcome is None
    ended = goal_line(Goal("Sleep", "mind", ended_on=date(2026, 5, 1), outcome="reached"), [])
    assert str(ended.outcome) == "Reached"


def test_open_goals_go_before_those_that_ended_and_the_newest_of_these_first(key):
    old, new = (goal_line(Goal(str(day), "mind", ended_on=day), []) for day in (date(2025, 1, 1), date(2026, 1, 1)))
    assert first_goals([old, new, key], most=2) == [key, new]
    assert first_goals([old, new, key], most=None) == [key, new, old]
