"""The picture of one person's course, and the figure around it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import altair
import pytest
from series_cast import series

from gavn.report.pure.charts.person import Lane, course, first_lanes, moment, months_shown
from gavn.report.pure.person.figures import asked, figure_of, occasion_said, scale_said

TODAY = date(2026, 11, 22)
LANES = [
    Lane("Conversations, weekly", date(2026, 1, 19), None),
    Lane("Family talks", date(2026, 5, 4), date(2026, 9, 1)),
]


def drawn(one, lanes=(), language="en"):
    return course(one, lanes, today=TODAY, language=language, say=str)


def texts(spec) -> list[str]:
    return [row["words"] for layer in spec["layer"] for row in layer["data"]["values"] if "words" in row]


@pytest.mark.parametrize("language", ["en", "da", "sv", "fi"])
@pytest.mark.parametrize(
    "one",
    [
        series(15, 18, 25, change=8.2, border=36.6),
        series(9, 4, scale="audit-c"),
        series(40, None, 18, scale="ces-d", change=11.8),
    ],
)
def test_every_picture_is_a_whole_vega_lite_definition(one, language):
    spec = drawn(one, LANES, language)
    altair.LayerChart.from_dict(spec, validate=True)


def test_one_score_needs_no_picture_unless_something_stands_under_it():
    assert drawn(series(15)) is None
    assert drawn(series(None, None)) is None
    assert drawn(series(15), LANES) is not None


def test_the_start_has_a_shape_of_its_own_and_every_score_its_number():
    spec = drawn(series(15, 18, 25.5))
    marks = [row["mark"] for layer in spec["layer"] for row in layer["data"]["values"] if "mark" in row]
    assert set(marks) == {"start", "later"}
    assert texts(spec)[:3] == ["15", "18", "25.5"]


def test_the_band_stays_on_the_scale_and_says_what_it_means():
    spec = drawn(series(5, 9, change=8.2))
    band = next(row for layer in spec["layer"] for row in layer["data"]["values"] if "below" in row)
    assert (band["below"], band["above"]) == (0, 13.2)
    assert "between the edges: no clear change" in texts(spec)
    assert "between the edges: no clear change" not in texts(drawn(series(5, 9)))


@pytest.mark.parametrize(("values", "edge"), [((15, 25), "below"), ((25, 15), "above")])
def test_the_words_of_the_band_stand_away_from_the_line(values, edge):
    layers = drawn(series(*values, change=8))["layer"]
    band = next(layer for layer in layers if layer["data"]["values"][0].get("words", "").startswith("between"))
    assert band["encoding"]["y"]["field"] == edge


def test_interventions_stand_under_the_scale_on_the_same_days():
    spec = drawn(series(15, 25), LANES)
    low = spec["encoding"]["y"]["scale"]["domain"][0]
    layer = next(one for one in spec["layer"] if "name" in one["data"]["values"][0])
    bars = layer["data"]["values"]
    assert [row["words"] for row in bars] == ["Conversations, weekly", "Family talks"]
    assert all(low < row["value"] < row["name"] < 0 for row in bars)
    first, last = spec["encoding"]["x"]["scale"]["domain"]
    assert all(first <= row["day"] < row["end"] <= last for row in bars)
    assert bars[1]["end"] == moment(date(2026, 9, 1))


def test_a_short_time_is_drawn_as_a_season():
    first, last = drawn(series(15, 18))["encoding"]["x"]["scale"]["domain"]
    assert last - first > moment(date(1970, 4, 1))


@pytest.mark.parametrize(
    ("last", "months"),
    [
        (date(2026, 4, 1), [2, 3, 4]),
        (date(2027, 3, 1), [3, 5, 7, 9, 11, 1, 3]),
        (date(2028, 1, 1), [7, 1, 7, 1]),
        (date(2045, 1, 1), [1, 1, 1, 1, 1, 1, 1]),
    ],
)
def test_the_axis_names_few_months_at_even_distances(last, months):
    found = [day.month for day in months_shown(date(2026, 1, 5), last)]
    assert found == months[: len(found)]
    assert 2 < len(found) <= 8


def test_a_picture_holds_few_interventions_and_those_that_go_on_go_first():
    lanes = [
        Lane(str(month), date(2026, month, 1), None if month == 2 else date(2026, month, 20)) for month in (1, 2, 3)
    ]
    assert [lane.name for lane in first_lanes(lanes, 2)] == ["2", "3"]


def test_a_figure_says_how_often_there_is_no_score_and_why():
    counted = asked(series(15, None, 25), due=5)
    assert (counted.n, counted.due, counted.missing) == (2, 5, 3)
    assert str(counted.because) == "1 with too few answers, 2 not answered"
    assert str(asked(series(15, None), due=2).because) == "too few answers"
    assert str(asked(series(15), due=2).because) == "not answered"
    assert asked(series(15, 20), due=0).because is None


def test_a_figure_brings_its_table_with_bands_for_staff():
    one = series(30, None, scale="phq-9", change=6)
    mild = replace(one, points=(replace(one.points[0], band="mild"), one.points[1]))
    figure = figure_of(mild, asked(mild, 2), today=TODAY, language="en", say=str)
    assert [(row["occasion"], row["score"], row["band"], row["answered"]) for row in figure["rows"]] == [
        ("Entry", 30, "Mild", "4 of 4"),
        ("Status 1", None, None, "2 of 4"),
    ]
    assert figure["version"] == "gavn/phq-9@1 total"
    assert str(figure["source"]).endswith("The person")


def test_the_good_end_of_a_scale_is_told():
    assert str(scale_said(series(15), "en")) == "Four lines together, 0 to 40: the higher, the better"
    assert str(scale_said(series(9, scale="audit-c"), "en")) == "Alcohol habits, 0 to 12: the lower, the better"


@pytest.mark.parametrize(
    ("kind", "number", "baseline", "says"),
    [
        ("entry", 1, True, "Entry"),
        ("status", 1, True, "First status"),
        ("status", 3, False, "Status 3"),
        ("follow_up", 2, False, "Follow-up 2"),
    ],
)
def test_occasions_have_names(kind, number, baseline, says):
    assert str(occasion_said(kind, number, baseline=baseline)) == says
