"""Compare: which cells may not be shown. Worked examples of the ESSnet Handbook on Statistical Disclosure Control,
section 4.2 (Examples 1, 2, 4, 5, the sampling weights, table 4.6 of protection levels) and 5.2 (marital status by sex).
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavn.compare.pure.disclosure import INSIDE, PUBLIC, Policy, Protection
from gavn.compare.pure.methods.primary_suppression import (
    Contributions,
    primary_suppression,
    primary_suppression_from_counts,
    primary_suppression_from_sums,
)
from gavn.compare.pure.refusals import Empty, NotACount, TooFew, Unequal

ONE_90 = Policy("(1, 90)", 3, dominance=(1, 90))
ONE_85 = Policy("(1, 85)", 3, dominance=(1, 85))
TWO_909 = Policy("(2, 90.9)", 3, dominance=(2, 100 * 100 / 110))
P2, P10 = Policy("p = 2", 3, p=2), Policy("p = 10", 3, p=10)
FIRST = Contributions(9, 9, 100_000, (50_000, 49_000))
SECOND = Contributions(9, 9, 110_000, (52_000, 50_000))
FOURTH = Contributions(3, 3, 330, (300, 20, 10))
HANDBOOK = [
    ("Example 1: safe by (1, 90)", FIRST, ONE_90, ()),
    ("Example 1: known to within 2 %, so not below it", FIRST, P2, ()),
    ("Example 1: the p % rule hides it", FIRST, P10, ("p percent",)),
    ("Example 2: safe at p = 10, estimated 15.4 % too high", SECOND, P10, ()),
    ("Example 2: the matching dominance rule hides it all the same", SECOND, TWO_909, ("dominance",)),
    ("Example 4: unsafe by (1, 85)", FOURTH, ONE_85, ("dominance",)),
    ("two in a cell are fewer than three", Contributions(2, 2, 9, (5, 4)), ONE_90, ("small",)),
    ("one stands alone", Contributions(5, 1, 9, (9,)), ONE_85, ("single respondent", "dominance")),
    ("nobody", Contributions(0, 0, 0, ()), ONE_85, ()),
]


@pytest.mark.parametrize(("cell", "policy", "reasons"), [case[1:] for case in HANDBOOK], ids=[c[0] for c in HANDBOOK])
def test_the_handbooks_cells_are_hidden_for_the_handbooks_reasons(cell, policy, reasons):
    found = primary_suppression_from_sums({"cell": cell}, policy=policy)
    assert found.reasons.get("cell", ()) == reasons
    assert found.cells == ({"cell"} if reasons else set())


def test_example_2_overestimates_the_largest_by_15_4_percent():
    estimate = SECOND.total - SECOND.largest[1]
    assert round(100 * (estimate - SECOND.largest[0]) / SECOND.largest[0], 1) == 15.4
    assert primary_suppression_from_sums({"c": SECOND}, policy=Policy("p", 3, p=15.3)).cells == set()
    assert primary_suppression_from_sums({"c": SECOND}, policy=Policy("p", 3, p=15.4)).cells == {"c"}


@pytest.mark.parametrize(
    ("cell", "policy", "above"),
    [
        (FOURTH, ONE_85, 352.94 - 330),  # Example 4
        (FOURTH, Policy("p = 15", 3, p=15), 0.15 * 300 - 10),  # Example 5
        (SECOND, TWO_909, 1.1 * 102_000 - 110_000),
    ],
)
def test_a_cell_needs_as_much_room_as_the_table_of_protection_levels_says(cell, policy, above):
    need = primary_suppression_from_sums({"cell": cell}, policy=policy).protect["cell"]
    assert need.above == pytest.approx(above, abs=0.005)
    assert need.below == pytest.approx(min(above, cell.total), abs=0.005)


def test_too_few_respondents_hide_the_size_of_the_amount():
    found = primary_suppression_from_sums({"a": Contributions(9, 2, 50, (30, 20))}, policy=PUBLIC)
    assert found.reasons["a"] == ("few respondents", "p percent")
    few = Policy("few", 3, respondents=3)
    lone = primary_suppression_from_sums({"a": Contributions(9, 2, 50, (30, 20))}, policy=few)
    assert lone.protect["a"] == Protection(below=50, above=50)


def test_a_weighted_cell_is_judged_by_the_respondents_it_stands_for():
    # 100 with weight 4 and 10 with weight 7: 470 in all, the two largest are 100 and 100.
    values = np.repeat([100.0, 10.0], [4, 7])
    found = primary_suppression(["a"] * 11, values, policy=Policy("p", 3, p=10))
    assert found.cells == set()
    bare = primary_suppression(["a"] * 2, [400.0, 70.0], policy=Policy("p", 3, p=10))
    assert bare.reasons["a"] == ("small", "p percent")


def test_the_branches_of_one_holding_count_as_one():
    cells, values, whom = ["a"] * 4, [40.0, 35.0, 30.0, 20.0], ["x", "x", "y", "z"]
    rule = Policy("(1, 55)", 3, dominance=(1, 55))
    assert primary_suppression(cells, values, policy=rule).cells == set()
    assert primary_suppression(cells, values, whom, policy=rule).reasons["a"] == ("dominance",)


def test_counts_are_hidden_by_the_policy_inside_and_by_the_one_outside():
    counts = {"married": 55, "divorced women": 4, "single women": 1, "single": 4, "divorced men": 7, "none": 0}
    inside = primary_suppression_from_counts(counts, policy=INSIDE)
    assert inside.cells == {"divorced women", "single women", "single"}
    assert inside.protect["single"] == Protection(width=3)
    outside = primary_suppression_from_counts(counts, policy=PUBLIC)
    assert outside.cells == inside.cells | {"divorced men"}
    assert (PUBLIC.least, PUBLIC.round_to, PUBLIC.extremes, INSIDE.least, PUBLIC.width) == (8, 5, False, 5, 6)
    zeros = primary_suppression_from_counts(counts, policy=Policy("zeros too", 2, zeros=True))
    assert zeros.reasons == {"single women": ("small",), "none": ("empty",)}
    assert zeros.protect["none"].width == 1
    empty = primary_suppression_from_sums({"a": Contributions(0, 0, 0, ())}, policy=Policy("zeros too", 2, zeros=True))
    assert empty.reasons == {"a": ("empty",)}


@settings(deadline=None)
@given(st.integers(0, 10**6))
def test_arrays_and_sums_say_the_same(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 60))
    cells, whom, values = rng.integers(0, 4, n).tolist(), rng.integers(0, 9, n).tolist(), rng.gamma(0.5, 20, n)
    values[rng.random(n) < 0.1] = np.nan
    policy = Policy("all", 3, p=10, dominance=(3, 80), respondents=3)
    sums = {}
    for cell in dict.fromkeys(cells):
        each = {}
        for one, who, value in zip(cells, whom, values, strict=True):
            if one == cell and not np.isnan(value):
                each.setdefault(who, []).append(value)
        parts = sorted((sum(some) for some in each.values()), reverse=True)
        sums[cell] = Contributions(sum(map(len, each.values())), len(each), sum(parts), tuple(parts[:3]))
    arrays = primary_suppression(cells, values, whom, policy=policy)
    from_sums = primary_suppression_from_sums(sums, policy=policy)
    assert arrays.reasons == from_sums.reasons
    assert arrays.missing == int(np.isnan(values).sum())
    for cell, need in arrays.protect.items():
        assert need.above == pytest.approx(from_sums.protect[cell].above, rel=1e-9)


def test_ten_times_the_money_hides_the_same_cells():
    rng = np.random.default_rng(3)
    cells, values = rng.integers(0, 5, 40).tolist(), rng.gamma(0.5, 20, 40)
    once, tenfold = (primary_suppression(cells, scale * values, policy=PUBLIC) for scale in (1, 10))
    assert once.reasons == tenfold.reasons


def test_it_says_how_many_are_hidden_and_what_was_missing():
    found = primary_suppression(["a", "a", None, "b"], [1.0, np.nan, 2.0, 3.0], policy=P10)
    assert str(found.say()) == "Cells not to be shown (p = 10): 2 of 2; without a cell or a value: 2."


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (lambda: primary_suppression([], [], policy=P10), Empty),
        (lambda: primary_suppression(["a"], [1.0, 2.0], policy=P10), Unequal),
        (lambda: primary_suppression(["a"], [1.0], ["x", "y"], policy=P10), Unequal),
        (lambda: primary_suppression(["a", "a"], [1.0, -2.0], policy=P10), NotACount),
        (lambda: primary_suppression_from_counts({"a": -1}, policy=INSIDE), NotACount),
        (lambda: primary_suppression_from_counts({"a": 1.5}, policy=INSIDE), NotACount),
        (lambda: primary_suppression_from_sums({"a": Contributions(3, 4, 9, (5, 4))}, policy=P10), NotACount),
        (lambda: primary_suppression_from_sums({"a": Contributions(3, 3, -9, (5, 4))}, policy=P10), NotACount),
        (lambda: primary_suppression_from_sums({"a": Contributions(3, 3, 8, (5, 4))}, policy=P10), NotACount),
        (lambda: primary_suppression_from_sums({"a": Contributions(3, 3, 9, (5,))}, policy=P10), TooFew),
    ],
)
def test_what_cannot_be_is_refused(asked, refusal):
    with pytest.raises(refusal):
        asked()
