"""Compare: share of a small, known population by the short formula. R's prop.test on the effective number."""

from __future__ import annotations

import pytest
from from_r import from_r
from hypothesis import given
from hypothesis import strategies as st

from gavn.compare.pure.methods.share import share
from gavn.compare.pure.methods.share_finite import share_finite
from gavn.compare.pure.methods.share_finite_wilson import share_finite_wilson, share_finite_wilson_of_answers
from gavn.compare.pure.refusals import Empty, PopulationTooSmall

# Clipped in R as well to what is possible when those who were seen are certain.
R = {case: found["wilson"] for case, found in from_r("proportions").items() if "counts" in found}
draws = st.integers(2, 400).flatmap(
    lambda population: st.integers(1, population).flatmap(
        lambda n: st.tuples(st.integers(0, n), st.just(n), st.just(population))
    )
)


@pytest.mark.parametrize("case", R)
def test_the_interval_agrees_with_prop_test(case):
    *draw, confidence = case.split()
    found = share_finite_wilson(*map(int, draw), confidence=float(confidence))
    assert [found.low, found.high] == pytest.approx(R[case], abs=1e-12)


@given(draws)
def test_it_is_never_wider_than_in_a_population_without_end(draw):
    found, endless = share_finite_wilson(*draw), share(*draw[:2])
    assert endless.low - 1e-12 <= found.low <= found.value <= found.high <= endless.high + 1e-12


@given(draws)
def test_asking_for_the_others_turns_the_interval_round(draw):
    favourable, n, population = draw
    one, other = share_finite_wilson(*draw), share_finite_wilson(n - favourable, n, population)
    assert (one.low, one.high) == (pytest.approx(1 - other.high), pytest.approx(1 - other.low))


def test_with_everybody_asked_nothing_is_left_to_estimate():
    found = share_finite_wilson(0, 20, 20)
    assert (found.low, found.value, found.high) == (0, 0, 0)
    assert str(found.say()) == "0 of 20 (0 %): everybody answered, so nothing is estimated."


def test_in_a_large_population_it_becomes_wilsons():
    found, endless = share_finite_wilson(45, 100, 10**9), share(45, 100)
    assert (found.low, found.high) == (pytest.approx(endless.low, abs=1e-7), pytest.approx(endless.high, abs=1e-7))


def test_it_lies_close_to_the_exact_interval():
    found, exact = share_finite_wilson(45, 100, 300), share_finite(45, 100, 300)
    assert abs(found.low - exact.low) < 0.01
    assert abs(found.high - exact.high) < 0.01


def test_it_never_promises_fewer_or_more_than_were_seen():
    found = share_finite_wilson(1, 58, 60)
    assert found.low == 1 / 60
    assert (found.low_count, found.high_count) == (1, 1)
    assert share_finite_wilson(57, 58, 60).high == 59 / 60


@given(draws)
def test_answers_and_counts_agree(draw):
    favourable, n, population = draw
    answers = [1] * favourable + [0] * (n - favourable) + [float("nan")] * (population - n)
    assert share_finite_wilson_of_answers(answers, population) == share_finite_wilson(*draw, missing=population - n)


def test_what_cannot_be_is_refused():
    with pytest.raises(PopulationTooSmall):
        share_finite_wilson(3, 10, 9)
    with pytest.raises(Empty):
        share_finite_wilson(0, 0, 9)
