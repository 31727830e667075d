"""Measure: a declared rule says when to look again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gavn.kernel.errors import Refused
from gavn.measure.pure.track import TrackRule, off_track

BY_THE_SECOND = TrackRule(no_change_by_occasion=2)
NO_DEADLINE = TrackRule(no_change_by_occasion=None)
directions = st.sampled_from(["improve", "maintain", "slow_decline"])
rules = st.sampled_from([BY_THE_SECOND, NO_DEADLINE, TrackRule(1)])
courses = st.lists(st.integers(0, 60), max_size=6).map(lambda found: list(enumerate(map(float, found))))


# Lower is better, threshold 9, no reliable change allowed from occasion 2 on.
@pytest.mark.parametrize(
    ("values", "direction", "rule", "begins"),
    [
        ([], "improve", BY_THE_SECOND, None),
        ([(0, 30)], "improve", BY_THE_SECOND, None),
        ([(0, 30), (1, 31)], "improve", BY_THE_SECOND, None),  # its occasion has not come
        ([(0, 30), (2, 31)], "improve", BY_THE_SECOND, "No clear improvement by occasion 2: a change of 1 since"),
        (
            [(0, 30), (1, 19), (3, 28)],
            "improve",
            BY_THE_SECOND,
            "No clear improvement by occasion 3: a change of -2 since",
        ),
        ([(0, 30), (2, 20)], "improve", BY_THE_SECOND, None),  # improved
        ([(0, 30), (2, 31)], "improve", NO_DEADLINE, None),
        ([(0, 30), (2, 31)], "maintain", BY_THE_SECOND, None),
        ([(0, 30), (2, 31)], "slow_decline", BY_THE_SECOND, None),
        ([(0, 30), (1, 39.5)], "improve", BY_THE_SECOND, "Worse than at the start by 9.5."),
        ([(0, 30), (1, 40)], "maintain", NO_DEADLINE, "Worse than at the start by 10."),
        ([(1, 40), (0, 30)], "slow_decline", NO_DEADLINE, "Worse than at the start by 10."),
        ([(0, 30), (1, 39)], "maintain", NO_DEADLINE, None),  # exactly the threshold
        ([(0, 30), (1, 45), (2, 33)], "maintain", NO_DEADLINE, None),  # over again
    ],
)
def test_what_calls_for_a_talk(values, direction, rule, begins):
    found = off_track(values, threshold=9, direction=direction, higher_is_better=False, rule=rule)
    assert (found is None) if begins is None else str(found).startswith(begins)


def test_two_scores_of_one_occasion_are_refused():
    with pytest.raises(Refused, match="same occasion"):
        off_track([(0, 3), (0, 4)], threshold=9, direction="improve", higher_is_better=True, rule=NO_DEADLINE)


@given(courses, directions, rules)
def test_turning_the_scale_round_changes_no_decision(values, direction, rule):
    turned = [(occasion, -value) for occasion, value in values]
    one = off_track(values, threshold=9, direction=direction, higher_is_better=True, rule=rule)
    other = off_track(turned, threshold=9, direction=direction, higher_is_better=False, rule=rule)
    assert (one is None) == (other is None)


@given(courses, directions, rules)
def test_the_order_of_the_values_does_not_matter(values, direction, rule):
    ask = {"threshold": 9, "direction": direction, "higher_is_better": True, "rule": rule}
    assert off_track(values, **ask) == off_track(values[::-1], **ask)


@given(courses, rules)
def test_where_improvement_is_the_aim_nothing_is_overlooked_that_matters_elsewhere(values, rule):
    ask = {"threshold": 9, "higher_is_better": True, "rule": rule}
    if off_track(values, direction="maintain", **ask):
        assert off_track(values, direction="improve", **ask)


@given(courses, rules)
def test_maintaining_and_slowly_declining_are_warned_of_by_worsening_alone(values, rule):
    ask = {"threshold": 9, "higher_is_better": True, "rule": rule}
    worse = len(values) > 1 and values[0][1] - values[-1][1] > 9
    assert bool(off_track(values, direction="maintain", **ask)) == worse
    assert bool(off_track(values, direction="slow_decline", **ask)) == worse
