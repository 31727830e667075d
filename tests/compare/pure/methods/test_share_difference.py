"""The difference of two shares: against Newcombe's table and statsmodels; clear only where chance does not explain it.

Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavn.compare.pure.methods.share import share
from gavn.compare.pure.methods.share_difference import share_difference, share_difference_of_answers
from gavn.kernel.errors import Refused

NEWCOMBE_1998_TABLE_II_METHOD_10 = [
    ((56, 70), (48, 80), 0.0524, 0.3339),
    ((9, 10), (3, 10), 0.1705, 0.8090),
    ((6, 7), (2, 7), 0.0582, 0.8062),
    ((5, 56), (0, 29), -0.0381, 0.1926),
    ((0, 10), (0, 20), -0.1611, 0.2775),
    ((0, 10), (0, 10), -0.2775, 0.2775),
    ((10, 10), (0, 20), 0.6791, 1.0000),
    ((10, 10), (0, 10), 0.6075, 1.0000),
]


@pytest.mark.parametrize(("later", "earlier", "low", "high"), NEWCOMBE_1998_TABLE_II_METHOD_10)
def test_the_interval_agrees_with_the_published_table(later, earlier, low, high):
    found = share_difference(share(*later), share(*earlier))
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@pytest.mark.parametrize(
    ("later", "earlier", "direction"),
    [((103, 159), (117, 148), -1), ((117, 148), (103, 159), 1), ((9, 42), (4, 28), 0)],
    ids=["clearly poorer although the intervals overlap", "clearly better", "chance may explain it"],
)
def test_a_difference_is_clear_when_its_interval_leaves_nothing_out(later, earlier, direction):
    assert share_difference(share(*later), share(*earlier)).direction == direction


counts = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts, counts)
def test_swapping_the_two_turns_the_interval_around(one, other):
    there, back = share_difference(share(*one), share(*other)), share_difference(share(*other), share(*one))
    assert (there.low, there.high) == (pytest.approx(-back.high), pytest.approx(-back.low))
    assert -1 <= there.low <= there.value <= there.high <= 1
    assert there.low < there.high


@settings(max_examples=25)
@given(counts, counts, st.sampled_from([0.8, 0.95, 0.998]))
def test_the_interval_agrees_with_statsmodels(one, other, confidence):
    from statsmodels.stats.proportion import confint_proportions_2indep

    found = share_difference(*(share(*counted, confidence=confidence) for counted in (one, other)))
    assert (found.low, found.high) == pytest.approx(
        confint_proportions_2indep(*one, *other, method="newcomb", alpha=1 - confidence), abs=1e-9
    )


@given(counts, counts)
def test_answers_and_counts_agree(one, other):
    rows = [[1] * favourable + [0] * (n - favourable) + [float("nan")] * 2 for favourable, n in (one, other)]
    found = share_difference_of_answers(*rows, missing=1)
    assert found == share_difference(share(*one, missing=3), share(*other, missing=2))


def test_intervals_of_different_confidence_are_not_compared():
    with pytest.raises(Refused, match="different confidence"):
        share_difference(share(5, 9), share(5, 9, confidence=0.99))


def test_it_says_itself_with_n_and_missing():
    told = str(share_difference(share(56, 70, missing=3), share(48, 80)).say())
    assert told == "A difference of 20 percentage points (between 5 and 33); n = 150, 3 missing."
