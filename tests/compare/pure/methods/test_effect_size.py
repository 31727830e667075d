"""Compare: standardised changes, each by its name. Student 1908 (sleep) and Lakens 2013, doi:10.3389/fpsyg.2013.00863.

Intervals: R's non-central t by uniroot, R's effectsize (d_z, g_z), R's derivatives and metafor's SMCRH (the others);
the girls of Hand et al. 1994 (MASS::anorexia) beside them.
"""

from __future__ import annotations

import math

import pytest
from from_r import from_r
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from gavn.compare.pure.methods.effect_size import NAMES, BeyondCounting, EffectSize, effect_size, effect_size_from_sums
from gavn.compare.pure.methods.paired_change import NotTheSamePairs, PairedSums, paired_change, sums_of_pairs
from gavn.compare.pure.refusals import Constant, NotALevel, TooFew, Unequal
from gavn.kernel.errors import Refused

R = from_r("change")
CASES = ["sleep", "films", "control", "family", "three"]
# Ten people judge two films; printed: t 4.74, d_z 1.50, d_av 1.13, d_rm 1.11.
FILMS = (R["films"]["before"], R["films"]["after"])
NAN = float("nan")
numbers = st.integers(0, 60)
pairs = st.lists(st.tuples(numbers, numbers), min_size=4, max_size=30)


def columns(found):
    before, after = zip(*found, strict=True)
    change = [a - b for b, a in found]
    for values in (before, after, change):
        assume(len(set(values)) > 1)
    assume(abs(stats.pearsonr(before, after).statistic) < 0.999)
    return list(before), list(after)


def limits(found):
    return found.value, found.low, found.high


@pytest.mark.parametrize(("name", "published"), [("d_z", 1.50), ("d_av", 1.13), ("d_rm", 1.11)])
def test_the_published_films_come_out(name, published):
    assert effect_size(*FILMS, name=name).value == pytest.approx(published, abs=0.005)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("case", CASES)
def test_value_and_interval_agree_with_r(case, name):
    found = effect_size(R[case]["before"], R[case]["after"], name=name)
    assert limits(found) == pytest.approx(R[case][name], rel=1e-7)


@pytest.mark.parametrize("name", ["d_z", "g_z"])
@pytest.mark.parametrize("case", CASES)
def test_the_package_effectsize_agrees_to_the_precision_of_its_search(case, name):
    found = effect_size(R[case]["before"], R[case]["after"], name=name)
    assert limits(found) == pytest.approx(R[case][f"effectsize {name}"], abs=1e-5)


@pytest.mark.parametrize("case", CASES)
def test_the_spread_of_glass_is_that_of_bonett_as_metafor_has_it(case):
    value, variance = R[case]["metafor SMCRH"]
    found = effect_size(R[case]["before"], R[case]["after"], name="glass")
    # metafor corrects the value for few people; the same variance of the value before that:
    variance = variance * (found.value / value) ** 2 + (found.value**2 - value**2) / (2 * (found.n - 1))
    assert (found.high - found.value) / 1.959963984540054 == pytest.approx(math.sqrt(variance), rel=1e-6)


def test_d_z_is_the_standardised_response_mean_of_the_paired_change():
    assert effect_size(*FILMS, name="d_z").value == paired_change(*FILMS).srm


@given(pairs, st.sampled_from(NAMES))
def test_sums_and_rows_agree(found, name):
    before, after = columns(found)
    sums, missing = sums_of_pairs(before, after)
    assert missing == 0
    one = effect_size(before, after, name=name)
    assert limits(effect_size_from_sums(sums.about(0.0), name=name)) == pytest.approx(limits(one), rel=1e-8, abs=1e-9)


@given(pairs, st.sampled_from(NAMES), st.integers(-1000, 1000), st.sampled_from([0.25, 3.0]))
def test_no_unit_of_the_score_matters(found, name, moved, scaled):
    before, after = columns(found)
    other = effect_size([moved + scaled * b for b in before], [moved + scaled * a for a in after], name=name)
    assert limits(other) == pytest.approx(limits(effect_size(before, after, name=name)), rel=1e-6, abs=1e-7)


@given(pairs, st.sampled_from(NAMES))
def test_turning_the_score_round_turns_the_effect_round(found, name):
    before, after = columns(found)
    there, back = (
        effect_size(before, after, name=name),
        effect_size([-b for b in before], [-a for a in after], name=name),
    )
    assert (back.value, back.low) == (pytest.approx(-there.value), pytest.approx(-there.high))


@given(pairs)
def test_the_interval_of_d_z_ends_where_such_a_t_would_be_rare(found):
    before, after = columns(found)
    one = effect_size(before, after, name="d_z", confidence=0.9)
    root = math.sqrt(one.n)
    for end, rare in ((one.low, 0.95), (one.high, 0.05)):
        assert stats.nct.cdf(root * one.value, one.n - 1, root * end) == pytest.approx(rare, abs=1e-8)


@given(pairs, st.sampled_from(NAMES))
def test_more_confidence_widens_the_interval_round_the_value(found, name):
    before, after = columns(found)
    narrow, wide = (effect_size(before, after, name=name, confidence=sure) for sure in (0.9, 0.99))
    assert wide.low < narrow.low < narrow.value < narrow.high < wide.high


def test_no_change_at_all_lies_in_the_middle_of_its_interval():
    found = effect_size([1, 2, 3, 4], [2, 1, 4, 3], name="d_z")
    assert (found.value, found.low) == (0.0, pytest.approx(-found.high))


def test_a_very_large_and_a_very_numerous_change_have_an_interval_too():
    crowd = effect_size_from_sums(PairedSums(3_000_000, 0.0, 1_500_000.0, 3e6, 3.75e6, 1.5e6), name="d_z")
    assert crowd.value == pytest.approx(0.5)
    assert crowd.high - crowd.low == pytest.approx(2 * 1.96 * math.sqrt((1 + crowd.value**2 / 2) / 3e6), rel=1e-3)
    few = effect_size([0, 0.5, 0], [500, 500, 500.5], name="d_z")
    assert 0 < few.low < few.value < few.high


def test_a_change_beyond_what_can_be_counted_is_refused():
    with pytest.raises(BeyondCounting):
        effect_size_from_sums(PairedSums(3_000_000, 0.0, 3e8, 150.0, 3e10 + 150.0, 0.0), name="d_z")


def test_half_pairs_are_missing_and_everything_is_told():
    found = effect_size([*FILMS[0], 3, NAN], [*FILMS[1], NAN, NAN], name="d_av", missing=2, confidence=0.9)
    assert (found.n, found.missing, found.method, found.confidence) == (10, 4, "effect_size", 0.9)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("d_z", "Standardised response mean (d_z: change divided by the spread of the changes): 1.5 "),
        ("g_z", "Standardised response mean corrected for few people (g_z): 1.37 "),
        ("d_av", "Change divided by the mean of the spreads before and after (d_av): 1.13 "),
        ("d_rm", "Change divided by its spread, allowing for how alike before and after are (d_rm): 1.11 "),
        ("glass", "Change divided by the spread before (Glass's delta): 1.05 "),
    ],
)
def test_it_says_which_kind_it_is(name, sentence):
    assert str(effect_size(*FILMS, name=name).say()).startswith(sentence)


def test_it_says_how_sure_it_is_and_who_is_missing():
    told = str(EffectSize(-0.001, -0.5, 0.5, 9, 2, "effect_size", 0.95, "glass").say())
    assert told.endswith(": 0.0 (between -0.5 and 0.5) in the 9 with both measurements; 2 missing.")


def test_a_d_without_its_name_is_refused():
    with pytest.raises(Refused, match="d is no kind of standardised change"):
        effect_size(*FILMS, name="d")


@pytest.mark.parametrize(("before", "after"), [([5, 5, 5], [1, 2, 4]), ([1, 2, 4], [5, 5, 5])])
def test_without_spread_before_or_after_there_is_no_unit(before, after):
    with pytest.raises(Constant):
        effect_size(before, after, name="d_av")
    assert effect_size(before, after, name="d_z").n == 3


def test_d_rm_is_refused_where_the_second_follows_from_the_first():
    with pytest.raises(Refused, match="go hand in hand"):
        effect_size([1, 2, 3], [2, 4, 6], name="d_rm")


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (lambda: effect_size([1, 2], [3, 5], name="g_z"), TooFew),
        (lambda: effect_size([1], [3], name="d_z"), TooFew),
        (lambda: effect_size([1, 2], [3], name="d_z"), Unequal),
        (lambda: effect_size(*FILMS, name="glass", confidence=1), NotALevel),
        (lambda: effect_size_from_sums(PairedSums(3, 0, 0, 2, 2, -2.1), name="d_av"), NotTheSamePairs),
    ],
)
def test_what_cannot_be_told_is_refused_by_name(asked, refusal):
    with pytest.raises(refusal):
        asked()
