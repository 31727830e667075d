"""Compare: a share a period.

Montgomery, orange juice cans (30 samples of 50): centre 0.2313, limits 0.0524 and 0.4102; without samples 15 and 23
0.2150, 0.0407 and 0.3893. Purchase orders (samples of 80 to 120): centre 0.096 and the limits of his table. p' on
emergency attendances of Mohammed et al. 2013 (doi:10.1136/bmjqs-2012-001373) as qicharts2 charts them.
Its values are those published in the test fixture of PowerBI-SPC (test/fixtures/qicharts2.ts).
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavn.compare.pure.control_charts import Asked
from gavn.compare.pure.methods.p_chart import p_chart, p_charts
from gavn.compare.pure.refusals import Constant, NotACount, Unequal

NAN = float("nan")
CANS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
ORDERS = [
    100,
    80,
    80,
    100,
    110,
    110,
    100,
    100,
    90,
    90,
    110,
    120,
    120,
    120,
    110,
    80,
    80,
    80,
    90,
    100,
    100,
    100,
    100,
    90,
    90,
]
WRONG = [12, 8, 6, 9, 10, 12, 11, 16, 10, 6, 20, 15, 9, 8, 6, 8, 10, 7, 5, 8, 5, 8, 10, 6, 9]
SEEN = [266501, 264225, 276532, 281461, 269071, 261215, 270409, 279778, 270483, 270320]
SEEN += [267923, 271478, 255353, 256820, 261835, 259144, 255910, 260863, 264465, 260989]
CAME = [280443, 276823, 291681, 296155, 282343, 275888, 283867, 295251, 284468, 282529]
CAME += [279618, 283932, 266629, 268091, 276803, 271578, 266005, 273520, 278574, 273772]
PRIME_HIGH = {  # period: upper limit of qicharts2
    0: 0.96566977851086822,
    1: 0.96575300406324605,
    10: 0.96568860338242934,
    19: 0.96582442616547814,
}
PARTED_HIGH = {0: 0.96345459627653407, 9: 0.96340875359614209, 10: 0.96901800106839342, 19: 0.96916884951872639}
numbers = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=3, max_size=30)


def limits(found, period=0):
    return [round(float(line[period]), 4) for line in (found.lines.low, found.lines.centre, found.lines.high)]


def test_montgomerys_cans_come_out():
    found = p_chart(CANS, [50] * 30)
    assert limits(found) == [0.0524, 0.2313, 0.4102]
    assert found.signals["outside"] == (14, 22)


def test_without_the_two_samples_with_a_known_cause_the_revised_limits_come_out():
    found = p_chart(CANS, [50] * 30, asked=Asked(exclude=(14, 22)))
    assert limits(found) == [0.0407, 0.215, 0.3893]
    assert found.signals["outside"] == (20,)


@pytest.mark.parametrize(
    ("counted", "low", "high"),
    [(80, 0, 0.194), (90, 0.003, 0.189), (100, 0.007, 0.184), (110, 0.011, 0.180), (120, 0.015, 0.177)],
)
def test_each_sample_of_montgomerys_purchase_orders_has_its_own_limits(counted, low, high):
    """He goes on from the rounded centre 0.096, so that some of his limits are 0.001 higher."""
    found, period = p_chart(WRONG, ORDERS), ORDERS.index(counted)
    assert round(found.lines.centre[0], 3) == 0.096
    assert found.lines.low[period] == pytest.approx(low, abs=0.0005)
    assert found.lines.high[period] == pytest.approx(high, abs=0.001)
    assert found.signals["outside"] == (10,)


def test_large_numbers_leave_an_ordinary_chart_everywhere_outside_and_the_prime_chart_within():
    assert len(p_chart(SEEN, CAME).signals["outside"]) == 16
    found = p_chart(SEEN, CAME, prime=True)
    assert found.signals == {}
    assert found.lines.centre[0] == pytest.approx(0.95289971134419116, rel=1e-12)
    assert {period: found.lines.high[period] for period in PRIME_HIGH} == pytest.approx(PRIME_HIGH, rel=1e-12)
    assert found.lines.low[0] == pytest.approx(0.9401296441775141, rel=1e-12)


def test_the_phases_of_the_prime_chart_agree_with_qicharts2():
    found = p_chart(SEEN, CAME, prime=True, asked=Asked(rebase=(10,)))
    assert {period: found.lines.high[period] for period in PARTED_HIGH} == pytest.approx(PARTED_HIGH, rel=1e-12)


def test_a_prime_chart_says_how_much_the_shares_really_vary():
    found = p_chart(SEEN, CAME, prime=True)
    assert str(found.notes()[-1]).startswith("From period to period the values vary 10.64 times as much as chance")
    assert not any("vary" in str(note) for note in p_chart(SEEN, CAME).notes())


def test_it_says_shares_in_percent():
    found = p_chart(CANS, [50] * 30, asked=Asked(better="lower", target=0.05))
    assert str(found.say()) == (
        "30 points around 23.13 %, between 5.243 % and 41.02 % by chance alone; standing out: 4; 0 missing."
    )
    assert str(found.notes()[-1]) == "As things are, the target of 5 % is missed consistently."


def test_a_period_in_which_nobody_was_counted_is_missing():
    found = p_chart([5, 0, 7, NAN, 6, 4], [20, 0, 20, 20, 20, NAN])
    assert (found.n, found.missing, found.points[1].value) == (3, 3, None)
    assert found.lines.centre[0] == pytest.approx(18 / 60)
    assert found.lines.high[1] == found.lines.high[0]  # drawn for the usual size


@settings(deadline=None)
@given(numbers)
def test_limits_stay_within_what_a_share_can_be_and_hold_the_centre(pairs):
    events, counted = np.array([sorted(pair) for pair in pairs]).T
    found = p_charts(events, counted)
    if not found.refused:
        low, centre, high = found.lines.low, found.lines.centre, found.lines.high
        assert ((low >= 0) & (low <= centre) & (centre <= high) & (high <= 1)).all()


@settings(deadline=None)
@given(numbers)
def test_counting_the_others_turns_the_chart_upside_down(pairs):
    events, counted = np.array([sorted(pair) for pair in pairs]).T
    one, other = p_charts(events, counted), p_charts(counted - events, counted)
    assert one.lines.low == pytest.approx(1 - other.lines.high, nan_ok=True)
    assert one.refused.keys() == other.refused.keys()


@pytest.mark.parametrize(
    ("events", "counted", "refusal"),
    [
        ([1, 2, 3], [9, 9], Unequal),
        ([1, 2, 10], [9, 9, 9], NotACount),
        ([1, 2, -1], [9, 9, 9], NotACount),
        ([1, 2, 3], [9, 9, -9], NotACount),
        ([0, 0, 0], [9, 9, 9], Constant),
        ([9, 9, 9], [9, 9, 9], Constant),
    ],
)
def test_numbers_that_make_no_share_are_refused(events, counted, refusal):
    with pytest.raises(refusal):
        p_chart(events, counted)
