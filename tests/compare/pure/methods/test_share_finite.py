"""Compare: share of a small, known population, exact. R's phyper over every size; the printed values of samplingbook.

Kauermann and Küchenhoff 2010, Stichproben, page 53, doi:10.1007/978-3-642-12318-4
"""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from from_r import from_r
from hypothesis import given
from hypothesis import strategies as st

from gavn.compare.pure.methods.share_exact import share_exact
from gavn.compare.pure.methods.share_finite import share_finite, share_finite_of_answers
from gavn.compare.pure.methods.share_finite_wilson import share_finite_wilson
from gavn.compare.pure.refusals import Empty, NotACount, NotALevel, PopulationTooSmall
from gavn.kernel.errors import Refused

R = {case: found["counts"] for case, found in from_r("proportions").items() if "counts" in found}
# favourable, answered, population; the sizes samplingbook prints as exact; those that the draw does not rule out
SAMPLINGBOOK = [((45, 100, 300), (110, 161), (111, 160)), ((2, 100, 300), (2, 19), (2, 18))]
draws = st.integers(1, 60).flatmap(
    lambda population: st.integers(1, population).flatmap(
        lambda n: st.tuples(st.integers(0, n), st.just(n), st.just(population))
    )
)


def chance(such, drawn, n, population):
    """The chance to draw exactly so many, as a fraction."""
    return Fraction(comb(such, drawn) * comb(population - such, n - drawn), comb(population, n))


def not_ruled_out(x, n, population, out):
    """Every size under which neither so many nor so few are too rare, in exact fractions."""
    return [
        such
        for such in range(population + 1)
        if sum(chance(such, k, n, population) for k in range(x, n + 1)) > out
        and sum(chance(such, k, n, population) for k in range(x + 1)) > out
    ]


@pytest.mark.parametrize("case", R)
def test_it_finds_the_sizes_that_phyper_does_not_rule_out(case):
    *draw, confidence = case.split()
    found = share_finite(*map(int, draw), confidence=float(confidence))
    assert [found.low_count, found.high_count] == R[case]


@pytest.mark.parametrize(("draw", "printed", "sizes"), SAMPLINGBOOK)
def test_samplingbook_prints_sizes_that_the_draw_rules_out(draw, printed, sizes):
    # It walks inwards to the first size that fits and then one step back: to a size it has just ruled out.
    found = share_finite(*draw)
    assert (found.low_count, found.high_count) == sizes
    kept = not_ruled_out(*draw, Fraction(1, 40))
    assert (min(kept), max(kept)) == sizes
    for too_far in set(printed) - set(sizes):
        assert too_far not in kept


@given(draws, st.sampled_from([80, 90, 95, 99]))
def test_it_finds_the_sizes_that_exact_fractions_do_not_rule_out(draw, percent):
    found = share_finite(*draw, confidence=percent / 100)
    kept = not_ruled_out(*draw, Fraction(100 - percent, 200))
    assert (found.low_count, found.high_count) == (min(kept), max(kept))
    assert found.low <= found.value <= found.high


def test_the_interval_holds_the_share_also_where_no_size_of_the_whole_has_it():
    found = share_finite(1, 38, 39, confidence=0.8)
    assert (found.low_count, found.high_count) == (1, 1)
    assert found.low < found.value == found.high


def test_a_size_whose_chance_is_just_the_limit_is_ruled_out():
    # 3 of 3 drawn out of 6: were there only 3 such people, the chance would be 1 in 20 exactly.
    assert share_finite(3, 3, 6, confidence=0.9).low_count == 4


@pytest.mark.parametrize(("population", "n"), [(12, 5), (30, 10), (60, 20), (60, 55)])
def test_it_holds_the_truth_as_often_as_promised_whatever_the_truth(population, n):
    found = [share_finite(x, n, population) for x in range(n + 1)]
    for such in range(population + 1):
        held = [x for x, one in enumerate(found) if one.low_count <= such <= one.high_count]
        assert sum(chance(such, x, n, population) for x in held) >= Fraction(19, 20)


def test_with_everybody_asked_nothing_is_left_to_estimate():
    found = share_finite(10, 20, 20)
    assert (found.low, found.value, found.high) == (0.5, 0.5, 0.5)
    assert str(found.say()) == "10 of 20 (50 %): everybody answered, so nothing is estimated."


def test_in_a_large_population_it_becomes_clopper_and_pearsons():
    found, endless = share_finite(45, 100, 10_000_000), share_exact(45, 100)
    assert (found.low, found.high) == (pytest.approx(endless.low, abs=1e-5), pytest.approx(endless.high, abs=1e-5))


def test_it_says_of_whom_it_speaks_and_who_is_missing():
    told = str(share_finite(45, 100, 300, missing=12).say())
    assert told == "45 of 100 (45 %; between 37 and 53 % of all 300); 12 missing."


@given(draws)
def test_answers_and_counts_agree(draw):
    favourable, n, population = draw
    answers = [1] * favourable + [0] * (n - favourable) + [float("nan")] * (population - n)
    assert share_finite_of_answers(answers, population) == share_finite(*draw, missing=population - n)


def test_what_cannot_be_is_refused():
    with pytest.raises(PopulationTooSmall) as refusal:
        share_finite(3, 10, 12, missing=3)
    assert str(refusal.value) == "Asked: 13 out of 12. The population cannot be smaller than the sample."
    with pytest.raises(NotACount):
        share_finite(3, 10, 12.5)
    with pytest.raises(Empty):
        share_finite(0, 0, 12)
    with pytest.raises(NotALevel):
        share_finite(1, 3, 12, confidence=1.0)


def test_more_answers_than_can_be_added_up_are_told_by_the_short_formula():
    with pytest.raises(Refused, match="short formula"):
        share_finite(600_000, 1_200_000, 5_000_000)
    exact, short = share_finite(400_000, 999_999, 3_000_000), share_finite_wilson(400_000, 999_999, 3_000_000)
    assert abs(exact.low - short.low) < 1e-6
    assert abs(exact.high - short.high) < 1e-6
