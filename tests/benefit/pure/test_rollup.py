"""Benefit: several services side by side, each beside its own past, without numbers that point at somebody."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavn.benefit.pure.counted import Month
from gavn.benefit.pure.figures import MonthFigure, Reader
from gavn.benefit.pure.rollup import ALL, AS_BEFORE, CHANGED, NOT_KNOWN, ServiceMonths, lines_of, past_of
from gavn.kernel.say import Said
from gavn.report.pure.document import Number
from gavn.report.pure.hiding import HIDDEN

MARCH = date(2026, 3, 1)


def month(forms: int, talked: int) -> Month:
    return Month(MARCH, forms=forms, asked=4 * forms, answered=4 * forms, days={0: forms}, given=forms, talked=talked)


def service(key: str, forms: int, talked: int, *, inside: bool = False) -> ServiceMonths:
    return ServiceMonths(key, [month(forms, talked)], Reader(inside))


def test_lines_counted_by_hand_stand_in_the_order_given_and_end_with_all():
    lines = lines_of([service("a", 20, 10, inside=True), service("b", 3, 1, inside=True)])
    assert [one.key for one in lines] == ["a", "b", ALL]
    assert [one.forms for one in lines] == [Number(20), Number(3), Number(23)]
    assert [one.talked for one in lines] == [Number(p, share=True) for p in (10 / 20, 1 / 3, 11 / 23)]


def test_a_small_service_hides_itself_and_the_whole_that_would_tell_it():
    lines = {one.key: one for one in lines_of([service("a", 20, 10), service("b", 3, 1), service("c", 30, 12)])}
    assert [lines[key].forms for key in ("a", "b", "c", ALL)] == [Number(20), HIDDEN, Number(30), HIDDEN]
    assert (lines["b"].talked, lines[ALL].talked) == (HIDDEN, HIDDEN)


def test_the_whole_stays_hidden_from_who_may_open_some_of_the_persons():
    lines = lines_of([service("a", 20, 10, inside=True), service("b", 3, 1)])
    assert [one.forms for one in lines] == [Number(20), HIDDEN, HIDDEN]


def test_who_alone_is_shown_gets_no_line_of_all():
    assert [one.key for one in lines_of([service("a", 20, 10)])] == ["a"]


COUNTS = st.integers(0, 40).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


@settings(max_examples=40)
@given(st.lists(COUNTS, min_size=2, max_size=5))
def test_no_reader_from_outside_can_work_out_a_number_from_one_to_four(drawn):
    lines = lines_of([service(str(place), *counts) for place, counts in enumerate(drawn)])
    shown = [one.forms.value for one in lines if isinstance(one.forms, Number)]
    assert not [n for n in shown if 0 < n < 5]
    hidden = [one for one in lines[:-1] if one.forms is HIDDEN]
    assert (lines[-1].forms is HIDDEN) == bool(hidden)
    assert lines[-1].talked is HIDDEN or not [one for one in lines[:-1] if one.talked is HIDDEN]
    for (n, talked), one in zip(drawn, lines, strict=False):
        assert one.talked is HIDDEN or not n or not (0 < talked < 5 or 0 < n - talked < 5)


def test_a_month_alone_has_no_past():
    assert {str(one.past) for one in lines_of([service("a", 9, 9)])} == {str(Said("too early to tell"))}


def told(key: str, usual: float | None, *, changed: bool) -> MonthFigure:
    return MonthFigure(key, (), usual, Said("What the past says."), changed)


@pytest.mark.parametrize(("figures", "past"), [
    ([], NOT_KNOWN),
    ([told("minutes", None, changed=False), told("talked", None, changed=False)], NOT_KNOWN),
    ([told("fed_back", 1, changed=True)], NOT_KNOWN),
    ([told("minutes", 0, changed=False), told("fed_back", 1, changed=True)], AS_BEFORE),
    ([told("minutes", 3, changed=False), told("talked", 0.5, changed=True)], CHANGED),
])  # fmt: skip
def test_a_service_has_changed_when_one_figure_with_a_past_did(figures, past):
    assert past_of(figures) == past
