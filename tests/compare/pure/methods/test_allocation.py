"""Compare: how many to ask in each stratum. Cochran 1977, section 5.5; Lohr 2010; samplingbook; R's sampling.

Lohr: Sampling: Design and Analysis, second edition, example 3.2. Kauermann and Küchenhoff 2010, Stichproben:
doi:10.1007/978-3-642-12318-4
"""

from __future__ import annotations

from math import ceil, floor

import pytest
from from_r import from_r
from hypothesis import given
from hypothesis import strategies as st

from gavn.compare.pure.methods.allocation import Stratum, allocation, allocation_for_each
from gavn.compare.pure.refusals import Empty, NotACount, PopulationTooSmall
from gavn.kernel.errors import Refused

R = from_r("sampling")
COLLEGES = [
    Stratum("1", 13, 325),
    Stratum("2", 18, 190),
    Stratum("3", 26, 189),
    Stratum("4", 42, 82),
    Stratum("5", 73, 86),
    Stratum("6", 24, 190),
]
strata_found = st.lists(st.tuples(st.integers(0, 400), st.floats(0.1, 50)), min_size=1, max_size=9).map(
    lambda rows: [Stratum(f"s{place}", *row) for place, row in enumerate(rows)]
)


def asked(found):
    return [one.n for one in found.strata]


def test_cochrans_cities_are_asked_twelve_and_twelve():
    cities = [Stratum("large", 16, 53843**0.5), Stratum("other", 48, 5581**0.5)]
    assert asked(allocation(24, cities, by="neyman")) == [12, 12]
    assert asked(allocation(24, cities)) == [6, 18]


def test_lohrs_counties_are_asked_in_proportion():
    counties = [Stratum("NE", 220), Stratum("NC", 1054), Stratum("S", 1382), Stratum("W", 422)]
    found = allocation(300, counties)
    assert asked(found) == [21, 103, 135, 41]
    assert (found.n, found.population) == (300, 3078)


def test_samplingbooks_strata_come_out_under_both_rules():
    strata = [Stratum(*row) for row in (("a", 5234, 251), ("b", 2586, 1165), ("c", 649, 8035), ("d", 157, 24725))]
    assert asked(allocation(500, strata)) == [303, 150, 38, 9]
    assert asked(allocation(500, strata, by="neyman")) == [49, 112, 194, 145]


@pytest.mark.parametrize("n", [20, 50, 110, 150])
def test_neymans_numbers_are_those_of_inclusion_probabilities_even_where_strata_are_asked_whole(n):
    ideal = R[f"colleges {n}"]["ideal"]
    found = asked(allocation(n, COLLEGES, by="neyman"))
    assert sum(found) == n
    assert all(floor(want + 1e-9) <= got <= ceil(want - 1e-9) for got, want in zip(found, ideal, strict=True))


@pytest.mark.parametrize("n", [20, 50, 110])
def test_proportional_numbers_go_to_the_largest_remainders(n):
    ideal = R[f"colleges {n}"]["proportional"]
    found = asked(allocation(n, COLLEGES))
    up = [want - int(want) for want, got in zip(ideal, found, strict=True) if got > int(want)]
    down = [want - int(want) for want, got in zip(ideal, found, strict=True) if got == int(want)]
    assert sum(found) == n
    assert min(up) >= max(down)


@given(strata_found, st.data(), st.sampled_from(["proportional", "neyman"]))
def test_the_numbers_add_up_keep_the_minimum_and_ask_nobody_twice(strata, data, by):
    minimum = data.draw(st.integers(0, 20))
    least = sum(min(minimum, one.population) for one in strata)
    total = data.draw(st.integers(least, sum(one.population for one in strata)))
    found = allocation(total, strata, by=by, minimum=minimum)
    assert found.n == total
    for one in found.strata:
        assert min(minimum, one.population) <= one.n <= one.population


@given(strata_found, st.data())
def test_the_order_of_the_strata_does_not_matter(strata, data):
    total = data.draw(st.integers(0, sum(one.population for one in strata)))
    turned = data.draw(st.permutations(strata))
    one, other = (allocation(total, some, by="neyman") for some in (strata, turned))
    assert {row.name: row.n for row in one.strata} == {row.name: row.n for row in other.strata}


@given(strata_found, st.data())
def test_neyman_leaves_no_better_place_for_anybody(strata, data):
    """No exchange of one person between two strata makes the overall mean surer by more than rounding explains."""
    total = data.draw(st.integers(0, sum(one.population for one in strata)))
    found = allocation(total, strata, by="neyman")
    # The person moved from a to b gains at most what the two roundings may have cost.
    gain = {one.name: one.population * one.sd for one in strata}
    for giver in found.strata:
        for taker in found.strata:
            if giver.n > 1 and taker.n < taker.population and giver is not taker:
                assert gain[giver.name] / (giver.n - 1) >= gain[taker.name] / (taker.n + 1) * (1 - 1e-9)


def test_equal_remainders_go_to_the_larger_stratum_and_then_by_name():
    assert asked(allocation(1, [Stratum("b", 5), Stratum("a", 5)])) == [0, 1]
    assert asked(allocation(3, [Stratum("small", 2), Stratum("large", 10)])) == [0, 3]


def test_everybody_is_asked_where_there_are_no_more():
    assert asked(allocation(196, COLLEGES, by="neyman")) == [13, 18, 26, 42, 73, 24]
    assert asked(allocation(0, COLLEGES)) == [0] * 6


def test_a_stratum_told_by_itself_takes_its_own_sample():
    found = allocation_for_each([Stratum("a", 100), Stratum("b", 200), Stratum("c", 1000)], response=0.5)
    assert asked(found) == [100, 132, 176]
    assert [one.claim.n for one in found.strata] == [50, 66, 88]
    assert found.method == "allocation (each)"


def test_it_says_how_many_of_how_many():
    assert str(allocation(50, COLLEGES, by="neyman", minimum=7).say()) == (
        "To be asked: 50 of 196 (strata: 6; at least 7 and at most 11 in each)."
    )


def test_people_who_do_not_differ_need_not_be_asked_but_take_no_one_elses_place():
    strata = [Stratum("alike", 100, 0.0), Stratum("mixed", 10, 3.0)]
    assert asked(allocation(10, strata, by="neyman")) == [0, 10]
    assert asked(allocation(12, strata, by="neyman", minimum=2)) == [2, 10]
    with pytest.raises(Refused) as refusal:
        allocation(40, strata, by="neyman", minimum=2)
    assert str(refusal.value) == "Only 12 of 40 can be placed: in the other strata nobody is said to differ."


@pytest.mark.parametrize("sd", [None, -1.0, float("nan")])
def test_neyman_needs_to_know_how_much_people_differ(sd):
    with pytest.raises(Refused, match="how much they differ in north"):
        allocation(5, [Stratum("north", 10, sd)], by="neyman")


def test_a_minimum_that_takes_more_than_there_are_to_ask_is_refused():
    with pytest.raises(Refused) as refusal:
        allocation(20, COLLEGES, minimum=5)
    assert str(refusal.value) == "At least 5 in each stratum (there are 6) makes 30 people; to be asked: only 20."


def test_what_cannot_be_is_refused():
    with pytest.raises(PopulationTooSmall):
        allocation(197, COLLEGES)
    with pytest.raises(Empty):
        allocation(0, [])
    with pytest.raises(NotACount):
        allocation(-1, COLLEGES)
    with pytest.raises(NotACount):
        allocation(1, [Stratum("a", -3), Stratum("b", 9)])
    with pytest.raises(Refused, match="same name"):
        allocation(1, [Stratum("a", 3), Stratum("a", 9)])
