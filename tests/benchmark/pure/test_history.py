"""Benchmark: a service beside its own past, with rules that say better or worse by the indicator's direction."""

from __future__ import annotations

from datetime import date

import pytest
from benchmark_pure import about, of_mean, of_rate, of_share

from gavn.benchmark.pure.history import Wished, finest, history, says
from gavn.benchmark.pure.periods import Stretch
from gavn.benchmark.pure.sums import shown_groups
from gavn.benchmark.pure.told import history as told
from gavn.compare.pure.methods.p_chart import p_chart
from gavn.kernel.dates import add_months
from gavn.report.pure.document import Figure, Paragraph, Points

JUMP = [20, 22, 21, 19, 20, 22, 21, 20, 22, 19, 33, 34, 35, 34, 33, 35, 34, 33]


def row_of(one, sums, *, inside=True):
    """Months in a row, from January 2024 on; nothing where a month has none."""
    months = [Stretch("month", add_months(date(2024, 1, 1), at)) for at in range(len(sums))]
    there = {month.written: each for month, each in zip(months, sums, strict=True) if each is not None}
    shown = shown_groups(one.indicator, there, inside=inside)
    return {month: shown.get(month.written) for month in months}


def shares(events, n=40):
    return [of_share(n, one) for one in events]


DIRECTIONS = [
    ("more", "for the better."), ("less", "for the worse."), ("none", "more than by chance."), ("keep", "by chance."),
]  # fmt: skip


@pytest.mark.parametrize(("direction", "words"), DIRECTIONS)
def test_a_shift_is_better_or_worse_by_the_indicators_direction(direction, words):
    one = about(measure="share", direction=direction)
    found = history(one.indicator, "month", row_of(one, shares(JUMP)), Wished(freeze=10))
    assert found.told
    assert str(says(one.indicator, found)).endswith(words)


def test_the_limits_are_those_of_the_p_chart():
    one = about(measure="share")
    found = history(one.indicator, "month", row_of(one, shares(JUMP)))
    plain = p_chart(JUMP, [40] * len(JUMP))
    assert found.control.lines.high.tolist() == plain.lines.high.tolist()


def test_both_ways_are_said_where_there_are_both():
    one = about(measure="share")
    found = history(one.indicator, "month", row_of(one, shares(JUMP)))
    assert "at times for the better and at times for the worse" in str(says(one.indicator, found))


def test_chance_alone_is_said():
    one = about(measure="share")
    events = [20, 22, 19, 21, 20, 22, 18, 21, 19, 22, 20, 21, 19, 22]
    found = history(one.indicator, "month", row_of(one, shares(events)))
    assert str(says(one.indicator, found)) == "No more than chance moved this indicator over 14 periods."


def test_too_few_months_are_refused_in_words_and_the_table_stands():
    one = about(measure="share", population="entered")
    found = history(one.indicator, "month", row_of(one, [*shares([9] * 7), *shares([1] * 6, n=4), None]))
    assert (found.told, found.enough) == (False, 7)
    sentence, table = told.parts(one, found)
    assert str(sentence.text) == "A course by months needs 12 months with at least 5 people; there are 7."
    assert (len(table.table.rows), table.spec) == (14, None)
    assert [str(row.values[0]) for row in table.table.rows[7:9]] == ["fewer than 5", "fewer than 5"]
    assert table.table.rows[-1].values == (None, None, None)


def test_months_that_are_all_alike_say_why_no_limits_can_be():
    one = about(measure="mean")
    found = history(one.indicator, "month", row_of(one, [of_mean([2.0] * 6)] * 13))
    assert "Every value is the same" in str(says(one.indicator, found))


def test_where_nothing_is_known_that_is_said():
    one = about(measure="share")
    found = history(one.indicator, "month", row_of(one, shares(JUMP)))
    bare = type(found)("month", found.row, 0, found.values, None, None, None)
    assert "Nothing can be said" in str(says(one.indicator, bare))
    names = [month.written for month in found.row]
    run, control = told._run(one, bare, names), told._control(one, bare, names)
    assert ("no run chart" in str(run.finding), run.spec) == (True, None)
    assert ("no control chart" in str(control.finding), control.spec) == (True, None)


MEASURES = [
    ({"measure": "share", "population": "present"}, shares(JUMP)),
    ({"measure": "mean", "population": "entered"}, [of_mean([at % 4, at, at + 1, at % 3, 2.0]) for at in range(14)]),
    ({"measure": "rate", "per": "1"}, [of_rate(9, 6 + at % 5, 3.0 + at % 2) for at in range(14)]),
]


@pytest.mark.parametrize(("named", "sums"), MEASURES)
def test_each_measure_has_its_chart_a_table_and_the_rules_in_words(named, sums):
    one = about(**named)
    parts = told.parts(one, history(one.indicator, "month", row_of(one, sums)))
    figures = [part for part in parts if isinstance(part, Figure)]
    assert [figure.key for figure in figures] == ["run", "control"]
    assert all(figure.spec and len(figure.table.rows) == len(sums) for figure in figures)
    assert isinstance(parts[-1], Points)
    again = any("stands in several points" in str(part.text) for part in parts if isinstance(part, Paragraph))
    assert again is (one.indicator.population == "present")


def test_a_rate_without_exposure_is_a_month_without_a_value():
    one = about(measure="rate", per="1")
    found = history(one.indicator, "month", row_of(one, [of_rate(9, 0, 0.0)] * 2))
    assert found.values.tolist() != found.values.tolist()  # NaN is not itself


def test_limits_begin_anew_where_somebody_says_so():
    one = about(measure="share")
    found = history(one.indicator, "month", row_of(one, shares(JUMP)), Wished(rebase=10))
    assert len(found.run.phases) == 2


def test_the_finest_step_with_enough_months_is_taken():
    assert finest({"month": 12, "quarter": 4, "year": 1}) == "month"
    assert finest({}) == "month"
