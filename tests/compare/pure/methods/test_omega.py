"""Compare: how much of a sum score its items share.

lavaan in R (bench/r/scales.R) fits the same one-factor model and gives omega with the delta method's error: thirty
departments (R's attitude), six ability tests (R's ability.cov), nine and three of Holzinger & Swineford 1939; R's own
factanal gives the loadings a second time. Three items fit exactly: there omega follows by hand from their covariances.
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r
from hypothesis import given
from hypothesis import strategies as st
from rated import NAN, close

from gavn.compare.pure.methods import omega as module
from gavn.compare.pure.methods.alpha import coefficient
from gavn.compare.pure.methods.omega import omega, omega_from_covariance
from gavn.compare.pure.refusals import NotALevel, NotConverged, TooFew, Unequal
from gavn.kernel.errors import Refused

R = from_r("scales")
ITEMS = ("rating", "complaints", "privileges", "learning", "raises", "critical", "advance")
DEPARTMENTS = np.array([R["attitude"][item] for item in ITEMS]).T
CASES = [("attitude", 7), ("holzinger", 9), ("ability", 6), ("visual", 3)]


def varying(case, items):
    return np.array([R[case][f"covariance {row}"] for row in range(1, items + 1)])


def fitted(case, items):
    return omega_from_covariance(int(R[case]["n"][0]), varying(case, items))


@pytest.mark.parametrize(("case", "items"), CASES)
def test_omega_and_its_interval_are_those_of_lavaan(case, items):
    found = fitted(case, items).estimate
    assert found.value == pytest.approx(R[case]["omega"][0], abs=1e-6)
    assert [found.low, found.high] == [pytest.approx(end, abs=1e-5) for end in R[case]["omega interval"]]


@pytest.mark.parametrize(("case", "items"), CASES)
def test_the_error_is_lavaans(case, items):
    found = fitted(case, items)
    error = module._error(np.array(found.loadings), np.array(found.own), found.n)
    assert error == pytest.approx(R[case]["omega"][1], rel=1e-5)


@pytest.mark.parametrize(("case", "items"), CASES)
def test_loadings_are_those_of_lavaan_and_of_factanal(case, items):
    found = fitted(case, items)
    assert list(found.loadings) == pytest.approx(R[case]["loadings"], rel=1e-4)
    spread = np.sqrt(varying(case, items).diagonal())
    assert list(np.array(found.loadings) / spread) == pytest.approx(R[case]["factanal"], abs=5e-5)


def test_three_items_give_what_their_covariances_give_by_hand():
    c = varying("visual", 3)
    loads = np.sqrt([c[0, 1] * c[0, 2] / c[1, 2], c[0, 1] * c[1, 2] / c[0, 2], c[0, 2] * c[1, 2] / c[0, 1]])
    common = loads.sum() ** 2
    assert fitted("visual", 3).estimate.value == pytest.approx(
        common / (common + c.trace() - (loads**2).sum()), rel=1e-7
    )


def test_answers_and_covariance_agree():
    found = omega(DEPARTMENTS)
    assert (found.n, len(found.loadings)) == (30, 7)
    again = omega_from_covariance(30, np.cov(DEPARTMENTS.T)).estimate
    assert [found.estimate.value, found.estimate.low, found.estimate.high] == close(again.value, again.low, again.high)


def test_incomplete_answers_are_missing():
    found = omega([*DEPARTMENTS, [NAN] * 7, [50, NAN, 50, 50, 50, 50, 50]], missing=1)
    assert (found.n, found.missing, found.estimate.missing) == (30, 3, 3)
    assert found.estimate.value == omega(DEPARTMENTS).estimate.value


@given(st.floats(0.2, 2), st.lists(st.floats(0.2, 3), min_size=3, max_size=6))
def test_items_that_share_equally_have_omega_equal_to_alpha(load, own):
    c = np.full((len(own), len(own)), load**2) + np.diag(own)
    assert omega_from_covariance(200, c).estimate.value == pytest.approx(coefficient(c), abs=1e-5)


@given(st.lists(st.floats(0.3, 2), min_size=4, max_size=4), st.lists(st.floats(0.3, 2), min_size=4, max_size=4))
def test_what_a_factor_made_is_found_again(loads, own):
    found = omega_from_covariance(200, np.outer(loads, loads) + np.diag(own))
    assert list(found.loadings) == pytest.approx(loads, abs=1e-3)
    assert list(found.own) == pytest.approx(own, abs=2e-3)


@given(st.permutations(range(7)), st.sampled_from([0.1, 1, 30]))
def test_another_order_of_items_and_another_unit_change_nothing(order, unit):
    found = omega(DEPARTMENTS[:, list(order)] * unit)
    assert found.estimate.value == pytest.approx(omega(DEPARTMENTS).estimate.value, abs=1e-6)


def test_an_item_the_other_way_round_lowers_omega():
    turned = DEPARTMENTS * np.array([-1, 1, 1, 1, 1, 1, 1])
    assert omega(turned).estimate.value < omega(DEPARTMENTS).estimate.value - 0.15


def test_it_says_omega_items_n_and_missing():
    assert str(omega(DEPARTMENTS, missing=2).say()) == (
        "Omega 0.86 (between 0.76 and 0.92) over 7 items: that part of the differences between sum scores is what the "
        "items share (n 30 complete, 2 missing)."
    )


@pytest.mark.parametrize(
    ("n", "c", "refusal"),
    [
        (3, np.eye(3) + 1, TooFew),
        (40, [[2, 1, 1], [1, 2, 1]], Unequal),
    ],
)
def test_what_is_too_little_is_refused_by_name(n, c, refusal):
    with pytest.raises(refusal):
        omega_from_covariance(n, c)


@pytest.mark.parametrize(
    ("c", "why"),
    [
        ([[2, 1], [1, 2]], "at least three items"),
        ([[2, 1, 0], [1, 2, 0], [0, 0, 0]], "Item 3 has the same answer"),
        ([[2, 1, 3], [1, 2, 3], [3, 3, 6]], "follows from the others"),
        ([[1, 0.8, 0.8], [0.8, 1, 0.5], [0.8, 0.5, 1]], "Item 1 would be nothing but the common factor"),
        (np.eye(4), "Too few of these items share anything"),
        ([[1, 0.5, 0], [0.5, 1, 0], [0, 0, 1]], "Too few of these items share anything"),
        (np.outer([1, 1, -1, -1], [1, 1, -1, -1]) + np.eye(4), "Too few of these items share anything"),
    ],
)
def test_what_no_factor_fits_is_refused(c, why):
    with pytest.raises(Refused, match=why):
        omega_from_covariance(100, c)


def test_a_search_that_does_not_end_is_refused(monkeypatch):
    monkeypatch.setattr(module, "ROUNDS", 1)
    with pytest.raises(NotConverged):
        omega(DEPARTMENTS)


def test_too_few_complete_answers_are_refused():
    with pytest.raises(TooFew):
        omega([[1, 2, 3], [2, 1, NAN], [NAN, 1, 1]])


def test_a_confidence_of_a_hundred_per_cent_is_refused():
    with pytest.raises(NotALevel):
        omega(DEPARTMENTS, confidence=1)
