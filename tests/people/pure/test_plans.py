"""People: what changed about a goal, in words, and which codes, days and ratings a plan takes."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.people.pure.plans import changes, check_code, check_day, check_rating, content_of
from gavn.people.pure.vocabulary import LIFE_AREAS

TODAY = date(2026, 11, 22)
GOAL = SimpleNamespace(words="A key of my own", area="home", review_on=date(2027, 1, 1), ended_on=None, secret="x")


def test_the_content_of_a_goal_is_what_can_change_about_it():
    assert content_of(GOAL) == {
        "words": "A key of my own", "area": "home", "review_on": "2027-01-01", "ended_on": None,
    }  # fmt: skip


CHANGES = [
    ("words", "A key", "A key of my own", "Words", "A key", "A key of my own"),
    ("area", "home", "mind", "Life area", "Home and housing", "Mind and mood"),
    ("area", "garden", "home", "Life area", "garden", "Home and housing"),  # a code of before
    ("review_on", None, "2027-01-01", "To be looked at again", "", "2027-01-01"),
    ("ended_on", "2026-01-01", "", "Ended", "2026-01-01", ""),
]


@pytest.mark.parametrize(("field", "old", "new", "label", "before", "after"), CHANGES)
def test_a_change_is_told_in_words_before_and_after(field, old, new, label, before, after):
    (change,) = changes({field: old, "kind": "network"}, {field: new, "kind": "network"})
    assert (str(change.before), str(change.after)) == (before, after)
    assert label.lower() in str(change.label).lower()


def test_what_stayed_the_same_is_not_told():
    assert changes({"words": "A"}, {"words": "A"}) == []


def test_only_codes_of_the_vocabulary_are_taken():
    check_code("home", LIFE_AREAS, "area")
    with pytest.raises(Refused, match="“garden” is not one of the choices") as refusal:
        check_code("garden", LIFE_AREAS, "area")
    assert refusal.value.field == "area"


@pytest.mark.parametrize(
    ("day", "entered", "why"),
    [(date(2026, 11, 23), "2026", "yet to come"), (date(2026, 1, 31), "2026-02", "before the stay began")],
)
def test_a_day_to_come_or_before_the_stay_is_refused(day, entered, why):
    with pytest.raises(Refused, match=why):
        check_day(day, entered=PartialDate.parse(entered), on=TODAY, field="set_on")


@pytest.mark.parametrize(("day", "entered"), [(TODAY, "2026-11-22"), (date(2000, 1, 1), "")])
def test_a_day_within_the_stay_is_taken(day, entered):
    check_day(day, entered=PartialDate.parse(entered), on=TODAY, field="set_on")


@pytest.mark.parametrize("value", [-1, 11])
def test_a_rating_goes_from_0_to_10(value):
    check_rating(0)
    check_rating(10)
    with pytest.raises(Refused, match="from 0"):
        check_rating(value)
