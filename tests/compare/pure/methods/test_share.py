"""Compare: share of favourable answers. Figures of Newcombe 1998, Table I, method 3 (Wilson score); R's prop.test.

doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E
"""

from __future__ import annotations

import pytest
from from_r import from_r
from hypothesis import given, settings
from hypothesis import strategies as st

from gavn.compare.pure.methods.share import require_count, share, share_of_answers
from gavn.compare.pure.refusals import Empty, NotACount, NotALevel
from gavn.kernel.errors import Refused

NAN = float("nan")
R = {case: found for case, found in from_r("proportions").items() if "epitools" in found}
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


@pytest.mark.parametrize("case", R)
def test_the_interval_agrees_with_prop_test_and_epitools(case):
    favourable, answered, confidence = case.split()
    found = share(int(favourable), int(answered), confidence=float(confidence))
    for program in ("wilson", "epitools"):
        assert [found.low, found.high] == pytest.approx(R[case][program], abs=1e-12)


def test_one_of_29_is_wilsons_and_not_what_hmisc_prints_under_his_name():
    # Hmisc's binconf puts another bound, -log(1 - 0.05)/n, in the place of Wilson's at x = 1: it prints 0.0018.
    found = share(1, 29)
    assert found.low == pytest.approx(0.0061, abs=5e-5)
    assert found.low > 3 * 0.0018


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


@given(st.lists(st.sampled_from([0.0, 1.0, NAN]), min_size=1), st.integers(0, 9))
def test_answers_and_counts_agree(answers, further):
    known = [answer for answer in answers if answer == answer]
    if not known:
        with pytest.raises(Empty):
            share_of_answers(answers)
        return
    missing = further + len(answers) - len(known)
    assert share_of_answers(answers, missing=further) == share(int(sum(known)), len(known), missing=missing)


def test_an_answer_that_is_neither_yes_nor_no_is_refused():
    with pytest.raises(Refused) as refusal:
        share_of_answers([1, 0, 2])
    assert str(refusal.value) == "An answer is 1 where it is favourable and 0 where it is not; 2.0 is neither."


@pytest.mark.parametrize(("favourable", "answered"), [(-1, 3), (4, 3), (0, -1), (0.5, 3), (NAN, 3), (1, float("inf"))])
def test_counts_that_cannot_be_are_refused(favourable, answered):
    with pytest.raises(NotACount, match="cannot be"):
        share(favourable, answered)


def test_a_number_of_missing_below_0_is_refused():
    with pytest.raises(NotACount) as refusal:
        share(1, 3, missing=-1)
    assert str(refusal.value) == "-1 cannot be a number of people or events."
    require_count(0)


def test_a_share_of_nobody_is_refused_and_says_who_is_missing():
    with pytest.raises(Empty) as refusal:
        share(0, 0, missing=8)
    assert str(refusal.value) == "There is no value to count; 8 missing."


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_a_confidence_outside_0_to_1_is_refused(confidence):
    with pytest.raises(NotALevel):
        share(1, 3, confidence=confidence)
