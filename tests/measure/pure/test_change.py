"""Measure: what is more than error of measurement. Figures of Jacobson & Truax 1991, doi:10.1037/0022-006X.59.1.12."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gavn.kernel.errors import Refused
from gavn.measure.pure.change import (
    NormFigures,
    change_band,
    clinical_class,
    cut_off_a,
    cut_off_b,
    cut_off_c,
    minimum_reliable_change,
    reliable_change_index,
    reliable_class,
    standard_error,
)

# Their imaginary measure, higher is better: clinical mean 40, functional mean 60, both sd 7.5, reliability .80;
# the example subject went from 32.5 to 47.5.
PUBLISHED = NormFigures(mean=40, sd=7.5, reliability=0.80, functional_mean=60, functional_sd=7.5, n=None)
scores = st.floats(-100, 100)
thresholds = st.floats(0.1, 50)


def test_the_published_standard_error_and_index_come_out():
    assert standard_error(7.5, 0.80) == pytest.approx(3.35, abs=0.005)
    assert reliable_change_index(32.5, 47.5, sd=7.5, reliability=0.80) == pytest.approx(3.16, abs=0.005)


def test_the_minimum_reliable_change_is_1_96_published_standard_errors_of_difference():
    assert minimum_reliable_change(7.5, 0.80) == pytest.approx(1.96 * 4.74, abs=0.01)


@pytest.mark.parametrize(
    ("found", "published"),
    [
        (cut_off_a(40, 7.5, higher_is_better=True), 55),
        (cut_off_b(60, 7.5, higher_is_better=True), 45),
        (cut_off_c(40, 7.5, 60, 7.5), 50),
        # The same measure turned round: 100 - score.
        (cut_off_a(60, 7.5, higher_is_better=False), 45),
        (cut_off_b(40, 7.5, higher_is_better=False), 55),
        (cut_off_c(60, 7.5, 40, 7.5), 50),
    ],
)
def test_the_published_cut_offs_come_out(found, published):
    assert found == published


def test_cut_off_b_rests_on_the_functional_sample_alone():
    assert cut_off_b(8.0, 5.0, higher_is_better=False) == 8.0 + 2 * 5.0


def test_a_norm_with_both_samples_uses_cut_off_c():
    assert PUBLISHED.cut_off(higher_is_better=True) == 50
    assert PUBLISHED.threshold == minimum_reliable_change(7.5, 0.80)


@pytest.mark.parametrize(("functional_mean", "functional_sd"), [(None, None), (60, None), (None, 7.5)])
def test_a_norm_without_a_whole_functional_sample_uses_cut_off_a(functional_mean, functional_sd):
    norm = NormFigures(40, 7.5, 0.80, functional_mean, functional_sd, None)
    assert norm.cut_off(higher_is_better=True) == 55


def test_without_a_known_reliability_there_is_no_threshold():
    assert NormFigures(40, 7.5, None, 60, 7.5, None).threshold is None


@pytest.mark.parametrize(
    ("before", "after", "higher_is_better", "expected"),
    [
        (32.5, 47.5, True, "improved"),
        (47.5, 32.5, True, "worse"),
        (47.5, 32.5, False, "improved"),
        (32.5, 47.5, False, "worse"),
        (30, 39, True, "unchanged"),  # exactly the threshold of 9 is not more than it
        (30, 21, True, "unchanged"),
        (30, 39.01, True, "improved"),
        (30, 30, False, "unchanged"),
    ],
)
def test_only_more_than_the_threshold_is_a_reliable_change(before, after, higher_is_better, expected):
    assert reliable_class(before, after, threshold=9, higher_is_better=higher_is_better) == expected


def test_binary_fractions_do_not_decide():
    assert (0.1 + 0.2) - 0.1 > 0.2
    assert reliable_class(0.1 + 0.2, 0.1, threshold=0.2, higher_is_better=False) == "unchanged"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (32.5, 47.5, "recovered"),
        (32.5, 44.0, "improved"),
        (32.5, 45.0, "improved"),  # the cut-off itself is still clinical
        (46.0, 60.0, "improved"),  # was never on the clinical side
        (44.0, 46.0, "unchanged"),  # crosses, but within error
        (46.0, 44.0, "unchanged"),
        (60.0, 47.0, "worse"),
        (60.0, 45.0, "harmed"),
        (60.0, 40.0, "harmed"),
        (40.0, 25.0, "worse"),
    ],
)
def test_recovered_and_harmed_cross_the_cut_off_reliably(before, after, expected):
    figures = {"threshold": 9.3, "cut_off": 45}
    assert clinical_class(before, after, **figures, higher_is_better=True) == expected
    turned = {"threshold": 9.3, "cut_off": 100 - 45}
    assert clinical_class(100 - before, 100 - after, **turned, higher_is_better=False) == expected


@given(scores, scores, thresholds)
def test_turning_the_scale_round_changes_no_class(before, after, threshold):
    assert reliable_class(before, after, threshold=threshold, higher_is_better=True) == reliable_class(
        -before, -after, threshold=threshold, higher_is_better=False
    )


@given(scores, scores, thresholds)
def test_exactly_the_scores_within_the_band_are_unchanged(first, later, threshold):
    low, high = change_band(first, threshold)
    unchanged = reliable_class(first, later, threshold=threshold, higher_is_better=True) == "unchanged"
    assert unchanged == (low - 1e-9 <= later <= high + 1e-9) or abs(abs(later - first) - threshold) < 1e-8


@pytest.mark.parametrize("sd", [0, -1, float("nan")])
def test_a_spread_of_nothing_is_refused(sd):
    with pytest.raises(Refused, match="says nothing about change"):
        standard_error(sd, 0.8)


@pytest.mark.parametrize("reliability", [-0.1, 1, 1.2, float("nan")])
def test_a_reliability_outside_its_range_is_refused(reliability):
    with pytest.raises(Refused, match="between 0 and 1"):
        standard_error(7.5, reliability)


@pytest.mark.parametrize("threshold", [0, -3, float("nan")])
def test_a_threshold_of_nothing_is_refused(threshold):
    with pytest.raises(Refused, match="needs a threshold above 0"):
        reliable_class(1, 2, threshold=threshold, higher_is_better=True)


def test_two_samples_without_any_spread_have_no_cut_off_between_them():
    with pytest.raises(Refused, match="needs a spread"):
        cut_off_c(40, 0, 60, 0)
