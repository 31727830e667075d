"""Compare: one GROUP BY in the engine gives the sums that columns in memory give."""

from __future__ import annotations

import ibis
import numpy as np
import pandas
import pytest
from survey_cast import random_rows

from gavn.compare.pure.methods.survey_mean import survey_mean
from gavn.compare.pure.methods.survey_share import survey_share
from gavn.compare.pure.refusals import Empty, PopulationTooSmall
from gavn.compare.pure.survey import Sample
from gavn.compare.pure.survey.cube import estimates
from gavn.compare.selectors import SurveyColumns, survey_sums
from gavn.kernel.errors import Refused

ASKED = {
    "dimensions": ("sex",), "shares": ("yes",), "scores": {"score": 50.0}, "stratum": "stratum", "weight": "w",
    "population": "population",
}  # fmt: skip


def table_of(columns, **changed):
    """The columns as a table of the engine; NaN is NULL there."""
    frame = pandas.DataFrame({**columns, **changed}).convert_dtypes()
    return ibis.duckdb.connect().create_table("answers", ibis.memtable(frame))


@pytest.mark.parametrize("clusters", [False, True])
def test_the_engine_and_memory_tell_the_same(clusters):
    columns, sample = random_rows(3, clusters=clusters)
    cube = survey_sums(table_of(columns), SurveyColumns(**ASKED, psu="district" if clusters else ""))
    found = estimates(cube, ("sex",))
    for row, sex in enumerate(found.labels["sex"]):
        domain = columns["sex"] == sex
        for column, single in enumerate((
            survey_share(columns["yes"], sample, domain=domain), survey_mean(columns["score"], sample, domain=domain),
        )):  # fmt: skip
            told = [one[row, column] for one in (found.estimate, found.se, found.low, found.high, found.n)]
            assert told == pytest.approx([single.value, single.se, single.low, single.high, single.n], rel=1e-9)
            assert found.missing[row, column] == single.missing


def test_without_a_design_everybody_stands_for_one():
    columns, _sample = random_rows(4)
    found = estimates(survey_sums(table_of(columns), SurveyColumns(shares=("yes",), scores={"score": 50.0})))
    single = survey_mean(columns["score"], Sample())
    assert (found.estimate[0, 1], found.se[0, 1]) == (pytest.approx(single.value), pytest.approx(single.se))


def test_names_of_a_dimension_stand_in_order_and_what_is_not_known_last():
    columns, _sample = random_rows(5)
    names = np.array(["south", "north", None], dtype=object)[columns["district"] % 3]
    cube = survey_sums(table_of(columns, place=names), SurveyColumns(**{**ASKED, "dimensions": ("place",)}))
    assert estimates(cube, ("place",)).labels["place"].tolist() == ["north", "south", None]


def test_yes_and_no_may_be_kept_as_a_truth_or_as_a_number():
    columns, _sample = random_rows(6)
    answers = pandas.array([None if np.isnan(one) else bool(one) for one in columns["yes"]], dtype="boolean")
    kept = [
        survey_sums(table_of(columns, yes=form), SurveyColumns(**ASKED)) for form in (answers, columns["yes"] * 1.0)
    ]
    assert (kept[0].y == kept[1].y).all()


def test_columns_named_like_ours_or_in_capitals_do_not_get_mixed_up():
    columns, _sample = random_rows(8)
    other = {"X0": columns["sex"], "n_pop": columns["population"], "there": columns["w"], "y1": columns["yes"]}
    asked = SurveyColumns(("X0",), ("y1",), {"score": 50.0}, "stratum", weight="there", population="n_pop")
    renamed = survey_sums(table_of({**columns, **other}), asked)
    assert estimates(renamed, ("X0",)).se == pytest.approx(
        estimates(survey_sums(table_of(columns), SurveyColumns(**ASKED)), ("sex",)).se, rel=1e-12
    )


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"dimensions": ("age",)}, "no column age"),
        ({"weight": "W"}, "no column W"),
        ({"shares": (), "scores": {}}, "each once"),
        ({"shares": ("yes", "yes")}, "each once"),
        ({"shares": ("score",), "scores": {}}, "Answers of score"),
        ({"shares": ("district",)}, "Answers of district"),
    ],
)
def test_columns_that_do_not_fit_are_refused(changed, why):
    columns, _sample = random_rows(9)
    with pytest.raises(Refused, match=why):
        survey_sums(table_of(columns), SurveyColumns(**{**ASKED, **changed}))


@pytest.mark.parametrize("weight", [-1.0, None])
def test_a_weight_below_0_or_missing_is_refused(weight):
    columns, _sample = random_rows(10)
    weights = [weight, *columns["w"][1:]]
    with pytest.raises(Refused, match="weight"):
        survey_sums(table_of(columns, w=weights), SurveyColumns(**ASKED))


def test_an_empty_table_is_refused():
    columns, _sample = random_rows(10)
    with pytest.raises(Empty):
        survey_sums(table_of(columns).limit(0), SurveyColumns(**ASKED))


def test_more_people_asked_than_there_are_is_refused():
    columns, _sample = random_rows(12)
    cube = survey_sums(table_of(columns, population=[30] * len(columns["w"])), SurveyColumns(**ASKED))
    with pytest.raises(PopulationTooSmall):
        estimates(cube)


def test_two_columns_that_differ_in_capitals_only_are_refused():
    class Told:
        columns = ("N_h", "n_h")

    with pytest.raises(Refused, match="capital letters"):
        survey_sums(Told(), SurveyColumns(**ASKED))
