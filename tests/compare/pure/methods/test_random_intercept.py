"""Compare: how much services differ, people being alike.

Held against lme4's glmer (adaptive quadrature with 25 points, profile likelihood) on the cattle of Lesnoff et al. 2004,
the bacteria of Venables & Ripley 2002 (section 10.4), and on services that differ less than by chance.
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.special import expit, gammaln, xlogy

from gavn.compare.pure.fits import logistic_fit, patterns
from gavn.compare.pure.methods.random_intercept import _Surface, random_intercept
from gavn.compare.pure.refusals import Collinear, Empty, NotACount, NotConverged, Separated, TooFew, Unequal
from gavn.kernel.errors import Refused

R = from_r("services")
NAN = float("nan")
YES, OF = [10, 12, 11, 9, 10, 13], [40, 44, 41, 40, 42, 45]


def names(numbers) -> list[str]:
    return [f"{round(number):03}" for number in numbers]


def cattle(**options):
    table = R["cbpp"]
    periods = np.array(table["period"])[:, None] == [2, 3, 4]
    return random_intercept(names(table["herd"]), periods, table["incidence"], table["size"], **options)


def bacteria(**options):
    table = R["bacteria"]
    traits = np.column_stack([table[what] for what in ("drug", "more", "late")])
    return random_intercept(names(table["child"]), traits, table["yes"], **options)


@pytest.mark.parametrize(("fit", "case"), [(cattle, "cbpp"), (bacteria, "bacteria")])
def test_fit_effects_and_intervals_are_those_of_lme4(fit, case):
    found, table = fit(points=25), R[case]
    assert [one.value for one in found.coefficients] == pytest.approx(table["coefficients"], abs=5e-5)
    assert np.sqrt(found.covariance.diagonal()) == pytest.approx(table["se"], rel=1e-3)
    assert found.sigma.value == pytest.approx(table["sigma"][0], abs=5e-5)
    assert (found.sigma.low, found.sigma.high) == pytest.approx(table["sigma interval"], abs=5e-4)
    assert found.effects == pytest.approx(table["effects"], abs=1e-4)
    assert found.errors == pytest.approx(table["errors"], abs=1e-4)


def test_eleven_points_say_the_same_as_twenty_five():
    assert cattle().sigma.value == pytest.approx(R["cbpp"]["sigma"][0], abs=5e-5)


def test_the_likelihood_is_that_of_lme4_which_counts_from_the_saturated_model():
    table = R["cbpp"]
    yes, of = (np.array(table[what]) for what in ("incidence", "size"))
    saturated = float((xlogy(yes, yes / of) + xlogy(of - yes, 1 - yes / of)).sum())
    assert -2 * (cattle(points=25).log_likelihood - saturated) == pytest.approx(table["deviance"][0], abs=1e-6)


def test_one_point_is_laplaces_approximation():
    """With lme4's usual tolerance its likelihood is -92.02657, with a tight one -92.02628, which is ours."""
    table, found = R["cbpp"], cattle(points=1)
    yes, of = (np.array(table[what]) for what in ("incidence", "size"))
    ways = float((gammaln(of + 1) - gammaln(yes + 1) - gammaln(of - yes + 1)).sum())
    assert found.log_likelihood + ways == pytest.approx(table["laplace height"][0], abs=1e-5)
    estimates = [*(one.value for one in found.coefficients), found.sigma.value]
    assert estimates == pytest.approx(table["laplace"], abs=5e-4)


@pytest.mark.parametrize("points", [1, 3, 11])
def test_the_slope_is_that_of_the_likelihood_as_computed(points):
    table = R["cbpp"]
    periods = np.array(table["period"])[:, None] == [2, 3, 4]
    surface = _Surface(patterns(names(table["herd"]), periods, table["incidence"], table["size"]), points)
    at, far = np.array([-1, -0.5, -1, -1.2, 2.0]), 1e-4
    by_hand = [
        (surface.slope((at + step)[:-1], (at + step)[-1])[0] - surface.slope((at - step)[:-1], (at - step)[-1])[0])
        / (2 * far)
        for step in far * np.eye(5)
    ]
    assert surface.slope(at[:-1], at[-1])[1] == pytest.approx(by_hand, abs=1e-5)


def test_services_that_differ_less_than_by_chance_have_no_spread_but_an_upper_limit():
    found = random_intercept(list("abcdef"), None, YES, OF)
    assert (found.sigma.value, found.sigma.low, R["few"]["sigma"][0]) == (0, 0, 0)
    assert 0.1 < found.sigma.high < 0.6
    assert found.coefficients[0].value == pytest.approx(R["few"]["coefficients"][0], abs=1e-6)
    assert np.sqrt(found.covariance[0, 0]) == pytest.approx(R["few"]["se"][0], rel=1e-6)
    assert found.effects.tolist() == [0] * 6
    assert found.p == 0.5


def test_a_spread_that_may_be_none_has_an_interval_from_0():
    found = random_intercept(list("abcdef"), None, [8, 13, 11, 9, 6, 16], OF)
    assert found.sigma.value > 0
    assert found.sigma.low == 0
    assert found.p > 0.025


def test_people_one_by_one_say_the_same_as_their_groups():
    groups = random_intercept(list("abcd"), [0, 1, 0, 1], [2, 9, 14, 25], [30] * 4)
    services, traits = np.repeat(list("abcd"), 30), np.repeat([0, 1, 0, 1], 30)
    outcome = np.concatenate([np.arange(30) < yes for yes in (2, 9, 14, 25)])
    order = np.random.default_rng(1).permutation(120)
    single = random_intercept(services[order], traits[order], outcome[order])
    assert single.sigma.value == pytest.approx(groups.sigma.value, rel=1e-9)
    assert single.effects == pytest.approx(groups.effects, rel=1e-9)


def test_a_simulated_spread_and_its_services_are_found_again():
    rng = np.random.default_rng(4)
    place, true = rng.integers(0, 60, 20_000), rng.normal(0, 0.7, 60)
    traits = rng.integers(0, 2, (20_000, 3))
    outcome = rng.random(20_000) < expit(-1 + traits @ [0.5, -0.5, 1] + true[place])
    found = random_intercept(names(place), traits, outcome)
    assert [one.value for one in found.coefficients[1:]] == pytest.approx([0.5, -0.5, 1], abs=0.12)
    assert found.sigma.low < 0.7 < found.sigma.high
    assert np.mean(np.abs(found.effects - true - np.mean(found.effects - true)) < 1.96 * found.errors) > 0.9
    assert found.p < 1e-6


def test_predicted_and_observed_agree_better_than_expected_and_observed():
    found = cattle()
    assert np.abs(found.predicted - found.observed).sum() < np.abs(found.expected - found.observed).sum()
    assert (np.sign(found.predicted / found.expected - 1) == np.sign(found.effects)).all()


def test_the_latent_share_follows_from_the_spread():
    found = cattle()
    assert found.latent.value == pytest.approx(found.sigma.value**2 / (found.sigma.value**2 + np.pi**2 / 3))
    assert found.latent.low < found.latent.value < found.latent.high < 1


def test_people_without_figures_are_missing():
    found = random_intercept(list("abcdd"), [0, 1, 0, 1, NAN], [2, 9, 14, 25, 3], [30, 30, 30, 30, 10], missing=4)
    assert (found.n, found.missing, found.sigma.missing) == (120, 14, 14)


def test_it_says_how_much_lies_between_services():
    assert str(cattle().say()) == (
        "11.3 % of the differences between people (between 3.6 and 27.3 %) lie between the 15 services, people being "
        "alike in what was counted in; n = 842, 0 missing."
    )


@pytest.mark.parametrize(
    ("yes", "of"),
    [
        ([500, 0, 500, 0, 500, 0], [500] * 6),
        ([0, 20, 10, 0], [20] * 4),  # a spread, but no upper limit of it
        ([0, 19, 0], [20] * 3),
    ],
)
def test_services_that_have_all_or_nobody_are_refused(yes, of):
    with pytest.raises(Separated):
        random_intercept([str(number) for number in range(len(yes))], None, yes, of)


@settings(max_examples=40)
@given(st.integers(0, 10**6))
def test_any_services_get_an_ordered_interval_or_a_refusal(seed):
    rng = np.random.default_rng(seed)
    of = rng.integers(2, 30, rng.integers(3, 12))
    yes = rng.binomial(of, expit(rng.normal(-0.5, rng.choice([0, 0.3, 1, 3]), of.size)))
    try:
        found = random_intercept([str(number) for number in range(of.size)], None, yes, of)
    except (Separated, NotConverged):
        assert ((yes == 0) | (yes == of)).any()
    else:
        assert found.sigma.low <= found.sigma.value < found.sigma.high


@pytest.mark.parametrize(
    ("services", "traits", "yes", "of", "refusal"),
    [
        ("ab", None, [1, 2], [5, 5], TooFew),
        ("abc", None, [1, 2, 6], [5, 5, 5], NotACount),
        ("abc", None, [1, 2, 4], [5, 5, np.inf], Refused),
        ("abc", None, [1, 2], [5, 5], Unequal),
        ("abc", [1, 2, 3, 4], [1, 2, 3], [5, 5, 5], Unequal),
        ("abc", None, [NAN] * 3, [5, 5, 5], Empty),
        ("abc", None, [1, 2, 3], [0, 0, 0], Empty),
        ("abc", [1, 1, 1], [1, 2, 3], [5, 5, 5], Collinear),
        ("abc", None, [0, 0, 0], [5, 5, 5], Separated),
    ],
)
def test_what_cannot_be_fitted_is_refused(services, traits, yes, of, refusal):
    with pytest.raises(refusal):
        random_intercept(list(services), traits, yes, of)


@pytest.mark.parametrize("rounds", [0, 1])
def test_a_search_without_end_is_refused(monkeypatch, rounds):
    monkeypatch.setattr("gavn.compare.pure.methods.random_intercept.ROUNDS", rounds)
    with pytest.raises(NotConverged):
        cattle()


def test_a_search_that_stops_on_the_way_is_refused(monkeypatch):
    place = "gavn.compare.pure.methods.random_intercept.minimize"
    monkeypatch.setattr(place, lambda *given, **options: minimize(*given, **{**options, "options": {"maxiter": 1}}))
    with pytest.raises(NotConverged):
        cattle()


def test_a_fit_without_spread_is_the_plain_regression():
    plain = logistic_fit(np.ones((6, 1)), YES, OF)
    assert random_intercept(list("abcdef"), None, YES, OF).log_likelihood == plain.log_likelihood
