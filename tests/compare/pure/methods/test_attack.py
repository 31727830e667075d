"""Compare: what can be worked out from what is shown.

Figures of Fischetti & Salazar-González 2001 (doi:10.1287/mnsc.47.7.1008.9805), of the ESSnet Handbook on Statistical
Disclosure Control (section 4.2, Example 3; section 5.2), and all whole tables that fit, counted one by one.
"""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables_cast import ALL, cube, drawn, lp_range, tables_that_fit, two_way

from gavn.compare.pure.disclosure import DoNotAddUp, Range, Sum
from gavn.compare.pure.methods.attack import attack, bridges, counts_of_percent

INVESTMENT = [[20, 50, 10], [8, 19, 22], [17, 32, 12]]  # Fischetti & Salazar-González 2001, by activity and region
FOUR = [(1, 0), (1, 2), (2, 0), (2, 2)]


def hiding(rows, hidden):
    counts, sums = two_way(rows)
    return {key: count for key, count in counts.items() if key not in hidden}, sums


def test_fischetti_and_salazars_table_leaves_the_22_between_5_and_30():
    found = attack(*hiding(INVESTMENT, FOUR), whole=False)
    assert found.ranges[1, 2] == Range(5.0, 30.0)
    assert (found.exact, found.narrow) == ((), ())


def test_example_3_of_the_handbook_leaves_the_first_cell_between_3_and_6():
    sums = [Sum("r1", ("11", "12")), Sum("r2", ("21", "22")), Sum("c1", ("11", "21")), Sum("c2", ("12", "22"))]
    assert attack({"r1": 7, "r2": 3, "c1": 6, "c2": 4}, sums).ranges["11"] == Range(3, 6)


def test_the_handbooks_women_living_and_working_in_the_area_are_found_to_be_one():
    shown = {"employed": 85, "not": 17, "area": 102, "work here": 49, "both": 22, "men both": 21}
    sums = [Sum("area", ("employed", "not")), Sum("both", ("men both", "women both"))]
    assert attack(shown, sums).ranges["women both"] == Range(1, 1)


def test_two_hidden_in_every_line_are_not_always_enough():
    # Two squares joined by one cell: that cell stands on no circle, so it follows, though no line holds a lone cell.
    square = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 2), (2, 3), (3, 2), (3, 3), (1, 2)]
    rows = np.full((4, 4), 9)
    lines = [sum(cell[axis] == at for cell in square) for axis in (0, 1) for at in range(4)]
    assert min(lines) >= 2
    assert attack(*hiding(rows, square)).exact == ((1, 2),)
    assert bridges(dict.fromkeys(square, 9)) == {(1, 2)}
    assert bridges({}) == frozenset()


def test_without_totals_nothing_follows_but_the_least():
    found = attack({}, [Sum("all", ("a", "b"))], least=1)
    assert found.ranges == {"all": Range(2, inf), "a": Range(1, inf), "b": Range(1, inf)}


def test_what_is_known_otherwise_narrows_the_range():
    counts, sums = hiding(INVESTMENT, FOUR)
    assert attack(counts, sums, known={(1, 0): (8, 10)}).ranges[1, 2] == Range(20, 22)


def test_whole_numbers_tell_more_than_the_linear_programme():
    # Three pairwise sums of one each: halves would do, whole numbers would not add up otherwise.
    sums = [Sum("ab", ("a", "b")), Sum("bc", ("b", "c")), Sum("ca", ("c", "a")), Sum("all", ("a", "b", "c", "d"))]
    shown = {"ab": 3, "bc": 3, "ca": 4}
    assert attack(shown, sums).ranges["a"] == Range(2, 2)
    loose = [Sum("ab", ("a", "b", "x")), Sum("bc", ("b", "c", "x")), Sum("ca", ("c", "a", "x"))]
    found = attack({"ab": 1, "bc": 1, "ca": 1}, loose, known={"x": (0, 0)}, whole=False)
    assert found.ranges["a"].low == pytest.approx(0.5)
    with pytest.raises(DoNotAddUp):
        attack({"ab": 1, "bc": 1, "ca": 1}, loose, known={"x": (0, 0)})


def test_a_cell_that_halves_would_leave_open_is_found_in_whole_numbers():
    sums = [Sum("p", ("a", "b", "y")), Sum("q", ("b", "c", "y")), Sum("r", ("c", "a", "y"))]
    shown = {"p": 3, "q": 3, "r": 3}
    loose, whole = attack(shown, sums, whole=False), attack(shown, sums)
    assert loose.ranges["y"] == Range(0, 3)
    assert whole.ranges["y"] == Range(1, 3)  # with y = 0 each of a, b and c would be one and a half


def test_numbers_that_do_not_add_up_are_refused():
    with pytest.raises(DoNotAddUp):
        attack({"all": 3, "a": 2, "b": 2}, [Sum("all", ("a", "b"))])
    counts, sums = hiding(INVESTMENT, FOUR)
    with pytest.raises(DoNotAddUp):
        attack(counts | {(ALL, 1): 5}, sums)


def test_it_says_what_was_found():
    found = attack({"all": 10, "men": 7}, [Sum("all", ("women", "men"))], widths=3)
    assert str(found.say()) == ("Hidden numbers: 1. Worked out exactly: 1; more closely than is allowed: 1.")


@pytest.mark.parametrize(
    ("percent", "of", "decimals", "counts"),
    [(33, 12, 0, (4, 4)), (33.3, 12, 1, (4, 4)), (100, 7, 0, (7, 7)), (0, 300, 0, (0, 1)), (50, 1000, 0, (495, 505))],
)
def test_a_percentage_of_few_is_a_count(percent, of, decimals, counts):
    assert counts_of_percent(percent, of, decimals=decimals) == counts
    possible = [count for count in range(of + 1) if abs(100 * count / of - percent) <= 0.5 * 10**-decimals + 1e-9]
    assert (possible[0], possible[-1]) == counts


def test_a_percentage_that_no_count_gives_is_refused():
    with pytest.raises(DoNotAddUp):
        counts_of_percent(50, 11)


def test_the_complement_of_a_percentage_gives_the_hidden_part_away():
    low, high = counts_of_percent(86, 21)
    found = attack({"n": 21}, [Sum("n", ("yes", "no"))], known={"yes": (low, high)})
    assert found.ranges["no"] == Range(3, 3)


@pytest.mark.parametrize("seed", range(25))
def test_the_ranges_are_those_of_all_whole_tables_that_fit(seed):
    rng = np.random.default_rng(seed)
    rows = rng.integers(1, 5, size=(3, 3))
    hidden = [(r, c) for r in range(3) for c in range(3) if rng.random() < 0.65]
    tables = list(tables_that_fit(rows, hidden))
    found = attack(*hiding(rows, hidden), least=1)
    for cell in hidden:
        values = [table[cell] for table in tables]
        assert found.ranges[cell] == Range(min(values), max(values))


@pytest.mark.parametrize("seed", range(40))
def test_the_ranges_of_hierarchies_linked_and_other_tables_are_those_of_plain_programmes(seed):
    rng = np.random.default_rng(seed)
    counts, sums = drawn(rng, most=4)
    hidden = [key for key, count in counts.items() if count and rng.random() < 0.5]
    if hidden:
        found = attack({key: n for key, n in counts.items() if key not in hidden}, sums, least=1, whole=False)
        for cell in rng.permutation(len(hidden))[:3]:
            low, high = lp_range(counts, sums, hidden, hidden[cell])
            ends = found.ranges[hidden[cell]]
            assert (ends.low, ends.high) == (pytest.approx(low, abs=1e-5), pytest.approx(high, abs=1e-5))


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6))
def test_a_cell_is_a_bridge_exactly_where_the_attack_finds_it(seed):
    rng = np.random.default_rng(seed)
    rows = rng.integers(1, 9, size=(int(rng.integers(2, 6)), int(rng.integers(2, 6))))
    hidden = [(int(r), int(c)) for r, c in np.argwhere(rng.random(rows.shape) < 0.5)]
    found = attack(*hiding(rows, hidden), least=1)
    assert bridges({cell: rows[cell] for cell in hidden}, least=1) == set(found.exact)


def test_more_shown_never_widens_a_range():
    counts, sums = cube(np.arange(1, 13).reshape(2, 3, 2))
    hidden = [key for key in counts if sum(counts[key] % 3 == 0 for _one in key)]
    before = attack({key: n for key, n in counts.items() if key not in hidden}, sums).ranges
    after = attack({key: n for key, n in counts.items() if key not in hidden[1:]}, sums).ranges
    assert all(before[key].low <= after[key].low <= counts[key] <= after[key].high <= before[key].high for key in after)
