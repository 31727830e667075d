"""Compare: over many seeded cohorts, expected courses and flags are as sure as they say.

Each round draws 120 new people with three later scores from a course that is known, tells the course from them, and
asks of somebody new.
"""

from __future__ import annotations

import numpy as np
import pytest

from gavn.compare.pure.methods import course_calibration
from gavn.compare.pure.methods.course_calibration import HeldOut
from gavn.compare.pure.methods.expected_course import Shape, expected_course, usable
from gavn.compare.pure.methods.not_on_track import not_on_track_from_counts

pytestmark = pytest.mark.prove
ROUNDS, PEOPLE = 2000, 120
MONTHS = np.array([3.0, 6.0, 12.0])
LOG = Shape("log")
TRUTH = np.array([22.0, 0.6, -3.0, -0.1])  # start, first score, log time, both
SPREAD = np.linalg.cholesky(np.array([[16.0, -2.0], [-2.0, 2.25]]))
RESIDUAL = 3.0


def drawn(rng, people, months, first):
    """Scores of so many people at some months, from the known course."""
    bent = np.log1p(months)
    own = rng.normal(size=(people, 2)) @ SPREAD.T
    middle = TRUTH[0] + TRUTH[1] * (first - 30)[:, None] + (TRUTH[2] + TRUTH[3] * (first - 30))[:, None] * bent
    return middle + own[:, :1] + own[:, 1:] * bent + rng.normal(0, RESIDUAL, (people, len(months)))


def cohort(rng, months=MONTHS):
    """Whose, first, when and score of a whole cohort, a row each."""
    first = rng.normal(30, 6, PEOPLE)
    score = drawn(rng, PEOPLE, months, first)
    person = np.repeat(np.arange(PEOPLE), len(months))
    return person, np.repeat(first, len(months)), np.tile(months, PEOPLE), score.ravel()


def test_intervals_of_the_course_and_its_coefficients(covers):
    rng = np.random.default_rng(20261122)
    fresh = updated = tenth = 0
    fixed = np.zeros(4, dtype=int)
    for _ in range(ROUNDS):
        person, first, month, score = cohort(rng)
        course = expected_course(person, first, month, score, shape=LOG)
        newcomer = rng.uniform(22, 38)
        early, middle, late = drawn(rng, 1, MONTHS, np.array([newcomer]))[0]
        told = course.expected(newcomer, 12)
        fresh += told.low <= late <= told.high
        tenth += late <= course.expected(newcomer, 12, confidence=0.8).high
        told = course.expected(newcomer, 12, seen_times=[3, 6], seen_scores=[early, middle])
        updated += told.low <= late <= told.high
        truth = np.array([TRUTH[0] + TRUTH[1] * (course.centre - 30), TRUTH[1], TRUTH[2], TRUTH[3]])
        truth[2] += TRUTH[3] * (course.centre - 30)
        fixed += [one.low <= true <= one.high for one, true in zip(course.coefficients, truth, strict=True)]
    asked = {"method": "expected_course", "nominal": 0.95, "rounds": ROUNDS, "least": 0.935}
    covers(what="a score at month 12, from the first alone", hits=fresh, **asked)
    covers(what="a score at month 12, after months 3 and 6", hits=updated, **asked)
    worst = {**asked, "method": "not_on_track", "nominal": 0.9, "least": 0.88}
    covers(what="not beyond the worse limit of 80 %", hits=tenth, **worst)
    for name, hits in zip(("start", "first score", "time", "first score by time"), fixed.tolist(), strict=True):
        covers(what=f"coefficient: {name}", hits=hits, **asked)


def test_the_share_of_scores_inside_known_limits(covers, monkeypatch):
    rng = np.random.default_rng(7)
    bent = np.log1p(MONTHS)
    sd = np.sqrt(RESIDUAL**2 + ((np.column_stack([np.ones(3), bent]) @ SPREAD) ** 2).sum(axis=1))
    hits = 0
    monkeypatch.setattr(course_calibration, "TENTHS", 1)  # the bands are told in the same way as the whole
    monkeypatch.setattr(course_calibration, "TIMES", 1)
    for _ in range(ROUNDS):
        person, first, month, score = cohort(rng)
        rows = usable(person, first, month, score)
        value = TRUTH[0] + TRUTH[1] * (first - 30) + (TRUTH[2] + TRUTH[3] * (first - 30)) * np.log1p(month)
        reach = 1.959964 * np.tile(sd, PEOPLE)
        held = HeldOut(rows, value, value - reach, value + reach, folds=2, seed=1, confidence=0.95)
        inside = course_calibration.course_calibration(held).inside
        hits += inside.low <= 0.95 <= inside.high
    covers(
        method="course_calibration",
        nominal=0.95,
        hits=hits,
        rounds=ROUNDS,
        what="share inside, 120 people, 3 scores each",
        least=0.93,
    )


def test_error_rates_of_a_flag(covers):
    rng = np.random.default_rng(11)
    rounds, people, badly, sensitivity, specificity = 4000, 200, 0.25, 0.6, 0.9
    ended = rng.binomial(people, badly, rounds)
    found = rng.binomial(ended, sensitivity)
    alarmed = rng.binomial(people - ended, 1 - specificity)
    right = badly * sensitivity / (badly * sensitivity + (1 - badly) * (1 - specificity))
    hits = np.zeros(3, dtype=int)
    for bad, hit, false in zip(ended.tolist(), found.tolist(), alarmed.tolist(), strict=True):
        rates = not_on_track_from_counts(
            found=hit, overlooked=bad - hit, alarmed=false, spared=people - bad - false
        )  # fmt: skip
        parts = zip(
            (rates.sensitivity, rates.specificity, rates.predictive), (sensitivity, specificity, right), strict=True
        )
        hits += [one.low <= true <= one.high for one, true in parts]
    for name, hit in zip(("sensitivity", "specificity", "positive predictive value"), hits.tolist(), strict=True):
        covers(method="not_on_track", nominal=0.95, hits=hit, rounds=rounds, what=f"{name}, n 200", least=0.935)
