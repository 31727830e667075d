"""Compare: observed over expected. Limits of Breslow and Day 1987, volume II, Table 2.11; R's poisson.test; epitools.

IARC Scientific Publications 82, ISBN 978-92-832-0182-3
"""

from __future__ import annotations

import pytest
from from_r import from_r
from hypothesis import given
from hypothesis import strategies as st

from gavn.compare.pure.methods.observed_expected import (
    byar_events,
    exact_events,
    observed_expected,
    observed_expected_from_sums,
)
from gavn.compare.pure.refusals import Empty, NotACount, NotALevel, NotAShare, NothingExpected, Unequal
from gavn.kernel.errors import Refused

NAN = float("nan")
R = {case: found for case, found in from_r("proportions").items() if "midway" in found}
# observed, and the factors by which the ratio is multiplied at either end (95 %)
BRESLOW_DAY_TABLE_2_11 = [
    (1, 0.0253, 5.57),
    (2, 0.121, 3.61),
    (10, 0.480, 1.84),
    (20, 0.611, 1.54),
]


@pytest.mark.parametrize(("observed", "low", "high"), BRESLOW_DAY_TABLE_2_11)
def test_the_exact_interval_agrees_with_the_published_factors(observed, low, high):
    found = observed_expected_from_sums(observed, observed, n=500).exact
    assert (found.low, found.high) == (pytest.approx(low, abs=6e-4), pytest.approx(high, abs=6e-3))


@pytest.mark.parametrize("case", R)
def test_the_exact_interval_agrees_with_poisson_test(case):
    observed, expected, confidence = map(float, case.split())
    found = observed_expected_from_sums(int(observed), expected, n=5000, confidence=confidence)
    assert [found.exact.low, found.exact.high] == pytest.approx(R[case]["exact"], rel=1e-9)


@pytest.mark.parametrize("case", [case for case in R if float(case.split()[0]) >= 4])
def test_epitools_writes_byars_formula_once_for_both_ends_and_misses_them(case):
    # It puts O + 1/2 into both ends; Breslow and Day put O into the lower and O + 1 into the upper.
    observed, expected, confidence = map(float, case.split())
    found = observed_expected_from_sums(int(observed), expected, n=5000, confidence=confidence)
    low, high = R[case]["midway"]
    assert found.byar.low < low
    assert found.byar.high > high
    exact_low, exact_high = R[case]["exact"]
    assert abs(found.byar.high - exact_high) < abs(high - exact_high)
    assert abs(found.byar.low - exact_low) < abs(low - exact_low)


@pytest.mark.parametrize("observed", [10, 25, 100, 1000])
def test_byar_comes_within_a_fifth_of_a_percent_from_ten_events_on(observed):
    # Public Health England, Technical Guide: Confidence Intervals, 2018, appendix 1.
    assert byar_events(observed, 0.95) == pytest.approx(exact_events(observed, 0.95), rel=0.002)


def test_from_nothing_observed_nothing_less_follows():
    found = observed_expected_from_sums(0, 2.3, n=80)
    assert (found.exact.value, found.exact.low, found.byar.low) == (0, 0, 0)
    # Daly 1992 and epitools' pois.daly give all that may be wrong to the one side: 2.996 instead of 3.689 events.
    assert found.exact.high * 2.3 == pytest.approx(3.689, abs=5e-4)
    assert exact_events(0, 0.90)[1] == pytest.approx(2.996, abs=5e-4)


def test_byars_lower_end_never_falls_below_nothing():
    assert byar_events(1, 0.998)[0] == 0.0
    assert byar_events(1, 0.95)[0] > 0


@given(st.integers(0, 2000), st.floats(0.1, 3000))
def test_the_intervals_hold_the_ratio_and_have_a_width(observed, expected):
    found = observed_expected_from_sums(observed, expected, n=2000)
    for one in (found.exact, found.byar):
        assert 0 <= one.low <= one.value < one.high
        assert one.confidence == 0.95


@given(st.integers(0, 2000), st.floats(0.1, 3000))
def test_twice_as_many_expected_halve_the_ratio(observed, expected):
    one, other = (observed_expected_from_sums(observed, e, n=2000).exact for e in (expected, 2 * expected))
    assert (other.low, other.value, other.high) == pytest.approx((one.low / 2, one.value / 2, one.high / 2))


@given(st.lists(st.tuples(st.sampled_from([0.0, 1.0, NAN]), st.floats(0.01, 1) | st.just(NAN)), min_size=1))
def test_rows_and_sums_agree(rows):
    known = [(y, p) for y, p in rows if y == y and p == p]
    if not known:
        with pytest.raises(Empty):
            observed_expected(*zip(*rows, strict=True))
        return
    happened, chances = (sum(values) for values in zip(*known, strict=True))
    found = observed_expected(*zip(*rows, strict=True), missing=2)
    sums = observed_expected_from_sums(int(happened), chances, n=len(known), missing=len(rows) - len(known) + 2)
    assert (found.n, found.missing, found.observed) == (sums.n, sums.missing, sums.observed)
    assert found.exact.high == pytest.approx(sums.exact.high, rel=1e-9)
    assert found.byar.low == pytest.approx(sums.byar.low, rel=1e-9)


@pytest.mark.parametrize(("observed", "expected", "direction"), [(30, 14, 1), (4, 14, -1), (14, 9.61, 0)])
def test_a_ratio_is_clear_when_its_interval_leaves_one_out(observed, expected, direction):
    assert observed_expected_from_sums(observed, expected, n=200).direction == direction


def test_it_says_itself_with_n_and_missing():
    assert str(observed_expected_from_sums(14, 9.61, n=120, missing=3).say()) == (
        "Observed: 14, expected: 9.6; that is 1.46 times as many (between 0.8 and 2.44); n = 120, 3 missing."
    )


SUMS = {"observed": 3, "expected": 2.0, "n": 9, "missing": 0, "confidence": 0.95}
REFUSED = [
    ({"expected": 0.0}, NothingExpected),
    ({"expected": -1.0}, NotACount),
    ({"expected": NAN}, NotACount),
    ({"observed": -1}, NotACount),
    ({"observed": 2.5}, NotACount),
    ({"observed": 10}, NotACount),
    ({"missing": -1}, NotACount),
    ({"confidence": 1.5}, NotALevel),
]


@pytest.mark.parametrize(("changed", "refusal"), REFUSED, ids=str)
def test_sums_that_cannot_be_are_refused(changed, refusal):
    with pytest.raises(refusal):
        observed_expected_from_sums(**(SUMS | changed))


def test_rows_that_cannot_be_are_refused():
    with pytest.raises(NotAShare):
        observed_expected([1, 0], [0.5, 1.2])
    with pytest.raises(Refused, match="is neither"):
        observed_expected([1, 2], [0.5, 0.2])
    with pytest.raises(Unequal):
        observed_expected([1, 0], [0.5])
    with pytest.raises(NothingExpected):
        observed_expected([0, 0], [0.0, 0.0])
    with pytest.raises(NotACount):
        byar_events(-1, 0.95)


def test_the_methods_of_both_intervals_are_named():
    found = observed_expected_from_sums(3, 2.0, n=9)
    assert (found.exact.method, found.byar.method) == ("observed_expected (exact)", "observed_expected (byar)")
