"""Compare: how much of one thing there is to one of another. R's package survey, svyratio, on its own schools."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from survey_cast import KINDS, NAN, as_r, random_rows, schools, told

from gavn.compare.pure.methods.survey_mean import survey_mean
from gavn.compare.pure.methods.survey_ratio import survey_ratio, survey_ratio_from_sums
from gavn.compare.pure.refusals import Constant, Empty, NothingExpected, SingleRespondent
from gavn.compare.pure.survey import Sample, sums_of


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_what_r_says_of_everybody_and_of_a_domain(kind):
    them = schools(kind)
    columns = them["api.stu"], them["enroll"], them.sample
    assert told(survey_ratio(*columns)) == as_r(kind, "ratio")
    assert told(survey_ratio(*columns, domain=them.awarded)) == as_r(kind, "ratio_domain")


@settings(max_examples=20)
@given(st.integers(0, 10_000), st.booleans())
def test_sums_and_rows_tell_the_same_and_a_ratio_to_one_is_the_mean(seed, clusters):
    columns, sample = random_rows(seed, clusters=clusters)
    per = np.ones(columns["score"].size)
    found = survey_ratio(columns["score"], per, sample)
    assert told(found) == pytest.approx(told(survey_mean(columns["score"], sample)), rel=1e-9)
    assert survey_ratio_from_sums(sums_of(columns["score"], sample, per=per)) == found


def test_it_says_ratio_interval_n_and_missing():
    found = survey_ratio([2, 4, 9, 5], [1, 2, 4, NAN], Sample(population=[30] * 4))
    assert str(found.say()) == "2.14 to one (between 1.79 and 2.5), from 3 answers; 1 missing."


@pytest.mark.parametrize(
    ("values", "per", "refusal"),
    [
        ([], [], Empty),
        ([1, NAN], [NAN, 1], Empty),
        ([1, NAN], [2, 2], SingleRespondent),
        ([1, 2], [0, 0], NothingExpected),
        ([1, 2, 3], [2, 4, 6], Constant),
    ],
)
def test_what_cannot_be_told_is_refused_by_name(values, per, refusal):
    with pytest.raises(refusal):
        survey_ratio(values, per)
