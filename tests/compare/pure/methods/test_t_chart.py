"""Compare: the time between one rare event and the next.

Days between deaths after bypass surgery as qicharts2 charts them (centre 11.205, limits 0.00787 and 106.04); hours
between failures of a valve in Montgomery's table, with the transformed values printed there; the shape from R.
Its values are those published in the test fixture of PowerBI-SPC (test/fixtures/qicharts2.ts).
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r

from gavn.compare.pure.control_charts import Asked
from gavn.compare.pure.methods.t_chart import POWER, t_chart
from gavn.compare.pure.methods.xmr_chart import REACH, xmr_chart
from gavn.compare.pure.refusals import Constant
from gavn.kernel.errors import Refused

R = from_r("time")
DAYS = [16, 20, 5, 13, 1, 26, 46, 12, 12, 5, 19, 4, 3, 15, 14, 9, 8, 15, 21, 6, 3, 1, 56, 117, 1, 33, 9, 9, 19, 12, 1]
DAYS += [16, 13, 18, 1, 35, 16, 5, 21, 38, 3, 25, 3, 11, 13, 20, 9, 3, 8, 21, 24, 38, 8, 13, 9, 1, 30, 23, 3, 7, 22, 19]
DAYS += [11, 31, 6, 1, 1]
VALVE = [286, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596, 81, 227, 603, 492, 1199, 1214, 2831, 96]
TRANSFORMED = [4.80986, 6.70903, 5.72650, 3.81367, 6.43541, 6.23705, 1.46958, 3.96768, 5.39007, 1.78151]
TRANSFORMED += [9.09619, 5.89774, 3.38833, 4.51095, 5.91690, 5.59189, 7.16124, 7.18601, 9.09083, 3.55203]


def even(line):
    return np.asarray(line) ** (1 / POWER)


def test_the_limits_of_qicharts2_come_out_but_for_the_rounded_constant():
    """On the scale on which limits are drawn: 2.66 here, 3 / 1.128 there."""
    found = t_chart(DAYS)
    centre, high, low = (even(line[0]) for line in (found.lines.centre, found.lines.high, found.lines.low))
    assert found.lines.centre[0] == pytest.approx(11.205060797289464, rel=1e-12)
    wider = REACH * 1.128 / 3
    assert high - centre == pytest.approx(wider * (even(106.04183142495303) - centre), rel=1e-12)
    assert centre - low == pytest.approx(wider * (centre - even(0.0078717922788112422)), rel=1e-12)
    assert found.lines.high[0] == pytest.approx(106.04, rel=3e-4)


def test_montgomerys_transformed_hours_come_out():
    """He prints x to the power 0.2777, which is 1/3.6 with four decimals."""
    assert np.array(VALVE) ** 0.2777 == pytest.approx(TRANSFORMED, abs=2e-5)
    assert even(VALVE) == pytest.approx(TRANSFORMED, rel=7e-4)


def test_his_valve_never_left_its_limits():
    """The lower limit on the even scale is below 0, so there is none."""
    found = t_chart(VALVE)
    assert xmr_chart(even(VALVE)).lines.low[0] < 0
    assert (found.lines.low[0], found.signals) == (0, {})


def test_raised_to_one_in_3_6_an_exponential_time_is_not_skewed():
    assert R["tails"]["weibull skew"] == [pytest.approx(0, abs=1e-3)]


def test_another_unit_of_time_moves_the_lines_with_it():
    hours, days = t_chart([24 * day for day in DAYS], asked=Asked(freeze=30)), t_chart(DAYS, asked=Asked(freeze=30))
    assert hours.lines.drawn == pytest.approx(24 * days.lines.drawn)
    assert hours.signals == days.signals


@pytest.mark.parametrize("times", [[3, 0, 4], [3, -1, 4]])
def test_no_time_between_events_is_refused(times):
    with pytest.raises(Refused, match="there is some time"):
        t_chart(times)


def test_times_that_are_all_the_same_are_refused():
    with pytest.raises(Constant):
        t_chart([5, 5, 5, 5])
