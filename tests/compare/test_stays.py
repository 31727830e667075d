"""Compare: which stays a period counts, for how long, how old, what was asked, done and wanted."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from rows_cast import Rows

from gavn.compare.pure.scope import Scope
from gavn.compare.selectors import (
    ages_at_enrolment,
    enrolled_in,
    exit_reasons,
    follow_up,
    goals_set,
    interventions_given,
    service_lines,
    stay_length,
)
from gavn.kernel.errors import Refused
from gavn.kernel.periods import Period

FIRST, LAST = date(2009, 1, 1), date(2009, 5, 31)
DURING = date(2009, 3, 1)


@pytest.fixture
def rows(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path)
    return Rows()


@pytest.fixture
def scope():
    return Scope(("s",), Period(FIRST, LAST), date(2009, 6, 1))


TOUCHES = [
    ("entered before and still there", {"entered_on": date(2008, 1, 1)}, (1, 0, 0, 1)),
    ("entered on the first day", {"entered_on": FIRST}, (1, 1, 0, 1)),
    ("entered on the last day", {"entered_on": LAST}, (1, 1, 0, 1)),
    ("entered the day after", {"entered_on": date(2009, 6, 1)}, (0, 0, 0, 0)),
    (
        "left the day before",
        {"entered_on": date(2008, 1, 1), "exited_on": date(2008, 12, 31), "closed": True},
        (0, 0, 0, 0),
    ),
    ("left on the first day", {"entered_on": date(2008, 1, 1), "exited_on": FIRST, "closed": True}, (1, 0, 1, 0)),
    ("left after the period", {"entered_on": DURING, "exited_on": date(2009, 6, 1), "closed": True}, (1, 1, 0, 1)),
    ("entry unknown, watched from before", {"entered_on": None, "measured_from": DURING}, (1, 0, 0, 1)),
    ("entry unknown, watched from after", {"entered_on": None, "measured_from": date(2009, 7, 1)}, (0, 0, 0, 0)),
    ("left on a day nobody knows", {"entered_on": DURING, "closed": True}, (1, 1, 1, 0)),
]


@pytest.mark.parametrize(("about", "counted"), [case[1:] for case in TOUCHES], ids=[case[0] for case in TOUCHES])
def test_a_stay_counts_where_one_of_its_days_lies_in_the_period(rows, scope, about, counted):
    rows.stay("x", **about)
    flow = enrolled_in(rows.store(), scope).total
    assert (flow.stays, flow.new_stays, flow.closed_stays, flow.ongoing_stays) == counted


def test_an_end_nobody_knows_of_a_stay_from_before_is_told_and_not_counted(rows, scope):
    rows.stay("x", entered_on=date(2007, 1, 1), closed=True)
    rows.stay("y", entered_on=DURING)
    found = enrolled_in(rows.store(), scope)
    assert (found.total.stays, found.unplaced) == (1, 1)
    everything = Scope(("s",), Period(date.min, LAST), date(2009, 6, 1))
    assert enrolled_in(rows.store(), everything).total.closed_stays == 1


def test_a_person_with_two_stays_is_one_person(rows, scope):
    rows.stay("a", individual="p", entered_on=FIRST, exited_on=DURING, closed=True)
    rows.stay("b", individual="p", entered_on=date(2009, 4, 1))
    flow = enrolled_in(rows.store(), scope).total
    assert (flow.stays, flow.persons, flow.closed_persons, flow.ongoing_persons) == (2, 1, 1, 1)


def test_how_many_are_open_on_an_average_day(rows):
    ten = Scope(("s",), Period(date(2009, 1, 1), date(2009, 1, 10)), date(2009, 6, 1))
    rows.stay("whole", entered_on=date(2008, 1, 1))
    rows.stay("half", entered_on=date(2009, 1, 6))
    assert enrolled_in(rows.store(), ten).at_a_time == 1.5


def test_stays_open_before_the_period_enter_the_curve_late(rows, scope):
    rows.stay("old", entered_on=date(2008, 12, 2), exited_on=date(2009, 3, 2), closed=True)
    rows.stay("new", entered_on=date(2009, 1, 2), exited_on=date(2009, 2, 1), closed=True)
    rows.stay("there", entered_on=date(2009, 1, 3))
    found = stay_length(rows.store(), scope)
    assert (found.n, found.late, found.exits, found.ongoing) == (3, 1, 2, 1)
    assert [(step.day, step.at_risk) for step in found.steps] == [(30, 2), (90, 2)]


def test_whoever_was_there_already_enters_when_watching_began(rows):
    whole = Scope(("s",), Period(date.min, LAST), date(2009, 6, 1))
    rows.stay("x", entered_on=date(2008, 1, 1), already_there=True, measured_from=date(2008, 4, 10))
    rows.stay("y", entered_on=date(2008, 1, 1))
    assert stay_length(rows.store(), whole).late == 1


def test_the_curve_is_told_as_far_as_it_can_be(rows, scope):
    rows.stay("young", entered_on=date(2009, 1, 2), exited_on=date(2009, 1, 12), closed=True)
    rows.stay("young too", entered_on=date(2009, 1, 2), exited_on=date(2009, 1, 7), closed=True)
    rows.stay("old", entered_on=date(2005, 1, 1))
    found = stay_length(rows.store(), scope)
    assert (found.n, found.missing, found.exits, found.follow_up) == (2, 1, 1, 10.0)


def test_nobody_gives_no_curve(rows, scope):
    with pytest.raises(Refused, match="no stay"):
        stay_length(rows.store(), scope)


def test_ages_by_sex_with_the_unknown_missing(rows, scope):
    for name, sex, age in (("a", "woman", 17), ("b", "man", 18), ("c", "man", 64), ("d", "man", None)):
        rows.stay(name, sex=sex, entered_on=DURING, age_at_entry=age)
    found = ages_at_enrolment(rows.store(), scope)
    assert found.bands() == (1, 1, 0, 0, 0, 1, 0)
    assert found.bands("man") == (0, 1, 0, 0, 0, 1, 0)
    assert (found.described().n, found.described().missing, found.described("man").median) == (3, 1, 41.0)


def test_why_stays_ended_with_those_of_whom_nobody_said(rows, scope):
    for name, reason in (("a", "planned"), ("b", "planned"), ("c", None)):
        rows.stay(name, entered_on=FIRST, exited_on=DURING, closed=True, exit_reason=reason)
    found = exit_reasons(rows.store(), scope)
    assert (found.n, found.options, found.missing) == (2, (("planned", 2),), 1)


def test_interventions_are_counted_once_a_stay_and_kind(rows, scope):
    for name in ("a", "b"):
        rows.stay(name, entered_on=FIRST)
    for first, last in ((FIRST, None), (DURING, None), (date(2008, 1, 1), date(2008, 2, 1))):
        rows.interventions.append({"enrolment": "a", "kind": "network", "first": first, "last": last})
    found = interventions_given(rows.store(), scope)
    assert (found.n, dict(found.options)["network"], found.missing) == (1, 1, 1)


def test_follow_up_counts_what_is_over_or_done(rows, scope):
    rows.stay("a", entered_on=FIRST)
    rows.occasion("a", "entry", FIRST, done_on=FIRST, discussed_on=FIRST)
    rows.occasion("a", "status", DURING)
    rows.occasion("a", "status", date(2009, 4, 1), not_done="refused")
    rows.occasion("a", "status", date(2009, 4, 2), not_done="not_due")
    rows.occasion("a", "status", date(2009, 5, 20))
    entry, status = follow_up(rows.store(), scope)
    assert (entry.due, entry.done, entry.discussed) == (1, 1, 1)
    assert (status.due, status.done, status.why, status.unexplained) == (2, 0, {"refused": 1}, 1)


def test_goals_by_area_with_their_ends_and_ratings(rows, scope):
    rows.stay("a", entered_on=FIRST)
    usual = {"enrolment": "a", "area": "home", "set_on": FIRST, "ratings": 2, "first_rating": 3}
    rows.goals += [{**usual, "last_rating": 7, "outcome": "reached"}, {**usual, "last_rating": 2}]
    [found] = goals_set(rows.store(), scope)
    assert (found.area, found.goals, found.stays, found.reached, found.open) == ("home", 2, 1, 1, 1)
    assert (found.rated_twice, found.risen, found.fallen) == (2, 1, 1)


def test_one_line_a_service_even_where_nobody_is(rows):
    both = Scope(("s", "empty"), Period(FIRST, LAST), date(2009, 6, 1))
    rows.stay("a", entered_on=DURING)
    rows.occasion("a", "entry", DURING, done_on=DURING)
    found = service_lines(rows.store(), both)
    assert (found["s"].now, found["s"].new, found["s"].due, found["s"].done) == (1, 1, 1, 1)
    assert found["empty"].now == 0


def test_a_period_to_come_is_refused():
    with pytest.raises(Refused, match="yet to come"):
        Scope(("s",), Period(date(2010, 1, 1), date(2010, 12, 31)), date(2009, 6, 1))
