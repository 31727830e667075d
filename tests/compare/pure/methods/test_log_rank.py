"""Compare: whether people of several groups stay equally long.

Freireich et al. 1963 (doi:10.1182/blood.V21.6.699.699): log-rank 16.79, expected 19.25 and 10.75, as in Kleinbaum &
Klein, Survival Analysis, chapter 2. Veterans' lung trial: 25.4 on 3 degrees of freedom (manual of R's survdiff). With
late entry: score test of R's coxph with the exact partial likelihood. All from bench/r/time.R.
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.duration.survfunc import survdiff

from gavn.compare.pure.methods.log_rank import log_rank, log_rank_from_counts
from gavn.compare.pure.methods.time_to_exit import DayCount, counts_of_stays
from gavn.compare.pure.refusals import Empty, TooFew, Unequal
from gavn.kernel.errors import Refused

R = from_r("time")
NAN = float("nan")
WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
WEEKS += [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
RELAPSED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0] + [1] * 21
ARM = ["6-MP"] * 21 + ["placebo"] * 21
stays = st.lists(
    st.tuples(st.integers(0, 9), st.integers(1, 20), st.booleans(), st.sampled_from("abc")), min_size=8, max_size=40
)


def freireich():
    return log_rank([0] * 42, WEEKS, RELAPSED, ARM)


def veterans(group, *, late):
    people = R["veteran"]
    entered = people["entered"] if late else [0] * len(people["time"])
    return log_rank(entered, people["time"], people["status"], people[group])


def test_the_published_example_comes_out():
    found = freireich()
    assert [(group.group, group.n, group.exits, round(group.expected, 2)) for group in found.groups] == [
        ("6-MP", 21, 9, 19.25),
        ("placebo", 21, 21, 10.75),
    ]
    assert (round(found.chi_square, 2), found.freedom) == (16.79, 1)
    assert found.chi_square == pytest.approx(R["freireich"]["chi_square"][0], rel=1e-12)
    assert found.p == pytest.approx(4.17e-5, abs=5e-8)


@pytest.mark.parametrize(("group", "case", "freedom"), [("cell", "veteran cells", 3), ("trt", "veteran arms", 1)])
def test_two_and_more_groups_agree_with_r(group, case, freedom):
    found = veterans(group, late=False)
    assert (found.chi_square, found.freedom) == (pytest.approx(R[case]["chi_square"][0], rel=1e-10), freedom)
    assert [each.exits for each in found.groups] == R[case]["observed"]
    assert [each.expected for each in found.groups] == pytest.approx(R[case]["expected"], rel=1e-10)


@pytest.mark.parametrize(("group", "case"), [("cell", "veteran late celltype"), ("trt", "veteran late trt")])
def test_with_late_entry_it_is_the_score_test_of_r(group, case):
    assert veterans(group, late=True).chi_square == pytest.approx(R[case]["score"][0], rel=1e-9)


def test_the_ratio_is_one_step_from_no_difference_with_the_information_of_r():
    found, information = veterans("trt", late=True), R["veteran late trt"]["information"][0]
    apart = found.groups[1].exits - found.groups[1].expected
    assert found.ratio.value == pytest.approx(np.exp(apart / information))
    assert np.log(found.ratio.high / found.ratio.value) == pytest.approx(1.959964 / np.sqrt(information), rel=1e-6)
    assert (found.ratio.n, found.ratio.method) == (137, "log_rank")


def test_the_second_group_leaves_faster_where_the_ratio_is_above_1():
    ratio = freireich().ratio
    assert 1 < ratio.low < ratio.value < ratio.high
    assert veterans("cell", late=False).ratio is None  # more than two groups


def test_too_few_exits_give_a_test_but_no_ratio():
    assert log_rank([0] * 4, [1, 2, 3, 4], [1, 0, 0, 0], ["a", "a", "b", "b"]).ratio is None


@settings(deadline=None, max_examples=50)
@given(stays)
def test_without_late_entry_it_agrees_with_statsmodels(rows):
    _, days, left, groups = (np.array(column) for column in zip(*rows, strict=True))
    kept = groups != "c"
    assume(set(groups[kept]) == {"a", "b"})
    assume(left[kept].any())
    try:
        found = log_rank(np.zeros(kept.sum()), days[kept], left[kept], groups[kept])
    except Refused:
        assume(False)
    theirs, p = survdiff(days[kept].astype(float), left[kept].astype(int), groups[kept])
    assert (found.chi_square, found.p) == (pytest.approx(theirs, abs=1e-8), pytest.approx(p, abs=1e-8))


@settings(deadline=None, max_examples=50)
@given(stays)
def test_counts_and_rows_agree_and_splitting_stays_at_a_day_changes_nothing(rows):
    whole = [(start, start + long, left, group) for start, long, left, group in rows]
    split = [
        part
        for start, end, left, group in whole
        for part in (
            [(start, 10, False, group), (10, end, left, group)] if start < 10 < end else [(start, end, left, group)]
        )
    ]
    groups = sorted({group for *_, group in whole})
    counts = {
        name: counts_of_stays(*zip(*[row[:3] for row in whole if row[3] == name], strict=True))[0] for name in groups
    }
    try:
        found = log_rank(*zip(*whole, strict=True))
    except Refused as refusal:
        with pytest.raises(type(refusal)):
            log_rank_from_counts(counts)
    else:
        assert log_rank_from_counts(counts) == found
        parted = log_rank(*zip(*split, strict=True))
        assert (parted.chi_square, parted.p) == (pytest.approx(found.chi_square), pytest.approx(found.p))
        assert sum(group.expected for group in found.groups) == pytest.approx(
            sum(group.exits for group in found.groups)
        )


@settings(deadline=None, max_examples=50)
@given(stays, st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_the_names_of_groups_matter(rows, random):
    shuffled = [(start, long, left, {"a": "z", "b": "y", "c": "x"}[group]) for start, long, left, group in rows]
    random.shuffle(shuffled)

    def told(stays):
        start, long, left, group = (np.array(column) for column in zip(*stays, strict=True))
        try:
            return log_rank(start, start + long, left, group).chi_square
        except Refused:
            return -1

    assert told(shuffled) == pytest.approx(told(rows), abs=1e-9)


def test_a_group_that_was_never_at_risk_on_a_day_of_an_exit_does_not_count():
    """R's survdiff leaves it out as well: two groups, one degree of freedom."""
    found = log_rank([0] * 7, [3, 4, 9, 5, 6, 9, 1], [1, 1, 0, 1, 0, 0, 0], list("aaabbbc"))
    assert (found.freedom, [group.expected for group in found.groups][2]) == (1, 0)
    assert found.chi_square == pytest.approx(
        log_rank([0] * 6, [3, 4, 9, 5, 6, 9], [1, 1, 0, 1, 0, 0], list("aaabbb")).chi_square
    )


def test_unknown_days_and_groups_are_missing():
    found = log_rank(
        [0, 0, 0, 0, NAN, 0, 0], [2, 3, 5, 8, 4, 4, 4], [1, 1, 1, 1, 1, 0, 1], ["a", "a", "b", "b", "a", None, NAN]
    )
    assert (found.n, found.missing) == (4, 3)


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (
            freireich(),
            "If the 2 groups left equally fast, differences like these would come about less than once in 1000 times "
            "(n 42, 30 left, 0 missing).",
        ),
        (
            veterans("trt", late=False),
            "If the 2 groups left equally fast, differences like these or larger would come about in 93 of 100 times "
            "(n 137, 128 left, 0 missing).",
        ),
    ],
)
def test_it_says_how_often_chance_alone_would_bring_such_differences(found, says):
    assert str(found.say()) == says


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        (([], [], [], []), Empty),
        (([0, 0], [1, 2], [1, 1], ["a", "a"]), TooFew),
        (([0, 0], [1, 2], [1, 1], ["a"]), Unequal),
        (([0, 0], [1], [1, 1], ["a", "b"]), Unequal),
        (([0, 0], [1, 2], [0, 0], ["a", "b"]), Refused),
        (([0, 50], [10, 90], [1, 1], ["a", "b"]), Refused),
    ],
)
def test_stays_that_cannot_be_compared_are_refused(rows, refusal):
    with pytest.raises(refusal):
        log_rank(*rows)


def test_a_group_without_anybody_is_no_group():
    with pytest.raises(TooFew):
        log_rank_from_counts({"a": [DayCount(0, entries=2), DayCount(4, exits=2)], "b": []})
