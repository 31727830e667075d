"""Compare: the number of events a period.

Montgomery, defects of circuit boards: centre 19.85, limits 6.48 and 33.22, samples 6 and 20 outside; without them
19.67, 6.36 and 32.97. NIST/SEMATECH e-Handbook 6.3.3.1, wafers: 16, 4 and 28. Clostridium difficile infections of a
Danish hospital as qicharts2 charts them, whole, frozen on 18 months and parted there.
Its values are those published in the test fixture of PowerBI-SPC (test/fixtures/qicharts2.ts).
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r

from gavn.compare.pure.control_charts import Asked
from gavn.compare.pure.methods.c_chart import c_chart, c_charts
from gavn.compare.pure.refusals import Constant, NotACount

R = from_r("time")
BOARDS = [21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15]
WAFERS = [16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14, 16, 15, 13, 14, 16, 11, 20, 11, 19, 16, 31, 13]
INFECTIONS = [17, 12, 27, 20, 20, 18, 22, 19, 19, 24, 17, 16, 24, 19, 19, 22, 25, 19]
INFECTIONS += [17, 6, 25, 17, 11, 14, 9, 11, 7, 13, 5, 5, 3, 5, 9, 4, 5, 9]


def limits(found, period=0):
    return found.lines.low[period], found.lines.centre[period], found.lines.high[period]


def test_montgomerys_circuit_boards_come_out():
    """He goes on from the rounded centre 19.85, so that his upper limit is 0.005 higher."""
    found = c_chart(BOARDS)
    assert limits(found) == (
        pytest.approx(6.48, abs=0.005),
        pytest.approx(19.85, abs=0.005),
        pytest.approx(33.22, abs=0.01),
    )
    assert found.signals["outside"] == (5, 19)


def test_without_the_two_samples_with_a_known_cause_the_revised_limits_come_out():
    found = c_chart(BOARDS, asked=Asked(exclude=(5, 19)))
    assert [round(line, 2) for line in limits(found)] == [6.36, 19.67, 32.97]
    assert found.signals == {}


def test_the_wafers_of_the_nist_handbook_come_out():
    found = c_chart(WAFERS)
    assert (*limits(found), found.signals["outside"]) == (4, 16, 28, (23,))


@pytest.mark.parametrize(
    ("asked", "period", "expected"),
    [
        (Asked(), 0, (3.2791133250419904, 14.833333333333334, 26.387553341624677)),
        (Asked(freeze=18), 35, (6.546683437470179, 19.944444444444443, 33.342205451418707)),
        (Asked(rebase=(18,)), 0, (6.546683437470179, 19.944444444444443, 33.342205451418707)),
        (Asked(rebase=(18,)), 18, (0.36807875528736744, 9.7222222222222214, 19.076365689157075)),
    ],
)
def test_the_limits_of_qicharts2_come_out(asked, period, expected):
    assert limits(c_chart(INFECTIONS, asked=asked), period) == pytest.approx(expected, rel=1e-12)


def test_a_lower_limit_below_nothing_is_nothing_and_nothing_is_not_below_it():
    found = c_chart([4, 2, 6, 0])
    assert (found.lines.low[0], found.signals) == (0, {})


def test_the_limits_of_a_mean_of_17_leave_out_the_tails_that_r_tells():
    """Few below 4.6 and more above 29.4, where three sigma of a normal leave 0.13 % on either side."""
    below, above = R["tails"]["poisson 17"]
    assert below < 0.00135 < above
    counts = np.random.default_rng(4).poisson(17, (200, 500))
    outside = c_charts(counts).marks[0].mean()
    assert outside == pytest.approx(below + above, abs=6e-4)


@pytest.mark.parametrize(("events", "refusal"), [([3, -1, 2], NotACount), ([0, 0, 0], Constant)])
def test_events_that_tell_nothing_are_refused(events, refusal):
    with pytest.raises(refusal):
        c_chart(events)


def test_half_an_event_is_refused():
    with pytest.raises(NotACount):
        c_chart([3, 2.5, 4, 1])
