"""Compare: an indicator's sums as a share, mean or rate with its interval, or why there is none."""

from __future__ import annotations

import pytest
from indicator_examples import WORDS, indicator

from gavn.compare.pure.indicator_estimate import IndicatorSums, indicator_estimate
from gavn.compare.pure.refusals import Constant, Empty, NothingExpected, TooFew

RATE = indicator(measure="rate", value="goals", per="days_stayed", per_words=WORDS)
MEAN = indicator(measure="mean", value="goals")


def sums(**told):
    return IndicatorSums(**{"population": 20, "base": 15, **told})


def test_a_share_has_wilsons_interval_and_says_who_is_missing():
    """12 of 12: the lower limit is n / (n + z²) (Wilson 1927)."""
    found = indicator_estimate(indicator(), sums(n=12, events=12, total=12.0))
    assert (found.value, round(found.low, 3), found.high) == (1.0, 0.758, 1.0)
    assert (found.n, found.missing, found.method) == (12, 3, "share")


def test_a_mean_has_students_interval():
    """Values 1 to 10: mean 5.5, sd 3.0277, t with 9 degrees of freedom 2.2622, so 5.5 ± 2.1659."""
    found = indicator_estimate(MEAN, sums(n=10, total=55.0, squares=385.0))
    assert (found.value, round(found.low, 4), round(found.high, 4)) == (5.5, 3.3341, 7.6659)


def test_a_rate_has_the_exact_interval_of_poisson():
    """Ten events: 4.795 to 18.39 (Garwood 1936), here against an exposure of 5."""
    found = indicator_estimate(RATE, sums(n=10, events=10, total=10.0, exposure=5.0))
    assert (found.value, round(found.low, 3), round(found.high, 3)) == (2.0, 0.959, 3.678)
    none = indicator_estimate(RATE, sums(n=10, exposure=5.0))
    assert (none.value, none.low, round(none.high, 3)) == (0.0, 0.0, 0.738)


REFUSED = [
    (indicator(), {"n": 0}, Empty, "no value to count; 15 missing"),
    (MEAN, {"n": 1, "total": 3.0, "squares": 9.0}, TooFew, "at least 2 and has 1; 14 missing"),
    (MEAN, {"n": 3, "total": 0.3, "squares": 0.03}, Constant, "the same"),
    (MEAN, {"n": 3}, Constant, "the same"),
    (RATE, {"n": 3}, NothingExpected, "Nothing was expected"),
]


@pytest.mark.parametrize(("one", "told", "refusal", "why"), REFUSED)
def test_too_little_is_refused_in_words(one, told, refusal, why):
    with pytest.raises(refusal, match=why):
        indicator_estimate(one, sums(**told))


def test_groups_add_up_and_keep_the_names_they_share():
    one = IndicatorSums({"region": "r", "service": "a"}, 10, 8, 6, 3, 3.0, 3.0, 1.0)
    both = one + IndicatorSums({"region": "r", "service": "b"}, 5, 5, 5, 1, 1.0, 1.0, 2.0)
    assert both == IndicatorSums({"region": "r"}, 15, 13, 11, 4, 4.0, 4.0, 3.0)
    assert (both.left_out, both.missing) == (2, 2)
