"""Compare: how much more services differ than by chance.

Held against metafor (DerSimonian & Laird, REML) on the BCG trials of Colditz 1994, the lip cancers of Clayton &
Kaldor 1987, the pumps of Gaver & O'Muircheartaigh 1987; and against Spiegelhalter's formulas written out in R.
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r
from hypothesis import given
from hypothesis import strategies as st

from gavn.compare.pure.methods.over_dispersion import between, over_dispersion
from gavn.compare.pure.refusals import Empty, NotALevel, TooFew
from gavn.kernel.errors import Refused

R = from_r("services")
NAN = float("nan")
TABLES = ["lip", "pumps", "alike"]


def roots(table):
    observed, expected = (np.array(R[table][what]) for what in ("observed", "expected"))
    return np.sqrt(observed / expected), 1 / (2 * np.sqrt(expected))


def test_the_bcg_trials_spread_as_metafor_says():
    values, variances = (np.array(R["bcg"][what]) for what in ("values", "variances"))
    found = over_dispersion(values, np.sqrt(variances), target=0.0)
    assert found.tau2_moments == pytest.approx(R["bcg"]["moments"][0], rel=1e-10)
    assert found.tau2_likelihood == pytest.approx(R["bcg"]["reml"][0], rel=1e-8)
    assert round(found.tau2_moments, 3) == 0.309  # printed in Viechtbauer 2010, doi:10.18637/jss.v036.i03


@pytest.mark.parametrize("table", TABLES)
def test_spread_on_the_log_scale_is_that_of_metafor(table):
    observed, expected = (np.array(R[table][what]) for what in ("observed", "expected"))
    found = over_dispersion(np.log((observed + 0.5) / (expected + 0.5)), expected**-0.5, target=0.0)
    assert found.tau2_moments == pytest.approx(R[table]["moments"][0], rel=1e-10)
    assert found.tau2_likelihood == pytest.approx(R[table]["reml"][0], rel=1e-8)


@pytest.mark.parametrize("table", TABLES)
def test_winsorised_spread_is_that_of_spiegelhalters_formula(table):
    plain, phi, tau2 = R[table]["spread"]
    found = over_dispersion(*roots(table), target=1.0)
    assert (found.plain.value, found.phi, found.tau2) == (
        pytest.approx(plain, rel=1e-10),
        pytest.approx(phi, rel=1e-10),
        pytest.approx(tau2, rel=1e-10),
    )


def test_pulling_the_outermost_in_takes_phi_below_1_where_chance_alone_is_at_work():
    """Of 60 services it comes to 0.69 on average, not to 1; the plain mean square does come to 1."""
    rounds = [over_dispersion(z, np.ones(60), target=0.0) for z in np.random.default_rng(8).normal(size=(300, 60))]
    assert np.mean([one.phi for one in rounds]) == pytest.approx(0.69, abs=0.02)
    assert np.mean([one.plain.value for one in rounds]) == pytest.approx(1.0, abs=0.03)


def test_no_spread_is_no_spread_on_any_scale():
    found = over_dispersion(*roots("alike"), target=1.0)
    assert (found.tau2, found.tau2_moments, found.tau2_likelihood) == (0, 0, 0)
    assert found.p > 0.99


@given(st.permutations(range(10)), st.floats(0.1, 50))
def test_order_changes_nothing_and_the_unit_only_the_unit(order, unit):
    values, errors = roots("pumps")
    whole, moved = (
        over_dispersion(values, errors, target=1.0),
        over_dispersion(unit * values[list(order)], unit * errors[list(order)], target=unit),
    )
    assert moved.phi == pytest.approx(whole.phi)
    for way in ("tau2", "tau2_moments", "tau2_likelihood"):
        assert getattr(moved, way) == pytest.approx(unit**2 * getattr(whole, way), rel=1e-8)


def test_services_without_figures_are_missing():
    found = over_dispersion([1, 2, NAN, 4], [1, 1, 1, NAN], target=0.0, missing=3)
    assert (found.n, found.missing, found.plain.missing) == (2, 5, 5)


def test_it_says_whether_services_differ_more_than_by_chance():
    assert str(over_dispersion(*roots("lip"), target=1.0).say()) == (
        "The 56 services differ more than by chance: 6.77 times as much (between 4.82 and 10.18), 3.89 with the "
        "outermost pulled in; 0 missing."
    )
    assert "no more than chance alone may explain" in str(over_dispersion(*roots("alike"), target=1.0).say())


def test_likelihood_finds_the_spread_of_equally_sure_services_as_their_variance_less_chance():
    values = np.array([1.0, 2.0, 4.0, 9.0])
    assert between(values, np.full(4, 0.5)) == pytest.approx(values.var(ddof=1) - 0.5)
    assert between(values, np.full(4, 50.0)) == 0


@pytest.mark.parametrize(
    ("values", "errors", "options", "refusal"),
    [
        ([1], [1], {}, TooFew),
        ([NAN], [1], {}, Empty),
        ([1, 2], [1, 0], {}, Refused),
        ([1, 2], [1, 1], {"winsorised": 0.5}, Refused),
        ([1, 2], [1, 1], {"confidence": 1.0}, NotALevel),
    ],
)
def test_what_spread_cannot_be_told_of_is_refused(values, errors, options, refusal):
    with pytest.raises(refusal):
        over_dispersion(values, errors, target=0.0, **options)
