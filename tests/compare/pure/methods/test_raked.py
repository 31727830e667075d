"""Compare: estimates weighted to several margins.

R's package survey on its own schools, by type and by whether the school met its goal: calibrate with calfun = raking.
Its rake agrees where all weights are equal (districts: 641.23, SE 23.704, as its test rakecheck.R prints). Where they
are not, rake leaves averages *without* weights out of the residuals (svyrecvar: ave(x / psw)), which is no regression
on the margins: for the stratified sample its error of the total is 1.2 % larger than that of calibrate. We follow
Deville, Särndal and Sautory 1993 (doi:10.1080/01621459.1993.10476369), as calibrate does.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from survey_cast import KINDS, TYPES, WIDE, R, as_r, random_rows, schools, told

from gavn.compare.pure.methods.post_stratified import post_stratified
from gavn.compare.pure.methods.raked import raked, raked_from_sums
from gavn.compare.pure.refusals import NotConverged
from gavn.compare.pure.survey.calibrated import cell_sums
from gavn.kernel.errors import Refused

COUNTS = {"type": TYPES, "wide": WIDE}


def of_schools(kind, name, **more):
    them = schools(kind)
    return raked(them[name], {"type": them["type"], "wide": them["wide"]}, COUNTS, them.sample, **more)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_what_r_says_with_gaps_of_a_domain_and_of_a_share(kind):
    case = f"calibrate_{kind}"
    assert told(of_schools(kind, "api00")) == as_r(case, "mean")
    assert told(of_schools(kind, "enroll", of="total")) == as_r(case, "total")
    assert told(of_schools(kind, "api00gap"), 2) == pytest.approx(as_r(case, "mean_gap").expected[:2], rel=1e-9)
    found = of_schools(kind, "api00", domain=schools(kind).awarded)
    assert told(found, 2) == pytest.approx(as_r(case, "mean_domain").expected[:2], rel=1e-9)
    assert told(of_schools(kind, "award", of="share"), 2) == pytest.approx(as_r(case, "share").expected[:2], rel=1e-9)


def test_the_published_mean_and_error_come_out():
    found = of_schools("clus", "api00")
    assert (found.value, found.se) == (pytest.approx(641.23, abs=5e-3), pytest.approx(23.704, abs=5e-4))
    assert told(found, 2) == pytest.approx(R["rake_clus"]["mean"][:2], rel=1e-8)


def test_where_weights_differ_rs_rake_is_not_what_calibrate_says():
    ours, rake = of_schools("strat", "enroll", of="total"), R["rake_strat"]["total"]
    assert ours.value == pytest.approx(rake[0], rel=1e-8)
    assert rake[1] / ours.se == pytest.approx(1.012, abs=5e-4)
    assert ours.se == pytest.approx(R["calibrate_strat"]["total"][1], rel=1e-9)


def test_the_weights_are_those_of_r():
    them, found = schools("clus"), of_schools("clus", "api00")
    pairs = zip(them["type"].tolist(), them["wide"].tolist(), them["pw"], strict=True)
    assert [found.multipliers[kind, wide] * w for kind, wide, w in pairs] == pytest.approx(
        R["calibrate_clus"]["weights"], rel=1e-9
    )


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.booleans())
def test_all_margins_come_out_and_sums_and_rows_tell_the_same(seed, clusters):
    columns, sample = random_rows(seed, clusters=clusters)
    margins = {"sex": columns["sex"], "district": columns["district"] % 3}
    counts = {"sex": {0: 1500, 1: 2000}, "district": {0: 1000, 1: 1200, 2: 1300}}
    found = raked(columns["score"], margins, counts, sample)
    after = columns["w"] * [
        found.multipliers[pair] for pair in zip(*(m.tolist() for m in margins.values()), strict=True)
    ]
    for name, labels in margins.items():
        assert {k: after[labels == k].sum() for k in counts[name]} == pytest.approx(counts[name], rel=1e-9)
    sums = cell_sums(columns["score"], list(margins.values()), sample, of="mean", domain=None)
    assert told(raked_from_sums(sums, counts)) == pytest.approx(told(found), rel=1e-9)
    one = raked(columns["score"], {"sex": columns["sex"]}, {"sex": counts["sex"]}, sample)
    assert told(one) == pytest.approx(told(post_stratified(columns["score"], columns["sex"], counts["sex"], sample)))


def test_it_says_the_estimate_and_in_how_many_rounds_it_was_found():
    found = of_schools("clus", "api00")
    assert str(found.say()) == (
        "641.2 (between 590.4 and 692.1), weighted to known numbers, from 183 answers; 0 missing."
    )
    assert 1 < found.rounds < 30


@pytest.mark.parametrize(
    ("counts", "refusal", "why"),
    [
        ({"sex": {"w": 5, "m": 5}}, Refused, "under one name"),
        ({"sex": {"w": 5, "m": 5}, "age": {"old": 5, "young": 6}}, Refused, "same number of people"),
        ({"sex": {"w": 5, "m": 5}, "age": {"old": 9, "young": 1}}, NotConverged, "rounds"),
    ],
)
def test_margins_that_cannot_come_out_are_refused(counts, refusal, why):
    margins = {"sex": ["w", "w", "m", "m"], "age": ["old", "old", "young", "young"]}
    with pytest.raises(refusal, match=why):
        raked(np.array([1.0, 2, 3, 5]), margins, counts)


def test_no_margin_is_refused():
    with pytest.raises(Refused, match="under one name"):
        raked([1, 2], {}, {})
