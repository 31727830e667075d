"""Compare: share of favourable answers. Figures of Newcombe 1998, Table I, method 3 (Wilson score).

doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gavn.compare.pure.methods.share import share
from gavn.kernel.errors import Refused

NEWCOMBE_1998_TABLE_I = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]
counts = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(("favourable", "answered", "low", "high"), NEWCOMBE_1998_TABLE_I)
def test_the_interval_agrees_with_the_published_table(favourable, answered, low, high):
    found = share(favourable, answered)
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_it_says_how_many_how_sure_and_who_is_missing():
    found = share(81, 263, missing=7)
    assert str(found.say()) == "81 of 263 (31 %; between 26 and 37 %); 7 missing."


@settings(deadline=None)
@given(counts)
def test_the_interval_holds_the_share_stays_within_bounds_and_has_a_width(pair):
    found = share(*pair)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.low < found.high


@settings(deadline=None)
@given(counts)
def test_asking_for_the_others_turns_the_interval_round(pair):
    favourable, answered = pair
    one, other = share(favourable, answered), share(answered - favourable, answered)
    assert (one.low, one.high) == (pytest.approx(1 - other.high), pytest.approx(1 - other.low))


@settings(deadline=None)
@given(counts)
def test_four_times_the_answers_narrow_the_interval(pair):
    favourable, answered = pair
    few, many = share(favourable, answered), share(4 * favourable, 4 * answered)
    assert many.high - many.low < few.high - few.low


@settings(deadline=None)
@given(counts)
def test_more_confidence_widens_the_interval(pair):
    narrow, wide = share(*pair, confidence=0.95), share(*pair, confidence=0.99)
    assert wide.low <= narrow.low <= narrow.high <= wide.high


@pytest.mark.parametrize(("favourable", "answered"), [(-1, 3), (4, 3), (0, -1)])
def test_counts_that_cannot_be_are_refused(favourable, answered):
    with pytest.raises(Refused, match="cannot be"):
        share(favourable, answered)


def test_a_share_of_nobody_is_refused_and_says_who_is_missing():
    with pytest.raises(Refused) as refusal:
        share(0, 0, missing=8)
    assert str(refusal.value) == "A share needs at least one answer; 8 are missing."
