"""Compare: change on a score; everybody in the scope is paired, or missing for exactly one reason."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from django.conf import settings
from rows_cast import Rows

from gavn.compare.pure.changed import Later, Line
from gavn.compare.pure.scope import Scope
from gavn.compare.selectors import change_of, scores_available
from gavn.kernel.periods import Period

LINE = Line("gavn/f", 1, "total", "individual")
SCORE = SimpleNamespace(low=0, high=40, higher_is_better=True)
ENTERED, STATUS, EXIT = date(2009, 1, 10), date(2009, 3, 10), date(2009, 4, 10)
LATE = date(2009, 5, 25)


@pytest.fixture
def rows(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path)
    return Rows()


@pytest.fixture
def scope():
    return Scope(("s",), Period(date(2009, 1, 1), date(2009, 5, 31)), date(2009, 6, 1))


def came(rows, name, value=20.0, **about):
    """A stay with a first measurement."""
    rows.stay(name, entered_on=ENTERED, **about)
    rows.measured(name, "entry", ENTERED, value)
    return name


def one(rows, scope, later=Later(), **about):  # noqa: B008  frozen
    asked = {"score": SCORE, "threshold": 8.0, **about}
    return change_of(rows.store(), scope, LINE, later, **asked).total


def test_the_paired_are_classed_by_the_threshold_of_the_norm(rows, scope):
    for name, after in (("up", 29.0), ("edge", 28.0), ("down", 11.0)):
        rows.measured(came(rows, name), "status", STATUS, after, month=6)
    found = one(rows, scope)
    assert found.outcomes == {"improved": 1, "unchanged": 1, "worse": 1}
    assert (found.n, found.missing, found.due) == (3, 0, 3)
    assert (found.paired.before, found.paired.change.value) == (20.0, pytest.approx((9 + 8 - 9) / 3))
    assert found.counts.improved.favourable == 1


def test_where_lower_is_better_a_falling_score_improves(rows, scope):
    rows.measured(came(rows, "down"), "status", STATUS, 8.0)
    score = SimpleNamespace(low=0, high=40, higher_is_better=False)
    assert one(rows, scope, score=score).outcomes == {"improved": 1}


def test_without_a_norm_changes_are_counted_and_not_judged(rows, scope):
    rows.measured(came(rows, "a"), "status", STATUS, 30.0)
    rows.measured(came(rows, "b"), "status", STATUS, 21.0)
    found = one(rows, scope, threshold=None)
    assert (found.outcomes, found.counts) == ({"unjudged": 2}, None)
    assert found.paired.change.value == 5.5


MISSING = [
    ("first:none", lambda rows: rows.stay("x", entered_on=ENTERED)),
    ("first:open", lambda rows: rows.occasion(rows.stay("x", entered_on=ENTERED), "entry", ENTERED)),
    ("first:due", lambda rows: rows.occasion(rows.stay("x", entered_on=LATE), "entry", LATE)),
    (
        "first:refused",
        lambda rows: rows.occasion(rows.stay("x", entered_on=ENTERED), "entry", ENTERED, not_done="refused"),
    ),
    (
        "first:no_form",
        lambda rows: rows.occasion(rows.stay("x", entered_on=ENTERED), "entry", ENTERED, done_on=ENTERED),
    ),
    ("first:incomplete", lambda rows: came(rows, "x", None)),
    ("later:not_due", lambda rows: came(rows, "x")),
    ("later:not_due", lambda rows: rows.occasion(came(rows, "x"), "status", date(2009, 7, 10))),
    ("later:due", lambda rows: rows.occasion(came(rows, "x"), "status", LATE)),
    ("later:open", lambda rows: rows.occasion(came(rows, "x"), "status", STATUS)),
    ("later:lost", lambda rows: rows.occasion(came(rows, "x"), "status", STATUS, not_done="lost")),
    ("later:no_form", lambda rows: rows.occasion(came(rows, "x"), "status", STATUS, done_on=STATUS)),
    ("later:incomplete", lambda rows: rows.measured(came(rows, "x"), "status", STATUS, None)),
    ("left", lambda rows: came(rows, "x", exited_on=EXIT, closed=True)),
    ("died", lambda rows: came(rows, "x", exited_on=EXIT, closed=True, dead=True)),
    ("died", lambda rows: rows.occasion(came(rows, "x"), "status", STATUS, not_done="died")),
]


@pytest.mark.parametrize(("reason", "made"), MISSING, ids=[f"{place}-{one[0]}" for place, one in enumerate(MISSING)])
def test_whoever_is_missing_is_missing_for_one_reason(rows, scope, reason, made):
    made(rows)
    found = one(rows, scope)
    assert found.outcomes == {reason: 1}
    assert (found.n, found.missing, found.refused is not None) == (0, 1, True)


def test_everybody_stands_in_exactly_one_line(rows, scope):
    rows.measured(came(rows, "paired"), "status", STATUS, 30.0)
    for name in ("a", "b", "c"):
        rows.occasion(came(rows, name, sex="man"), "status", STATUS)
    rows.stay("d", entered_on=ENTERED)
    found = one(rows, scope)
    assert found.due == 5 == found.n + found.missing
    assert found.missing_by_reason == (("later:open", 3), ("first:none", 1))


def test_groups_add_up_to_the_whole(rows, scope):
    for number in range(6):
        name = came(rows, f"p{number}", 10.0 + number, sex="man" if number % 2 else "woman")
        rows.measured(name, "status", STATUS, 15.0 + 2 * number)
    changes = change_of(rows.store(), scope, LINE, Later(), score=SCORE, threshold=8.0)
    by_sex = changes.by_sex()
    assert {sex: change.n for sex, change in by_sex.items()} == {"woman": 3, "man": 3}
    whole = sum(change.paired.change.value * change.n for change in by_sex.values()) / 6
    assert changes.total.paired.change.value == pytest.approx(whole)


def test_the_latest_counts_and_a_named_one_can_be_asked_for(rows, scope):
    for name, add in (("a", 0.0), ("b", 1.0)):
        came(rows, name)
        rows.measured(name, "status", STATUS, 22.0 + add, month=6)
        rows.measured(name, "exit", EXIT, 26.0 + add)
    assert one(rows, scope).paired.after == 26.5
    assert one(rows, scope, Later("status", month=6)).paired.after == 22.5
    assert one(rows, scope, Later("status", month=12)).outcomes == {"later:not_due": 2}
    [offered] = scores_available(rows.store(), scope)
    assert (offered.line, offered.first) == (LINE, 2)
    assert offered.later == {Later("status", month=6): 2, Later("exit"): 2}


def test_complete_answers_only_leave_out_what_stands_in_for_missing_ones(rows, scope):
    rows.measured(came(rows, "full"), "status", STATUS, 22.0)
    rows.measured(came(rows, "filled"), "status", STATUS, 22.0, answered=3)
    assert one(rows, scope).n == 2
    found = one(rows, scope, complete=True)
    assert found.outcomes == {"unchanged": 1, "later:incomplete": 1}


def test_nothing_after_the_last_day_of_the_period_is_known(rows, scope):
    rows.measured(came(rows, "x"), "status", date(2009, 6, 1), 39.0)
    assert one(rows, scope).outcomes == {"later:not_due": 1}


def test_who_does_not_want_to_be_counted_is_missing_for_that_reason(rows, scope):
    rows.stay("a", entered_on=ENTERED)
    rows.uncounted("a", "entry", ENTERED, "objection")
    rows.uncounted("a", "status", STATUS, "objection", month=6)
    rows.uncounted(came(rows, "b"), "status", STATUS, "withdrawal", month=6)
    rows.measured(came(rows, "c"), "status", STATUS, 29.0, month=6)
    found = one(rows, scope)
    assert found.outcomes == {"first:objection": 1, "later:withdrawal": 1, "improved": 1}
    assert (found.n, found.missing, found.due) == (1, 2, 3)
