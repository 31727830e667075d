"""A score as a line: then, now, and what the change amounts to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from series_cast import series

from gavn.report.pure.person.standing import main_series, preferred, standing_of, strip_of, verdict_of
from gavn.report.pure.person.until import until


@pytest.mark.parametrize(
    ("values", "more", "direction", "verdict", "status"),
    [
        ((15,), {"change": 8.2}, "improve", "first", "info"),
        ((15, 25.5), {}, "improve", "unknown", "neutral"),
        ((15, 25.5), {"change": 8.2}, "improve", "improved", "success"),
        ((25, 13), {"change": 8.2}, "maintain", "worse", "warning"),
        ((15, 17), {"change": 8.2}, "improve", "unchanged", "neutral"),
        ((15, 17), {"change": 8.2}, "maintain", "kept", "success"),
        ((40, 18), {"scale": "ces-d", "change": 11.8}, "improve", "improved", "success"),
    ],
)
def test_keeping_is_a_success_where_keeping_was_agreed(values, more, direction, verdict, status):
    line = standing_of(series(*values, **more), "en", direction)
    assert (line.verdict, line.status) == (verdict, status)
    assert str(line.said)


@pytest.mark.parametrize(
    ("values", "scale", "score", "says"),
    [
        ((15,), "four-lines", "total", "first answers"),
        ((15, 15), "four-lines", "total", "the same"),
        ((3.5, 6), "four-lines", "life", "2.5 better"),
        ((9, 4), "audit-c", "total", "5 better"),
        ((4, 9), "audit-c", "total", "5 worse"),
    ],
)
def test_a_move_is_told_towards_the_good_end(values, scale, score, says):
    assert str(standing_of(series(*values, scale=scale, score=score), "en").moved) == says


def test_without_a_score_there_is_no_line():
    assert standing_of(series(None), "en") is None
    assert verdict_of(series(None)) == "first"


def test_numbers_have_the_decimals_of_the_scale_and_none_where_they_are_whole():
    line = standing_of(series(15, 25.5), "en")
    assert (line.then, line.then_places, line.now, line.places) == (15, 0, 25.5, 1)
    assert standing_of(series(15), "en").then_places == 0


def test_marks_outside_the_scale_stay_on_the_line():
    assert strip_of(0, 40, now=50, then=None).drawn == {"now": "100"}
    assert strip_of(0, 40, now=10, then=30).drawn == {"now": "25", "then": "75", "low": "25", "length": "50"}


def test_the_persons_own_answers_go_before_those_of_others():
    own, other = series(15, 20), series(11, 21, of="practitioner")
    assert preferred([other, own]) == [own]
    assert preferred([other, series(None)]) == [other]


def test_the_same_questions_are_not_shown_twice():
    once, twice = series(30, scale="ces-d"), series(30, scale="ces-d", score="total_complete")
    same = replace(twice, instrument=once.instrument)
    assert [one.score.key for one in preferred([once, same])] == ["total"]


def test_the_picture_shows_what_the_programme_follows_else_what_was_measured_most():
    total, life, alcohol = series(15, 20), series(3, 4, score="life"), series(9, 6, 4, scale="audit-c")
    assert main_series([life, alcohol, total], [("gavn/who-5@1", "total"), ("gavn/four-lines@1", "total")]) is total
    assert main_series([life, alcohol, total]) is alcohol
    assert main_series([]) is None


def test_what_came_later_is_not_told_on_an_earlier_occasion():
    assert [point.value for point in until(series(15, 18, 25), "occasion1").points] == [15, 18]
    assert until(series(15), "occasion3") is None
