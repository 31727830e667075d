"""Compare: how often a flag is right.

Altman & Bland 1994 (doi:10.1136/bmj.308.6943.1552, doi:10.1136/bmj.309.6947.102) print of 344 liver scans, 231 rightly
and 32 wrongly abnormal, 27 wrongly and 54 rightly normal: sensitivity 0.90, specificity 0.63, predictive values 0.88
and 0.67. Wilson's limits are those of R's prop.test without correction, and at the edges those of statsmodels.
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from gavn.compare.pure.methods.expected_course import Shape, expected_course
from gavn.compare.pure.methods.not_on_track import (
    beyond_course,
    ended_badly,
    not_on_track,
    not_on_track_from_counts,
)
from gavn.compare.pure.refusals import Constant, Empty, NotACount, Unequal
from gavn.kernel.errors import Refused
from gavn.measure.pure.track import TrackRule, off_track

R = from_r("trajectories")
NAN = float("nan")
LIVER_SCAN = {"found": 231, "overlooked": 27, "alarmed": 32, "spared": 54}


def test_the_published_shares_and_rs_limits_come_out():
    found, kept = not_on_track_from_counts(**LIVER_SCAN), R["liver scan"]
    for one, printed, name in [
        (found.sensitivity, 0.90, "sensitivity"),
        (found.specificity, 0.63, "specificity"),
        (found.predictive, 0.88, "predictive"),
        (found.reassuring, 0.67, "negative predictive"),
    ]:
        assert one.value == pytest.approx(printed, abs=5e-3)
        assert [one.low, one.high] == pytest.approx(kept[name], rel=1e-9)


def test_flags_that_find_all_or_none_keep_an_interval():
    all_found = not_on_track_from_counts(found=12, overlooked=0, alarmed=3, spared=20)
    low, _ = proportion_confint(12, 12, method="wilson")
    assert (all_found.sensitivity.value, all_found.sensitivity.low) == (1, pytest.approx(low))
    none_found = not_on_track_from_counts(found=0, overlooked=12, alarmed=0, spared=20)
    _, high = proportion_confint(0, 12, method="wilson")
    assert (none_found.sensitivity.high, none_found.predictive) == (pytest.approx(high), None)
    always = not_on_track_from_counts(found=5, overlooked=0, alarmed=5, spared=0)
    assert (always.specificity.value, always.reassuring) == (0, None)


@given(st.lists(st.tuples(st.sampled_from([0, 1, NAN]), st.sampled_from([0, 1, NAN])), max_size=60), st.randoms())
def test_people_and_counts_agree_in_any_order(people, random):
    people = [*people, (1, 1), (0, 0)]
    random.shuffle(people)
    found = not_on_track(*zip(*people, strict=True), missing=2)
    counts = [people.count(pair) for pair in ((1, 1), (0, 1), (1, 0), (0, 0))]
    names = ("found", "overlooked", "alarmed", "spared")
    lost = len(people) - sum(counts) + 2
    assert found == not_on_track_from_counts(**dict(zip(names, counts, strict=True)), missing=lost)
    assert (found.n, found.missing, found.badly.favourable) == (sum(counts), lost, counts[0] + counts[1])


def test_it_says_who_is_found_and_how_often_it_is_right():
    assert str(not_on_track_from_counts(**LIVER_SCAN, missing=6).say()) == (
        "Found by the flag, of those who ended badly: 231 of 258 (90 %; between 85 and 93 %). "
        "Right, of all flags: 231 of 263 (88 %; between 83 and 91 %); n 344, 6 missing."
    )
    assert str(not_on_track_from_counts(found=0, overlooked=12, alarmed=0, spared=20).say()) == (
        "Nobody was flagged. Ended badly, and not found by the flag: 12 of 32 (it may find between 0 and 24 %); 0 "
        "missing."
    )


def test_the_declared_rule_for_one_person_is_held_against_how_it_ended():
    lives = [(30, 41, 44), (30, 29, 31), (30, 20, 18), (30, 28, 19), (30, 42, 25), (30, NAN, 30)]
    rule = TrackRule(no_change_by_occasion=1)
    flags = [
        NAN
        if np.isnan(half)
        else off_track(
            [(0, first), (1, half)], threshold=9, direction="improve", higher_is_better=False, rule=rule
        ) is not None
        for first, half, _ in lives
    ]  # fmt: skip
    first, _, last = zip(*lives, strict=True)
    bad = ended_badly(first, last, threshold=9, higher_is_better=False, ending="not_improved")
    assert flags[:5] == [True, True, False, True, True]
    assert bad.tolist() == [1, 1, 0, 0, 1, 1]
    found = not_on_track(flags, bad)
    assert (found.n, found.missing) == (5, 1)
    assert (found.sensitivity.value, found.specificity.value, found.predictive.value) == (1, 0.5, 0.75)


@pytest.mark.parametrize(
    ("higher_is_better", "ending", "bad"),
    [
        (False, "worse", [1, 0, 0, 0, NAN]),
        (False, "not_improved", [1, 1, 0, 1, NAN]),
        (True, "worse", [0, 0, 1, 0, NAN]),
        (True, "not_improved", [0, 1, 1, 1, NAN]),
    ],
)
def test_a_bad_end_is_reliably_worse_or_not_reliably_better(higher_is_better, ending, bad):
    found = ended_badly(
        [30, 30, 30, 30, NAN], [40, 39, 20, 25, 9], threshold=9, higher_is_better=higher_is_better, ending=ending
    )
    assert found == pytest.approx(bad, nan_ok=True)


@pytest.mark.parametrize(("higher_is_better", "flags"), [(False, [0, 0, 0, 1]), (True, [1, 0, 0, 0])])
def test_only_what_lies_beyond_the_worse_limit_is_flagged(higher_is_better, flags):
    found = beyond_course([9.9, 10, 20, 20.1], [10] * 4, [20] * 4, higher_is_better=higher_is_better)
    assert found.tolist() == flags


def test_scores_beyond_the_course_of_the_own_population_are_flagged():
    person, first, month, score = (np.array(R["cohort"][name]) for name in ("person", "first", "month", "score"))
    course = expected_course(person, first, month, score, shape=Shape("log"), confidence=0.8)
    _, low, high = course.limits([38, 38, 90], [12, 12, 12])
    flags = beyond_course([25, 40, 40], low, high, higher_is_better=False)
    assert flags == pytest.approx([0, 1, NAN], nan_ok=True)


@pytest.mark.parametrize(
    ("flags", "bad", "why"),
    [
        ([1, 0], [1, 1], Constant),
        ([1, 0], [0, 0], Constant),
        ([1, NAN], [NAN, 0], Empty),
        ([1, 0, 1], [1, 0], Unequal),
    ],
)
def test_what_gives_no_error_rates_is_refused_by_name(flags, bad, why):
    with pytest.raises(why):
        not_on_track(flags, bad)


def test_other_refusals_say_what_is_needed():
    with pytest.raises(Refused, match="by 1 or 0, not 2"):
        not_on_track([1, 2], [1, 0])
    with pytest.raises(NotACount):
        not_on_track_from_counts(found=-1, overlooked=2, alarmed=3, spared=4)
    with pytest.raises(Unequal):
        beyond_course([1, 2], [1], [2], higher_is_better=True)
    with pytest.raises(Unequal):
        ended_badly([1, 2], [1], threshold=9, higher_is_better=True, ending="worse")
    with pytest.raises(Refused, match="threshold above 0"):
        ended_badly([1, 2], [1, 2], threshold=0, higher_is_better=True, ending="worse")
