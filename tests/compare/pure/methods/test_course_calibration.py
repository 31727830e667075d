"""Compare: whether the interval of the expected course holds what it promises, on people held out.

Everybody held out in turn: the limits are held against R's lme4, the effective number of scores (people as clusters)
against R's survey, Wilson's limits at that number against statsmodels. Coverage over many cohorts:
``tests/compare/prove/test_trajectories.py``.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from from_r import from_r
from statsmodels.stats.proportion import proportion_confint

from gavn.compare.pure.methods.course_calibration import course_calibration, held_out_course
from gavn.compare.pure.methods.expected_course import Shape
from gavn.compare.pure.refusals import TooFew
from gavn.kernel.errors import Refused

R = from_r("trajectories")
PERSON, FIRST, MONTH, SCORE = (np.array(R["cohort"][name]) for name in ("person", "first", "month", "score"))
MODEL = {"shape": Shape("log"), "seed": 5}
NAN = float("nan")


@pytest.fixture(scope="module")
def found():
    return course_calibration(held_out_course(PERSON, FIRST, MONTH, SCORE, folds=8, **MODEL))


@pytest.fixture(scope="module")
def one_by_one():
    return held_out_course(PERSON, FIRST, MONTH, SCORE, folds=120, **MODEL)


def test_the_course_of_the_others_agrees_with_lme4(one_by_one):
    for name in ("value", "low", "high"):
        assert getattr(one_by_one, name) == pytest.approx(R["held out"][name], rel=1e-5, nan_ok=True)


def test_the_people_left_out_together_can_be_drawn_again(found):
    again = course_calibration(held_out_course(PERSON, FIRST, MONTH, SCORE, folds=8, **MODEL))
    other = course_calibration(held_out_course(PERSON, FIRST, MONTH, SCORE, folds=8, shape=Shape("log"), seed=6))
    assert (again, again.seed, again.folds) == (found, 5, 8)
    assert other.whole.expected != found.whole.expected


def test_every_score_is_inside_below_above_or_untold(found):
    assert found.rows + found.untold == len(PERSON)
    assert found.n + found.missing == 120
    for bands in (found.by_expected, found.by_time, (found.whole,)):
        assert sum(band.rows for band in bands) == found.rows
        for band in bands:
            assert round(band.inside.value * band.rows) + band.below + band.above == band.rows


def test_bands_stand_in_order_and_are_about_equal(found):
    assert (len(found.by_expected), len(found.by_time)) == (10, 5)
    for bands in (found.by_expected, found.by_time):
        assert all(one.high < other.low for one, other in pairwise(bands))
        assert sum(band.rows for band in bands) * 1.1 > len(bands) * max(band.rows for band in bands)
    assert all(band.low <= band.expected <= band.high for band in found.by_expected)


def test_the_share_inside_agrees_with_the_survey_package(one_by_one):
    found, kept = course_calibration(one_by_one), R["held out"]
    effective = kept["effective"][0]
    low, high = proportion_confint(kept["inside"][0] * effective, effective, method="wilson")
    assert found.inside.value == pytest.approx(kept["inside"][0], rel=1e-12)
    assert (found.inside.low, found.inside.high) == (pytest.approx(low, rel=1e-6), pytest.approx(high, rel=1e-6))


def test_no_score_outside_leaves_the_interval_as_wide_as_people_are_few(found):
    sure = course_calibration(held_out_course(PERSON, FIRST, MONTH, SCORE, folds=8, confidence=0.999999, **MODEL))
    low, high = proportion_confint(sure.n, sure.n, alpha=1e-6, method="wilson")
    assert (sure.inside.value, sure.inside.low, sure.inside.high) == (1, pytest.approx(low), pytest.approx(high))


def test_times_that_all_share_are_bands_of_their_own():
    month = np.array([3.0, 6.0, 12.0])[(MONTH // 8.1).astype(int)]
    found = course_calibration(held_out_course(PERSON, FIRST, month, SCORE, **MODEL))
    assert [(band.low, band.high) for band in found.by_time] == [(3, 3), (6, 6), (12, 12)]


def test_a_band_with_a_single_person_has_no_share():
    month = np.round(MONTH / 10) * 10 + 5
    month[np.flatnonzero(PERSON == 2)[0]] = 17
    found = course_calibration(held_out_course(PERSON, FIRST, month, SCORE, **MODEL))
    alone = [band for band in found.by_time if band.n == 1]
    assert [(band.low, band.rows, band.inside) for band in alone] == [(17, 1, None)]


def test_missing_rows_and_people_are_counted():
    score = SCORE.copy()
    score[PERSON == 7] = NAN
    found = course_calibration(held_out_course(PERSON, FIRST, MONTH, score, **MODEL))
    assert found.rows_missing == int((PERSON == 7).sum())
    assert (found.n + found.missing, found.missing >= 1) == (120, True)


def test_it_says_what_was_promised_and_what_was_found(found):
    assert str(found.say()) == (
        "93.3 % (between 89.3 and 95.8) of 401 later scores lay inside the interval that should hold 95 % (people: "
        "n 118, 2 missing; each held against the course of the others)."
    )


def test_too_few_people_to_hold_any_out_are_refused():
    few = PERSON <= 110
    with pytest.raises(TooFew, match="at least 112 and has 110"):
        course_calibration(held_out_course(PERSON[few], FIRST[few], MONTH[few], SCORE[few], **MODEL))
    assert (
        course_calibration(held_out_course(PERSON[few], FIRST[few], MONTH[few], SCORE[few], folds=20, **MODEL)).n <= 110
    )


@pytest.mark.parametrize("folds", [1, 121])
def test_parts_that_cannot_be_are_refused(folds):
    with pytest.raises(Refused, match="in 2 to 120 parts"):
        course_calibration(held_out_course(PERSON, FIRST, MONTH, SCORE, folds=folds, **MODEL))
