"""Compare: what else is hidden, so that nobody works out what had to be.

Figures of Fischetti & Salazar-González 2001 (doi:10.1287/mnsc.47.7.1008.9805), the ESSnet Handbook on Statistical
Disclosure Control (sections 4.2 and 5.2); all patterns tried one by one; and the wrong margins of acro 1.0.2.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables_cast import ALL, drawn, fewest, hierarchy, linked, lp_range, two_way

from gavn.compare.pure.disclosure import INSIDE, DoNotAddUp, Protection, Range, Sum
from gavn.compare.pure.methods.attack import CannotBeProtected, attack
from gavn.compare.pure.methods.suppression import suppression

INVESTMENT = [[20, 50, 10], [8, 19, 22], [17, 32, 12]]
MARITAL = [[38, 17], [7, 4], [3, 1]]  # Handbook 5.2: married, divorced, single by sex
WIDE = Protection(width=3)


def small(counts, least=5):
    return [key for key, count in counts.items() if 0 < count < least]


def attacked(counts, sums, found, width=3):
    shown = {key: count for key, count in counts.items() if key not in found.hidden}
    return attack(shown, sums, widths=dict.fromkeys(found.primary, width), least=1)


def test_fischetti_and_salazars_table_loses_three_more_cells():
    counts, sums = two_way(INVESTMENT)
    found = suppression(counts, sums, [(1, 2)], protect=Protection(below=10, above=8), whole=False)
    assert (set(found.secondary), found.way) == ({(1, 0), (2, 0), (2, 2)}, "cheapest")
    assert found.ranges[1, 2] == Range(5.0, 30.0)


def test_the_handbooks_single_woman_is_hidden_with_the_least_that_will_do():
    counts, sums = two_way(MARITAL)
    found = suppression(counts, sums, small(counts), protect=WIDE)
    assert set(found.primary) == {(1, 1), (2, 0), (2, 1), (2, ALL)}
    assert attacked(counts, sums, found).narrow == ()
    equal = suppression(counts, sums, small(counts), protect=WIDE, costs={})
    assert len(equal.secondary) == fewest(counts, sums, small(counts), 3, may=counts)


def test_acro_takes_a_hidden_cell_out_of_the_total_and_so_gives_it_away():
    # acro suppresses the 3 and sums what is left: 46. The true total, known from any other table, is 49.
    parts = {"north": 3, "south": 20, "east": 26}
    acro = {"south": 20, "east": 26, "all": 46}
    assert acro["all"] == sum(acro[part] for part in ("south", "east"))
    assert attack({**acro, "all": 49}, [Sum("all", tuple(parts))]).ranges["north"] == Range(3, 3)
    counts = parts | {"all": 49}
    found = suppression(counts, [Sum("all", tuple(parts))], ["north"], protect=WIDE)
    assert (found.hidden, found.shown) == ({"north", "south"}, ("east", "all"))
    assert found.ranges["north"] == Range(1, 22)


@pytest.mark.parametrize("seed", range(12))
def test_no_pattern_with_fewer_cells_protects_a_small_table(seed):
    rng = np.random.default_rng(seed)
    counts, sums = two_way(rng.poisson(8, size=(3, 3)))
    inner = [key for key in counts if ALL not in key]
    primary = [key for key in small(counts) if key in inner][:2]
    if primary:
        costs = dict.fromkeys(counts, 1.0)
        margins = [key for key in counts if key not in inner]
        try:
            found = suppression(counts, sums, primary, protect=WIDE, costs=costs, published=margins)
        except CannotBeProtected:
            with pytest.raises(AssertionError, match="no pattern"):
                fewest(counts, sums, primary, 3, may=inner)
            return
        assert found.way == "cheapest"
        assert len(found.secondary) == fewest(counts, sums, primary, 3, may=inner)


def test_the_cheapest_is_never_dearer_than_one_cell_after_the_other():
    rng = np.random.default_rng(4)
    for _table in range(12):
        counts, sums = two_way(rng.poisson(rng.gamma(0.8, 12, size=(5, 5))))
        costs = dict.fromkeys(counts, 1.0)
        exact, greedy = (
            suppression(counts, sums, small(counts), protect=WIDE, costs=costs, exact=exact) for exact in (True, False)
        )
        assert (exact.way, greedy.way, greedy.because) == ("cheapest", "greedy", "asked for")
        assert len(exact.secondary) <= len(greedy.secondary)


def test_a_region_does_not_give_its_municipality_away():
    counts, sums = hierarchy([[3, 20], [30, 40], [25, 60], [50, 70]], {"north": [0, 1], "south": [2, 3]})
    found = suppression(counts, sums, [(0, 0)], protect=WIDE)
    assert attacked(counts, sums, found).narrow == ()
    north = [one for one in sums if one.total == ("north", 0)]
    assert north[0].parts[1] in found.hidden or ("north", 0) in found.hidden


def test_a_linked_table_does_not_give_it_away_either():
    counts, sums = linked([[3, 20], [30, 40]], [[13, 10], [30, 40]])
    found = suppression(counts, sums, [(0, 0), (0, ALL)], protect=WIDE)
    assert any(str(key[1]).startswith("other") for key in found.secondary)
    assert attacked(counts, sums, found).narrow == ()


def test_sums_of_amounts_are_protected_as_far_as_the_rule_asks():
    counts = {"all": 930.0, "mining": 330.0, "paper": 350.5, "glass": 249.5}
    need = Protection(below=22.94, above=22.94)  # Handbook 4.2, Example 4: 100/85 · 300 − 330
    found = suppression(counts, [Sum("all", ("mining", "paper", "glass"))], ["mining"], protect=need, whole=False)
    assert found.secondary == ("glass",)
    assert found.ranges["mining"].high >= 352.94


def test_an_empty_cell_is_hidden_only_where_that_is_allowed():
    counts, sums = two_way([[4, 0], [0, 9]])
    kept = suppression(counts, sums, [(0, 0)], protect=WIDE)
    assert not {(0, 1), (1, 0)} & kept.hidden
    costs = {key: 9.0 if ALL in key else 1.0 for key in counts}
    hidden = suppression(counts, sums, [(0, 0)], protect=WIDE, zeros=True, costs=costs)
    assert {(0, 1), (1, 0), (1, 1)} == set(hidden.secondary)


def test_what_was_published_before_stays_shown_or_the_table_is_refused():
    counts, sums = two_way([[3, 20], [30, 40]])
    found = suppression(counts, sums, [(0, 0)], protect=WIDE, published=[(0, 1), (0, ALL + "s")])
    assert (0, 1) in found.shown
    assert (0, ALL) in found.secondary
    for exact in (True, False):
        with pytest.raises(CannotBeProtected, match="cannot be hidden while"):
            suppression(counts, sums, [(0, 0)], protect=WIDE, published=[(0, 1), (0, ALL)], exact=exact)
        with pytest.raises(CannotBeProtected):
            suppression(counts, sums, [(0, 0)], published=[(0, 0)], exact=exact)
    with pytest.raises(CannotBeProtected):  # 20 cannot seem to be 50 less
        suppression(counts, sums, [(0, 1)], protect=Protection(below=50))


def test_a_single_row_that_must_stay_shown_is_refused():
    counts, sums = {"all": 12, "a": 3, "b": 9}, [Sum("all", ("a", "b"))]
    with pytest.raises(CannotBeProtected):
        suppression(counts, sums, ["a"], protect=WIDE, published=["b", "all"])
    with pytest.raises(CannotBeProtected):
        suppression(counts, sums, ["a"], protect=Protection(below=5), exact=False)


@pytest.mark.parametrize("counts", [{"all": 12, "a": 3, "b": 8}, {"all": -1, "a": -4, "b": 3}])
def test_numbers_that_do_not_add_up_or_are_below_zero_are_refused(counts):
    with pytest.raises(DoNotAddUp):
        suppression(counts, [Sum("all", ("a", "b"))], ["a"])


def test_the_search_gives_up_in_words():
    counts, sums = two_way(np.random.default_rng(1).poisson(9, size=(6, 6)))
    none = suppression(counts, sums, small(counts), protect=WIDE, rounds=0)
    assert (none.way, none.because) == ("greedy", "out of rounds")
    late = suppression(counts, sums, small(counts), protect=WIDE, seconds=0.0)
    assert (late.way, late.because) == ("greedy", "out of time")
    big, more = two_way(np.random.default_rng(1).poisson(7, size=(15, 15)))
    assert suppression(big, more, small(big), protect=WIDE, tidy=False).because == "too large"
    assert attacked(counts, sums, none).narrow == attacked(counts, sums, late).narrow == ()


def test_it_says_how_much_is_hidden():
    counts, sums = two_way(INVESTMENT)
    told = {exact: str(suppression(counts, sums, [(1, 2)], exact=exact).say()) for exact in (True, False)}
    begin = "Hidden of 16 numbers: 1 for being small, and 3 more so that nobody can work them out; "
    assert told == {True: begin + "less would not do.", False: begin + "a little less might have done."}


def test_where_only_whole_numbers_tell_too_closely_one_more_is_hidden():
    sums = [Sum(total, (*parts, "y")) for total, parts in (("p", "ab"), ("q", "bc"), ("r", "ca"))]
    counts = {"y": 2, "a": 2, "b": 2, "c": 2, "p": 6, "q": 6, "r": 6}
    shown = {"p": 6, "q": 6, "r": 6}
    assert attack(shown, sums, least=1, whole=False).ranges["y"] == Range(1, 4)
    assert attack(shown, sums, least=1).ranges["y"] == Range(2, 4)  # with y odd, a, b and c would be halves
    dear = {key: 9.0 if key in shown else 1.0 for key in counts}
    found = suppression(counts, sums, ["y"], protect=WIDE, costs=dear)
    assert (found.way, found.ranges["y"].width >= 3, len({"p", "q", "r"} & found.hidden)) == ("cheapest", True, 1)
    one = suppression(counts, sums, ["y"], protect=Protection(width=1), costs=dear, exact=False)
    assert one.ranges["y"].width >= 1
    fixed = suppression(counts, sums, ["y"], protect=Protection(width=2), published=["p", "q", "r"])
    assert fixed.ranges["y"] == Range(2, 4)  # up by 2
    counts = {"y": 4, "a": 1, "b": 1, "c": 1, "p": 6, "q": 6, "r": 6}
    down = suppression(counts, sums, ["y"], protect=Protection(width=2), published=["p", "q", "r"])
    assert down.ranges["y"] == Range(2, 4)  # it cannot be more, but less


def test_a_table_with_nothing_small_or_no_sums_loses_nothing():
    counts, sums = two_way(INVESTMENT)
    assert suppression(counts, sums, []).hidden == frozenset()
    assert suppression({"a": 3}, [], ["a"]).hidden == {"a"}


def test_the_same_table_is_always_hidden_the_same_way():
    counts, sums = two_way(np.random.default_rng(2).poisson(7, size=(5, 5)))
    assert len({suppression(counts, sums, small(counts), protect=WIDE).hidden for _time in range(3)}) == 1


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10**6), st.sampled_from([3, 5, 8]), st.booleans())
def test_no_pattern_lets_the_attack_or_a_plain_programme_recover_a_cell(seed, least, exact):
    rng = np.random.default_rng(seed)
    counts, sums = drawn(rng, most=5)
    primary = small(counts, least)
    width = max(1, least - 2)
    found = suppression(counts, sums, primary, protect=Protection(width=width), exact=exact)
    assert attacked(counts, sums, found, width).narrow == ()
    for cell in primary[:1]:
        low, high = lp_range(counts, sums, found.hidden, cell)
        assert high - low >= width - 1e-5


def test_the_policy_inside_leaves_every_small_count_possible():
    counts = {"all": 40, "women": 3, "men": 30, "other": 7}
    found = suppression(
        counts, [Sum("all", ("women", "men", "other"))], ["women"], protect=Protection(width=INSIDE.width)
    )
    assert found.ranges["women"].low <= 1
    assert found.ranges["women"].high >= 4
