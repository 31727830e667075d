"""Compare: readers who may not open the persons see no count below 5, nor one from which it follows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavn.compare.pure.disclosure import Sum, hidden_counts, too_few

SHOWN = [
    ("nothing small, nothing hidden", [9, 8, 7], set()),
    ("a zero is no person", [9, 0, 7], set()),
    ("the next smallest goes with the small one", [3, 30, 7], {0, 2}),
    ("two small ones of five together are enough", [3, 2, 30], {0, 1}),
    ("two small ones of fewer than five take a third", [1, 1, 30], {0, 1, 2}),
    ("the only part that is not zero takes the total with it", [4, 0, 0], {0, "all"}),
]


@pytest.mark.parametrize(("parts", "hidden"), [case[1:] for case in SHOWN], ids=[case[0] for case in SHOWN])
def test_what_is_hidden(parts, hidden):
    counts = {"all": sum(parts), **dict(enumerate(parts))}
    assert hidden_counts(counts, [Sum("all", tuple(range(len(parts))))]) == hidden


def test_a_table_of_two_ways_hides_along_both():
    counts = {(a, b): n for a, row in enumerate([[2, 20], [30, 40]]) for b, n in enumerate(row)}
    counts |= {("row", 0): 22, ("row", 1): 70, ("column", 0): 32, ("column", 1): 60}
    sums = [Sum(("row", a), ((a, 0), (a, 1))) for a in range(2)]
    sums += [Sum(("column", b), ((0, b), (1, b))) for b in range(2)]
    assert hidden_counts(counts, sums) == {(0, 0), (0, 1), (1, 0), (1, 1)}


@settings(deadline=None)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=7))
def test_no_hidden_count_can_be_worked_out_from_its_total(parts):
    counts = {"all": sum(parts), **dict(enumerate(parts))}
    hidden = hidden_counts(counts, [Sum("all", tuple(range(len(parts))))])
    assert all(not 0 < count < 5 for key, count in counts.items() if key not in hidden)
    out = [key for key in hidden if key != "all"]
    if out and "all" not in hidden:
        # The reader knows their sum and that each is at least 1: two of five or more leave several possibilities.
        assert len(out) >= 2
        assert sum(counts[key] for key in out) >= 5


@pytest.mark.parametrize(("n", "few"), [(0, True), (4, True), (5, False)])
def test_means_and_curves_need_five(n, few):
    assert too_few(n) is few
