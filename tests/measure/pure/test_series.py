"""Measure: what a series of scores says in words. The CES-D file's first norm tells a threshold and a border."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gavn.catalogue.pure.formats import Norm
from gavn.catalogue.selectors import instrument
from gavn.measure.pure.norms import NormUsed, resolved, which_norm
from gavn.measure.pure.series import (
    Point,
    Series,
    change_sentence,
    crossing_sentence,
    gap_sentence,
    last_step_sentence,
)

CESD = instrument("gavn/ces-d@1")
TOTAL = CESD.score_by_key["total"]


def point(value: float | None, month: int, kind: str = "status", number: int = 1, *, baseline: bool = False) -> Point:
    return Point(date(2026, 1 + month, 1), month, f"o{month}", kind, number, baseline, value, 20, 20, "", 1)


def series(*points: Point, norm=which_norm(TOTAL)) -> Series:  # noqa: B008  a frozen value
    return Series(CESD, TOTAL, "individual", points, norm)


ENTRY = point(40.0, 0, "entry", baseline=True)


def test_a_series_without_points_was_not_asked():
    assert str(change_sentence(series())) == "Not asked yet."
    assert series().ranked() == []
    assert gap_sentence(series()) is None
    assert crossing_sentence(series()) is None


def test_a_series_of_gaps_has_no_score():
    gaps = series(point(None, 0, "entry", baseline=True))
    assert str(change_sentence(gaps)) == "No score yet: too many questions were not answered."


CHANGES = [
    (10.0, "better, by more than error of measurement"),
    (39.0, "not more than error of measurement"),
    (60.0, "worse, by more than error of measurement"),
]


@pytest.mark.parametrize(("later", "words"), CHANGES)
def test_change_is_told_from_what_to_what_and_whether_it_is_more_than_error(later, words):
    sentence = str(change_sentence(series(ENTRY, point(later, 6))))
    assert sentence.startswith(f"From 40 at the start to {later:g} on 2026-07-01")
    assert words in sentence


def test_the_last_step_is_told_from_the_third_measurement_on():
    assert last_step_sentence(series(ENTRY, point(30.0, 3))) is None
    told = last_step_sentence(series(ENTRY, point(30.0, 3), point(29.5, 6)))
    assert str(told).startswith("Since last time from 30 to 29.5: not more than error of measurement")


BORDERS = [(40.0, 2.0, "where most people do."), (2.0, 40.0, "where people who seek help do."), (40.0, 38.0, None)]


@pytest.mark.parametrize(("first", "last", "ends"), BORDERS)
def test_crossing_the_border_is_told_either_way(first, last, ends):
    told = crossing_sentence(series(replace(ENTRY, value=first), point(last, 6)))
    assert (told is None) if ends is None else str(told).endswith(ends)


def test_a_norm_without_a_border_says_nothing_of_crossing():
    norm = replace(which_norm(TOTAL), cut_off=None)
    assert crossing_sentence(series(ENTRY, point(2.0, 6), norm=norm)) is None


def test_the_norm_in_use_is_named_with_its_source():
    assert str(series(ENTRY).norm_said("en")).startswith("Norm: ")
    assert "Radloff 1977" in str(series(ENTRY).norm_said("en"))
    own = NormUsed(None, 64, 5.2, None, None, None)
    assert str(series(ENTRY, norm=own).norm_said("da")) == "Norm: own sample, n 64."
    text = TOTAL.norms[0].population
    bare = resolved(TOTAL, Norm(key="bare", population=text, source="Somebody 2001", change=5.0))
    assert str(series(ENTRY, norm=bare).norm_said("sv")) == f"Norm: {text.sv}. Source: Somebody 2001"
    counted = resolved(TOTAL, Norm(key="counted", population=text, source="Somebody 2001", n=214, change=5.0))
    assert str(series(ENTRY, norm=counted).norm_said("da")) == f"Norm: {text.da}, n 214. Source: Somebody 2001"


RANKS = [
    # entry, then status 1 and 2
    ([("entry", 1), ("status", 1), ("status", 2)], [1, 2, 3]),
    # status 1 was not done: status 2 is still the third that was planned
    ([("entry", 1), ("status", 2), ("exit", 1)], [1, 3, 4]),
    # somebody who was there already: the first status is the baseline
    ([("status", 1), ("status", 2), ("follow_up", 1)], [1, 2, 3]),
]


@pytest.mark.parametrize(("occasions", "ranks"), RANKS)
def test_a_measurement_that_was_skipped_still_counts(occasions, ranks):
    points = [point(20.0, month, kind, number, baseline=month == 0) for month, (kind, number) in enumerate(occasions)]
    assert [rank for rank, _value in series(*points).ranked()] == ranks
