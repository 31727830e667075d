"""Compare: ten thousand random tables, and no hidden small count can be told more closely than is allowed."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from tables_cast import drawn, fewest, lp_range, tables_that_fit, two_way

from gavn.compare.pure.disclosure import INSIDE, PUBLIC, Policy, Protection
from gavn.compare.pure.methods.attack import attack
from gavn.compare.pure.methods.suppression import suppression

POLICIES = (Policy("three", 3), INSIDE, PUBLIC)
TABLES = 10_000
BESIDE = 20  # every so manieth table is attacked by plain linear programmes too


def attacked(seeds):
    """Draw, suppress and attack; how many tables, hidden small counts and further cells there were."""
    tables = small = further = exact = 0
    for seed in seeds:
        counts, sums = drawn(np.random.default_rng(seed))
        policy = POLICIES[seed % len(POLICIES)]
        primary = [key for key, count in counts.items() if 0 < count < policy.least]
        need = Protection(width=policy.width)
        found = suppression(counts, sums, primary, protect=need, exact=len(counts) <= 30, rounds=25)
        shown = {key: count for key, count in counts.items() if key not in found.hidden}
        known = dict.fromkeys(found.hidden, (1.0, inf))  # zeros are shown
        told = attack(shown, sums, hidden=primary, widths=dict.fromkeys(primary, policy.width), known=known)
        assert told.narrow == (), (seed, told.narrow)
        assert all(found.ranges[key] == one for key, one in told.ranges.items()), seed
        if seed % BESIDE == 0:
            for cell in primary:
                low, high = lp_range(counts, sums, found.hidden, cell)
                assert high - low >= policy.width - 1e-5, (seed, cell)
        tables, small, further = tables + 1, small + len(primary), further + len(found.secondary)
        exact += found.way == "cheapest"
    return tables, small, further, exact


def test_two_hundred_random_tables_keep_their_small_counts():
    tables, small, further, exact = attacked(range(200))
    assert tables == 200
    assert min(small, further, exact) > 50


@pytest.mark.prove
def test_ten_thousand_random_tables_keep_their_small_counts(capsys):
    tables, small, further, exact = attacked(range(TABLES))
    with capsys.disabled():
        print(
            f"\n{tables} tables up to 6 x 6, margins, regions, linked, three-way: {small} small counts hidden, "
            f"{further} more with them ({exact} tables by exact search); none told more closely than its policy allows"
        )
    assert tables == TABLES


@pytest.mark.prove
def test_all_whole_tables_that_fit_leave_every_small_count_open():
    for seed in range(150):
        rng = np.random.default_rng(seed)
        rows = rng.poisson(3, size=(3, 3)) + 1
        counts, sums = two_way(rows)
        inner = [key for key in counts if "all" not in key]
        primary = [key for key in inner if counts[key] < 4][:3]
        margins = [key for key in counts if key not in inner]
        found = suppression(counts, sums, primary, protect=Protection(width=1), published=margins)
        tables = list(tables_that_fit(rows, found.hidden))
        for cell in primary:
            assert len({table[cell] for table in tables}) >= 2, (seed, cell)


@pytest.mark.prove
def test_no_pattern_with_fewer_cells_protects_a_four_by_four_table():
    for seed in range(12):
        counts, sums = two_way(np.random.default_rng(seed).poisson(7, size=(4, 4)) + 1)
        inner = [key for key in counts if "all" not in key]
        primary = [key for key in inner if counts[key] < 5][:2]
        margins = [key for key in counts if key not in inner]
        costs = dict.fromkeys(counts, 1.0)
        found = suppression(counts, sums, primary, protect=Protection(width=3), costs=costs, published=margins)
        assert found.way == "cheapest"
        assert len(found.secondary) == fewest(counts, sums, primary, 3, may=inner)
