"""Compare: ratios of services drawn towards what all have together.

Held against metafor (REML and its best linear unbiased predictions) and MASS (maximum likelihood of the negative
binomial) on the lip cancers of Clayton & Kaldor 1987, the pumps of Gaver & O'Muircheartaigh 1987, and services alike.
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r
from hypothesis import given
from hypothesis import strategies as st

from gavn.compare.pure.methods.shrinkage import shrinkage
from gavn.compare.pure.refusals import Empty, NotACount, NotALevel, NotConverged, NothingExpected, TooFew
from gavn.kernel.errors import Refused

R = from_r("services")
NAN = float("nan")


def of(table, **options):
    return shrinkage(R[table]["observed"], R[table]["expected"], **options)


def column(found, what="value"):
    return np.array([getattr(ratio, what) for ratio in found.ratios])


@pytest.mark.parametrize("table", ["lip", "pumps", "alike"])
def test_log_ratios_are_the_predictions_of_metafor(table):
    found = of(table)
    assert found.spread == pytest.approx(R[table]["reml"][0], rel=1e-8)
    assert np.log(found.middle) == pytest.approx(R[table]["reml"][1], rel=1e-8)
    assert np.log(column(found)) == pytest.approx(R[table]["blup"], rel=1e-8)
    errors = np.log(column(found, "high") / column(found, "low")) / (2 * 1.959964)
    assert errors == pytest.approx(R[table]["blup se"], rel=1e-6)


@pytest.mark.parametrize("table", ["lip", "pumps"])
def test_the_gamma_way_is_the_negative_binomial_of_mass(table):
    found = of(table, way="gamma")
    assert (1 / found.spread, found.middle) == pytest.approx(R[table]["gamma"], rel=1e-6)
    assert column(found) == pytest.approx(R[table]["gamma mean"], rel=1e-6)
    assert column(found, "low") == pytest.approx(R[table]["gamma low"], rel=1e-6)
    assert column(found, "high") == pytest.approx(R[table]["gamma high"], rel=1e-6)


def test_the_highest_district_of_scotland_comes_down_most():
    """9 cases for 1.4 expected are 6.43 times as many; 39 for 8.7, 4.48 times, are known better and stay."""
    for way in ("normal", "gamma"):
        found = of("lip", way=way)
        raw = np.array(R["lip"]["observed"]) / R["lip"]["expected"]
        assert raw[0] / column(found)[0] > raw[1] / column(found)[1]


@pytest.mark.parametrize("way", ["normal", "gamma"])
def test_services_that_differ_no_more_than_by_chance_all_get_the_middle_with_its_width(way):
    found = of("alike", way=way)
    assert found.alike
    assert column(found) == pytest.approx(found.middle)
    assert (column(found, "low") < column(found)).all()
    assert set(found.weights) == {0.0}


def test_a_spread_too_small_to_tell_from_none_is_none():
    count = np.array([106_666 - 400, 106_666, 106_666 + 400])
    assert shrinkage(count, [106_666.0] * 3, way="gamma").alike


def test_a_service_in_which_nothing_happened_is_drawn_up_and_its_interval_stays_above_0():
    for way in ("normal", "gamma"):
        last = of("lip", way=way).ratios[-1]
        assert 0 < last.low < last.value < last.high


@given(st.permutations(range(10)), st.sampled_from(["normal", "gamma"]))
def test_the_order_of_services_changes_nothing(order, way):
    observed, expected = (np.array(R["pumps"][what])[list(order)] for what in ("observed", "expected"))
    assert column(shrinkage(observed, expected, way=way)) == pytest.approx(
        column(of("pumps", way=way))[list(order)], rel=1e-9
    )


@given(st.floats(0.01, 100))
def test_what_is_expected_elsewhere_moves_all_ratios_alike(factor):
    moved = shrinkage(R["pumps"]["observed"], np.array(R["pumps"]["expected"]) * factor, way="gamma")
    assert column(moved) * factor == pytest.approx(column(of("pumps", way="gamma")), rel=1e-8)


def test_every_ratio_lies_between_its_own_and_the_middle():
    found = of("pumps", way="gamma")
    raw = np.array(R["pumps"]["observed"]) / R["pumps"]["expected"]
    assert ((column(found) - raw) * (column(found) - found.middle) <= 0).all()
    assert np.array(found.weights) == pytest.approx((column(found) - found.middle) / (raw - found.middle))


def test_services_without_figures_stay_in_their_place_and_are_missing():
    found = shrinkage([5, NAN, 7, 3], [4, 2, 6, 8], missing=2)
    assert (found.n, found.missing) == (3, 3)
    assert [ratio is None for ratio in found.ratios] == [weight is None for weight in found.weights]
    assert [ratio is None for ratio in found.ratios] == [False, True, False, False]


def test_it_says_what_was_drawn_where():
    assert str(of("lip").say()) == (
        "The ratios of 56 services were drawn towards 0.97, the more the smaller a service: between 36 and 98 % of "
        "their own difference stayed; 0 missing."
    )


@pytest.mark.parametrize(
    ("observed", "expected", "options", "refusal"),
    [
        ([], [], {}, Empty),
        ([1, 2], [1, 2], {}, TooFew),
        ([1, -2, 3], [1, 2, 3], {}, NotACount),
        ([1, 2, 3], [1, 0, 3], {}, NothingExpected),
        ([1, 2, 3], [1, 2, 3], {"way": "other"}, Refused),
        ([1, 2, 9], [1, 2, 3], {"confidence": 1.5}, NotALevel),
        ([1, 2, 9], [1, 2, 3], {"confidence": 1.5, "way": "gamma"}, NotALevel),
        ([0, 0, 0], [1, 2, 3], {"way": "gamma"}, Refused),
    ],
)
def test_what_cannot_be_shrunk_is_refused(observed, expected, options, refusal):
    with pytest.raises(refusal):
        shrinkage(observed, expected, **options)


def test_a_search_without_end_is_refused(monkeypatch):
    monkeypatch.setattr("gavn.compare.pure.methods.shrinkage.ROUNDS", 1)
    with pytest.raises(NotConverged):
        of("lip", way="gamma")
