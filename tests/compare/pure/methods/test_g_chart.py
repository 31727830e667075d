"""Compare: how many there were between one rare event and the next.

Operations between deaths after bypass surgery as qicharts2 charts them, whole, frozen on 33 and parted there.
Tails from R; the other convention, probability limits, from the help of Minitab (event probability 0.099).
Its values are those published in the test fixture of PowerBI-SPC (test/fixtures/qicharts2.ts).
"""

from __future__ import annotations

import numpy as np
import pytest
import scipy.stats
from from_r import from_r

from gavn.compare.pure.control_charts import Asked
from gavn.compare.pure.methods.g_chart import g_chart
from gavn.compare.pure.refusals import Constant, Empty, NotACount

R = from_r("time")
BETWEEN = [23, 39, 15, 34, 1, 49, 98, 29, 27, 13, 45, 7, 10, 27, 24, 14, 20, 38, 44, 11, 10, 3, 113, 183, 3, 47, 18, 18]
BETWEEN += [33, 15, 2, 38, 27, 27, 1, 52, 23, 7, 26, 82, 5, 49, 5, 17, 24, 44, 26, 2, 27, 46, 55, 97, 22, 22, 20, 4, 60]
BETWEEN += [51, 7, 21, 66, 36, 25, 72, 15, 5, 3]


@pytest.mark.parametrize(
    ("asked", "period", "centre", "high"),
    [
        (Asked(), 0, 24, 128.17491023197215),
        (Asked(freeze=33), 66, 24, 132.15535949152991),
        (Asked(rebase=(33,)), 0, 24, 132.15535949152991),
        (Asked(rebase=(33,)), 33, 24.5, 124.31151167527655),
    ],
)
def test_centre_and_limit_of_qicharts2_come_out(asked, period, centre, high):
    found = g_chart(BETWEEN, asked=asked)
    assert (found.lines.low[period], found.lines.centre[period]) == (0, centre)
    assert found.lines.high[period] == pytest.approx(high, rel=1e-12)
    assert found.signals["outside"] == (23,)


def test_the_centre_is_the_median_and_the_limits_stand_around_the_mean():
    """Mean 20: three times the root of 20 x 21 is 61.48."""
    found = g_chart([0, 5, 10, 65])
    assert (found.lines.centre[0], found.measured["mean"]) == (7.5, 20)
    assert found.lines.high[0] == pytest.approx(20 + 61.4817, abs=1e-4)


def test_a_gap_beyond_the_limit_is_not_as_rare_as_three_sigma_sound():
    """1.8 % of gaps by the geometric distribution (R), not 0.13 %: it is said on the page."""
    assert R["tails"]["geometric 20"] == [pytest.approx(0.0183, abs=5e-5)]
    gaps = np.random.default_rng(2).geometric(1 / 21, 60_000) - 1
    assert g_chart(gaps).marks[0].mean() == pytest.approx(0.0183, abs=0.002)


def test_probability_limits_would_lie_further_out():
    """Minitab prints centre 5.63 and upper limit 62.10 for an event probability of 0.099; three sigma end at 37.9."""
    events = scipy.stats.geom(0.099)
    k = int(events.ppf(0.99865))
    between = k - 2 + (0.99865 - events.cdf(k - 1)) / (events.cdf(k) - events.cdf(k - 1))
    assert between == pytest.approx(62.10, abs=0.5)  # its 0.099 is rounded
    mean = 1 / 0.099 - 1
    assert mean + 3 * np.sqrt(mean * (mean + 1)) == pytest.approx(37.9, abs=0.05)


@pytest.mark.parametrize(
    ("between", "refusal"), [([3, -1, 4], NotACount), ([0, 0, 0], Constant), ([float("nan")] * 3, Empty)]
)
def test_gaps_that_tell_nothing_are_refused(between, refusal):
    with pytest.raises(refusal):
        g_chart(between)
