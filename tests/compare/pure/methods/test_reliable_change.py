"""Compare: reliable and clinically significant change. Jacobson & Truax 1991, doi:10.1037/0022-006X.59.1.12.

Beside their example: the girls of MASS::anorexia, worked through in R; the package clinicalsignificance where it is
right (cut-off c) and where it is not (cut-off b).
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r
from hypothesis import given
from hypothesis import strategies as st

from gavn.compare.pure.methods.paired_change import PairedSums
from gavn.compare.pure.methods.reliable_change import (
    NAMES,
    NoFunctionalSample,
    NoReliability,
    norm_of_pairs,
    reliable_change,
    reliable_change_from_counts,
)
from gavn.compare.pure.methods.reliable_counts import NobodyTwice
from gavn.compare.pure.refusals import Constant, NotACount, TooFew, Unequal
from gavn.measure.pure.change import NormFigures, clinical_class, reliable_class

R = from_r("change")
PUBLISHED = NormFigures(mean=40, sd=7.5, reliability=0.80, functional_mean=60, functional_sd=7.5, n=None)
ANOREXIA = NormFigures(82.4, 5.2, 0.8, 95, 6, None)
NAN = float("nan")
scores = st.one_of(st.integers(20, 80).map(float), st.floats(20, 80), st.just(NAN))
people = st.lists(st.tuples(scores, scores), min_size=1, max_size=40)


def numbers(found):
    return [found.shares[name].favourable for name in NAMES]


def test_the_published_example_comes_out():
    found = reliable_change([32.5], [47.5], norm=PUBLISHED, higher_is_better=True, cut_off="b")
    assert (found.cut_offs.a, found.cut_offs.b, found.cut_offs.c) == (55, 45, 50)
    assert found.threshold == pytest.approx(1.96 * 4.74, abs=0.01)
    assert found.classes.tolist() == ["recovered"]


@pytest.mark.parametrize("treatment", ["CBT", "Cont", "FT"])
@pytest.mark.parametrize(("spread", "case"), [("norm", ""), ("pairs", " pairs")])
def test_threshold_cut_offs_and_counts_agree_with_r(treatment, spread, case):
    rows, expected = R[f"reliable {treatment}"], R[f"reliable {treatment}{case}"]
    found = reliable_change(rows["before"], rows["after"], norm=ANOREXIA, higher_is_better=True, spread=spread)
    assert [found.threshold] == pytest.approx(expected["threshold"], rel=1e-10)
    borders = [found.cut_offs.a, found.cut_offs.b, found.cut_offs.c]
    assert borders == pytest.approx(expected["cut-offs"], rel=1e-10)
    assert numbers(found) == expected["counts"]


def test_cut_off_c_agrees_with_the_page_of_clinicalsignificance():
    # Its read-me on claus_2020, BDI, lower is better: clinical 35.48 (8.16), functional 8 (8), cut-off c 21.6.
    found = reliable_change_from_counts(
        {"recovered": 10, "improved": 9, "unchanged": 21},
        norm=NormFigures(35.48, 8.16, 0.81, 8, 8, 40),
        higher_is_better=False,
    )
    assert found.cut_off == pytest.approx(21.6, abs=0.05)
    assert [round(found.shares[name].value, 3) for name in NAMES] == [0.25, 0.225, 0.525, 0, 0]


def test_cut_off_b_takes_the_spread_of_those_who_do_well_which_clinicalsignificance_does_not():
    clinical_sd, functional_mean, functional_sd = 7.85, 8.0, 5.0
    theirs = functional_mean + 2 * clinical_sd  # its R/calc_cutoff.R; its own test cannot tell, there both are 7.5
    found = reliable_change_from_counts(
        {"unchanged": 1},
        norm=NormFigures(35.0, clinical_sd, 0.81, functional_mean, functional_sd, None),
        higher_is_better=False,
    )
    assert (theirs, found.cut_offs.b) == (pytest.approx(23.7), 18.0)


@given(people, st.booleans(), st.sampled_from(["a", "b", "c"]))
def test_everybody_is_classed_as_the_rule_for_one_person_says(rows, higher_is_better, border):
    before, after = zip(*[*rows, (30.0, 60.0)], strict=True)
    found = reliable_change(before, after, norm=PUBLISHED, higher_is_better=higher_is_better, cut_off=border)
    rule = {"threshold": found.threshold, "cut_off": found.cut_off, "higher_is_better": higher_is_better}
    for one, other, name in zip(before, after, found.classes.tolist(), strict=True):
        assert name == ("" if np.isnan([one, other]).any() else clinical_class(one, other, **rule))
        if name:
            three = reliable_class(one, other, threshold=found.threshold, higher_is_better=higher_is_better)
            assert three == {"recovered": "improved", "harmed": "worse"}.get(name, name)


@given(people)
def test_counts_and_rows_agree(rows):
    before, after = zip(*[*rows, (30.0, 60.0)], strict=True)
    one = reliable_change(before, after, norm=PUBLISHED, higher_is_better=True)
    counts = {name: one.classes.tolist().count(name) for name in NAMES}
    missing = {"incomplete": one.missing} if one.missing else None
    assert reliable_change_from_counts(counts, norm=PUBLISHED, higher_is_better=True, missing=missing) == one
    assert sum(counts.values()) == one.n == one.counts.n


@given(people)
def test_turning_the_scale_round_changes_no_class(rows):
    before, after = np.array([*rows, (30.0, 60.0)]).T
    turned = NormFigures(60, 7.5, 0.80, 40, 7.5, None)
    one = reliable_change(before, after, norm=PUBLISHED, higher_is_better=True)
    other = reliable_change(100 - before, 100 - after, norm=turned, higher_is_better=False)
    assert other.cut_off == 100 - one.cut_off
    # A score within rounding of a border may fall on either side of it.
    near = np.abs(before - one.cut_off) < 1e-9
    near |= (np.abs(after - one.cut_off) < 1e-9) | (np.abs(np.abs(after - before) - one.threshold) < 2e-9)
    assert (one.classes == other.classes)[~near].all()


def test_the_spread_of_the_pairs_stands_in_where_no_norm_fits():
    before, after = [20, 30, 40, NAN], [25, 45, 50, 60]
    found = reliable_change(before, after, norm=PUBLISHED, higher_is_better=True, spread="pairs")
    assert (found.norm.mean, found.norm.sd, found.norm.n) == (30, 10, 3)
    assert found.cut_offs.b == 45
    assert str(found.rule()) == (
        "A change counts when it is more than 12.4; the border is 47.1 (cut-off c). "
        "Both rest on the spread of the people counted here."
    )


def test_it_says_who_became_better_and_how_sure_that_is():
    found = reliable_change_from_counts(
        {"recovered": 10, "improved": 2, "unchanged": 30, "worse": 2, "harmed": 1},
        norm=PUBLISHED,
        higher_is_better=True,
        missing={"lost": 11, "declined": 4},
    )
    assert str(found.say()) == (
        "With both measurements: 45 of 60. Reliably better: 12 (27 %; between 16 and 41 %), into the range of "
        "people who do well: 10. Unchanged: 30. Reliably worse: 3, out of that range: 1. Missing: 15."
    )
    assert str(found.rule()).endswith("Both rest on the spread of the norm.")
    assert found.counts.missing_by_reason == (("lost", 11), ("declined", 4))


def test_without_a_functional_sample_cut_off_a_is_the_border():
    alone = NormFigures(40, 7.5, 0.80, None, None, None)
    found = reliable_change([32.5, 32.5], [47.5, 55.5], norm=alone, higher_is_better=True)
    assert (found.used, found.cut_off, found.cut_offs.b) == ("a", 55, None)
    assert found.classes.tolist() == ["improved", "recovered"]
    with pytest.raises(NoFunctionalSample, match="Cut-off b needs"):
        reliable_change([32.5], [47.5], norm=alone, higher_is_better=True, cut_off="b")


def counted(counts, norm=PUBLISHED):
    return reliable_change_from_counts(counts, norm=norm, higher_is_better=True)


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (lambda: counted({"unchanged": 3}, NormFigures(40, 7.5, None, 60, 7.5, None)), NoReliability),
        (lambda: counted({"unchanged": 3, "harmed": -1}), NotACount),
        (lambda: counted({}), NobodyTwice),
        (lambda: reliable_change([1, 2], [1], norm=PUBLISHED, higher_is_better=True), Unequal),
        (lambda: reliable_change([NAN], [1], norm=PUBLISHED, higher_is_better=True), NobodyTwice),
        (lambda: norm_of_pairs(PairedSums(1, 5, 5, 25, 25, 25), PUBLISHED), TooFew),
        (lambda: norm_of_pairs(PairedSums(2, 10, 12, 50, 74, 60), PUBLISHED), Constant),
    ],
)
def test_what_cannot_be_told_is_refused_by_name(asked, refusal):
    with pytest.raises(refusal):
        asked()
