"""Compare: the median of durations, and its distribution-free interval."""

from __future__ import annotations

from statistics import median as plain_median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from gavn.compare.pure.methods.median import has_interval, median, rank_of_end, say_median
from gavn.kernel.errors import Refused

MACKINNON_1964 = {6: 1, 9: 2, 12: 3, 15: 4, 17: 5, 20: 6, 25: 8, 30: 10, 40: 14, 50: 18, 100: 40}
COUNTS = st.dictionaries(st.integers(1, 240), st.integers(0, 30), min_size=1, max_size=20)


def spread(counts: dict[int, int]) -> list[int]:
    return sorted(value for value, count in counts.items() for _ in range(count))


@pytest.mark.parametrize(("n", "rank"), MACKINNON_1964.items())
def test_the_ranks_are_those_of_the_published_table(n, rank):
    assert rank_of_end(n) == rank


@given(st.integers(1, 400), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_the_rank_is_the_largest_that_keeps_the_promise(n, confidence):
    rank = rank_of_end(n, confidence=confidence)
    least = (1 - confidence) / 2 * (1 + 1e-12)
    assert rank == 0 or binom.cdf(rank - 1, n, 0.5) <= least
    assert rank == n // 2 or binom.cdf(rank, n, 0.5) > least * (1 - 1e-9)


@given(COUNTS)
def test_counts_give_what_the_values_themselves_give(counts):
    values, found = spread(counts), median(counts, missing=3)
    if not values:
        assert found is None
        return
    assert (found.value, found.n, found.missing) == (plain_median(values), len(values), 3)
    assert found.low <= found.value <= found.high
    if has_interval(found):
        rank = rank_of_end(len(values))
        assert (found.low, found.high) == (values[rank - 1], values[-rank])


def test_with_eight_values_nobodys_extreme_is_told():
    found = median({1: 1, 3: 6, 200: 1})
    assert (found.low, found.high, has_interval(found)) == (3, 3, False)
    assert str(say_median(found)) == "Median 3.0 (n 8, missing 0)."


def test_what_is_no_count_is_refused():
    with pytest.raises(Refused):
        median({3: -1})
