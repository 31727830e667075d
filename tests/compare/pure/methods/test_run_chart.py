"""Compare: how long a series stays on one side of its median.

Critical values of Anhøj & Olesen 2014 (doi:10.1371/journal.pone.0113825): the longest run by log2(n) + 3 at the n where
it steps up, both values for 13 and 24 points; all from 10 to 100 points from R. The drawn example of Wentzel-Larsen &
Anhøj on crossings and runs (13 points, five crossings, longest run three).
"""

from __future__ import annotations

import pytest
from from_r import from_r
from hypothesis import given, settings
from hypothesis import strategies as st

from gavn.compare.pure.control_charts import Asked
from gavn.compare.pure.methods.run_chart import limits_by_chance, run_chart
from gavn.compare.pure.refusals import Constant, Empty

R = from_r("time")
NAN = float("nan")
LONGEST = {10: 6, 11: 6, 12: 7, 22: 7, 23: 8, 45: 8, 46: 9, 90: 9, 91: 10}
BOTH = {13: (7, 3), 24: (8, 8)}


def values(ups):
    return [{"+": 2, "-": 0, "0": 1, ".": NAN}[up] for up in ups]


def only(ups, **asked):
    return run_chart(values(ups), asked=Asked(**asked)).phases[-1]


def test_the_published_critical_values_come_out():
    assert {useful: limits_by_chance(useful)[0] for useful in LONGEST} == LONGEST
    assert {useful: limits_by_chance(useful) for useful in BOTH} == BOTH


def test_the_critical_values_of_r_come_out_for_10_to_100_points():
    rows = zip(*(R["run chart"][what] for what in ("n", "longest", "crossings")), strict=True)
    assert [limits_by_chance(int(n)) for n, *_ in rows] == [
        (longest, crossings)
        for longest, crossings in zip(R["run chart"]["longest"], R["run chart"]["crossings"], strict=True)
    ]


def test_the_published_example_is_counted():
    """Five crossings, the longest run three; its middle line is the median of the first six points."""
    found = only("+++---+--+---", freeze=6)
    assert (found.median, found.useful, found.crossings, found.longest, found.signals) == (1, 13, 5, 3, ())


def test_a_long_run_and_few_crossings_are_a_change():
    found = run_chart([5, 6, 5, 6, 5, 6, 5, 6, 5, 1, 2, 1, 2, 1, 2, 1, 2, 1])
    assert found.changed
    assert found.phases[0].signals == ("long_run", "few_crossings")


def test_points_on_the_median_and_missing_periods_neither_break_nor_lengthen_a_run():
    assert only("+0+.+0-.--0").longest == 3
    assert (only("+0+.+0-.--0").useful, only("+0+.+0-.--0").crossings) == (6, 1)


def test_too_few_points_off_the_median_tell_no_change_and_it_is_said():
    found = run_chart(values("++++----0"))
    assert (found.phases[0].enough, found.phases[0].signals, found.changed) == (False, (), False)
    assert str(found.say()) == ("Too few points off the median 1 to tell a change by: 8 of 9; 0 missing.")


def test_each_phase_has_its_own_median_and_its_own_runs():
    ups = [5, 6] * 6 + [1, 2] * 6
    assert run_chart(ups).changed
    found = run_chart(ups, asked=Asked(rebase=(12,)))
    assert ([phase.median for phase in found.phases], found.changed) == ([5.5, 1.5], False)
    assert [(phase.first, phase.last) for phase in found.phases] == [(0, 11), (12, 23)]


def test_a_median_frozen_on_the_first_points_is_drawn_on():
    found = run_chart([5, 6] * 6 + [1, 2] * 6, asked=Asked(freeze=12))
    assert (found.phases[0].median, found.phases[0].longest, found.phases[0].signals) == (5.5, 12, ("long_run",))


def test_a_period_left_out_counts_nowhere():
    found = run_chart([1, 2, 1, 2, 99, 1, 2, 1], asked=Asked(exclude=(4,)))
    assert (found.n, found.missing, found.phases[0].median) == (7, 0, 1)


@pytest.mark.parametrize(
    ("series", "begins"),
    [
        ([5, 6] * 6, "12 points, median 5.5: no sign of a change. Points in the longest run on one side: 1"),
        (
            [*([5.25] * 6), *([1] * 6)],
            "12 points, median 3.125: there is a change. Points in the longest run on one side: 6",
        ),
    ],
)
def test_it_says_whether_there_is_a_change_and_by_which_counts(series, begins):
    said = str(run_chart([*series, NAN]).say())
    assert said.startswith(begins)
    assert said.endswith("1 missing.")
    assert "chance: at least 3" in said


@settings(deadline=None)
@given(st.lists(st.integers(-9, 9), min_size=3, max_size=60).filter(lambda found: len(set(found)) > 1))
def test_runs_and_crossings_make_up_the_useful_points(series):
    found = run_chart(series).phases[0]
    assert found.useful == sum(value != found.median for value in series)
    assert 1 <= found.longest <= found.useful - found.crossings
    upside_down = run_chart([-value for value in series]).phases[0]
    backwards = run_chart(series[::-1]).phases[0]
    for other in (upside_down, backwards):
        assert (other.longest, other.crossings) == (found.longest, found.crossings)


def test_a_single_known_value_makes_no_run():
    found = run_chart([NAN, 4, NAN])
    assert (found.phases[0].useful, found.phases[0].longest, found.phases[0].enough) == (0, 0, False)


@pytest.mark.parametrize(("series", "refusal"), [([], Empty), ([NAN, NAN], Empty), ([3, 3, 3], Constant)])
def test_a_series_that_tells_nothing_is_refused(series, refusal):
    with pytest.raises(refusal):
        run_chart(series)
