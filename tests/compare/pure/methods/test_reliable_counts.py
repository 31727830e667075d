"""Compare: how many reliably improved, and who is missing. Intervals of Newcombe 1998, Table I (see test_share).

Beside them R's prop.test (without continuity correction, which is Wilson's interval) and statsmodels.
"""

from __future__ import annotations

import pytest
from from_r import from_r
from statsmodels.stats.proportion import proportion_confint

from gavn.compare.pure.methods.reliable_counts import NobodyTwice, reliable_counts
from gavn.compare.pure.refusals import NotACount, NotALevel

R = from_r("change")


def test_each_class_has_its_published_wilson_interval():
    found = reliable_counts(improved=81, unchanged=167, worse=15)
    assert (found.improved.low, found.improved.high) == (
        pytest.approx(0.2553, abs=5e-5),
        pytest.approx(0.3662, abs=5e-5),
    )
    assert found.improved.value + found.unchanged.value + found.worse.value == pytest.approx(1)


@pytest.mark.parametrize("improved", [0, 1, 12, 45])
def test_the_interval_of_a_class_agrees_with_r(improved):
    found = reliable_counts(improved=improved, unchanged=45 - improved, worse=0).improved
    assert [found.low, found.high] == pytest.approx(R["wilson"][str(improved)], rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(("worse", "confidence"), [(0, 0.9), (3, 0.99), (45, 0.95)])
def test_the_interval_of_a_class_agrees_with_statsmodels(worse, confidence):
    found = reliable_counts(improved=0, unchanged=45 - worse, worse=worse, confidence=confidence).worse
    theirs = proportion_confint(worse, 45, alpha=1 - confidence, method="wilson")
    assert (found.low, found.high) == pytest.approx(theirs, rel=1e-9, abs=1e-12)


def test_a_confidence_that_is_none_is_refused():
    with pytest.raises(NotALevel):
        reliable_counts(improved=1, unchanged=1, worse=1, confidence=95)


def test_the_missing_are_counted_in_who_was_due_and_named_by_reason():
    found = reliable_counts(
        improved=12, unchanged=30, worse=3, missing={"died": 1, "lost": 10, "declined": 4, "away": 4}
    )
    assert (found.n, found.missing, found.due) == (45, 19, 64)
    assert found.missing_by_reason == (("lost", 10), ("away", 4), ("declined", 4), ("died", 1))
    assert found.worse.missing == 19


def test_the_sentence_begins_with_everybody():
    found = reliable_counts(improved=12, unchanged=30, worse=3, missing={"lost": 15})
    assert str(found.say()) == (
        "With both measurements: 45 of 60. Better: 12 (27 %; between 16 and 41 %). Unchanged: 30. Worse: 3. "
        "Missing: 15."
    )


def test_nobody_measured_twice_is_refused_with_who_is_missing():
    with pytest.raises(NobodyTwice) as refusal:
        reliable_counts(improved=0, unchanged=0, worse=0, missing={"lost": 9})
    assert str(refusal.value) == "Nobody has both measurements; 9 missing."


@pytest.mark.parametrize(
    "counts",
    [
        {"improved": -1, "unchanged": 3, "worse": 0},
        {"improved": 1, "unchanged": 3, "worse": 0, "missing": {"lost": -2}},
    ],
)
def test_fewer_than_no_people_are_refused(counts):
    with pytest.raises(NotACount):
        reliable_counts(**counts)
