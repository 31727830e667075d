"""Compare: what each item of a scale does.

The R package psych (bench/r/scales.R) gives means, standard deviations, corrected correlations and alpha without the
item for thirty departments (R's attitude), and the latter two for nine and three tests of Holzinger & Swineford 1939;
Fisher's interval is R's atanh and tanh. Wilson's interval of the shares at the ends has its own test (test_share.py).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from from_r import from_r
from hypothesis import given
from hypothesis import strategies as st
from rated import NAN, close

from gavn.compare.pure.methods.alpha import alpha
from gavn.compare.pure.methods.item_statistics import ItemSums, item_statistics, item_statistics_from_sums
from gavn.compare.pure.refusals import NotACount, NotALevel, TooFew, Unequal
from gavn.kernel.errors import Refused

R = from_r("scales")
ITEMS = ("rating", "complaints", "privileges", "learning", "raises", "critical", "advance")
DEPARTMENTS = np.array([R["attitude"][item] for item in ITEMS]).T
ANSWERS = [[1, 2, 1], [2, 2, 3], [3, 3, 2], [4, 4, 5], [5, 3, 4], [NAN, 5, 5], [1, NAN, 2]]
tables = st.lists(st.lists(st.none() | st.integers(1, 5), min_size=3, max_size=3), min_size=6, max_size=15)


def sums_of(answers):
    """The raw sums that a GROUP BY returns, with nothing taken off before squaring."""
    x = np.array(answers, dtype=float)
    full = x[~np.isnan(x).any(axis=1)]
    known = ~np.isnan(x)
    return ItemSums(
        n=known.sum(axis=0),
        missing=(~known).sum(axis=0),
        sums=np.nansum(x, axis=0),
        squares=np.nansum(x**2, axis=0),
        at_lowest=(x == 1).sum(axis=0),
        at_highest=(x == 5).sum(axis=0),
        complete=len(full),
        complete_sums=full.sum(axis=0),
        products=full.T @ full,
    )


def numbers(found):
    rows = []
    for one in found:
        rows += [one.n, one.missing, one.mean, one.sd, one.at_lowest.value, one.at_highest.high]
        rows += [one.alpha_without or 0.0]
        rows += [] if one.with_others is None else [one.with_others.value, one.with_others.low, one.with_others.high]
    return close(*rows)


def told(method, *arguments, **options):
    try:
        return numbers(method(*arguments, **options))
    except Refused as refused:
        return type(refused)


def test_departments_items_are_those_of_psych():
    found = item_statistics(DEPARTMENTS, lowest=0, highest=100)
    theirs = R["attitude"]
    assert [one.mean for one in found] == close(*theirs["mean"])
    assert [one.sd for one in found] == close(*theirs["sd"])
    assert [one.alpha_without for one in found] == close(*theirs["alpha without"])
    assert [one.with_others.value for one in found] == close(*theirs["corrected correlation"])
    assert [one.with_others.low for one in found] == close(*theirs["correlation low"])
    assert [one.with_others.high for one in found] == close(*theirs["correlation high"])


@pytest.mark.parametrize(("case", "items"), [("holzinger", 9), ("visual", 3)])
def test_correlations_and_alpha_without_come_from_sums_as_in_psych(case, items):
    n = int(R[case]["n"][0])
    products = np.array([R[case][f"covariance {row}"] for row in range(1, items + 1)]) * (n - 1)
    each, none = np.full(items, n), np.zeros(items)
    sums = ItemSums(each, none, none, products.diagonal(), none, none, n, none, products)
    found = item_statistics_from_sums(sums)
    assert [one.sd for one in found] == close(*R[case]["sd"])
    assert [one.alpha_without for one in found] == close(*R[case]["alpha without"])
    assert [one.with_others.value for one in found] == close(*R[case]["corrected correlation"])
    assert [one.with_others.low for one in found] == close(*R[case]["correlation low"])


def test_each_item_counts_its_own_answers():
    first, second, third = item_statistics(ANSWERS, lowest=1, highest=5)
    assert [(one.n, one.missing) for one in (first, second, third)] == [(6, 1), (6, 1), (7, 0)]
    assert (first.at_lowest.favourable, first.at_highest.favourable) == (2, 1)
    assert (first.with_others.n, first.with_others.missing) == (5, 2)
    assert first.alpha_without == pytest.approx(
        alpha([row[1:] for row in ANSWERS if row[0] == row[0] and row[1] == row[1]]).estimate.value
    )


@given(tables)
def test_answers_and_sums_agree(rows):
    answers = [[NAN if answer is None else answer for answer in row] for row in rows]
    assert told(item_statistics, answers, lowest=1, highest=5) == told(item_statistics_from_sums, sums_of(answers))


@given(tables, st.permutations(range(3)))
def test_the_order_of_items_changes_nothing(rows, order):
    answers = np.array([[NAN if answer is None else answer for answer in row] for row in rows], dtype=float)
    mixed = told(item_statistics, answers[:, list(order)], lowest=1, highest=5)
    if isinstance(mixed, list):
        found = item_statistics(answers, lowest=1, highest=5)
        assert numbers(found[place] for place in order) == mixed


def test_an_item_that_is_the_same_for_everybody_has_no_correlation_and_spoils_nothing():
    found = item_statistics([[3, 1, 2], [3, 2, 2], [3, 4, 5], [3, 5, 4]], lowest=1, highest=5)
    assert (found[0].with_others, found[0].sd) == (None, 0.0)
    assert found[1].with_others is not None
    assert str(found[0].say()) == (
        "Mean 3.0; 0 % at the lowest answer, 0 % at the highest (n 4, missing 0). "
        "How it goes with the others cannot be told."
    )


def test_two_items_leave_no_alpha_without_one():
    found = item_statistics([[1, 2], [2, 2], [3, 5], [4, 4]], lowest=1, highest=5)
    assert [one.alpha_without for one in found] == [None, None]
    assert found[0].with_others.value == pytest.approx(np.corrcoef([1, 2, 3, 4], [2, 2, 5, 4])[0, 1])


def test_items_that_say_exactly_the_same_have_no_interval():
    found = item_statistics([[1, 1], [2, 2], [3, 3], [5, 5]], lowest=1, highest=5)
    assert found[0].with_others is None


def test_others_that_cancel_each_other_leave_no_alpha():
    found = item_statistics([[1, 1, 5], [2, 2, 4], [4, 3, 3], [5, 4, 2]], lowest=1, highest=5)
    assert found[0].alpha_without is None


def test_it_says_mean_ends_correlation_n_and_missing():
    assert str(item_statistics(ANSWERS, lowest=1, highest=5)[0].say()) == (
        "Mean 2.67; 33 % at the lowest answer, 17 % at the highest (n 6, missing 1). "
        "It goes with the sum of the others to 0.83 (between -0.19 and 0.99; 1 is fully)."
    )


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"complete": 3}, TooFew),
        ({"complete": 7}, NotACount),
        ({"complete_sums": [1, 2], "products": np.eye(2)}, Unequal),
    ],
)
def test_sums_that_tell_nothing_are_refused_by_name(change, refusal):
    with pytest.raises(refusal):
        item_statistics_from_sums(replace(sums_of(ANSWERS), **change))


def test_one_item_has_nothing_beside_it():
    with pytest.raises(Refused, match="at least two"):
        item_statistics([[1], [2], [3], [4]], lowest=1, highest=5)


def test_an_answer_that_cannot_be_is_refused():
    with pytest.raises(Refused, match=r"7\.0 is no possible answer"):
        item_statistics([[1, 7]] * 4, lowest=1, highest=5)


def test_a_confidence_of_a_hundred_per_cent_is_refused():
    with pytest.raises(NotALevel):
        item_statistics(ANSWERS, lowest=1, highest=5, confidence=1)


@pytest.mark.parametrize("end", ["lowest", "highest"])
def test_the_ends_are_one_for_all_items_or_one_for_each(end):
    ends = {"lowest": 1, "highest": 5} | {end: [1, 5]}
    with pytest.raises(Unequal):
        item_statistics([[1, 2, 1], [2, 2, 3], [3, 3, 2]], **ends)
