"""Compare: a single number a month beside limits made from the steps between months.

Montgomery, Introduction to Statistical Quality Control, individual measurements: costs of mortgage loans (limits
279.78 and 321.22). NIST/SEMATECH e-Handbook 6.3.2.2: flow rate (45.8159 and 55.8041). Emergency attendances of
Mohammed et al. 2013 (doi:10.1136/bmjqs-2012-001373) as qicharts2 charts them, whole, frozen and parted.
Its values are those published in the test fixture of PowerBI-SPC (test/fixtures/qicharts2.ts).
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavn.compare.pure.control_charts import Asked
from gavn.compare.pure.methods.xmr_chart import REACH, TOO_LARGE, xmr_chart, xmr_charts

LOANS = [310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306, 301, 304]
FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
SEEN = [266501, 264225, 276532, 281461, 269071, 261215, 270409, 279778, 270483, 270320]
SEEN += [267923, 271478, 255353, 256820, 261835, 259144, 255910, 260863, 264465, 260989]
CAME = [280443, 276823, 291681, 296155, 282343, 275888, 283867, 295251, 284468, 282529]
CAME += [279618, 283932, 266629, 268091, 276803, 271578, 266005, 273520, 278574, 273772]
IN_TIME = np.array(SEEN) / np.array(CAME)
EXACT = 3 / 1.128
"""What qicharts2 and NIST multiply the mean step with, where NHS England, Wheeler and Montgomery print 2.66."""


def limits(found, period=0):
    return found.lines.low[period], found.lines.centre[period], found.lines.high[period]


def test_the_constants_are_those_that_are_printed():
    assert (REACH, round(EXACT, 2), TOO_LARGE) == (2.66, 2.66, 3.267)


def test_montgomerys_loans_come_out():
    found = xmr_chart(LOANS)
    assert [round(line, 2) for line in limits(found)] == [279.78, 300.5, 321.22]
    assert round(found.measured["mean_range"], 2) == 7.79
    assert found.signals == {}


def test_the_flow_rate_of_the_nist_handbook_comes_out_but_for_the_rounded_constant():
    low, centre, high = limits(xmr_chart(FLOW))
    mean_range = xmr_chart(FLOW).measured["mean_range"]
    assert (round(centre, 2), round(mean_range, 4)) == (50.81, 1.8778)
    assert (round(centre - EXACT * mean_range, 4), round(centre + EXACT * mean_range, 4)) == (45.8159, 55.8041)
    assert (low, high) == (pytest.approx(45.8159, abs=0.001), pytest.approx(55.8041, abs=0.001))


@pytest.mark.parametrize(
    ("asked", "period", "expected"),
    [
        (Asked(), 0, (0.94012535390705687, 0.95296991067360326, 0.96581446744014965)),
        (Asked(freeze=10), 19, (0.93875978765469181, 0.95108415145342973, 0.96340851525216764)),
        (Asked(rebase=(10,)), 0, (0.93875978765469181, 0.95108415145342973, 0.96340851525216764)),
    ],
)
def test_the_limits_of_qicharts2_come_out_but_for_the_rounded_constant(asked, period, expected):
    low, centre, high = limits(xmr_chart(IN_TIME, asked=asked), period)
    assert centre == pytest.approx(expected[1], rel=1e-12)
    wider = REACH / EXACT
    assert (low, high) == (
        pytest.approx(centre - wider * (centre - expected[0]), rel=1e-12),
        pytest.approx(centre + wider * (expected[2] - centre), rel=1e-12),
    )


def test_the_second_phase_of_qicharts2_comes_out():
    assert xmr_chart(IN_TIME, asked=Asked(rebase=(10,))).lines.centre[10] == pytest.approx(0.95485566989377668)


ONE_FAR = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 40, 12, 10, 12]


def test_steps_are_not_screened_unless_asked_for_and_both_say_so():
    """Eleven steps of 2 and two of 28: their mean is 78 / 13 = 6, and only 28 is above 3.267 x 6 = 19.6."""
    plain, screened = xmr_chart(ONE_FAR), xmr_chart(ONE_FAR, screened=True)
    assert (plain.measured["mean_range"], screened.measured["mean_range"]) == (6, 2)
    assert screened.lines.high[0] == pytest.approx(184 / 14 + 2.66 * 2)
    assert str(plain.notes()[-1]) == "Every step from period to period made the limits (13)."
    assert str(screened.notes()[-1]) == "Steps from period to period too large to make limits: 2 of 13."


def test_screening_is_one_pass_and_does_not_go_on_until_nothing_is_left_out():
    """Steps of 1, 10 and 100: the first pass drops 100 only, a second would drop 10."""
    values = np.concatenate([[0], np.cumsum([1, -1] * 20 + [10, -10] + [100])])
    found = xmr_chart(values, screened=True)
    assert found.measured["left_out"] == 1
    assert found.measured["mean_range"] == pytest.approx((40 + 20) / 42)


@settings(deadline=None, max_examples=40)
@given(st.integers(3, 40), st.integers(1, 6), st.integers(0, 2**32 - 1), st.booleans())
def test_many_series_at_once_are_each_series_alone(periods, rows, seed, screened):
    rng = np.random.default_rng(seed)
    values = rng.normal(20, 4, (rows, periods))
    asked = Asked(rebase=(periods // 2,) if periods > 9 else (), better="lower")
    together = xmr_charts(values, screened=screened, asked=asked)
    for row in range(rows):
        alone = xmr_chart(values[row], screened=screened, asked=asked)
        assert np.array_equal(together.one(row).lines.drawn, alone.lines.drawn)
        assert np.array_equal(together.one(row).marks, alone.marks)
        assert together.one(row).measured == alone.measured
