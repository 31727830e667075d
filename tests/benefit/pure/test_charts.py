"""Benefit: a line of months shows what is usual, and only where there is a past to tell it."""

from __future__ import annotations

from datetime import date

import pytest

from gavn.benefit.pure.charts import course_chart
from gavn.benefit.pure.figures import MonthFigure, Point, figure_of
from gavn.benefit.pure.months import months_until, written
from gavn.report.pure.document import Number


def line(values: list[float | None], key: str = "minutes") -> MonthFigure:
    months = months_until(date(2026, 3, 1), before=len(values) - 1)
    shown = [None if value is None else Number(value) for value in values]
    return figure_of(key, [Point(*one, 9) for one in zip(months, shown, values, strict=True)])


@pytest.mark.parametrize(("values", "usual"), [
    ([3, 5, 4, 9], 4), ([3, None, 7, 5, 1], 5), ([0, 0, 0, 2], 0), ([3, 4, 5], None), ([3, None, 4, 5], None),
])  # fmt: skip
def test_the_dashed_rule_lies_at_what_the_months_before_tell(values, usual):
    layers = course_chart(line(values), written)["layer"]
    rules = [one["data"]["values"] for one in layers if one["mark"]["type"] == "rule"]
    assert rules == ([] if usual is None else [[{"value": usual}]])
    assert [one["mark"]["type"] for one in layers][-2:] == ["line", "point"]


def test_the_last_month_alone_is_marked():
    rows = course_chart(line([3, 5, 4, 9]), written)["data"]["values"]
    assert [row["now"] for row in rows] == [False, False, False, True]


@pytest.mark.parametrize(("key", "values", "scale"), [
    ("talked", [0.2, 0.4, 0.3], {"domain": [0, 1]}),
    ("minutes", [0, 0, 0], {"domainMin": 0, "domainMax": 1, "nice": True}),
])  # fmt: skip
def test_shares_reach_from_none_to_all_and_numbers_begin_at_none(key, values, scale):
    assert course_chart(line(values, key), written)["layer"][0]["encoding"]["y"]["scale"] == scale
