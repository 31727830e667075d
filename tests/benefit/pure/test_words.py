"""Benefit: every figure has a sentence for each way a month can be, and says what to do only where that follows."""

from __future__ import annotations

from datetime import date

import pytest

from gavn.benefit.pure.counted import LEAST_FORMS, Month
from gavn.benefit.pure.figures import TITLES, MonthFigure, Reader, figures_of
from gavn.benefit.pure.words import NONE, NOTHING_TO_DO, TALK, Slow, says, to_do

MARCH = date(2026, 3, 1)
LINES = ("gavn/four-lines@1", "individual")
INSIDE, OUTSIDE = Reader(inside=True), Reader(inside=False)


def figure(key: str, month: Month, reader: Reader = INSIDE) -> MonthFigure:
    return next(one for one in figures_of([month], reader, {LINES[0]: (4, 3)}) if one.key == key)


@pytest.mark.parametrize("key", TITLES)
def test_a_month_without_forms_is_said_to_be_empty_and_asks_for_nothing(key):
    empty = Month(MARCH)
    assert says(figure(key, empty), empty) == NONE[key]
    assert to_do(figure(key, empty), empty, slow=[Slow("Entry", 4, 9)], silent=["Shoe size?"]) is None


@pytest.mark.parametrize(("key", "month", "reader", "words"), [
    ("minutes", {"minutes": {2: LEAST_FORMS - 1}}, INSIDE, f"from {LEAST_FORMS} forms on, and only where several"),
    ("minutes", {"minutes": {2: 30}}, Reader(inside=True, alone=True), "only where several people"),
    ("hours", {"days": {2: LEAST_FORMS - 1}}, INSIDE, f"This is told from {LEAST_FORMS} forms on."),
    ("complete", {"asked": 34, "answered": 31}, OUTSIDE, "Too few to be shown"),
    ("talked", {"given": 9, "talked": 2}, OUTSIDE, "Too few to be shown"),
])  # fmt: skip
def test_what_is_hidden_says_why_and_asks_for_nothing(key, month, reader, words):
    counted = Month(MARCH, **month)
    found = figure(key, counted, reader)
    assert words in str(says(found, counted))
    assert to_do(found, counted, slow=[], silent=[]) is None


@pytest.mark.parametrize(("key", "month", "words"), [
    ("minutes", {"minutes": {3: 5}}, "Half of 5 forms took 3 minutes or less."),
    ("hours", {"days": {0: 5, 3: 2}}, "Half of 7 forms or more could be seen on the day they were answered."),
    ("hours", {"days": {0: 2, 4: 6}}, "Half of 8 forms could be seen within 96 hours, half later."),
    ("talked", {"given": 6, "talked": 4}, "4 of 6 results were talked about with the person."),
])  # fmt: skip
def test_what_is_shown_is_said_with_its_numbers(key, month, words):
    counted = Month(MARCH, **month)
    said = says(figure(key, counted), counted)
    numbers = {name: getattr(value, "value", value) for name, value in said.params.items()}
    assert said.msgid.format(**{name: int(number) for name, number in numbers.items()}) == words


HOURS = "Enter answers on the day they are given"
UNSAID, UNANSWERED = "passed over without a reason", "whether they are understood"


@pytest.mark.parametrize(("key", "month", "words"), [
    ("minutes", {"minutes": {3: 5}}, str(NOTHING_TO_DO)),
    ("fed_back", {"forms_of": {LINES: 8}}, str(NOTHING_TO_DO)),
    ("hours", {"days": {0: 2, 4: 6}}, HOURS),
    ("hours", {"days": {0: 5}}, str(NOTHING_TO_DO)),
    ("complete", {"asked": 100, "answered": 94, "why": {"unsaid": 6}}, UNSAID),
    ("complete", {"asked": 100, "answered": 79, "why": {"declined": 16, "unsaid": 5}}, UNANSWERED),
    ("complete", {"asked": 100, "answered": 80, "why": {"declined": 15, "unsaid": 5}}, str(NOTHING_TO_DO)),
    ("talked", {"given": 10, "talked": 7}, str(TALK)),
    ("talked", {"given": 10, "talked": 8}, str(NOTHING_TO_DO)),
])  # fmt: skip
def test_a_leader_is_asked_for_something_only_beyond_the_limit(key, month, words):
    counted = Month(MARCH, **month)
    assert words in str(to_do(figure(key, counted), counted, slow=[], silent=[]))


def test_of_several_slow_forms_the_one_furthest_from_its_promise_is_named():
    counted = Month(MARCH, minutes={9: 5})
    slow = [Slow("Long", 20, 30), Slow("Short", 2, 6), Slow("Entry", 4, 9)]
    assert str(to_do(figure("minutes", counted), counted, slow=slow, silent=[])).startswith("Short takes")
