"""People: goals and interventions are the person's, may change, and nothing they were is lost."""

from __future__ import annotations

from datetime import date

import pytest

from gavn.kernel.errors import Conflict, Refused
from gavn.people.selectors import goals_of, interventions_of, plan_changes
from gavn.people.services import (
    change_goal,
    change_intervention,
    end_goal,
    end_intervention,
    end_stay,
    enrol_person,
    rate_goal,
    set_goal,
    start_intervention,
)

WALK = {"words": "I want to walk to the shop", "area": "health"}
ANEW = {"words": "I want to walk to town", "area": "health", "direction": "maintain"}
VISITS = {"kind": "network", "name": "Sunday visits"}


@pytest.fixture
def walk(soren, pia):
    """Søren's goal."""
    return set_goal(by=pia, enrolment=soren, set_on=date(2026, 5, 1), rating=3, **WALK)


@pytest.fixture
def visits(soren, pia, walk):
    """What the service does for it."""
    return start_intervention(by=pia, enrolment=soren, first=date(2026, 5, 1), goal=walk, **VISITS)


def test_a_goal_is_in_the_person_s_words_with_its_first_rating(soren, walk):
    (goal,) = goals_of(soren)
    assert (goal.words, goal.direction) == ("I want to walk to the shop", "improve")
    assert [(one.value, one.day) for one in goal.ratings.all()] == [(3, date(2026, 5, 1))]


def test_ratings_stand_in_the_order_of_their_days(soren, walk, pia):
    rate_goal(by=pia, goal=walk, value=7)
    rate_goal(by=pia, goal=walk, value=5, day=date(2026, 8, 1))
    assert [one.value for one in goals_of(soren)[0].ratings.all()] == [3, 5, 7]


@pytest.mark.parametrize(("value", "day", "why"), [(11, None, "0"), (-1, None, "0"), (5, date(2026, 11, 23), "come")])
def test_a_rating_goes_from_0_to_10_and_is_not_of_tomorrow(walk, pia, value, day, why):
    with pytest.raises(Refused, match=why):
        rate_goal(by=pia, goal=walk, value=value, day=day)


REFUSED = [
    ({"words": "  "}, "person's words"),
    ({"area": "hair"}, "not one of the choices"),
    ({"direction": "up"}, "not one of the choices"),
    ({"set_on": date(2026, 11, 23)}, "yet to come"),
    ({"set_on": date(2024, 1, 31)}, "before the stay"),
    ({"review_on": date(2026, 1, 1)}, "looked at again after"),
    ({"rating": 11}, "0 .not at all"),
]


@pytest.mark.parametrize(("wrong", "why"), REFUSED)
def test_a_goal_that_cannot_be_is_refused_and_not_written(soren, pia, wrong, why):
    with pytest.raises(Refused, match=why):
        set_goal(by=pia, enrolment=soren, **WALK | wrong)
    assert goals_of(soren) == []


def test_a_sub_goal_belongs_to_a_goal_of_the_same_stay(soren, pia, lindenhof, walk, karen):
    step = set_goal(by=pia, enrolment=soren, part_of=walk, words="Down the stairs", area="health")
    other = enrol_person(by=pia, unit=lindenhof, **karen)
    for wrong in ({"enrolment": other, "part_of": walk}, {"enrolment": soren, "part_of": step}):
        with pytest.raises(Refused, match="same stay"):
            set_goal(by=pia, **wrong, **WALK)


def test_what_a_goal_said_before_is_kept_and_shown_as_what_changed(soren, walk, pia, mara):
    change_goal(by=mara, goal=walk, **ANEW)
    (change,) = plan_changes(soren)
    assert (change.by, change.about) == ("Mara", "I want to walk to town")
    assert [(str(one.label), str(one.before), str(one.after)) for one in change.changed] == [
        ("The person's words", "I want to walk to the shop", "I want to walk to town"),
        ("Expected direction", "Improve", "Maintain"),
    ]


def test_each_change_is_shown_beside_the_one_before(soren, walk, pia):
    once = change_goal(by=pia, goal=walk, **ANEW)
    twice = change_goal(by=pia, goal=once, **ANEW | {"words": "I want to dance"})
    end_goal(by=pia, goal=twice, outcome="reached")
    said = [[str(one.after) for one in change.changed] for change in plan_changes(soren)]
    assert sorted(said) == [["2026-11-22", "Reached"], ["I want to dance"], ["I want to walk to town", "Maintain"]]


def test_the_second_of_two_who_change_a_goal_sees_both_and_nothing_is_lost(soren, walk, pia, mara):
    change_goal(by=mara, goal=walk, expected=1, **ANEW)
    with pytest.raises(Conflict) as conflict:
        change_goal(by=pia, goal=walk, expected=1, **ANEW | {"words": "I want to fly"})
    assert conflict.value.theirs.words == "I want to walk to town"
    assert len(plan_changes(soren)) == 1


def test_an_ended_goal_stands_last_and_is_not_changed(soren, walk, pia):
    set_goal(by=pia, enrolment=soren, words="I want to cook", area="home")
    ended = end_goal(by=pia, goal=walk, outcome="partly")
    assert [goal.words for goal in goals_of(soren)] == ["I want to cook", "I want to walk to the shop"]
    with pytest.raises(Refused, match="has ended"):
        change_goal(by=pia, goal=ended, **ANEW)
    with pytest.raises(Refused, match="ends once"):
        end_goal(by=pia, goal=ended, outcome="reached")


def test_a_goal_does_not_end_before_it_was_set(walk, pia):
    with pytest.raises(Refused, match="not before"):
        end_goal(by=pia, goal=walk, outcome="reached", ended_on=date(2026, 4, 30))


def test_an_intervention_serves_a_goal_from_one_day_to_another(soren, visits, walk, pia):
    end_intervention(by=pia, intervention=visits, last=date(2026, 10, 1))
    (given,) = interventions_of(soren)
    assert (given.name, given.goal, given.first, given.last) == (
        "Sunday visits", walk, date(2026, 5, 1), date(2026, 10, 1),
    )  # fmt: skip


def test_an_intervention_is_written_anew_and_how_it_stood_is_kept(soren, visits, pia):
    again = {"kind": "regaining", "name": "Walking group", "intensity": "weekly", "goal": None}
    change_intervention(by=pia, intervention=visits, first=date(2026, 5, 2), **again)
    (change,) = plan_changes(soren)
    assert [str(one.label) for one in change.changed] == ["Kind", "Name", "How often", "From"]


CANNOT_START = [
    ({"kind": "magic"}, "not one of the choices"),
    ({"name": ""}, "what the service calls it"),
    ({"first": date(2026, 11, 23)}, "yet to come"),
    ({"first": date(2024, 1, 1)}, "before the stay"),
]


@pytest.mark.parametrize(("wrong", "why"), CANNOT_START)
def test_an_intervention_that_cannot_be_is_refused(soren, pia, wrong, why):
    with pytest.raises(Refused, match=why):
        start_intervention(by=pia, enrolment=soren, **VISITS | wrong)


def test_an_intervention_ends_once_and_not_before_it_began(visits, pia):
    with pytest.raises(Refused, match="not before"):
        end_intervention(by=pia, intervention=visits, last=date(2026, 4, 30))
    ended = end_intervention(by=pia, intervention=visits)
    with pytest.raises(Refused, match="ends once"):
        end_intervention(by=pia, intervention=ended)
    with pytest.raises(Refused, match="it began before that"):
        change_intervention(by=pia, intervention=ended, first=date(2026, 11, 23), intensity="", goal=None, **VISITS)


def test_a_plan_is_still_written_up_after_the_stay_has_ended(soren, pia):
    from gavn.kernel.dates import PartialDate

    ended = end_stay(by=pia, enrolment=soren, exited=PartialDate.parse("2026-06-30"), reason="planned")
    assert set_goal(by=pia, enrolment=ended, set_on=date(2026, 2, 1), **WALK).set_on == date(2026, 2, 1)
