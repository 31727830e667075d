"""Compare: services against limits around a target.

Held against R's own quantiles (exact limits with Spiegelhalter's interpolation) and his formulas written out in R, on
the lip cancers of Clayton & Kaldor 1987 and the pumps of Gaver & O'Muircheartaigh 1987. Two errors of FunnelPlotR
0.6.0 are shown beside the right limits, where chance alone is at work.
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import chdtri, pdtr

from gavn.compare.pure.methods.funnel import SCALES, funnel
from gavn.compare.pure.refusals import Constant, Empty, NotACount, NothingExpected, TooFew, Unequal
from gavn.kernel.errors import Refused

R = from_r("services")
NAN = float("nan")
KINDS = [(kind, scale) for kind, scales in SCALES.items() for scale in scales]


def of(table, **options):
    return funnel(R[table]["observed"], R[table]["expected"], kind="expected", **options)


@pytest.mark.parametrize("table", ["lip", "pumps", "alike"])
def test_limits_that_hold_the_spread_of_services_are_those_of_the_formula(table):
    found = of(table)
    assert found.outer[0] == pytest.approx(R[table]["root low"], rel=1e-9, abs=1e-12)
    assert found.outer[1] == pytest.approx(R[table]["root high"], rel=1e-9)
    assert found.z == pytest.approx(R[table]["z"], rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("people", [20, 100, 400])
def test_exact_limits_of_a_share_lie_between_rs_quantiles(people):
    found = funnel([round(people / 5)], [people], scale="exact", target=0.2)
    assert [found.outer[0][0], found.inner[0][0], found.inner[1][0], found.outer[1][0]] == pytest.approx(
        R["exact"][f"share {people}"], rel=1e-9, abs=1e-12
    )


@pytest.mark.parametrize("expected", [4, 25.5, 200])
def test_exact_limits_of_counts_lie_between_rs_quantiles(expected):
    found = funnel([5], [expected], kind="expected", scale="exact")
    assert [found.outer[0][0], found.inner[0][0], found.inner[1][0], found.outer[1][0]] == pytest.approx(
        R["exact"][f"expected {expected}"], rel=1e-9, abs=1e-12
    )


def test_chi_square_limits_are_intervals_of_a_count_and_no_limits_for_one():
    """Of counts of which 4 are expected, the lower 2.5 % limit by chi-square (1.09) lets 9 % fall below it."""
    limit = chdtri(8, 0.975) / 2
    assert limit == pytest.approx(1.09, abs=0.005)
    assert pdtr(np.floor(limit), 4) == pytest.approx(0.0916, abs=1e-4)
    exact = 4 * funnel([4], [4], kind="expected", scale="exact").inner[0][0]
    assert pdtr(np.ceil(exact) - 1, 4) <= 0.025


def test_ratios_of_counts_keep_the_null_where_the_other_package_names_every_fourth():
    """FunnelPlotR draws limits with s = 1/(2 sqrt n); the ratio of two counts of 60 is three times as uncertain."""
    counts = np.random.default_rng(6).poisson(60, (2, 20_000))
    found = funnel(*counts, kind="ratio", spread="none")
    assert np.mean(found.outside() != 0) == pytest.approx(0.002, abs=0.001)
    theirs = np.abs(np.log(counts[0] / counts[1])) > 3.090232 / (2 * np.sqrt(counts[1]))
    assert theirs.mean() == pytest.approx(0.27, abs=0.02)


def test_limits_on_the_root_scale_are_squared_back():
    """FunnelPlotR leaves them as roots beside ratios that are not: the lower one is then too high."""
    expected = np.random.default_rng(1).lognormal(3.5, 0.5, 20_000)
    observed = np.random.default_rng(2).poisson(expected)
    found = funnel(observed, expected, kind="expected", spread="none")
    assert np.mean(found.outside() != 0) == pytest.approx(0.002, abs=0.0015)
    low, high = np.sqrt(found.outer[0]), np.sqrt(found.outer[1])
    assert np.mean((found.values < low) | (found.values > high)) > 0.03


@pytest.mark.parametrize(("kind", "scale"), KINDS)
def test_chance_alone_seldom_leaves_the_limits(kind, scale):
    rng = np.random.default_rng(9)
    whole = np.full(20_000, 200.0)
    count = rng.binomial(200, 0.3, 20_000) if kind == "share" else rng.poisson(200, 20_000)
    other = rng.poisson(200, 20_000) if kind == "ratio" else whole
    found = funnel(count, other, kind=kind, scale=scale, spread="none")
    assert np.mean(found.outside() != 0) < 0.0035
    assert np.mean(found.outside(inner=True) != 0) == pytest.approx(0.05, abs=0.01)


@pytest.mark.parametrize(("kind", "scale"), KINDS)
def test_limits_and_z_agree_on_who_lies_outside(kind, scale):
    rng = np.random.default_rng(5)
    sizes = rng.integers(30, 300, 400)
    count, other = rng.binomial(sizes, rng.uniform(0.3, 0.7, 400)), sizes if kind == "share" else sizes / 2
    for spread in ("none",) if scale == "exact" else ("none", "additive", "multiplicative"):
        found = funnel(count, np.round(other), kind=kind, scale=scale, spread=spread)
        beyond = np.where(np.abs(found.z) > 3.090232, np.sign(found.z), 0)
        # Exact limits lie between whole numbers, twice the smaller tail does not: they may differ by one case.
        assert np.mean(found.outside() == beyond) > (0.97 if scale == "exact" else 0.999)
        assert found.outer[0] == pytest.approx(found.curve(found.sizes)[0]) or kind == "ratio"


def test_a_multiplicative_spread_widens_all_alike_and_never_narrows():
    wide, plain = of("lip", spread="multiplicative"), of("lip", spread="none")
    assert plain.z == pytest.approx(wide.z * np.sqrt(wide.dispersion.phi))
    assert of("alike", spread="multiplicative").z == pytest.approx(of("alike", spread="none").z)


def test_a_drawn_limit_for_ratios_is_that_of_a_service_on_the_target():
    found = funnel([50, 60, 100], [50, 60, 100], kind="ratio", spread="none")
    assert found.curve([60.0])[1] == pytest.approx(found.outer[1][1:2])
    assert found.curve([60.0], inner=True)[1] == pytest.approx(found.inner[1][1:2])


def test_a_service_where_nothing_was_observed_gets_a_place_on_the_log_scale_and_that_is_said():
    found = of("lip", scale="log")
    assert (found.zeros, str(found.say_zeros())) == (
        2,
        "Services in which nothing was observed: 2. Half a case was put in its place.",
    )
    assert np.isfinite(found.z).all()
    assert of("lip").say_zeros() is None


def test_a_service_with_hardly_anything_expected_is_not_named_for_having_nothing():
    found = funnel([0, 30, 25, 28], [0.5, 28, 27, 29], kind="expected", scale="log")
    assert found.outside(inner=True).tolist() == [0, 0, 0, 0]
    assert found.values[0] == 1.0


def test_services_without_figures_stay_in_their_place_and_are_missing():
    found = funnel([5, NAN, 7, 0], [20, 30, 25, 0])
    assert (found.n, found.missing) == (2, 2)
    assert np.isnan(found.values).tolist() == [False, True, False, True]
    assert found.outside().tolist() == [0, 0, 0, 0]
    assert found.discoveries().tolist() == [0, 0, 0, 0]


def test_many_services_are_named_by_their_share_of_false_ones():
    found = of("lip", spread="none")
    named = found.discoveries(0.1)
    steps = np.sort(found.p) <= 0.1 * np.arange(1, 57) / 56
    assert (named != 0).tolist() == (found.p <= np.sort(found.p)[steps].max()).tolist()
    assert set(named) == {-1, 0, 1}


@given(st.permutations(range(10)))
def test_the_order_of_services_changes_nothing(order):
    whole = of("pumps")
    moved = funnel(
        np.array(R["pumps"]["observed"])[list(order)], np.array(R["pumps"]["expected"])[list(order)], kind="expected"
    )
    assert moved.z == pytest.approx(whole.z[list(order)])


def test_shares_of_everybody_and_nobody_keep_their_limits_within_0_and_1():
    for scale in SCALES["share"]:
        found = funnel([0, 3, 8, 2], [3, 3, 9, 5], scale=scale)
        assert (found.outer[0] >= 0).all()
        assert (found.outer[1] <= 1).all()


def test_it_says_how_many_lie_outside_and_how_many_would_by_chance():
    assert str(of("lip", spread="none").say()) == (
        "Services above the 99.8 % limits around 1.0: 6 of 56; below them: 5; by chance alone about 0.1 would be "
        "outside; 0 missing."
    )


@pytest.mark.parametrize(
    ("numerators", "denominators", "options", "refusal"),
    [
        ([], [], {}, Empty),
        ([NAN], [5], {}, Empty),
        ([1, 2], [5], {}, Unequal),
        ([1, -2], [5, 5], {}, NotACount),
        ([1, 6], [5, 5], {}, NotACount),
        ([1, 2], [5, 0], {"kind": "expected"}, NothingExpected),
        ([0, 0], [5, 5], {}, Constant),
        ([5, 5], [5, 5], {}, Constant),
        ([0, 0], [5, 5], {"kind": "ratio"}, Constant),
        ([1, 2], [5, 5], {"target": 1.5}, Refused),
        ([1, 2], [5, 5], {"target": -1.0, "kind": "expected"}, Refused),
        ([1], [5], {}, TooFew),
        ([1, 2], [5, 5], {"kind": "mean"}, Refused),
        ([1, 2], [5, 5], {"scale": "log"}, Refused),
        ([1, 2], [5, 5], {"spread": "wide"}, Refused),
        ([1, 2], [5, 5], {"scale": "exact", "spread": "additive"}, Refused),
        ([1.5, 2], [5, 5], {"scale": "exact"}, Refused),
        ([1, 2], [5.5, 5], {"scale": "exact"}, Refused),
    ],
)
def test_what_has_no_funnel_is_refused(numerators, denominators, options, refusal):
    with pytest.raises(refusal):
        funnel(numerators, denominators, **options)
