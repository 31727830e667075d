"""Benefit: a month's counts, put together by hand and by any rows."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from gavn.benefit.pure.counted import WAYS, Rows, by_month, month_of

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
LINES = {"month": MARCH, "instrument": "gavn/four-lines", "version": 1, "respondent": "individual"}
ENTRY = {**LINES, "instrument": "gavn/base-entry", "respondent": "practitioner"}
NONE = dict.fromkeys(WAYS, 0)
HAND = Rows(
    # Six sets of the four lines: 24 questions, of which 20 answered, 3 declined, 1 left blank. Two entries of 5.
    forms=[
        {**LINES, **NONE, "n": 6, "asked": 24, "answered": 20, "declined": 3, "unsaid": 1},
        {**ENTRY, **NONE, "n": 2, "asked": 10, "answered": 9, "unknown": 1},
    ],
    minutes=[{**LINES, "minutes": 2, "n": 4}, {**LINES, "minutes": 3, "n": 1}, {**ENTRY, "minutes": 3, "n": 2}],
    days=[{"month": MARCH, "days_to_result": 0, "n": 5}, {"month": MARCH, "days_to_result": 3, "n": 2}],
    given=[{"month": MARCH, "n": 6, "talked": 4}],
    due=[
        {"month": MARCH, "reason": None, "n": 7, "done": 6},
        {"month": MARCH, "reason": "refused", "n": 2, "done": 0},
        {"month": APRIL, "reason": None, "n": 9, "done": 9},
    ],
)


def test_a_month_counted_by_hand():
    march, april = by_month(HAND, [MARCH, APRIL])
    assert (march.forms, march.asked, march.answered, march.why["declined"], march.why["unsaid"]) == (8, 34, 29, 3, 1)
    assert (dict(march.minutes), march.timed) == ({2: 4, 3: 3}, 7)
    assert (march.seen, march.same_day, march.given, march.talked) == (7, 5, 6, 4)
    assert (march.due, march.done, march.left_out) == (9, 6, {"refused": 2})
    assert march.forms_of == {("gavn/four-lines@1", "individual"): 6, ("gavn/base-entry@1", "practitioner"): 2}
    assert (april.forms, april.due, april.done) == (0, 9, 9)


ROW = st.fixed_dictionaries({
    "instrument": st.sampled_from(["a/b", "c/d"]), "version": st.integers(1, 2), "minutes": st.integers(1, 240),
    "respondent": st.sampled_from(["individual", "practitioner"]), "n": st.integers(1, 50),
})  # fmt: skip


@given(st.lists(ROW))
def test_no_form_is_lost_between_its_own_line_and_the_whole(rows):
    month = month_of(MARCH, Rows(minutes=rows))
    assert month.timed == sum(row["n"] for row in rows) == sum(sum(one.values()) for one in month.by_form.values())


@given(st.lists(st.tuples(st.sampled_from([MARCH, APRIL]), st.integers(0, 9), st.integers(1, 99))))
def test_the_months_share_the_rows_among_them(rows):
    days = [{"month": month, "days_to_result": day, "n": n} for month, day, n in rows]
    found = by_month(Rows(days=days), [MARCH, APRIL])
    assert sum(one.seen for one in found) == sum(n for _month, _day, n in rows)
