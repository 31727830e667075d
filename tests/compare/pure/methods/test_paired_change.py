"""Compare: mean change of those measured twice. Student 1908, doi:10.1093/biomet/6.1.1 (the sleep data).

Beside them R's t.test on four more sets: the films of Lakens 2013, two groups of MASS::anorexia, and three people.
"""

from __future__ import annotations

import math

import pytest
from from_r import from_r
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gavn.compare.pure.methods.paired_change import (
    ChangedAlike,
    NotTheSamePairs,
    PairedSums,
    TooFewPairs,
    paired_change,
    paired_change_from_sums,
    sums_of_pairs,
)
from gavn.compare.pure.refusals import NotACount, NotALevel, Unequal
from gavn.kernel.errors import Refused

R = from_r("change")

# Extra hours of sleep under two drugs, ten patients; R documents the paired t interval as 0.7001142 to 2.4598858.
FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
NAN = float("nan")
pairs = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=30)


def sums_of(before, after, origin=0.0):
    x, y = [b - origin for b in before], [a - origin for a in after]
    products = (sum(map(math.prod, zip(one, other, strict=True))) for one, other in ((x, x), (y, y), (x, y)))
    return PairedSums(len(x), sum(x), sum(y), *products, origin=origin)


def spread(found):
    return len({after - before for before, after in found}) > 1


def test_the_published_sleep_example_comes_out():
    found = paired_change(FIRST, SECOND)
    assert found.change.value == pytest.approx(1.58)
    assert (found.change.low, found.change.high) == (pytest.approx(0.7001142), pytest.approx(2.4598858))
    assert found.srm == pytest.approx(4.062128 / math.sqrt(10), abs=1e-6)  # published t = 4.0621
    assert (found.before, found.after, found.n) == (pytest.approx(0.75), pytest.approx(2.33), 10)


@pytest.mark.parametrize("case", ["sleep", "films", "control", "family", "three"])
def test_mean_interval_and_t_agree_with_r(case):
    found = paired_change(R[case]["before"], R[case]["after"])
    assert [found.change.value, found.change.low, found.change.high] == pytest.approx(R[case]["change"], rel=1e-10)
    assert [found.srm * math.sqrt(found.n)] == pytest.approx(R[case]["t"], rel=1e-10)


def test_half_pairs_are_missing():
    found = paired_change([1, 2, NAN, 4, NAN], [2, 5, 3, NAN, NAN], missing=2)
    assert (found.n, found.missing, found.change.missing) == (2, 5, 5)


def test_it_says_from_what_to_what_for_how_many():
    assert str(paired_change([10, 20, 30], [12, 25, 32], missing=3).say()) == (
        "From 20.0 to 23.0 on average: a change of 3.0 (between -1.3 and 7.3) "
        "in the 3 with both measurements; 3 missing."
    )


def test_it_never_says_minus_nothing():
    assert "change of 0.0" in str(paired_change([0, 0, 0], [-0.02, 0.01, -0.02]).say())


@settings(deadline=None)
@given(pairs.filter(spread))
def test_sums_and_rows_agree(found):
    before, after = zip(*found, strict=True)
    one = paired_change(before, after).change
    for origin in (0, 30):
        other = paired_change_from_sums(sums_of(before, after, origin)).change
        assert (other.value, other.low) == (pytest.approx(one.value), pytest.approx(one.low, rel=1e-6, abs=1e-6))


@given(pairs.filter(spread), pairs, st.integers(-100, 100))
def test_sums_of_two_groups_add_up_to_those_of_both_together(one, other, origin):
    whole = paired_change(*zip(*one, *other, strict=True))
    added = sums_of(*zip(*one, strict=True)) + sums_of(*zip(*other, strict=True), origin=origin)
    found = paired_change_from_sums(added)
    assert (found.n, found.change.value) == (whole.n, pytest.approx(whole.change.value, abs=1e-9))
    assert (found.sd, found.before) == (pytest.approx(whole.sd, rel=1e-7), pytest.approx(whole.before))


@settings(deadline=None)
@given(pairs.filter(spread))
def test_swapping_before_and_after_turns_the_change_round(found):
    before, after = zip(*found, strict=True)
    there, back = paired_change(before, after), paired_change(after, before)
    assert back.change.value == pytest.approx(-there.change.value)
    assert back.change.low == pytest.approx(-there.change.high)


@settings(deadline=None)
@given(pairs.filter(spread), st.integers(-1000, 1000))
def test_moving_the_scale_moves_no_change(found, shift):
    before, after = zip(*found, strict=True)
    moved = paired_change([b + shift for b in before], [a + shift for a in after])
    assert moved.change.low == pytest.approx(paired_change(before, after).change.low, abs=1e-9)
    assert moved.before == pytest.approx(sum(before) / len(before) + shift)


@settings(deadline=None)
@given(pairs.filter(spread))
def test_people_without_a_second_measurement_move_only_the_missing(found):
    assume(len(found) > 2)
    before, after = zip(*found, strict=True)
    more = paired_change([*before, 7, 9], [*after, NAN, NAN])
    assert more.missing == 2
    assert more.change.low == pytest.approx(paired_change(before, after).change.low)


@pytest.mark.parametrize("rows", [([], []), ([1], [2]), ([1, NAN], [2, 3])])
def test_fewer_than_two_pairs_are_refused(rows):
    with pytest.raises(TooFewPairs, match="needs two people"):
        paired_change(*rows)


def test_a_change_without_any_spread_is_refused_rather_than_certain():
    with pytest.raises(ChangedAlike) as refusal:
        paired_change([1.1, 2.2, 3.3], [3.1, 4.2, 5.3])
    assert str(refusal.value) == "Everybody changed by exactly 2.0 (n 3): no interval can be given."


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (lambda: paired_change([1, 2], [1]), Unequal),
        (lambda: paired_change([1, 2], [1, 4], missing=-1), NotACount),
        (lambda: paired_change([1, 2], [1, 4], confidence=1.0), NotALevel),
        (lambda: paired_change_from_sums(PairedSums(3, 60, 69, 1400, 1793, 1600)), NotTheSamePairs),
    ],
)
def test_what_cannot_be_is_refused_by_name(asked, refusal):
    with pytest.raises(refusal):
        asked()


def test_infinity_is_no_measurement():
    with pytest.raises(Refused, match="belongs to the missing"):
        paired_change([1, 2, math.inf], [1, 4, 5])


def test_sums_that_are_no_numbers_are_refused():
    with pytest.raises(Refused, match="no number"):
        paired_change_from_sums(PairedSums(3, NAN, 1, 1, 1, 1))


def test_sums_of_nobody_are_empty():
    assert sums_of_pairs([NAN], [1]) == (PairedSums(0, 0.0, 0.0, 0.0, 0.0, 0.0), 1)
