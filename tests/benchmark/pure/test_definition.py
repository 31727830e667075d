"""Benchmark: an indicator's own page: what it means, its quarters, who is missing; and the pictures of services."""

from __future__ import annotations

from datetime import date

import pytest
from benchmark_pure import PER, about, of_share

from gavn.benchmark.pure.charts.services import Bar, forest
from gavn.benchmark.pure.charts.time import control_spec, run_spec, series_spec
from gavn.benchmark.pure.history import history
from gavn.benchmark.pure.periods import Stretch
from gavn.benchmark.pure.sums import shown_groups
from gavn.benchmark.pure.told.definition import meaning, missing_figure, series_figure, source, value_figure
from gavn.kernel.say import Said

WORDS = {"en": "why", "da": "hvorfor", "sv": "varför"}


def test_the_definition_is_said_line_by_line_in_the_readers_language():
    one = about(
        measure="rate", per="1", per_words=PER, left_out=[WORDS], direction="keep", direction_why=WORDS,
        **{"class": "background", "quality": None},
    )  # fmt: skip
    lines = {str(label): str(text) for label, text in meaning(one.indicator, "da")}
    assert (lines["Left out"], lines["Why"], lines["Per"]) == ("hvorfor", "hvorfor", "års ophold")
    assert "Quality" not in lines
    plain = {str(label) for label, _text in meaning(about().indicator, "en")}
    assert plain.isdisjoint({"Left out", "Why", "Per"})
    assert (one.title, str(one.unit)) == ("x", "Rate per year of stay")


SOURCES = [
    ({"doi": "10.1000/x", "title": "A (2020) B"}, ("A (2020) B", "https://doi.org/10.1000/x")),
    ({"doi": "10.1000/x"}, ("10.1000/x", "https://doi.org/10.1000/x")),
    ({"address": "https://example.org/a", "opened": "2026-11-23"}, ("https://example.org/a", "https://example.org/a")),
    ({"isbn": "978-0", "title": "B"}, ("B (ISBN 978-0)", "")),
    ({"consensus": True}, ("", "")),
]


@pytest.mark.parametrize(("told", "shown"), SOURCES)
def test_the_source_has_words_and_an_address_where_there_is_one(told, shown):
    assert source(about(source=told).indicator) == shown


def quarters(one, values, *, inside=True):
    row = [Stretch("quarter", date(2025, 1 + 3 * at, 1)) for at in range(len(values))]
    there = {key.written: sums for key, sums in zip(row, values, strict=True) if sums is not None}
    shown = shown_groups(one.indicator, there, inside=inside)
    return {key: shown.get(key.written) for key in row}


def test_quarters_make_a_line_from_two_on():
    one = about(measure="share")
    figure = series_figure(one, quarters(one, [of_share(9, 3), None, of_share(9, 6)]))
    assert str(figure.finding) == "Quarter by quarter from 2025-Q1 to 2025-Q3."
    assert [row.values[0] is None for row in figure.table.rows] == [False, True, False]
    short = series_figure(one, quarters(one, [of_share(9, 3)]))
    assert (short.spec, "no line" in str(short.finding)) == (None, True)


def test_the_value_stands_with_all_it_is_counted_out_of_or_with_nobody():
    one = about(measure="share")
    [shown] = shown_groups(one.indicator, {"a": of_share(9, 3, missing=1)}, inside=True).values()
    assert len(value_figure(one, "Ask", shown).table.rows[0].values) == 6
    assert value_figure(one, "Ask", None).table.rows == ()


def test_the_missing_are_told_by_reason_the_most_frequent_first():
    figure = missing_figure(about(), {"unanswered": 2, "first:open": 9, "no_occasion": 5})
    assert [row.values[0].value for row in figure.table.rows] == [9, 5, 2, 16]
    assert "16 stays should be counted" in str(figure.finding)
    assert "Nobody is missing" in str(missing_figure(about(), {}).finding)


def test_small_numbers_of_the_missing_are_hidden_and_their_order_tells_nothing():
    figure = missing_figure(about(inside=False), {"unanswered": 2, "first:open": 9, "no_occasion": 1})
    assert [str(row.values[0]) for row in figure.table.rows][-3:-1] == ["hidden", "hidden"]


def test_a_forest_has_a_line_each_and_a_middle_where_there_is_one():
    bars = [Bar("Ask", 0.5, 0.4, 0.6, "50 %", own=True), Bar("Birk", 0.4, 0.3, 0.5, "40 %")]
    assert len(forest(bars, share=True)["layer"]) == 3
    assert len(forest(bars, share=False, middle=0.4)["layer"]) == 4
    assert forest([], share=True) is None


def test_a_history_without_charts_has_no_picture():
    one = about(measure="share")
    found = history(one.indicator, "quarter", quarters(one, [of_share(9, 3)]))
    assert run_spec(found, ["a"], str, share=True) is None
    assert control_spec(found, ["a"], str, share=True) is None
    assert series_spec(["a"], [None], share=False) is None
    assert str(Said("x")) == "x"
