"""Compare: events by exposure a period.

Montgomery, personal computers (20 samples of 5): centre 1.93, limits 0.07 and 3.79; dyed cloth (rolls of uneven
size): centre 1.42 and the limits of his table. u' on infections and risk days of six Danish hospitals as qicharts2
0.7 charts them.
"""

from __future__ import annotations

import numpy as np
import pytest

from gavn.compare.pure.control_charts import Asked
from gavn.compare.pure.methods.c_chart import c_chart
from gavn.compare.pure.methods.u_chart import u_chart, u_charts
from gavn.compare.pure.refusals import Constant, NotACount, Unequal

COMPUTERS = [10, 12, 8, 14, 10, 16, 11, 7, 10, 15, 9, 5, 7, 11, 12, 6, 8, 10, 7, 5]
CLOTH = [14, 12, 20, 11, 7, 10, 21, 16, 19, 23]
ROLLS = [10, 8, 13, 10, 9.5, 10, 12, 10.5, 12, 12.5]
HIGH = [2.55, 2.68, 2.41, 2.55, 2.58, 2.55, 2.45, 2.52, 2.45, 2.43]
LOW = [0.29, 0.16, 0.43, 0.29, 0.26, 0.29, 0.39, 0.32, 0.39, 0.41]
CASES = [575, 521, 585, 528, 507, 519, 457, 505, 494, 512, 543, 506]
CASES += [509, 521, 549, 531, 509, 528, 419, 512, 495, 513, 454, 490]
DAYS = [310466.83333, 282346.79167, 309089.70833, 287977.33333, 297743.37500, 286988.25000, 261120.33333, 268720.75000]
DAYS += [284437.87500, 290449.50000, 288104.45833, 279961.37500, 289803.95833, 275950.58333, 290824.45833, 285495.75000]
DAYS += [282515.20833, 273927.87500, 253085.62500, 262410.70833, 275529.25000, 282405.08333, 259530.79167, 256235.45833]


def test_montgomerys_computers_come_out():
    found = u_chart(COMPUTERS, [5] * 20)
    assert [round(float(line[0]), 2) for line in (found.lines.low, found.lines.centre, found.lines.high)] == [
        0.07,
        1.93,
        3.79,
    ]
    assert found.signals == {}


def test_each_roll_of_montgomerys_cloth_has_its_own_limits():
    """He goes on from the rounded centre 1.42, so that his upper limits are up to 0.01 lower."""
    found = u_chart(CLOTH, ROLLS)
    assert round(found.lines.centre[0], 2) == 1.42
    assert found.lines.high == pytest.approx(HIGH, abs=0.012)
    assert found.lines.low == pytest.approx(LOW, abs=0.005)


def test_the_prime_limits_of_qicharts2_come_out():
    found = u_chart(CASES, DAYS, prime=True)
    assert found.lines.centre[0] == pytest.approx(0.0018235751654857592, rel=1e-9)
    assert found.lines.low[[0, 23]] == pytest.approx([0.0015763817754848699, 0.0015514774813533132], rel=1e-8)
    assert found.lines.high[[0, 23]] == pytest.approx([0.0020707685554866486, 0.002095672849618205], rel=1e-8)


def test_with_even_exposure_it_is_the_chart_of_counts():
    one, other = u_chart(CASES, [2] * 24, asked=Asked(freeze=12)), c_chart(CASES, asked=Asked(freeze=12))
    assert one.lines.drawn * 2 == pytest.approx(other.lines.drawn)
    assert one.signals == other.signals


def test_rates_that_vary_as_chance_lets_them_have_a_prime_chart_like_the_ordinary_one():
    rng = np.random.default_rng(7)
    found = u_charts(rng.poisson(30, (400, 60)), np.full((400, 60), 3.0), prime=True)
    assert found.lines.measured["sigma_z"].mean() == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize(
    ("events", "exposure", "refusal"),
    [([1, 2, 3], [1, 1], Unequal), ([1, -2, 3], [1, 1, 1], NotACount), ([0, 0, 0], [1, 2, 3], Constant)],
)
def test_numbers_that_make_no_rate_are_refused(events, exposure, refusal):
    with pytest.raises(refusal):
        u_chart(events, exposure)
