"""Compare: the enrolment figures of Umeå, January to May 2009, from stays made to have them.

Published: 98 enrolled, 67 men and 31 women, 21 new, 7 closed; ongoing n 83, min 1, max 173, mean 28.31 months;
closed n 7, min 14, max 168, mean 41.14 months. Of 91 ongoing stays 8 have no usable day of entry.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.conf import settings
from rows_cast import Rows

from gavn.compare.pure.scope import Scope
from gavn.compare.selectors import enrolled_in, enrolment_time
from gavn.kernel.dates import DAYS_A_MONTH
from gavn.kernel.periods import Period

FIRST, LAST = date(2009, 1, 1), date(2009, 5, 31)
NEW = [1] * 5 + [2] * 5 + [3] * 5 + [4] * 6
ONGOING = [*NEW, 173, 101, *([34] * 59), 16]
CLOSED = [14, 15, 15, 18, 24, 34, 168]


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "GAVN_DATA", tmp_path)
    rows = Rows()
    for number in range(98):
        sex = "man" if number < 67 else "woman"
        if number < 83:
            rows.stay(f"o{number}", sex=sex, entered_on=months_before(LAST, ONGOING[number]))
        elif number < 91:
            rows.stay(f"u{number}", sex=sex, entered_precision="year")
        else:
            months = CLOSED[number - 91]
            left = date(2009, 4, 1)
            rows.stay(f"c{number}", sex=sex, entered_on=months_before(left, months), exited_on=left, closed=True)
    rows.stay("before", entered_on=date(2007, 1, 1), exited_on=date(2008, 12, 31), closed=True)
    rows.stay("after", entered_on=date(2009, 6, 1))
    rows.stay("elsewhere", service="other", entered_on=date(2009, 2, 1))
    return rows.store()


def months_before(day: date, months: int) -> date:
    return day - timedelta(days=round(months * DAYS_A_MONTH))


@pytest.fixture
def scope():
    return Scope(("s",), Period(FIRST, LAST), date(2009, 6, 1))


def test_the_made_durations_have_the_published_means():
    assert (len(ONGOING), len(CLOSED)) == (83, 7)
    assert round(sum(ONGOING) / 83, 2) == 28.31
    assert round(sum(CLOSED) / 7, 2) == 41.14


def test_enrolled_new_and_closed_by_sex(store, scope):
    found = enrolled_in(store, scope)
    total = found.total
    assert (total.stays, total.persons, total.new_stays, total.closed_stays, total.ongoing_stays) == (98, 98, 21, 7, 91)
    assert (found.by_sex["man"].stays, found.by_sex["woman"].stays) == (67, 31)


def test_enrolment_time_of_the_ongoing_with_eight_missing(store, scope):
    found = enrolment_time(store, scope, extremes=True).ongoing
    assert (found.n, found.missing) == (83, 8)
    assert (found.lowest, found.highest) == (pytest.approx(1, abs=0.02), pytest.approx(173, abs=0.02))
    assert found.mean == pytest.approx(28.31, abs=0.01)


def test_enrolment_time_of_the_closed(store, scope):
    found = enrolment_time(store, scope, extremes=True).closed
    assert (found.n, found.missing) == (7, 0)
    assert (found.lowest, found.highest) == (pytest.approx(14, abs=0.02), pytest.approx(168, abs=0.02))
    assert found.mean == pytest.approx(41.14, abs=0.01)


def test_smallest_and_largest_are_told_only_when_asked_for(store, scope):
    found = enrolment_time(store, scope)
    assert (found.ongoing.lowest, found.ongoing.highest, found.closed.lowest) == (None, None, None)
