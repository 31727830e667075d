"""Compare: a cube of sums tells every group's estimates at once, each as the single method tells it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from survey_cast import KINDS, R, random_rows, schools

from gavn.compare.pure.methods.survey_mean import survey_mean
from gavn.compare.pure.methods.survey_share import survey_share
from gavn.compare.pure.survey import Groups
from gavn.compare.pure.survey.cube import Cube, Dimension, estimates, rolled
from gavn.compare.pure.survey.limits import WHY
from gavn.kernel.errors import Refused


def cube_of(columns, dimensions, *, clusters=False, origin=50.0, stratum="stratum"):
    """The cube as the store would deliver it, from columns in memory."""
    keys = [columns[name] for name in (*dimensions, stratum)]
    cells = Groups.of(*keys, columns["district"]) if clusters else Groups.of(*keys)
    w, first = columns["w"], cells.first
    values = [columns["yes"], columns["score"] - origin]
    known = [~np.isnan(one) for one in values]
    y = [np.where(there, w * np.nan_to_num(one), 0.0) for there, one in zip(known, values, strict=True)]
    x = [there * w for there in known]

    def stacked(parts):
        return np.stack([cells.sums(part) for part in parts], axis=1)

    squares = {
        "xx": stacked([one**2 for one in x]),
        "yy": stacked([one**2 for one in y]),
        "xy": stacked([a * b for a, b in zip(x, y, strict=True)]),
    }
    return Cube(
        dimensions={name: Dimension.of(columns[name][first]) for name in dimensions},
        stratum=Dimension.of(columns[stratum][first]),
        rows=cells.sums(np.ones(w.size)),
        population=columns["population"][first].astype(float),
        variables=("yes", "score"),
        shares=frozenset({"yes"}),
        origin=np.array([0.0, origin]),
        n=stacked(known),
        x=stacked(x),
        y=stacked(y),
        squares={} if clusters else squares,
        unit=Dimension.of(columns["district"][first]) if clusters else None,
    )


def same(table, row, column, single):
    assert table.why[row, column] == 0
    told = [table.estimate, table.se, table.low, table.high, table.n, table.missing]
    alone = [single.value, single.se, single.low, single.high, single.n, single.missing]
    assert [one[row, column] for one in told] == pytest.approx(alone, rel=1e-9)


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.booleans())
def test_every_group_is_told_as_if_it_were_told_alone(seed, clusters):
    columns, sample = random_rows(seed, clusters=clusters)
    table = estimates(cube_of(columns, ("sex", "district"), clusters=clusters), ("sex",))
    assert table.labels["sex"].tolist() == [0, 1]
    assert (table.size, table.variables) == (4, ("yes", "score"))
    for row, sex in enumerate((0, 1)):
        same(table, row, 0, survey_share(columns["yes"], sample, domain=columns["sex"] == sex))
        same(table, row, 1, survey_mean(columns["score"], sample, domain=columns["sex"] == sex))


def test_everybody_is_one_group():
    columns, sample = random_rows(7)
    table = estimates(cube_of(columns, ("sex",)))
    assert table.labels == {}
    same(table, 0, 1, survey_mean(columns["score"], sample))


def test_two_dimensions_give_a_row_for_each_combination_that_occurs():
    columns, sample = random_rows(11, rows=600)
    table = estimates(cube_of(columns, ("sex", "district")), ("district", "sex"))
    place = list(zip(table.labels["district"].tolist(), table.labels["sex"].tolist(), strict=True)).index((3, 1))
    inside = (columns["district"] == 3) & (columns["sex"] == 1)
    same(table, place, 1, survey_mean(columns["score"], sample, domain=inside))
    assert table.size == 2 * 24


@pytest.mark.parametrize("kind", KINDS)
def test_r_says_the_same_of_schools_by_type(kind):
    them = schools(kind)
    size = them["fpc"].size
    w = them["pw"] if kind != "srs" else np.ones(size)
    columns = {
        "w": w, "population": them["fpc"], "district": them["dnum"], "type": them["type"], "yes": them["wide"],
        "score": them["api00"], "all": np.zeros(size),
    }  # fmt: skip
    stratum = "type" if kind == "strat" else "all"
    cube = cube_of(columns, ("type",), clusters=kind == "clus", origin=600.0, stratum=stratum)
    table = estimates(cube, ("type",))
    for column, what in ((0, "wide_by_type"), (1, "by_type")):
        found = [*table.estimate[:, column], *table.se[:, column]]
        # R lists types by letter: elementary, high, middle; so do the numbers 1, 2, 3.
        assert found == pytest.approx(R[kind][what], rel=1e-9)


def test_what_cannot_be_told_says_why_and_holds_no_number():
    columns = {
        "w": np.ones(9),
        "stratum": np.array([0, 0, 0, 0, 0, 0, 0, 0, 1]),
        "population": np.full(9, 90),
        "unit": np.array(["none", "one", "alike", "alike", "fine", "fine", "fine", "none", "lonely"]),
        "yes": np.array([np.nan, 1, 1, 1, 1, 0, 1, np.nan, 1]),
        "score": np.array([np.nan, 4, 5, 5, 1, 2, 9, np.nan, 7]),
    }
    table = estimates(cube_of(columns, ("unit",)), ("unit",))
    why = {unit: [WHY[code] for code in row] for unit, row in zip(table.labels["unit"], table.why, strict=True)}
    assert why == {
        "alike": ["", "constant"],
        "fine": ["", ""],
        "lonely": ["single", "single"],
        "none": ["empty", "empty"],
        "one": ["single", "single"],
    }
    assert np.isnan(table.estimate[table.why != 0]).all()
    assert np.isfinite(np.stack([table.estimate, table.se, table.low, table.high])[:, table.why == 0]).all()
    alike = table.labels["unit"].tolist().index("alike")
    assert (table.low[alike, 0], table.high[alike, 0]) == (pytest.approx(0.025**0.5), 1)


def test_a_stratum_asked_in_full_is_told_exactly_unless_somebody_did_not_answer():
    columns = {
        "w": np.ones(6),
        "stratum": np.array([0, 0, 0, 1, 1, 1]),
        "population": np.full(6, 3),
        "yes": np.array([1.0, 0, 0, 1, 0, np.nan]),
        "score": np.array([4.0, 5, 9, 4, 5, np.nan]),
    }
    table = estimates(cube_of(columns, ("stratum",)), ("stratum",))
    assert (table.low[0] == table.high[0]).all()
    assert [WHY[code] for code in table.why[1]] == ["", "unanswered"]
    assert table.low[1, 0] < 0.5 < table.high[1, 0]


def test_a_dimension_that_is_not_there_is_refused():
    columns, _sample = random_rows(1)
    with pytest.raises(Refused, match="no dimension age"):
        rolled(cube_of(columns, ("sex",)), ("age",))


def test_a_few_rows_of_very_many_possible_combinations_are_found_as_well():
    labels = np.arange(200)
    assert Groups.of(labels, labels[::-1], labels).count == 200
