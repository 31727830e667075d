"""Compare: how durations and ages lie."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavn.compare.pure.methods.described import Described, described, described_from_counts
from gavn.kernel.errors import Refused

values = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=40)


def test_98_enrolled_7_closed_and_83_known_durations_leave_8_missing():
    """The figures a real service published without saying that 8 were missing: n 83, 1 to 173, mean 28.31."""
    ongoing = [1.0, 173.0] + [27.0] * 40 + [26.0] * 20 + [28.0] * 20 + [15.73]
    found = described(ongoing, missing=98 - 7 - len(ongoing))
    assert (found.n, found.missing, found.lowest, found.highest) == (83, 8, 1, 173)
    assert found.mean == pytest.approx(28.31, abs=0.005)


def test_it_describes_the_sleep_data_as_student_did():
    """Extra hours of sleep, Student 1908, doi:10.1093/biomet/6.1.1: mean 1.58."""
    found = described([1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4])
    assert (found.mean, found.median, found.sd) == (
        pytest.approx(1.58),
        pytest.approx(1.3),
        pytest.approx(1.2299955, abs=1e-6),
    )


def test_extremes_stay_hidden_from_those_who_may_not_open_the_persons():
    found = described([1, 2, 3], hide_extremes=True)
    assert (found.lowest, found.highest, found.mean) == (None, None, 2)


def test_one_value_has_no_spread():
    assert described([4], missing=1) == Described(1, 1, 4, 4, 4, 4, None)


def test_nothing_is_described_as_nothing_with_its_missing():
    found = described([], missing=8)
    assert (found.n, found.mean, found.median, found.sd, found.lowest) == (0, None, None, None, None)
    assert str(found.say()) == "No usable value; 8 missing."


COUNTED = [
    ({}, Described(0, 2, None, None, None, None, None)),
    ({3: 0}, Described(0, 2, None, None, None, None, None)),
    ({4: 1}, Described(1, 2, 4, 4, 4, 4, None)),
    ({9: 1, 1: 2, 5: 1}, described([1, 1, 5, 9], missing=2)),
    ({1: 1, 2: 3, 8: 1}, described([1, 2, 2, 2, 8], missing=2)),
]


@pytest.mark.parametrize(("counts", "found"), COUNTED)
def test_counts_of_values_are_described_as_the_values_are(counts, found):
    assert described_from_counts(counts, missing=2) == found


@pytest.mark.parametrize(
    ("counts", "missing", "why"),
    [({1: -1}, 0, "below 0"), ({1: 1}, -1, "below 0"), ({float("nan"): 1}, 0, "no number")],
)
def test_counts_that_cannot_be_are_refused(counts, missing, why):
    with pytest.raises(Refused, match=why):
        described_from_counts(counts, missing=missing)


def test_it_says_mean_median_n_and_missing():
    assert str(described([1, 2, 6], missing=8).say()) == "Mean 3.0, median 2.0 (n 3, missing 8)."


@settings(deadline=None)
@given(values)
def test_it_agrees_with_the_standard_library(found):
    result = described(found)
    assert result.mean == pytest.approx(statistics.fmean(found), abs=1e-6)
    assert result.sd == pytest.approx(statistics.stdev(found), rel=1e-9, abs=1e-6)


@settings(deadline=None)
@given(values, st.randoms(use_true_random=False))
def test_the_order_of_the_values_does_not_matter(found, chance):
    mixed = found[:]
    chance.shuffle(mixed)
    assert described(mixed) == described(found)


@pytest.mark.parametrize("wrong", [float("nan"), float("inf")])
def test_a_value_that_is_no_number_is_refused(wrong):
    with pytest.raises(Refused, match="belongs to the missing"):
        described([1, wrong])


def test_a_negative_number_of_missing_is_refused():
    with pytest.raises(Refused, match="cannot be"):
        described([1], missing=-1)
