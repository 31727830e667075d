"""Compare: share with an interval that is never too narrow. Newcombe 1998, Table I, method 5; R's binom.test.

doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from gavn.compare.pure.methods.share import share
from gavn.compare.pure.methods.share_exact import share_exact, share_exact_of_answers
from gavn.compare.pure.refusals import Empty, NotACount, NotALevel

NEWCOMBE_1998_TABLE_I_METHOD_5 = [
    (81, 263, 0.2527, 0.3676),
    (15, 148, 0.0578, 0.1617),
    (0, 20, 0.0, 0.1684),
    (1, 29, 0.0009, 0.1776),
]
R = {case: found["exact"] for case, found in from_r("proportions").items() if "epitools" in found}
counts = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(("favourable", "answered", "low", "high"), NEWCOMBE_1998_TABLE_I_METHOD_5)
def test_the_interval_agrees_with_the_published_table(favourable, answered, low, high):
    found = share_exact(favourable, answered)
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@pytest.mark.parametrize("case", R)
def test_the_interval_agrees_with_binom_test(case):
    favourable, answered, confidence = case.split()
    found = share_exact(int(favourable), int(answered), confidence=float(confidence))
    assert [found.low, found.high] == pytest.approx(R[case], abs=1e-12)


@given(counts)
def test_asking_for_the_others_turns_the_interval_round(pair):
    favourable, answered = pair
    one, other = share_exact(favourable, answered), share_exact(answered - favourable, answered)
    assert (one.low, one.high) == (pytest.approx(1 - other.high), pytest.approx(1 - other.low))
    assert 0 <= one.low <= one.value <= one.high <= 1


@given(counts)
def test_at_a_limit_what_was_seen_is_as_rare_as_the_interval_allows(pair):
    favourable, answered = pair
    found = share_exact(favourable, answered)
    if favourable:
        assert binom.sf(favourable - 1, answered, found.low) == pytest.approx(0.025)
    if favourable < answered:
        assert binom.cdf(favourable, answered, found.high) == pytest.approx(0.025)


@pytest.mark.parametrize("n", [5, 20, 50])
def test_it_holds_the_truth_as_often_as_promised_whatever_the_truth(n):
    found = [share_exact(x, n) for x in range(n + 1)]
    truth = np.linspace(0.001, 0.999, 999)
    held = sum(binom.pmf(x, n, truth) * ((one.low <= truth) & (truth <= one.high)) for x, one in enumerate(found))
    assert held.min() >= 0.95


def test_it_is_wider_than_wilsons_and_says_itself_alike():
    exact, score = share_exact(81, 263, missing=7), share(81, 263)
    assert exact.high - exact.low > score.high - score.low
    assert str(exact.say()) == "81 of 263 (31 %; between 25 and 37 %); 7 missing."


@given(counts)
def test_answers_and_counts_agree(pair):
    favourable, answered = pair
    answers = [1] * favourable + [0] * (answered - favourable) + [float("nan")] * 3
    assert share_exact_of_answers(answers, missing=2) == share_exact(favourable, answered, missing=5)


def test_what_cannot_be_is_refused():
    with pytest.raises(NotACount):
        share_exact(4, 3)
    with pytest.raises(Empty):
        share_exact(0, 0)
    with pytest.raises(NotALevel):
        share_exact(1, 3, confidence=1.0)
