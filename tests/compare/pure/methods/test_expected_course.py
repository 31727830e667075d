"""Compare: the expected course, held against R's lme4 on a cohort of 120 people with 1 to 5 uneven later scores.

The prediction intervals are held against the matrices written out in R, and in their limits against what must hold.
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r

from gavn.compare.pure.methods.expected_course import Shape, expected_course
from gavn.compare.pure.refusals import Constant, Empty, NotALevel, TooFew, Unequal
from gavn.kernel.errors import Refused
from gavn.kernel.say import Said

R = from_r("trajectories")
PERSON, FIRST, MONTH, SCORE = (np.array(R["cohort"][name]) for name in ("person", "first", "month", "score"))
LOG, NAN = Shape("log"), float("nan")


def course(rows=slice(None), *, score=SCORE, shape=LOG, **more):
    return expected_course(PERSON[rows], FIRST[rows], MONTH[rows], score[rows], shape=shape, **more)


@pytest.mark.parametrize(
    ("case", "shape", "own_slopes"),
    [
        ("log", LOG, True),
        ("square_root", Shape("square_root"), True),
        ("straight intercept", Shape("straight"), False),
        ("piecewise", Shape("piecewise", knot=6), True),
    ],
)
def test_coefficients_spread_and_own_departures_agree_with_lme4(case, shape, own_slopes):
    found, kept = course(shape=shape, own_slopes=own_slopes), R[case]
    assert [one.value for one in found.coefficients] == pytest.approx(kept["fixed"], rel=1e-5)
    assert np.sqrt(np.diag(found.fit.covariance)) == pytest.approx(kept["se"], rel=1e-5)
    assert found.fit.spread.ravel() == pytest.approx(kept["spread"], rel=1e-5)
    assert found.fit.residual == pytest.approx(kept["residual"][0], rel=1e-5)
    assert found.fit.own.ravel() == pytest.approx(kept["own"], abs=1e-5 * np.ptp(kept["own"]))


def test_somebody_new_is_expected_where_lme4_expects_them():
    found = course().expected(38, 12)
    assert found.value == pytest.approx(R["new first"]["predict"][0], rel=1e-6)
    assert [found.value, found.low, found.high] == pytest.approx(R["new first"]["expected"], rel=1e-5)


def test_later_scores_move_the_expected_course_and_narrow_it():
    found = course().expected(38, 12, seen_times=[3, 6], seen_scores=[35, 36.5])
    assert [found.value, found.low, found.high] == pytest.approx(R["new two later"]["expected"], rel=1e-5)
    alone = course().expected(38, 12)
    assert found.seen == 2
    assert found.high - found.low < alone.high - alone.low


def test_a_later_score_that_is_missing_says_nothing():
    found = course().expected(38, 12, seen_times=[3, 6, 9], seen_scores=[35, 36.5, NAN])
    assert (found.seen, found.value) == (2, pytest.approx(R["new two later"]["expected"][0], rel=1e-6))


def test_many_people_at_once_are_told_as_each_alone():
    found = course()
    value, low, high = found.limits([38, 25], [12, 3])
    for place, one in enumerate([found.expected(38, 12), found.expected(25, 3)]):
        assert [value[place], low[place], high[place]] == pytest.approx([one.value, one.low, one.high])


def test_a_smaller_confidence_gives_a_narrower_course_with_the_same_middle():
    found = course()
    wide, narrow = found.expected(30, 6), found.expected(30, 6, confidence=0.8)
    assert wide.low < narrow.low < narrow.value == wide.value < narrow.high < wide.high
    assert (narrow.confidence, course(confidence=0.8).expected(30, 6).low) == (0.8, pytest.approx(narrow.low))


def test_it_knows_n_missing_interval_and_method():
    score, first = SCORE.copy(), FIRST.copy()
    score[PERSON == 7] = NAN
    first[PERSON == 8] = NAN
    score[np.flatnonzero(PERSON == 9)[:1]] = NAN
    lost = int(np.isin(PERSON, [7, 8]).sum())
    found = expected_course(PERSON, first, MONTH, score, shape=LOG)
    ended = 2 + (int((PERSON == 9).sum()) == 1)
    assert (found.n, found.missing, found.rows_missing) == (120 - ended, ended, lost + 1)
    assert found.rows == len(PERSON) - lost - 1
    told = found.expected(30, 6)
    assert (told.n, told.missing, told.method, told.confidence) == (found.n, ended, "expected_course", 0.95)


def test_it_says_the_course_with_n_missing_and_interval():
    found = course()
    assert str(found.expected(38, 12).say()) == (
        "Whoever begins at 38 is expected at 25 after 12 months; 95 % lie between 14.2 and 35.8 "
        "(own population, n 120, 0 missing)."
    )
    told = found.expected(38, 12, seen_times=[3, 6], seen_scores=[35, 36.5])
    assert str(told.say()) == (
        "Whoever begins at 38 and then had what was seen so far (scores: 2) is expected at 31.7 after 12 months; 95 "
        "% lie between 22.9 and 40.6 (own population, n 120, 0 missing)."
    )
    assert str(found.say()).startswith("Whoever begins at 29.8 is expected at 21.6 after 12 months;")
    assert "weeks" in str(course(unit=Said("weeks")).say())


def test_people_may_be_named_as_one_likes_and_stand_in_any_order():
    turn = np.random.default_rng(2).permutation(len(PERSON))
    names = np.array([f"person {number:.0f}" for number in PERSON])
    found = expected_course(names[turn], FIRST[turn], MONTH[turn], SCORE[turn], shape=LOG)
    assert found.expected(38, 12).value == pytest.approx(course().expected(38, 12).value, rel=1e-8)


def test_points_added_to_every_score_are_added_to_the_course():
    moved = expected_course(PERSON, FIRST + 100, MONTH, SCORE + 100, shape=LOG).expected(138, 12)
    plain = course().expected(38, 12)
    assert [moved.value, moved.low, moved.high] == pytest.approx(
        [100 + x for x in (plain.value, plain.low, plain.high)]
    )


def test_an_interval_ends_where_the_scale_ends():
    highest = float(SCORE.max())
    bound, free = (one.expected(46, 1, confidence=0.999) for one in (course(scale=(-5, highest)), course()))
    assert free.high > highest
    assert (bound.low, bound.value, bound.high) == (free.low, free.value, highest)


@pytest.mark.parametrize(
    ("first", "time", "seen"), [(70, 12, ()), (5, 12, ()), (30, 25, ()), (30, 0, ()), (30, 12, [30]), (NAN, 12, ())]
)
def test_of_somebody_unlike_all_others_nothing_is_told(first, time, seen):
    found = course()
    with pytest.raises(Refused, match="nothing is known"):
        found.expected(first, time, seen_times=seen, seen_scores=[30] * len(seen))
    if not len(seen):
        assert np.isnan(found.limits([first], [time])).all()


def test_fewer_than_a_hundred_people_make_no_course():
    with pytest.raises(TooFew, match="at least 100 and has 99; 0 missing"):
        course(PERSON <= 99)
    assert course(PERSON <= 100).n == 100


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"first": FIRST[:-1]}, Unequal),
        ({"score": np.full_like(SCORE, NAN)}, Empty),
        ({"score": np.full_like(SCORE, 3.0)}, Constant),
        ({"first": np.full_like(FIRST, 3.0)}, Constant),
        ({"confidence": 1.0}, NotALevel),
        ({"time": MONTH - 2}, "a time above 0"),
        ({"time": np.full_like(MONTH, 6.0)}, "at the same time"),
        ({"first": FIRST + np.arange(len(FIRST))}, "two different first scores"),
        ({"person": np.where(PERSON == 3, NAN, PERSON)}, "whose it is"),
        ({"scale": (0, 20)}, "outside the scale"),
        ({"score": np.full_like(SCORE, np.inf)}, "belongs to the missing"),
    ],
)
def test_what_makes_no_course_is_refused(changed, why):
    given = {"person": PERSON, "first": FIRST, "time": MONTH, "score": SCORE, "shape": LOG, **changed}
    columns = [given.pop(name) for name in ("person", "first", "time", "score")]
    with pytest.raises(Refused, match=why) if isinstance(why, str) else pytest.raises(why):
        expected_course(*columns, **given)


def test_two_scores_a_person_do_not_tell_how_fast_persons_change():
    person, month = np.repeat(np.arange(120), 2), np.tile([3.0, 9.0], 120)
    rng = np.random.default_rng(3)
    first = np.repeat(rng.integers(20, 40, 120), 2)
    score = first - month + rng.normal(0, 3, 240)
    with pytest.raises(Refused, match="too little to tell how people differ"):
        expected_course(person, first, month, score, shape=LOG)
    assert expected_course(person, first, month, score, shape=LOG, own_slopes=False).n == 120


@pytest.mark.parametrize(("form", "knot"), [("piecewise", None), ("piecewise", 0), ("log", 6)])
def test_only_a_course_in_two_pieces_has_a_meeting_point(form, knot):
    with pytest.raises(Refused, match="needs the time above 0"):
        Shape(form, knot)


def test_a_shape_nobody_knows_is_refused():
    with pytest.raises(Refused, match="is no shape"):
        Shape("curved")


def test_seen_scores_and_their_times_belong_together():
    with pytest.raises(Unequal):
        course().expected(30, 12, seen_times=[3, 6], seen_scores=[20])
    with pytest.raises(Unequal):
        course().limits([30, 31], [12])
