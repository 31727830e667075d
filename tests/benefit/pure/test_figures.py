"""Benefit: five figures, each beside its own past, with words that fit them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gavn.benefit.pure.charts import course_chart
from gavn.benefit.pure.counted import LEAST_FORMS, Month
from gavn.benefit.pure.figures import Reader, durations, figure_of, figures_of
from gavn.benefit.pure.months import is_over, month_asked, months_until, written
from gavn.benefit.pure.words import NOTHING_TO_DO, Slow, says, to_do
from gavn.kernel.errors import Refused
from gavn.report.pure.document import Interval, Number
from gavn.report.pure.hiding import HIDDEN

MARCH = date(2026, 3, 1)
LINES = ("gavn/four-lines@1", "individual")
INSIDE, OUTSIDE = Reader(inside=True), Reader(inside=False)
HAND = Month(
    MARCH, forms=8, minutes={2: 4, 3: 3}, days={0: 5, 3: 2}, asked=34, answered=29, why={"declined": 3, "unsaid": 2},
    given=6, talked=4, forms_of={LINES: 8},
)  # fmt: skip


def by_key(months, reader=INSIDE, questions=None):
    return {one.key: one for one in figures_of(months, reader, questions or {LINES[0]: (4, 3)})}


def test_the_five_figures_of_a_month_counted_by_hand():
    found = by_key([HAND])
    assert {key: (one.now.number, one.now.n) for key, one in found.items()} == {
        "minutes": (2, 7), "fed_back": (0.75, 4), "complete": (29 / 34, 34), "hours": (0, 7), "talked": (4 / 6, 6),
    }  # fmt: skip
    assert str(says(found["minutes"], HAND)).startswith("Half of 7 forms took")
    assert str(says(found["complete"], HAND)) == "29 of 34 questions were answered."
    assert str(says(found["fed_back"], HAND)) == "3 of 4 questions in this month’s forms lead to a result."


def test_days_become_hours():
    assert by_key([Month(MARCH, days={0: 2, 1: 1, 4: 5})])["hours"].now.number == 96


@given(st.dictionaries(st.integers(1, 240), st.integers(1, 3), max_size=3))
def test_minutes_are_told_of_five_forms_at_least_and_of_nobody_alone(counts):
    open_point, alone = durations(MARCH, counts), durations(MARCH, counts, hide=True)
    assert alone.number is None
    assert (open_point.number is not None) == (sum(counts.values()) >= LEAST_FORMS)
    assert open_point.shown is HIDDEN or open_point.number is not None or not counts


def test_an_interval_stands_from_nine_forms_on():
    assert isinstance(durations(MARCH, {2: 8}).shown, Number)
    assert isinstance(durations(MARCH, {2: 5, 4: 4}).shown, Interval)


def test_readers_from_outside_see_no_share_that_tells_of_fewer_than_five():
    few = Month(MARCH, asked=34, answered=31, given=6, talked=6)
    found = by_key([few], OUTSIDE, {LINES[0]: (4, 4)})
    assert (found["complete"].now.shown, found["complete"].now.number) == (HIDDEN, None)
    assert found["talked"].now.number == 1
    assert to_do(found["complete"], few, slow=[], silent=[]) is None


def line(values):
    months = months_until(MARCH, before=len(values) - 1)
    points = [durations(month, {value: 9} if value else {}) for month, value in zip(months, values, strict=True)]
    return figure_of("minutes", points)


@pytest.mark.parametrize(("values", "words"), [
    ([3, 4], "no past"),
    ([3] * 13, "same in every month"),
    ([3, 5, 2, 4], "too few to tell"),
    ([9, 8, 9, 7, 8, 9, 4, 3, 4, 2, 3, 4, 3], "there is a change"),
    ([2, 4, 3, 4, 2, 4, 2, 5, 2, 4, 2, 4, 2], "those of chance"),
])  # fmt: skip
def test_the_past_is_spoken_of_as_far_as_it_goes(values, words):
    found = line(values)
    assert words in str(found.past)
    assert found.changed == (words == "there is a change")


def test_a_month_without_forms_is_a_gap_in_the_line_and_not_a_zero():
    spec = course_chart(line([3, 0, 4, 3]), written)
    assert [row["value"] for row in spec["data"]["values"]] == [3, None, 4, 3]
    assert course_chart(line([3, 0, 4]), written) is None


def test_what_to_do_follows_from_the_month():
    found = by_key([HAND])
    told = {key: str(to_do(one, HAND, slow=[Slow("Entry", 4, 9)], silent=["Shoe size?"])) for key, one in found.items()}
    assert told["minutes"].startswith("Entry takes")
    assert "Shoe size?" in told["fed_back"]
    assert "passed over without a reason" in told["complete"]
    assert told["hours"] == str(NOTHING_TO_DO)
    assert told["talked"].startswith("Begin the next conversation")


@pytest.mark.parametrize("text", ["2026-13", "2026-3", "march", "2026-04", "1899-01", "٢٠٢٦-03", "2026-03-01"])
def test_what_is_no_month_or_is_yet_to_come_is_refused(text):
    with pytest.raises(Refused):
        month_asked(text, today=date(2026, 3, 10))


def test_a_month_is_over_when_the_next_has_begun():
    assert (is_over(MARCH, date(2026, 3, 31)), is_over(MARCH, date(2026, 4, 1))) == (False, True)
