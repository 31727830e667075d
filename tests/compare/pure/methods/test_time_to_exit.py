"""Compare: how long people stay.

6-MP group of Freireich et al. 1963 (doi:10.1182/blood.V21.6.699.699), the textbook example: estimates, standard
errors and median as in Klein & Moeschberger 2003, table 4.1B; mean to 35 weeks 23.287 (SE 2.827), section 4.5;
log-log limits as Stata prints them in Kleinbaum & Klein, Survival Analysis, computer appendix. Whole curves of the
Veterans' lung trial, without and with late entry, from R's package survival (bench/r/time.R).
"""

from __future__ import annotations

import numpy as np
import pytest
import scipy.stats
from from_r import from_r
from hypothesis import given, settings
from hypothesis import strategies as st

from gavn.compare.pure.methods.time_to_exit import DayCount, as_far_as_told, time_to_exit, time_to_exit_from_counts
from gavn.compare.pure.refusals import Empty, MedianNotReached, NotACount, NotALevel, Unequal
from gavn.kernel.errors import Refused

R = from_r("time")
WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
PUBLISHED = [  # week, at risk, relapsed, share, low, high
    (6, 21, 3, 0.8571, 0.6197, 0.9516),
    (7, 17, 1, 0.8067, 0.5631, 0.9228),
    (10, 15, 1, 0.7529, 0.5032, 0.8894),
    (13, 12, 1, 0.6902, 0.4316, 0.8491),
    (16, 11, 1, 0.6275, 0.3675, 0.8049),
    (22, 7, 1, 0.5378, 0.2678, 0.7468),
    (23, 6, 1, 0.4482, 0.1881, 0.6801),
]
NAN = float("nan")
stays = st.lists(st.tuples(st.integers(1, 40), st.booleans()), min_size=2, max_size=25)


def six_mp(entered=None):
    return time_to_exit(entered or [0] * 21, WEEKS, RELAPSED)


def curve(found):
    return [(step.day, round(step.share, 9)) for step in found.steps]


def test_the_published_table_comes_out():
    found = [(s.day, s.at_risk, s.exits, round(s.share, 4), round(s.low, 4), round(s.high, 4)) for s in six_mp().steps]
    assert found == PUBLISHED


def test_the_published_median_comes_out_and_its_upper_limit_is_not_reached():
    found = six_mp()
    assert (found.median, found.median_low, found.median_high) == (23, 13, None)
    assert (found.n, found.exits, found.ongoing, found.follow_up) == (21, 9, 12, 35)
    assert str(found.say()) == (
        "Half had left by day 23; how much later it may be cannot be told (n 21, 9 left, 12 ongoing, 0 missing)."
    )


def test_the_published_restricted_mean_comes_out():
    found = six_mp().restricted_mean(35)
    assert found.value == pytest.approx(23.287, abs=5e-4)
    assert (found.high - found.low) / 2 == pytest.approx(1.959964 * 2.827, abs=0.002)


def veterans(*, late):
    people = R["veteran"]
    entered = people["entered"] if late else [0] * len(people["time"])
    return time_to_exit(entered, people["time"], people["status"])


@pytest.mark.parametrize(("case", "late"), [("veteran whole", False), ("veteran late", True)])
def test_the_whole_curve_of_r_comes_out_without_and_with_late_entry(case, late):
    found, theirs = veterans(late=late), R[case]
    assert [step.day for step in found.steps] == theirs["day"]
    assert [step.at_risk for step in found.steps] == theirs["at_risk"]
    for what in ("share", "low", "high"):
        ours = [getattr(step, what) for step in found.steps if step.share > 0]
        assert ours == pytest.approx(theirs[what][: len(ours)], rel=1e-9)


@pytest.mark.parametrize(("case", "late"), [("veteran whole", False), ("veteran late", True)])
def test_median_and_restricted_mean_of_r_come_out_without_and_with_late_entry(case, late):
    found, (mean, error) = veterans(late=late), R[case]["rmean"]
    assert [found.median, found.median_low, found.median_high] == R[case]["median"]
    told, median = found.restricted_mean(400), found.median_estimate()
    assert (told.value, told.high - told.value) == (
        pytest.approx(mean, rel=1e-9),
        pytest.approx(1.959964 * error, rel=1e-6),
    )
    assert ([median.value, median.low, median.high], median.n, median.method) == (
        R[case]["median"],
        137,
        "time_to_exit",
    )


def test_where_exactly_half_had_left_it_is_the_first_such_day_and_not_the_middle_of_the_flat_part():
    """Klein & Moeschberger define the first day with S <= 0.5; R's package takes the middle until the next exit."""
    assert (time_to_exit([0] * 4, [1, 2, 3, 4], [1] * 4).median, R["four"]["median"]) == (2, [2.5])


def test_a_median_that_was_not_reached_is_no_number():
    with pytest.raises(MedianNotReached, match="by day 20: the median is not reached"):
        time_to_exit([0, 0, 0], [10, 15, 20], [True, False, False]).median_estimate()
    with pytest.raises(Refused, match="by day 23; how much later it may be cannot be told"):
        six_mp().median_estimate()


def test_the_share_still_there_is_read_off_the_curve():
    found = six_mp()
    assert round(found.still_there(12).value, 4) == 0.7529
    assert round(found.still_there(35).low, 4) == 0.1881
    early = found.still_there(5)
    assert (early.value, round(early.low, 4), early.high) == (1, 0.6197, 1)


def test_those_already_there_count_only_from_the_day_they_were_seen():
    """Three from the start, one seen from day 10 on: at day 5 three at risk, at day 12 three again."""
    found = time_to_exit([0, 0, 0, 10], [5, 12, 20, 20], [True, True, False, False])
    assert [(step.day, step.at_risk, step.share) for step in found.steps] == [
        (5, 3, pytest.approx(2 / 3)),
        (12, 3, pytest.approx(4 / 9)),
    ]
    assert found.late == 1


def test_ignoring_that_people_came_under_observation_late_would_lengthen_the_median():
    late = time_to_exit([0, 0, 0, 30, 35], [10, 20, 40, 60, 60], [True, True, True, False, False])
    ignored = time_to_exit([0] * 5, [10, 20, 40, 60, 60], [True, True, True, False, False])
    assert (late.median, ignored.median) == (20, 40)


@settings(deadline=None)
@given(stays)
def test_without_late_entry_it_agrees_with_scipy(rows):
    ended, left = (np.array(column) for column in zip(*rows, strict=True))
    found = time_to_exit([0] * len(rows), ended, left)
    theirs = scipy.stats.ecdf(scipy.stats.CensoredData(uncensored=ended[left], right=ended[~left])).sf
    assert [share for _, share in curve(found)] == pytest.approx(theirs.evaluate([day for day, _ in curve(found)]))


@settings(deadline=None)
@given(stays, st.integers(1, 39))
def test_splitting_stays_at_a_day_leaves_the_curve(rows, day):
    whole = [(0, end, left) for end, left in rows]
    split = [
        part
        for start, end, left in whole
        for part in ([(start, day, False), (day, end, left)] if day < end else [(start, end, left)])
    ]
    one, other = (time_to_exit(*zip(*found, strict=True)) for found in (whole, split))
    assert curve(one) == curve(other)
    assert [(step.at_risk, step.low) for step in one.steps] == [(step.at_risk, step.low) for step in other.steps]
    assert one.median == other.median


@settings(deadline=None)
@given(stays)
def test_counts_and_rows_agree(rows):
    counts = [DayCount(0, entries=len(rows))]
    for day in sorted({end for end, _ in rows}, reverse=True):
        exits = sum(left for end, left in rows if end == day)
        counts.append(DayCount(day, exits=exits, ongoing=sum(end == day for end, _ in rows) - exits))
    assert time_to_exit_from_counts(counts) == time_to_exit([0] * len(rows), *zip(*rows, strict=True))


@settings(deadline=None)
@given(stays)
def test_the_curve_falls_and_its_limits_hold_it(rows):
    found = time_to_exit([0] * len(rows), *zip(*rows, strict=True))
    shares = [1.0, *(step.share for step in found.steps)]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= step.low <= step.share <= step.high <= 1 and step.low < step.high for step in found.steps)


@settings(deadline=None)
@given(stays.filter(lambda rows: any(left for _, left in rows)), st.integers(1, 40))
def test_the_mean_within_a_horizon_is_no_longer_than_the_horizon(rows, horizon):
    found = time_to_exit([0] * len(rows), *zip(*rows, strict=True))
    if found.steps[0].day < horizon <= found.follow_up:
        mean = found.restricted_mean(horizon)
        assert 0 <= mean.low <= mean.value <= mean.high <= horizon


def test_everybody_leaving_at_once_ends_the_curve_without_claiming_certainty():
    found = time_to_exit([0, 0], [3, 3], [True, True])
    assert [(step.share, step.low, step.high) for step in found.steps] == [(0, 0, 1)]
    assert found.still_there(90).value == 0
    assert (found.median, found.median_high) == (3, None)
    with pytest.raises(Refused, match="no interval"):
        found.restricted_mean(3)


def test_a_curve_that_reached_nothing_can_be_read_beyond_its_end():
    found = time_to_exit([0, 0, 0], [3, 5, 9], [True, True, True])
    assert (found.still_there(50).value, found.still_there(50).low) == (0, 0)
    assert found.restricted_mean(9).value == pytest.approx((3 + 5 + 9) / 3)
    assert found.restricted_mean(7).value == pytest.approx((3 + 5 + 7) / 3)


def test_a_stay_that_ends_the_day_it_is_seen_counts_as_half_a_day():
    found = time_to_exit([0, 0, 8], [0, 12, 8], [True, False, False])
    assert (found.same_day, found.steps[0].day, found.steps[0].at_risk) == (2, 0.5, 2)


def test_an_unknown_day_is_missing():
    found = time_to_exit([0, NAN, 0, 0], [10, 5, NAN, 20], [True, True, False, False], missing=3)
    assert (found.n, found.missing) == (2, 5)


@pytest.mark.parametrize(
    ("ended", "left", "begins"),
    [
        (
            [10, 20],
            False,
            "Fewer than half had left by day 20, the longest seen: the median is not reached (n 2, 0 left,",
        ),
        (range(1, 21), True, "Half had left by day 10 (between 5 and 15; n 20, 20 left, 0 ongoing, 1 missing)."),
        ([2.5], True, "Half had left by day 2.5; how much later it may be cannot be told (n 1, 1 left, 0 ongoing,"),
    ],
)
def test_it_says_when_half_had_left(ended, left, begins):
    found = time_to_exit([0] * len(ended), ended, [left] * len(ended), missing=1)
    assert str(found.say()).startswith(begins)


def test_nobody_leaving_makes_no_curve():
    found = time_to_exit([0, 0], [10, 20], [False, False])
    assert (found.steps, found.median) == ((), None)
    with pytest.raises(Refused, match="there is no curve"):
        found.still_there(5)
    with pytest.raises(Refused, match="no interval"):
        found.restricted_mean(20)


@pytest.mark.parametrize("day", [-1, 36])
def test_the_curve_is_not_read_where_nobody_was_seen(day):
    with pytest.raises(Refused, match="Nobody was seen as long"):
        six_mp().still_there(day)


@pytest.mark.parametrize("horizon", [0, 36])
def test_a_mean_beyond_what_was_seen_is_refused(horizon):
    with pytest.raises(Refused, match="can be told up to"):
        six_mp().restricted_mean(horizon)


@pytest.mark.parametrize(
    ("rows", "refusal", "why"),
    [
        (([0, 0], [1], [True]), Unequal, "different length do not belong together: 2 and 1"),
        (([0, 0], [1, 2], [True]), Unequal, "different length do not belong together: 2 and 1"),
        (([[0]], [[1]], [[True]]), Refused, "Each stay needs"),
        (([-1], [1], [True]), Refused, "cannot end before"),
        (([5], [4], [True]), Refused, "cannot end before"),
        (([], [], []), Empty, "no stay to follow; 0"),
        (([NAN], [3], [True]), Empty, "no stay to follow; 1"),
        (([0, 50, 60], [5, 90, 90], [True, True, False]), Refused, "too few were seen from the beginning"),
    ],
)
def test_stays_that_tell_nothing_are_refused(rows, refusal, why):
    with pytest.raises(refusal, match=why):
        time_to_exit(*rows)


@pytest.mark.parametrize(
    ("counts", "refusal", "why"),
    [
        ([], Empty, "no stay to follow"),
        ([DayCount(0, entries=2), DayCount(0, entries=1), DayCount(5, exits=3)], Refused, "stands twice"),
        ([DayCount(0, entries=2), DayCount(5, exits=-2)], NotACount, "-2"),
        ([DayCount(-1, entries=2), DayCount(5, exits=2)], NotACount, "-1"),
        ([DayCount(0, entries=2), DayCount(NAN, exits=2)], Refused, "is unknown"),
        ([DayCount(0, entries=2), DayCount(5, exits=3)], Refused, "do not add up"),
        ([DayCount(0, entries=2), DayCount(5, exits=1)], Refused, "do not add up"),
        ([DayCount(0, entries=2, exits=1), DayCount(5, exits=1)], Refused, "do not add up"),
    ],
)
def test_counts_that_cannot_be_are_refused(counts, refusal, why):
    with pytest.raises(refusal, match=why):
        time_to_exit_from_counts(counts)


def test_a_confidence_of_1_is_refused():
    with pytest.raises(NotALevel):
        time_to_exit([0, 0], [3, 5], [True, False], confidence=1)


def test_counts_that_tell_all_are_taken_as_they_are_in_the_order_of_their_days():
    days = [DayCount(90, exits=1, ongoing=1), DayCount(0, entries=2)]
    assert as_far_as_told(days) == (days[::-1], 0)


def test_whether_somebody_left_may_be_unknown_and_is_then_missing():
    found = time_to_exit([0, 0, 0, 0], [10, 20, 30, 40], [1, 0, float("nan"), 1])
    assert (found.n, found.missing, found.exits) == (3, 1, 2)
    with pytest.raises(Refused, match="1 or 0"):
        time_to_exit([0, 0], [10, 20], [1, 2])
