"""Compare: the rules of control charts, phase by phase, as NHS England's Making Data Count draws them.

The rule cases are those of the tests of NHSRplotthedots 0.2.2 (MIT): a run of seven, seven points of a trend, two of
three near a limit with all three on one side, and only the near ones marked.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavn.compare.pure.control_charts import RULES, Asked, lines_around, signals
from gavn.compare.pure.methods.xmr_chart import xmr_chart, xmr_charts
from gavn.compare.pure.refusals import Constant, Empty, TooFew
from gavn.kernel.errors import Refused

NAN = float("nan")
OUTSIDE, TREND, TWO_OF_THREE, SHIFT = range(4)
series = st.lists(st.integers(-9, 9), min_size=3, max_size=30)


def marked(values, rule, reach=9):
    """The periods a rule marks around 0, with limits at 9 and near lines at 6."""
    rows = np.array([values], dtype=float)
    return np.flatnonzero(
        signals(rows, lines_around(np.zeros(rows.shape), np.full(rows.shape, reach)))[rule, 0]
    ).tolist()


def plain_marks(values, centre, reach):
    """The four rules once more, point by point in plain loops, as their definition reads."""
    side = [np.sign(value - centre) for value in values]
    outside = [abs(value - centre) > reach for value in values]
    near = [abs(value - centre) > 2 * reach / 3 and not out for value, out in zip(values, outside, strict=True)]
    found = {rule: set() for rule in RULES}
    found["outside"] = {place for place, out in enumerate(outside) if out}
    for start in range(len(values) - 6):
        run = range(start, start + 7)
        steps = {np.sign(values[place + 1] - values[place]) for place in run[:-1]}
        if steps in ({1}, {-1}):
            found["trend"] |= set(run)
        if {side[place] for place in run} in ({1}, {-1}):
            found["shift"] |= set(run)
    for start in range(len(values) - 2):
        three = range(start, start + 3)
        if {side[place] for place in three} in ({1}, {-1}) and sum(near[place] for place in three) >= 2:
            found["two_of_three"] |= {place for place in three if near[place]}
    return {rule: sorted(places) for rule, places in found.items()}


@pytest.mark.parametrize(
    ("rule", "values", "expected"),
    [
        (OUTSIDE, [0, 9, 9.1, -9, -9.1], [2, 4]),
        (SHIFT, [1] * 6, []),
        (SHIFT, [1] * 6 + [-1], []),
        (SHIFT, [1] * 8 + [-1], list(range(8))),
        (SHIFT, [1] + [-1] * 8 + [1], list(range(1, 9))),
        (SHIFT, [1, 1, 1, 1, 0, 1, 1, 1, 1], []),  # a point on the middle breaks the run
        (SHIFT, [1, 1, 1, 1, NAN, 1, 1, 1, 1], []),  # so does a missing period
        (TREND, [1, 2, 3, 4, 5, 6], []),
        (TREND, [1, 2, 3, 3, 4, 5, 6], []),  # a tie breaks it
        (TREND, [2, 1, 2, 3, 4, 5, 6, 7, 3], list(range(1, 8))),
        (TREND, [7, 6, 5, 4, 3, 2, 1], list(range(7))),
        (TREND, [1, 2, 3, NAN, 5, 6, 7, 8], []),
        (TWO_OF_THREE, [7, 1, 7], [0, 2]),
        (TWO_OF_THREE, [7, 7, 1], [0, 1]),
        (TWO_OF_THREE, [1, 7, 7], [1, 2]),
        (TWO_OF_THREE, [7, 1, 1, 7], []),
        (TWO_OF_THREE, [7, 1, 1, 7, 7], [3, 4]),
        (TWO_OF_THREE, [7, -1, 7], []),  # all three on one side
        (TWO_OF_THREE, [7, 0, 7], []),
        (TWO_OF_THREE, [7, 10, 1], []),  # beyond the limit is not near it
        (TWO_OF_THREE, [7, 10, 7], [0, 2]),
        (TWO_OF_THREE, [6, 6, 6], []),  # on the near line is not beyond it
        (TWO_OF_THREE, [-7, -7, -7], [0, 1, 2]),
    ],
)
def test_a_rule_marks_the_points_of_its_pattern_and_no_other(rule, values, expected):
    assert marked(values, rule) == expected


@settings(deadline=None)
@given(series.filter(lambda values: len(set(values)) > 1))
def test_the_rules_for_many_agree_with_plain_loops_for_one(values):
    found = xmr_chart(values)
    centre, reach = np.mean(values), 2.66 * np.mean(np.abs(np.diff(values)))
    plain = plain_marks([value if abs(value - centre) > 1e-9 else centre for value in values], centre, reach)
    assert found.signals == {rule: tuple(places) for rule, places in plain.items() if places}


@settings(deadline=None)
@given(series.filter(lambda values: len(set(values)) > 1), st.sampled_from([0.5, 3, 1000]), st.integers(-50, 50))
def test_another_unit_moves_the_limits_and_marks_the_same_points(values, times, more):
    one, other = xmr_chart(values), xmr_chart([times * value + more for value in values])
    assert other.lines.drawn == pytest.approx(times * one.lines.drawn + more, abs=1e-6)
    assert other.signals == one.signals


@settings(deadline=None)
@given(series.filter(lambda values: len(set(values)) > 1))
def test_turning_a_series_upside_down_marks_the_same_points(values):
    assert xmr_chart([-value for value in values]).signals == xmr_chart(values).signals


def test_a_point_that_two_rules_mark_is_named_by_the_first():
    found = xmr_chart([*([0, 1] * 8), 20, 21, 22, 23, 24, 25, 60])
    last = found.points[-1]
    assert (last.rules[:2], last.label, found.points[0].label) == (("outside", "trend"), "outside", "two_of_three")


HALVES = [
    10,
    11,
    10,
    12,
    10,
    11,
    10,
    12,
    10,
    11,
    10,
    12,
    10,
    11,
    20,
    21,
    20,
    22,
    20,
    21,
    20,
    22,
    20,
    21,
    20,
    22,
    20,
    21,
]


def test_a_new_phase_has_its_own_limits_and_no_run_crosses_into_it():
    whole, parted = xmr_chart(HALVES), xmr_chart(HALVES, asked=Asked(rebase=(14,)))
    assert whole.signals["shift"] == tuple(range(28))
    assert parted.signals == {}
    assert (parted.lines.centre[13], parted.lines.centre[14]) == (pytest.approx(150 / 14), pytest.approx(290 / 14))
    # The step of 9 between the phases makes no limit: 13 steps in each, 19 in all.
    assert parted.measured["mean_range"] == pytest.approx(19 / 13)


def test_limits_frozen_on_the_first_points_are_drawn_on():
    found = xmr_chart(HALVES, asked=Asked(freeze=14))
    assert set(found.lines.centre.round(9)) == {round(150 / 14, 9)}
    assert found.signals["outside"] == tuple(range(14, 28))
    assert found.lines.centre[0] == xmr_chart(HALVES[:14]).lines.centre[0]


def test_a_period_left_out_is_drawn_but_makes_no_limits_and_is_not_judged():
    values = [10, 11, 10, 12, 90, 11, 10, 12, 10, 11, 10, 12, 10]
    found = xmr_chart(values, asked=Asked(exclude=(4,)))
    assert (found.n, found.missing, found.signals, found.points[4].value) == (12, 0, {}, 90)
    assert found.lines.centre[4] == pytest.approx(129 / 12)
    assert found.measured["steps"] == 10


def test_a_missing_period_makes_no_step_and_is_counted():
    found = xmr_chart([10, 12, NAN, 20, 21, 19])
    assert (found.n, found.missing, found.measured["steps"], found.points[2].value) == (5, 1, 3, None)
    assert found.measured["mean_range"] == pytest.approx((2 + 1 + 2) / 3)


@pytest.mark.parametrize(
    ("better", "target", "expected"),
    [
        ("higher", 281, "hit_and_miss"),
        ("higher", 279, "passes"),
        ("higher", 322, "fails"),
        ("lower", 322, "passes"),
        ("lower", 279, "fails"),
        (None, None, ""),
    ],
)
def test_a_target_beyond_a_limit_is_always_met_or_never(better, target, expected):
    """Limits 279.78 and 321.22: the costs of mortgage loans, Montgomery's table of individual measurements."""
    loans = [310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306, 301, 304]
    found = xmr_chart(loans, asked=Asked(better=better, target=target))
    assert found.assurance == expected
    said = [str(note) for note in found.notes()]
    assert any(f"target of {target}" in note for note in said) is bool(expected)


@pytest.mark.parametrize(("better", "low", "high"), [
    ("higher", "concern", "improvement"), ("lower", "improvement", "concern"), (None, "change", "change"),
])  # fmt: skip
def test_a_marked_point_is_better_or_worse_by_its_side_of_the_middle(better, low, high):
    found = xmr_chart(HALVES, asked=Asked(better=better))
    assert (found.points[0].meaning, found.points[-1].meaning) == (low, high)
    assert xmr_chart(HALVES[:14], asked=Asked(better=better)).points[0].meaning == ""


@pytest.mark.parametrize(("values", "meaning"), [(range(1, 8), "improvement"), (range(7, 0, -1), "concern")])
def test_a_point_of_a_trend_on_the_middle_goes_where_the_trend_goes(values, meaning):
    """NHSRplotthedots calls every marked point on the middle a concern, whichever way the trend goes."""
    found = xmr_chart(list(values), asked=Asked(better="higher"))
    assert (found.points[3].centre, found.points[3].meaning) == (4, meaning)


def test_fewer_than_thirteen_points_make_trial_limits_and_it_is_said():
    assert xmr_chart(HALVES[:12]).trial
    assert not xmr_chart(HALVES[:13]).trial
    assert "trial limits" in str(xmr_chart(HALVES[:12]).notes()[0])
    assert xmr_chart(HALVES, asked=Asked(rebase=(20,))).trial
    assert xmr_chart(HALVES, asked=Asked(freeze=10)).trial


def test_it_says_itself_with_n_missing_limits_and_what_stands_out():
    found = xmr_chart([*HALVES, NAN], asked=Asked(freeze=14, better="lower", target=9))
    assert (
        str(found.say())
        == "28 points around 10.71, between 6.827 and 14.6 by chance alone; standing out: 15; 1 missing."
    )
    assert [str(note) for note in found.notes()] == [
        "Beyond the limits: 14.",
        "Seven or more in a row on one side of the middle: 15.",
        "The target of 9 is met or missed by chance.",
        "Every step from period to period made the limits (13).",
    ]


def test_a_series_that_cannot_be_told_does_not_hinder_the_others():
    found = xmr_charts([HALVES[:5], [NAN] * 5, [7] * 5, [1, 2, NAN, NAN, NAN], [1, NAN, 2, NAN, 3]])
    assert found.one(0).n == 5
    for row, refusal in ((1, Empty), (2, Constant), (3, TooFew), (4, Refused)):
        with pytest.raises(refusal):
            found.one(row)
    assert np.isnan(found.lines.drawn[:, 1:]).all()
    assert not found.marks[:, 1:].any()
    assert "two periods in a row" in str(found.refused[4])


def test_a_phase_that_cannot_be_told_refuses_its_series():
    with pytest.raises(TooFew, match="has 2; 0 missing"):
        xmr_chart(HALVES[:14], asked=Asked(rebase=(12,)))


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"rebase": (5,)}, "one of the 5 periods"),
        ({"exclude": (-1,)}, "one of the 5 periods"),
        ({"freeze": 2}, "at least 3"),
        ({"better": "bigger"}, "“bigger”"),
        ({"target": 3}, "higher or lower is better"),
    ],
)
def test_what_cannot_be_asked_of_a_chart_is_refused(asked, why):
    with pytest.raises(Refused, match=why):
        xmr_chart([1, 2, 1, 2, 1], asked=Asked(**asked))


@pytest.mark.parametrize(
    ("values", "why"), [([], "no value"), ([[[1]]], "one value a period"), ([1, float("inf"), 2], "missing ones")]
)
def test_values_that_make_no_series_are_refused(values, why):
    with pytest.raises(Refused, match=why):
        xmr_charts(values).one(0)
