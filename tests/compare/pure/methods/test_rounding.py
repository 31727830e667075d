"""Compare: counts rounded to a base. Tables of the ESSnet Handbook on Statistical Disclosure Control, section 5.5
(population by sex and area, conventional, random and controlled rounding to 5; the chances to base 3).

The Handbook's conventionally rounded table shows 35 for 32; the nearest multiple of 5 is 30.
"""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables_cast import ALL, two_way

from gavn.compare.pure.disclosure import Range, Sum
from gavn.compare.pure.methods.rounding import NoSuchRounding, rounding
from gavn.compare.pure.refusals import NotACount
from gavn.kernel.errors import Refused

AREAS = [[1, 0], [3, 3], [12, 20]]
HANDBOOK_CONVENTIONAL = [[0, 0, 0], [5, 5, 5], [10, 20, 35], [15, 25, 40]]
HANDBOOK_CONTROLLED = [[5, 0, 5], [0, 5, 5], [10, 20, 30], [15, 25, 40]]


def laid_out(counts):
    return [[counts[row, column] for column in (0, 1, ALL)] for row in (0, 1, 2, ALL)]


def moved(counts, rounded):
    return sum(abs(rounded[key] - count) for key, count in counts.items())


def test_the_handbooks_table_comes_out_but_for_the_32_that_it_rounds_to_35():
    counts, sums = two_way(AREAS)
    found = rounding(counts, sums, way="conventional")
    ours, theirs = np.array(laid_out(found.counts)), np.array(HANDBOOK_CONVENTIONAL)
    assert np.argwhere(ours != theirs).tolist() == [[2, 2]]
    assert (ours[2, 2], theirs[2, 2], counts[2, ALL]) == (30, 35, 32)
    assert not found.adds_up


def test_controlled_rounding_adds_up_and_moves_no_more_than_the_handbooks():
    counts, sums = two_way(AREAS)
    found = rounding(counts, sums)
    theirs = {
        (row, column): value
        for row, line in zip((0, 1, 2, ALL), HANDBOOK_CONTROLLED, strict=True)
        for column, value in zip((0, 1, ALL), line, strict=True)
    }
    assert found.adds_up
    assert found.steps == 0
    assert moved(counts, found.counts) <= moved(counts, theirs) == 22
    assert all(abs(found.counts[key] - count) < 5 for key, count in counts.items())


def test_no_other_controlled_table_moves_less():
    rows = [[1, 4], [7, 3]]
    counts, sums = two_way(rows)
    best = 10**9
    for choice in product((0, 5), repeat=4):
        table = [
            [5 * (value // 5) + up for value, up in zip(row, ups, strict=True)]
            for row, ups in zip(rows, (choice[:2], choice[2:]), strict=True)
        ]
        other, _sums = two_way(table)
        if all(abs(other[key] - counts[key]) < 5 for key in counts):
            best = min(best, moved(counts, other))
    assert moved(counts, rounding(counts, sums).counts) == best


@pytest.mark.parametrize(
    ("value", "chances"),
    [
        (0, {0: 1}),
        (1, {0: 2 / 3, 3: 1 / 3}),
        (2, {0: 1 / 3, 3: 2 / 3}),
        (3, {3: 1}),
        (4, {3: 2 / 3, 6: 1 / 3}),
        (5, {3: 1 / 3, 6: 2 / 3}),
    ],
)
def test_random_rounding_keeps_the_handbooks_chances(value, chances):
    many = rounding(dict.fromkeys(range(6000), value), base=3, way="random", seed=7).counts.values()
    shares = {one: list(many).count(one) / 6000 for one in set(many)}
    assert shares == {one: pytest.approx(chance, abs=0.02) for one, chance in chances.items()}


def test_the_seed_makes_random_rounding_repeatable():
    counts = {place: place for place in range(50)}
    tables = [rounding(counts, way="random", seed=seed).counts for seed in (1, 1, 2)]
    assert tables[0] == tables[1] != tables[2]


def test_parts_and_total_rounded_for_themselves_narrow_each_other():
    found = rounding({"all": 3, "men": 1, "women": 2}, [Sum("all", ("men", "women"))], way="conventional")
    assert found.ranges == {"all": Range(3, 4), "men": Range(1, 2), "women": Range(1, 2)}
    assert found.known == ()


def test_a_total_of_parts_that_all_went_down_can_give_them_away():
    found = rounding({"all": 8, "a": 2, "b": 2, "c": 2, "d": 2}, [Sum("all", tuple("abcd"))], way="conventional")
    assert found.counts == {"all": 10, "a": 0, "b": 0, "c": 0, "d": 0}
    assert (found.ranges["all"], set(found.known)) == (Range(8, 8), {"all", "a", "b", "c", "d"})


def test_it_says_what_was_done():
    leak = rounding({"all": 8, "a": 2, "b": 2, "c": 2, "d": 2}, [Sum("all", tuple("abcd"))], way="conventional")
    assert str(leak.say()) == ("Rounded to 5, each for itself, so that sums may differ: 5. Worked out exactly: 5.")
    counts, sums = two_way(AREAS)
    assert str(rounding(counts, sums).say()) == "Rounded to 5 so that sums add up: 12. Worked out exactly: 0."


def test_where_no_neighbours_add_up_a_count_goes_one_step_further():
    # Seven points, seven lines of three (Fano): no choice of points meets every line exactly once.
    lines = ["abc", "ade", "afg", "bdf", "beg", "cdg", "cef"]
    counts = dict.fromkeys("abcdefg", 1) | dict.fromkeys(lines, 3)
    found = rounding(counts, [Sum(line, tuple(line)) for line in lines], base=3)
    assert (found.adds_up, found.steps) == (True, 1)
    assert all(one.low <= counts[key] <= one.high for key, one in found.ranges.items())


def test_counts_that_do_not_add_up_are_not_made_to():
    with pytest.raises(Refused, match="No table of multiples of 5"):
        rounding({"all": 100, "a": 1, "b": 1}, [Sum("all", ("a", "b"))])


@pytest.mark.parametrize(
    ("counts", "how", "refusal"),
    [
        ({"a": 1}, {"way": "nicely"}, NoSuchRounding),
        ({"a": 1}, {"base": 1}, NoSuchRounding),
        ({"a": -1}, {}, NotACount),
        ({"a": 1.5}, {}, NotACount),
    ],
)
def test_what_cannot_be_rounded_is_refused(counts, how, refusal):
    with pytest.raises(refusal):
        rounding(counts, **how)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**6), st.sampled_from(["conventional", "controlled", "random"]), st.integers(2, 6))
def test_the_true_counts_lie_in_the_ranges_and_what_is_shown_is_a_multiple(seed, way, base):
    rng = np.random.default_rng(seed)
    counts, sums = two_way(rng.poisson(6, size=(int(rng.integers(1, 5)), int(rng.integers(1, 5)))))
    found = rounding(counts, sums, base=base, way=way, seed=seed)
    assert all(one % base == 0 for one in found.counts.values())
    assert all(one.low <= counts[key] <= one.high for key, one in found.ranges.items())
    assert found.adds_up or way != "controlled"
