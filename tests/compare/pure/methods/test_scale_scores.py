"""Compare: scores of many people at once.

That they equal the scores of single responses is shown in tests/measure/pure/test_totals.py. The R package psych
(bench/r/scales.R, scoreItems without imputing) gives the mean of the answered items for six people; a sum by hand.
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r
from hypothesis import given
from hypothesis import strategies as st
from rated import NAN

from gavn.compare.pure.methods.scale_scores import scale_scores
from gavn.compare.pure.refusals import Unequal
from gavn.kernel.errors import Refused

R = from_r("scales")["answers"]
PEOPLE = np.array([R[f"person {number}"] for number in range(1, 7)])
RULE = {"reverse": [1, 3], "lowest": 0, "highest": 3}
tables = st.lists(st.lists(st.none() | st.integers(0, 3), min_size=4, max_size=4), min_size=1, max_size=9)


def test_means_of_the_answered_items_are_those_of_psych():
    found = scale_scores(PEOPLE, method="mean", up_to=3, **RULE)
    assert list(found.values) == pytest.approx(R["mean of the answered"])
    assert list(found.answered) == [4, 3, 2, 1, 4, 3]


def test_a_prorated_sum_is_as_many_means_as_there_are_items():
    found = scale_scores(PEOPLE, up_to=3, **RULE)
    assert list(found.values) == pytest.approx([4 * mean for mean in R["mean of the answered"]])


@pytest.mark.parametrize(("up_to", "scored", "prorated"), [(0, 2, 0), (1, 4, 2), (2, 5, 3), (3, 6, 4), (9, 6, 4)])
def test_more_may_be_missing_or_fewer(up_to, scored, prorated):
    found = scale_scores(PEOPLE, up_to=up_to, **RULE)
    assert (found.n, found.missing, found.prorated) == (scored, 6 - scored, prorated)
    assert int(np.isnan(found.values).sum()) == 6 - scored


def test_a_person_who_answered_nothing_has_no_score_whatever_may_be_missing():
    found = scale_scores([[NAN, NAN], [1, 2]], up_to=2)
    assert np.isnan(found.values[0])
    assert (found.n, found.missing, list(found.answered)) == (1, 1, [0, 2])


def test_a_score_may_be_multiplied_as_percentage_scores_are():
    assert list(scale_scores([[1, 2], [5, 5]], times=4).values) == [12, 40]


def test_items_may_have_ends_of_their_own():
    found = scale_scores([[1, 9, 0]], reverse=[0, 1], lowest=[1, 0, 0], highest=[5, 10, 1])
    assert list(found.values) == [5 + 1 + 0]


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_people_and_of_items_changes_no_score(rows, chance):
    answers = np.array([[NAN if answer is None else answer for answer in row] for row in rows], dtype=float)
    order, places = list(range(len(rows))), list(range(4))
    chance.shuffle(order)
    chance.shuffle(places)
    reverse = [new for new, old in enumerate(places) if old in RULE["reverse"]]
    mixed = scale_scores(answers[order][:, places], up_to=2, reverse=reverse, lowest=0, highest=3)
    assert list(mixed.values) == pytest.approx(list(scale_scores(answers, up_to=2, **RULE).values[order]), nan_ok=True)


@given(tables)
def test_reversing_all_items_turns_the_score_round(rows):
    answers = [[NAN if answer is None else answer for answer in row] for row in rows]
    straight = scale_scores(answers, up_to=2)
    turned = scale_scores(answers, up_to=2, reverse=range(4), lowest=0, highest=3)
    assert list(turned.values) == pytest.approx(list(12 - straight.values), nan_ok=True)


def test_it_says_how_many_have_a_score_and_how_many_do_not():
    assert str(scale_scores(PEOPLE, up_to=1, **RULE).say()) == (
        "With a score: 4, of whom with missing answers counted as the mean of the others: 2. With too few of 4 "
        "items answered: 2."
    )


@pytest.mark.parametrize(
    ("answers", "options", "why"),
    [
        ([1, 2], {}, "table"),
        ([[], []], {}, "at least one item"),
        ([[1, 2]], {"reverse": [2], "highest": 3}, "Only the items 0 to 1"),
        ([[1, 2]], {"reverse": [-1], "highest": 3}, "Only the items 0 to 1"),
        ([[1, 2]], {"reverse": [0]}, "lowest and its highest answer"),
        ([[5, 2]], {"reverse": [0], "highest": 3}, r"5\.0 is no possible answer"),
        ([[1, float("inf")]], {}, "no number"),
    ],
)
def test_what_cannot_be_scored_is_refused(answers, options, why):
    with pytest.raises(Refused, match=why):
        scale_scores(answers, **options)


def test_the_ends_are_one_for_all_items_or_one_for_each():
    with pytest.raises(Unequal):
        scale_scores([[1, 2, 1], [2, 2, 3]], reverse=[1], lowest=[0, 0], highest=5)
