"""Compare: an indicator over many stays, by place, time and trait, with what is left out and what is missing."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from indicator_examples import indicator
from rows_cast import Rows

from gavn.compare.pure.scope import Scope
from gavn.compare.selectors.indicators import indicator_sums
from gavn.kernel.errors import Refused
from gavn.kernel.periods import Period

FIRST, LAST, FROZEN = date(2009, 1, 1), date(2009, 5, 31), date(2009, 6, 1)
SCORE = {"score": "gavn/f@1#total", "of": "individual"}
NOW = {"now": {**SCORE, "take": "latest"}}


@pytest.fixture
def rows(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path)
    return Rows()


@pytest.fixture
def scope():
    return Scope(("s", "t"), Period(FIRST, LAST), FROZEN)


def told(found):
    return [(*one.group.values(), one.population, one.base, one.n, one.events) for one in found]


def test_who_is_left_out_and_who_is_missing_are_told_apart(rows, scope):
    for name, reason in (("a", "planned"), ("b", "unplanned"), ("c", None), ("d", "died")):
        rows.stay(name, entered_on=FIRST, exited_on=date(2009, 3, 1), closed=True, exit_reason=reason)
    rows.stay("still there", entered_on=FIRST)
    rows.stay("elsewhere", service="x", entered_on=FIRST, exited_on=date(2009, 3, 1), closed=True)
    one = indicator(
        population="ended", base="COALESCE(exit_reason, '') <> 'died'", value="exit_reason = 'planned'"
    )  # fmt: skip
    [found] = indicator_sums(rows.store(), one, scope)
    assert told([found]) == [("s", 4, 3, 2, 1)]
    assert (found.left_out, found.missing) == (1, 1)


POPULATIONS = [
    ("present", {"before", "during", "gone"}),
    ("entered", {"during"}),
    ("ended", {"gone"}),
    ("measured", {"before", "after"}),
]


@pytest.mark.parametrize(("population", "names"), POPULATIONS)
def test_each_population_has_its_stays(rows, scope, population, names):
    rows.stay("before", entered_on=date(2008, 5, 1), sex="before")
    rows.stay("during", entered_on=date(2009, 2, 1), sex="during")
    rows.stay("gone", entered_on=date(2008, 5, 1), exited_on=date(2009, 2, 1), closed=True, sex="gone")
    rows.stay("after", entered_on=date(2007, 5, 1), exited_on=date(2008, 5, 1), closed=True, sex="after")
    rows.measured("before", "status", date(2009, 4, 1), 3.0)
    rows.measured("during", "entry", date(2009, 2, 1), 3.0)
    rows.measured("after", "follow_up", date(2009, 5, 1), 3.0)
    found = indicator_sums(rows.store(), indicator(population=population, value="dead"), scope, by=("sex",))
    assert {one.group["sex"]: one.population for one in found} == dict.fromkeys(names, 1)


def test_a_stay_present_in_several_months_counts_in_each_as_it_stood_then(rows, scope):
    rows.stay("a", entered_on=date(2008, 5, 1), exited_on=date(2009, 3, 2), closed=True)
    for month, value in ((1, 2.0), (2, 8.0), (5, 1.0)):
        rows.measured("a", "status", date(2009, month, 10), value, number=month)
    one = indicator(population="present", reads=NOW, value="now > 5")
    found = indicator_sums(rows.store(), one, scope, by=("month",))
    assert told(found) == [("2009-01", 1, 1, 1, 0), ("2009-02", 1, 1, 1, 1), ("2009-03", 1, 1, 1, 1)]
    assert told(indicator_sums(rows.store(), one, scope, by=("quarter",))) == [("2009-Q1", 1, 1, 1, 1)]
    everything = Scope(("s",), Period(date.min, LAST), FROZEN)
    assert told(indicator_sums(rows.store(), one, everything, by=("year",))) == [
        ("2008", 1, 1, 0, 0),
        ("2009", 1, 1, 1, 0),
    ]


def test_an_end_that_nobody_knows_counts_in_the_month_in_which_the_stay_began(rows, scope):
    rows.stay("a", entered_on=date(2009, 2, 3), closed=True)
    found = indicator_sums(rows.store(), indicator(population="present", value="closed"), scope, by=("month",))
    assert told(found) == [("2009-02", 1, 1, 1, 1)]


def test_a_stay_measured_twice_in_a_year_counts_once_a_month_and_once_a_year(rows, scope):
    rows.stay("a", entered_on=date(2008, 5, 1))
    rows.stay("b", entered_on=date(2008, 5, 1))
    for stay, month, value in (("a", 1, 2.0), ("a", 4, 8.0), ("b", 4, 1.0)):
        rows.measured(stay, "status", date(2009, month, 10), value, number=month)
    one = indicator(population="measured", reads=NOW, value="now > 5")
    assert told(indicator_sums(rows.store(), one, scope, by=("month",))) == [
        ("2009-01", 1, 1, 1, 0),
        ("2009-04", 2, 2, 2, 1),
    ]
    assert told(indicator_sums(rows.store(), one, scope, by=())) == [(2, 2, 2, 1)]
    assert told(indicator_sums(rows.store(), one, scope, by=("year", "service"))) == [("2009", "s", 2, 2, 2, 1)]


def test_ends_and_entries_stand_in_their_own_month_and_know_what_came_later(rows, scope):
    rows.stay("a", entered_on=date(2009, 1, 5), exited_on=date(2009, 2, 20), closed=True)
    rows.measured("a", "exit", date(2009, 3, 4), 9.0)
    for population, month in (("entered", "2009-01"), ("ended", "2009-02")):
        one = indicator(population=population, reads=NOW, value="now > 5")
        assert told(indicator_sums(rows.store(), one, scope, by=("month",))) == [(month, 1, 1, 1, 1)]


def test_a_mean_gives_its_sums_and_a_rate_its_exposure(rows, scope):
    for name, value in (("a", 2.0), ("b", 4.0), ("c", None)):
        rows.stay(name, entered_on=date(2009, 2, 1), exited_on=date(2009, 2, 11), closed=True)
        rows.measured(name, "status", date(2009, 2, 10), value)
    [mean] = indicator_sums(rows.store(), indicator(measure="mean", reads=NOW, value="now"), scope)
    assert (mean.n, mean.missing, mean.events, mean.total, mean.squares) == (2, 1, 0, 6.0, 20.0)
    per = {"per": "days_stayed / 10", "per_words": {"en": "x", "da": "x", "sv": "x"}}
    [rate] = indicator_sums(rows.store(), indicator(measure="rate", value="statuses_done", **per), scope)
    assert (rate.n, rate.events, rate.exposure) == (3, 3, 3.0)


def test_groups_are_ages_traits_and_what_the_indicator_reads(rows, scope):
    for name, age, first in (("a", 17, 1.0), ("b", 70, 2.0), ("c", None, 2.0)):
        rows.stay(name, entered_on=date(2009, 2, 1), age_at_entry=age, sex="man" if name == "a" else "woman")
        rows.measured(name, "entry", date(2009, 2, 1), first)
    one = indicator(population="entered", reads={"first": {**SCORE, "take": "first"}}, value="first > 1")
    store = rows.store()
    assert [one.group["age_band"] for one in indicator_sums(store, one, scope, by=("age_band",))] == [
        "0–17",
        "65+",
        None,
    ]
    assert told(indicator_sums(store, one, scope, by=("first",))) == [(1.0, 1, 1, 1, 0), (2.0, 2, 2, 2, 2)]
    assert told(indicator_sums(store, one, scope, by=("sex", "goals"))) == [
        ("man", 0.0, 1, 1, 1, 0),
        ("woman", 0.0, 2, 2, 2, 2),
    ]


def test_nobody_is_no_group(rows, scope):
    assert indicator_sums(rows.store(), indicator(), scope, by=()) == []
    whole = Scope(("s",), Period(date.min, LAST), FROZEN)
    assert indicator_sums(rows.store(), indicator(population="present"), whole, by=("month",)) == []


def test_an_unknown_group_is_refused_with_those_there_are(rows, scope):
    with pytest.raises(Refused, match="cannot be grouped by colour; choose among service, organisation"):
        indicator_sums(rows.store(), indicator(), scope, by=("colour",))
