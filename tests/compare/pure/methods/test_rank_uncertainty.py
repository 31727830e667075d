"""Compare: the places of services.

Held against R (pnorm for expected ranks, p.adjust "holm" over all pairs) on the eight schools of Rubin 1981, the lip
cancers of Clayton & Kaldor 1987, and four services far apart.
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r
from hypothesis import given
from hypothesis import strategies as st

from gavn.compare.pure.methods.rank_uncertainty import rank_uncertainty
from gavn.compare.pure.refusals import Empty, NotALevel, TooFew
from gavn.kernel.errors import Refused

R = from_r("services")
NAN = float("nan")


def of(table, **options):
    return rank_uncertainty(R[table]["values"], R[table]["errors"], seed=7, **options)


@pytest.mark.parametrize("table", ["schools", "lip ranks", "apart"])
def test_expected_places_and_those_not_ruled_out_are_those_of_r(table):
    places = of(table).places
    assert [rank.place.value for rank in places] == pytest.approx(R[table]["expected rank"], rel=1e-10)
    assert [rank.first for rank in places] == R[table]["best"]
    assert [rank.last for rank in places] == R[table]["worst"]


def test_draws_agree_with_a_long_simulation_of_its_own():
    values, errors = (np.array(R["schools"][what]) for what in ("values", "errors"))
    drawn = values + errors * np.random.default_rng(99).normal(size=(100_000, 8))
    ranks = (-drawn).argsort(axis=1).argsort(axis=1) + 1
    low, high = np.quantile(ranks, [0.025, 0.975], axis=0)
    places = of("schools").places
    assert [rank.place.low for rank in places] == pytest.approx(low, abs=1)
    assert [rank.place.high for rank in places] == pytest.approx(high, abs=1)
    assert ranks.mean(axis=0) == pytest.approx([rank.place.value for rank in places], abs=0.02)


def test_eight_schools_have_no_order_at_all():
    found = of("schools")
    assert {(rank.first, rank.last) for rank in found.places} == {(1, 8)}
    assert str(found.say()) == (
        "Services with a place in the first or in the second half for certain: 0 of 8; 0 missing."
    )
    assert str(found.places[0].say()) == (
        "Place 1 to 8 of 8: which of them, the figures do not tell (expected 2.0; by draws 1 to 6)."
    )


def test_services_far_apart_have_one_place_each():
    found = of("apart")
    assert [rank.say().params["first"] for rank in found.places] == [1, 3, 2, 4]
    assert str(found.places[0].say()) == "Place 1 of 4 (expected 1.0; by draws 1 to 1)."
    assert found.say().params["placed"] == 4


def test_two_equal_services_share_their_places():
    found = rank_uncertainty([1.0, 1.0, 9.0], [0.5] * 3, seed=1)
    assert [rank.place.value for rank in found.places] == pytest.approx([2.5, 2.5, 1.0])
    assert [(rank.first, rank.last) for rank in found.places] == [(2, 3), (2, 3), (1, 1)]


def test_bars_that_just_meet_are_services_that_just_do_not_differ():
    """Goldstein & Healy: 1.39 standard errors either way, for two services of the same error."""
    apart = 1.959964 * np.sqrt(2)
    first, second = rank_uncertainty([0.0, apart], [1.0, 1.0], seed=1).places
    assert first.bar[1] == pytest.approx(second.bar[0], abs=1e-5)
    assert first.bar[1] == pytest.approx(1.39, abs=0.005)


def test_the_same_seed_gives_the_same_places_and_another_nearly_the_same():
    assert of("schools") == of("schools")
    other = rank_uncertainty(R["schools"]["values"], R["schools"]["errors"], seed=8)
    assert [rank.place.low for rank in other.places] == pytest.approx(
        [rank.place.low for rank in of("schools").places], abs=1
    )


def test_lowest_first_turns_the_places_round():
    places = of("schools", highest_first=False).places
    assert [9 - rank.place.value for rank in places] == pytest.approx(R["schools"]["expected rank"])
    assert places[0].bar == of("schools").places[0].bar


@given(st.permutations(range(8)), st.floats(-100, 100), st.floats(0.1, 10))
def test_order_origin_and_unit_change_nothing(order, origin, unit):
    values, errors = (np.array(R["schools"][what])[list(order)] for what in ("values", "errors"))
    moved = rank_uncertainty(origin + unit * values, unit * errors, seed=7).places
    expected = np.array(R["schools"]["expected rank"])[list(order)]
    assert [rank.place.value for rank in moved] == pytest.approx(expected, rel=1e-9)
    assert sum(rank.place.value for rank in moved) == pytest.approx(36)


def test_services_without_figures_stay_in_their_place_and_are_missing():
    found = rank_uncertainty([1, NAN, 3, 4], [1, 1, 1, NAN], seed=1, missing=2)
    assert (found.n, found.missing) == (2, 4)
    assert [rank is None for rank in found.places] == [False, True, False, True]


@pytest.mark.parametrize(
    ("values", "errors", "options", "refusal"),
    [
        ([NAN], [1], {}, Empty),
        ([1], [1], {}, TooFew),
        ([1, 2], [1, 0], {}, Refused),
        ([1, 2], [1, 1], {"draws": 500}, Refused),
        ([1, 2], [1, 1], {"confidence": 0.0}, NotALevel),
    ],
)
def test_what_has_no_places_is_refused(values, errors, options, refusal):
    with pytest.raises(refusal):
        rank_uncertainty(values, errors, seed=1, **options)
