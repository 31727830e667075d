"""Compare: what each service's people would have elsewhere.

Held against R's glm, lm and wilcox.test and pROC (DeLong's interval) on the births of Hosmer & Lemeshow 1989, with
their three groups of mothers in the place of services; and against statsmodels and printed books on other data.
"""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from from_r import from_r
from hypothesis import given, settings
from hypothesis import strategies as st

from gavn.compare.pure.fits import LinearSums
from gavn.compare.pure.methods.case_mix import case_mix, linear_case_mix, linear_case_mix_from_sums
from gavn.compare.pure.refusals import Collinear, Constant, Empty, NotACount, Separated, TooFew, Unequal
from gavn.kernel.errors import Refused

R = from_r("services")["birthwt"]
NAN = float("nan")
TRAITS = np.column_stack([R[what] for what in ("age", "lwt", "smoke")])
GROUPS = [f"{group:.0f}" for group in R["race"]]
SMALL = (["a", "a", "b", "b"], [0, 1, 0, 1], [10, 20, 12, 40], [50, 40, 40, 90])


def births():
    return case_mix(GROUPS, TRAITS, R["low"])


def weights():
    return linear_case_mix(GROUPS, TRAITS, R["bwt"])


def test_the_model_and_what_it_expects_are_those_of_r():
    found = births()
    assert found.fit.coefficients == pytest.approx(R["coefficients"], rel=1e-6)
    assert np.sqrt(found.fit.covariance.diagonal()) == pytest.approx(R["se"], rel=1e-6)
    assert [one.expected for one in found.ratios] == pytest.approx(R["expected"], rel=1e-8)
    assert [one.observed for one in found.ratios] == R["observed"]
    assert found.z == pytest.approx(R["z"], rel=1e-6)


def test_how_good_the_model_is_is_what_r_says():
    found = births()
    assert found.auc.value == pytest.approx(R["auc"][0], rel=1e-10)
    assert (found.auc.low, found.auc.high) == pytest.approx(R["auc interval"], rel=1e-6)
    assert found.brier == pytest.approx(R["brier"][0], rel=1e-8)
    assert [tenth.people for tenth in found.calibration] == R["tenths people"]
    assert [tenth.expected for tenth in found.calibration] == pytest.approx(R["tenths expected"], rel=1e-7)
    assert [tenth.observed for tenth in found.calibration] == R["tenths observed"]


def test_least_squares_departures_are_those_of_r():
    found = weights()
    assert [one.value for one in found.slopes] == pytest.approx(R["line"][1:], rel=1e-8)
    assert [one.value for one in found.departures] == pytest.approx(R["left"], rel=1e-8)
    errors = np.array([one.high - one.value for one in found.departures])
    assert errors == pytest.approx(1.9728699 * np.array(R["left se"]), rel=1e-7)  # t with 185 degrees of freedom
    slopes = np.array([one.high - one.value for one in found.slopes])
    assert slopes == pytest.approx(1.9728699 * np.array(R["line se"][1:]), rel=1e-7)
    assert found.explained == pytest.approx(R["explained"][0], rel=1e-8)


def test_pupils_of_three_classes_agree_with_greene_and_statsmodels():
    """Spector & Mazzeo 1980; Greene, Econometric Analysis, prints -13.021, 2.8261, 0.0952 and 2.3787."""
    data = sm.datasets.spector.load_pandas()
    place = [str(number % 3) for number in range(32)]
    found = case_mix(place, data.exog.to_numpy(), data.endog.to_numpy())
    model = sm.Logit(data.endog, sm.add_constant(data.exog)).fit(disp=0)
    assert found.fit.coefficients == pytest.approx([-13.0213, 2.8261, 0.0952, 2.3787], abs=5e-5)
    chance = np.asarray(model.predict())
    expected = [chance[number::3].sum() for number in range(3)]
    assert [one.expected for one in found.ratios] == pytest.approx(expected, rel=1e-7)
    assert found.brier == pytest.approx(np.mean((data.endog.to_numpy() - chance) ** 2), rel=1e-7)


def test_school_districts_counted_in_groups_agree_with_statsmodels():
    """Gill 2000: pupils above the median in 303 Californian districts, as counts of successes and trials."""
    data = sm.datasets.star98.load_pandas()
    above, below = data.endog.to_numpy().T
    traits = data.exog[["LOWINC", "PERASIAN", "PERBLACK", "PERHISP"]].to_numpy()
    place = ["north" if number < 150 else "south" for number in range(len(above))]
    found = case_mix(place, traits, above, above + below)
    model = sm.GLM(data.endog, sm.add_constant(traits), family=sm.families.Binomial()).fit()
    assert found.fit.coefficients == pytest.approx(model.params.to_numpy(), rel=1e-7)
    expected = model.fittedvalues.to_numpy() * (above + below)
    assert [one.expected for one in found.ratios] == pytest.approx([expected[:150].sum(), expected[150:].sum()])


@pytest.mark.parametrize(
    ("name", "outcome", "traits", "published"),
    [
        ("stackloss", "STACKLOSS", ["AIRFLOW", "WATERTEMP", "ACIDCONC"], [0.7156, 1.2953, -0.1521]),
        ("engel", "foodexp", ["income"], [0.4852]),
    ],
)
def test_lines_through_published_data_agree_with_what_is_printed(name, outcome, traits, published):
    """Brownlee 1965 (stack loss); Koenker & Hallock 2001 (Engel's food expenditure by least squares)."""
    data = getattr(sm.datasets, name).load_pandas().data
    place = [str(number % 4) for number in range(len(data))]
    found = linear_case_mix(place, data[traits].to_numpy(), data[outcome].to_numpy())
    assert [one.value for one in found.slopes] == pytest.approx(published, abs=5e-5)
    model = sm.OLS(data[outcome], sm.add_constant(data[traits])).fit()
    left = [model.resid.to_numpy()[number::4].mean() for number in range(4)]
    assert [one.value for one in found.departures] == pytest.approx(left, rel=1e-7)
    assert found.explained == pytest.approx(model.rsquared, rel=1e-9)


@settings(max_examples=30)
@given(st.integers(0, 10**6))
def test_all_together_are_expected_to_have_what_they_had(seed):
    rng = np.random.default_rng(seed)
    place, traits = rng.integers(0, 5, 300), rng.normal(size=(300, 2))
    outcome = rng.random(300) < 0.4
    found = case_mix([str(number) for number in place], traits, outcome)
    assert sum(one.expected for one in found.ratios) == pytest.approx(outcome.sum(), rel=1e-9)
    linear = linear_case_mix([str(number) for number in place], traits, traits @ [1, 2] + rng.normal(size=300))
    weighed = np.bincount(place) @ [one.value for one in linear.departures]
    assert weighed == pytest.approx(0, abs=1e-8)


@settings(max_examples=30)
@given(st.integers(0, 10**6))
def test_groups_and_people_sums_and_rows_say_the_same(seed):
    rng = np.random.default_rng(seed)
    place, traits = rng.integers(0, 3, 200), rng.integers(0, 2, (200, 2)).astype(float)
    names, outcome = [f"{number}" for number in place], rng.random(200) < 0.3 + 0.2 * traits[:, 0]
    cells, which = np.unique(np.column_stack([place, traits]), axis=0, return_inverse=True)
    groups = case_mix(
        [f"{cell:.0f}" for cell in cells[:, 0]],
        cells[:, 1:],
        np.bincount(which.ravel(), outcome),
        np.bincount(which.ravel()),
    )
    people = case_mix(names, traits, outcome)
    assert people.z == pytest.approx(groups.z, rel=1e-9)
    assert people.auc == groups.auc
    score = 40 + traits @ [3.0, -2.0] + rng.normal(size=200)
    design, moved = np.column_stack([np.ones(200), traits]), score - 40
    sums = [
        LinearSums(
            int(own.sum()), design[own].T @ design[own], design[own].T @ moved[own], float(moved[own] @ moved[own])
        )
        for own in (place == at for at in range(3))
    ]
    rows, added = linear_case_mix(names, traits, score), linear_case_mix_from_sums(["0", "1", "2"], sums)
    for one, other in zip((*rows.departures, *rows.slopes), (*added.departures, *added.slopes), strict=True):
        assert (one.value, one.low, one.high) == pytest.approx((other.value, other.low, other.high), rel=1e-9, abs=1e-9)
    assert rows.explained == pytest.approx(added.explained, rel=1e-9)


def test_services_with_fewer_than_five_expected_cases_are_marked():
    found = case_mix(["a", "a", "b", "b"], [0, 1, 0, 1], [10, 20, 1, 2], [50, 40, 10, 6])
    assert found.plotted == (True, False)


def test_people_without_figures_are_missing():
    found = case_mix([*GROUPS, "1", "2"], np.vstack([TRAITS, [NAN, 1, 1], [1, 1, 1]]), [*R["low"], 1, NAN], missing=3)
    assert (found.n, found.missing) == (189, 5)
    linear = linear_case_mix([*GROUPS, "1"], np.vstack([TRAITS, [1, 1, 1]]), [*R["bwt"], NAN], missing=3)
    assert (linear.n, linear.missing, linear.departures[0].missing) == (189, 4, 4)


def test_they_say_how_good_the_model_is_and_who_departs():
    assert str(births().say()) == (
        "Of two people of whom one had the outcome, the model gave that one the higher chance in 65 of 100 pairs "
        "(between 57 and 73); services too small to be drawn: 0 of 3; n = 189, 0 missing."
    )
    assert str(weights().say()) == (
        "Services that depart clearly from what was expected of their people: 3 of 3; the traits explain 7 % of the "
        "differences between people; n = 189, 0 missing."
    )


@pytest.mark.parametrize(
    ("services", "traits", "yes", "of", "refusal"),
    [
        ([], [], [], [], Empty),
        (["a", "b"], [0, 1], [1, 2], [5], Unequal),
        (["a", "b"], [0, 1], [1, 9], [5, 5], NotACount),
        (["a", "b"], [1, 1], [1, 2], [5, 5], Collinear),
        (["a", "b"], [0, 1], [0, 5], [5, 5], Separated),
        (["a", "b"], [0, 1], [1, 0], [1, 1], TooFew),
        (["a", "b", "c"], [0, 1, 2], [0, 1, 0], [9, 9, 9], Refused),
        (["a", "b"], [0, 1], [3, 3], [9, 9], Refused),
    ],
)
def test_what_no_model_tells_is_refused(services, traits, yes, of, refusal):
    with pytest.raises(refusal):
        case_mix(services, traits, yes, of)


@pytest.mark.parametrize(
    ("services", "traits", "outcomes", "refusal"),
    [
        (["a"] * 4, [1, 2, 3], [1, 2, 3, 4], Unequal),
        (["a"] * 3, [1, 2, 3, 4], [1, 2, 3, 4], Unequal),
        ([], np.empty((0, 1)), [], TooFew),
        (["a"] * 4, [1, 2, 3, 4], [NAN] * 4, TooFew),
        (["a"] * 4, [1, 2, 3, 4], [2, 4, 6, 8], Constant),
        (["a", "a", "b", "b"], [0, 0, 1, 1], [1, 2, 3, 5], Refused),
    ],
)
def test_what_no_line_tells_is_refused(services, traits, outcomes, refusal):
    with pytest.raises(refusal):
        linear_case_mix(services, traits, outcomes)


def test_each_service_needs_its_sums():
    with pytest.raises(Unequal):
        linear_case_mix_from_sums(["a", "b"], [])
    with pytest.raises(TooFew):
        linear_case_mix_from_sums([], [])
