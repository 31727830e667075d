"""Compare: whom to ask, by lot. The lots as R's digest computes them; the known digest of FIPS 180-4."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from itertools import combinations

import pytest
from from_r import from_r
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

from gavn.compare.pure.methods.draw import draw, draw_from_strata, lot
from gavn.compare.pure.refusals import Empty, NotACount, PopulationTooSmall
from gavn.kernel.errors import Refused

IDS = [f"p{number:02d}" for number in range(1, 13)]
R = {case: found["places"] for case, found in from_r("sampling").items() if "places" in found}
names = st.lists(st.text(max_size=8), min_size=1, max_size=30, unique=True)


@pytest.mark.parametrize("case", R)
def test_the_order_is_the_one_that_digest_finds_in_r(case):
    seed, where = case.split()
    stratum = "" if where == "all" else 'Umeå "norr"'
    found = draw(IDS, 12, seed=int(seed), stratum=stratum)
    assert found.ids == tuple(IDS[int(place) - 1] for place in R[case])


def test_a_lot_is_the_digest_of_what_one_can_write_down():
    assert sha256(b"abc").hexdigest() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert lot(7, "north", "é") == sha256(b'[7,"north","\\u00e9"]').hexdigest()


@given(names, st.integers(0, 2**63), st.data())
def test_the_same_seed_draws_the_same_in_whatever_order_the_ids_come(ids, seed, data):
    n = data.draw(st.integers(0, len(ids)))
    found = draw(ids, n, seed=seed)
    assert draw(data.draw(st.permutations(ids)), n, seed=seed) == found
    assert (found.n, found.population) == (n, len(ids))
    assert len(set(found.ids) & set(ids)) == n


@given(names, st.integers(0, 2**63), st.data())
def test_a_larger_draw_keeps_those_already_drawn(ids, seed, data):
    n = data.draw(st.integers(0, len(ids)))
    assert draw(ids, len(ids), seed=seed).ids[:n] == draw(ids, n, seed=seed).ids


@given(names, st.integers(0, 2**63))
def test_somebody_who_leaves_changes_the_order_of_nobody_else(ids, seed):
    whole = draw(ids, len(ids), seed=seed).ids
    gone = ids[0]
    rest = [one for one in ids if one != gone]
    if rest:
        assert draw(rest, len(rest), seed=seed).ids == tuple(one for one in whole if one != gone)


def test_each_person_and_each_pair_is_drawn_equally_often():
    found = [draw(IDS[:8], 3, seed=seed).ids for seed in range(4000)]
    alone = Counter(one for ids in found for one in ids)
    pairs = Counter(frozenset(pair) for ids in found for pair in combinations(ids, 2))
    assert (len(alone), len(pairs)) == (8, 28)
    assert chisquare(list(alone.values())).pvalue > 0.001
    assert chisquare(list(pairs.values())).pvalue > 0.001


def test_strata_are_drawn_each_by_itself():
    north, south = IDS[:5], IDS[5:]
    found = draw_from_strata({"south": south, "north": north}, {"north": 2, "south": 3}, seed=11)
    assert [(drawn.stratum, drawn.population, len(drawn.ids)) for drawn in found.strata] == [
        ("north", 5, 2),
        ("south", 7, 3),
    ]
    assert found.strata[0].ids == draw(north, 2, seed=11, stratum="north").ids
    assert found.ids == found.strata[0].ids + found.strata[1].ids


def test_it_says_all_that_is_needed_to_repeat_it():
    told = "Drawn by lot: 3 of 12 (strata: 1; seed 2027, sha256-order-1)."
    assert str(draw(IDS, 3, seed=2027).say()) == told


def test_what_cannot_be_drawn_is_refused():
    with pytest.raises(PopulationTooSmall):
        draw(IDS, 13, seed=1)
    with pytest.raises(NotACount):
        draw(IDS, -1, seed=1)
    with pytest.raises(Empty):
        draw([], 0, seed=1)
    with pytest.raises(Empty):
        draw_from_strata({}, {}, seed=1)
    with pytest.raises(Refused, match="exactly the strata"):
        draw_from_strata({"north": IDS}, {"south": 2}, seed=1)


def test_somebody_who_stands_twice_is_refused():
    with pytest.raises(Refused) as refusal:
        draw_from_strata({"north": ["anna", "bo"], "south": ["anna"]}, {"north": 1, "south": 1}, seed=1)
    assert str(refusal.value) == "anna stands twice among those to draw from."
