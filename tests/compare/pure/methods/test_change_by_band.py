"""Compare: change by where people began. Barnett, van der Pols & Dobson 2005, doi:10.1093/ije/dyh299, equation 1.

Their HDL example (mean 60, sd 15, all below 40 measured again) in R, and a true value measured twice, simulated in R.
"""

from __future__ import annotations

import numpy as np
import pytest
from from_r import from_r
from hypothesis import assume, given
from hypothesis import strategies as st

from gavn.compare.pure.methods.change_by_band import BandSums, change_by_band, change_by_band_from_sums
from gavn.compare.pure.methods.paired_change import PairedSums, paired_change, sums_of_pairs
from gavn.compare.pure.refusals import Empty, NotAShare, Unequal
from gavn.kernel.estimates import Estimate
from gavn.measure.pure.change import reliable_class

R = from_r("change")
NAN = float("nan")
BEFORE = [10, 12, 14, 30, 31, 35, 50, 52, NAN]
AFTER = [20, 15, 14, 31, 30, 38, 44, 53, 40]
BANDS = ["low", "low", "low", "middle", "middle", "middle", "high", "high", ""]
rows = st.lists(
    st.tuples(st.sampled_from(["low", "high"]), st.integers(0, 40), st.one_of(st.integers(0, 40), st.just(NAN))),
    min_size=1,
    max_size=40,
)


def expected(mean_of_band, *, towards, reliability):
    """The regression of a band of ten people who began at this mean."""
    sums = PairedSums(10, 0.0, 0.0, 5.0, 5.0, 0.0, origin=mean_of_band)
    found = change_by_band_from_sums({"band": BandSums(sums)}, reliability=reliability, towards=towards)
    return found.bands[0].regression.expected


@pytest.mark.parametrize("reliability", ["0", "0.2", "0.5", "0.8"])
def test_the_published_equation_comes_out(reliability):
    effect, mean = R["barnett"][reliability]
    assert expected(mean, towards=60, reliability=float(reliability)) == pytest.approx(effect, rel=1e-12)


@pytest.mark.parametrize("band", ["1", "2", "3", "4"])
def test_people_measured_twice_who_did_not_change_move_as_expected(band):
    mean, change, n = R["simulated"][band]
    error = 10 * np.sqrt(1 - 0.7**2) / np.sqrt(n)
    assert expected(mean, towards=50, reliability=0.7) == pytest.approx(change, abs=4 * error)


def test_each_band_is_a_paired_change_with_its_reliable_counts():
    found = change_by_band(BEFORE, AFTER, BANDS, threshold=5)
    assert (found.n, found.missing) == (8, 1)
    by = {one.band: one for one in found.bands}
    assert by["low"].paired == paired_change([10, 12, 14], [20, 15, 14])
    assert [by["low"].counts.improved.favourable, by["low"].counts.unchanged.favourable] == [1, 2]
    assert [by["high"].counts.worse.favourable, by["high"].counts.n] == [1, 2]
    assert (by[""].n, by[""].missing, by[""].paired, by[""].counts) == (0, 1, None, None)
    assert str(by[""].say()) == "Nobody has both measurements; 1 missing."


def test_a_band_of_one_is_counted_and_has_no_mean():
    found = change_by_band([1, 5, 6], [9, 6, 6.5], ["low", "high", "high"], threshold=2, higher_is_better=False)
    low = {one.band: one for one in found.bands}["low"]
    assert (low.n, low.paired, low.counts.worse.favourable) == (1, None, 1)
    assert "needs two people" in str(low.refused) == str(low.say())


def test_scores_fall_back_to_the_mean_of_all_who_began_unless_another_is_known():
    found = change_by_band(BEFORE, AFTER, BANDS, reliability=0.8)
    by = {one.band: one.regression for one in found.bands}
    assert found.towards == np.mean(BEFORE[:-1])
    assert by["low"].expected == pytest.approx(0.2 * (found.towards - 12))
    assert (by["low"].low, by[""]) == (None, None)
    other = change_by_band(BEFORE, AFTER, BANDS, reliability=0.8, towards=60)
    assert all(one.regression.expected > 0 for one in other.bands if one.regression)


def test_a_reliability_with_an_interval_gives_the_regression_one():
    reliability = Estimate(0.8, 0.7, 0.88, 100)
    [low] = [
        one
        for one in change_by_band(BEFORE, AFTER, BANDS, reliability=reliability, towards=32).bands
        if one.band == "low"
    ]
    assert (low.regression.low, low.regression.expected, low.regression.high) == pytest.approx((2.4, 4.0, 6.0))
    wide = change_by_band(BEFORE, AFTER, BANDS, reliability=Estimate(0.1, -0.4, 1.2, 4), towards=32).bands
    assert {(one.regression.low, one.regression.high) for one in wide if one.band == "low"} == {(0.0, 20.0)}


@given(rows, st.sampled_from([None, 3.0]))
def test_sums_and_rows_agree(found, threshold):
    bands, before, after = zip(*found, strict=True)
    one = change_by_band(before, after, bands, threshold=threshold, reliability=0.7)
    sums = {}
    for name in sorted(set(bands)):
        own = [(b, a) for band, b, a in found if band == name]
        paired, halves = sums_of_pairs(*zip(*own, strict=True))
        classes = [reliable_class(b, a, threshold=threshold or 1, higher_is_better=True) for b, a in own if a == a]
        counts = {kind: classes.count(kind) if threshold else 0 for kind in ("improved", "unchanged", "worse")}
        sums[name] = BandSums(paired.about(20.0), **counts, missing={"incomplete": halves} if halves else {})
    other = change_by_band_from_sums(sums, reliability=0.7)
    assert (other.n, other.missing) == (one.n, one.missing)
    for here, there in zip(one.bands, other.bands, strict=True):
        assert (here.band, here.n, here.counts) == (there.band, there.n, there.counts)
        assert (here.paired is None) == (there.paired is None)
        if here.paired and there.paired:
            assert there.paired.change.low == pytest.approx(here.paired.change.low, rel=1e-9, abs=1e-9)
        if here.regression and there.regression:
            assert there.regression.expected == pytest.approx(here.regression.expected, rel=1e-9, abs=1e-9)


@given(rows)
def test_bands_add_up_to_the_whole(found):
    bands, before, after = zip(*found, strict=True)
    one = change_by_band(before, after, bands, reliability=0.6)
    assert one.n + one.missing == len(found)
    assume(one.n)
    # Towards their own mean, what some bands gain the others lose.
    back = sum(band.n * band.regression.expected for band in one.bands if band.regression)
    assert back == pytest.approx(0, abs=1e-9)


def test_it_says_that_some_of_the_change_needs_no_explanation():
    found = change_by_band(BEFORE, AFTER, BANDS, reliability=0.8)
    assert str(found.say()) == (
        "Those who began low tend to come out higher and those who began high lower, even if nothing has changed "
        "(regression to the mean): with a reliability of 0.8, 20 % of the way to 29.2. "
        "8 with both measurements; 1 missing."
    )
    [low] = [one for one in found.bands if one.band == "low"]
    assert str(low.say()) == (
        "A mean change of 4.3 (between -8.4 and 17.1) in the 3 who began here; 3.4 would be seen if nobody had really "
        "changed, because scores are not exact; 0 missing."
    )


def test_without_a_reliability_it_says_that_the_part_is_not_known():
    found = change_by_band(BEFORE, AFTER, BANDS)
    assert "not known without a reliability. 8 with both measurements; 1 missing." in str(found.say())
    assert str(found.bands[1].say()).startswith("From 51.0 to 48.5 on average")


def test_where_nobody_was_measured_twice_nothing_is_expected():
    found = change_by_band([NAN], [1], ["low"], reliability=0.8)
    assert (found.n, found.towards, found.bands[0].regression) == (0, None, None)
    assert "not known" in str(found.say())
    assert change_by_band_from_sums({"low": BandSums(None, missing={"lost": 3})}).missing == 3


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (lambda: change_by_band_from_sums({}), Empty),
        (lambda: change_by_band([], [], []), Empty),
        (lambda: change_by_band([1, 2], [1, 2], ["low"]), Unequal),
        (lambda: change_by_band([1, 2], [1], ["low", "low"]), Unequal),
        (lambda: change_by_band(BEFORE, AFTER, BANDS, reliability=1.2), NotAShare),
        (lambda: change_by_band(BEFORE, AFTER, BANDS, reliability=Estimate(-0.2, -0.3, 0.1, 9)), NotAShare),
    ],
)
def test_what_cannot_be_is_refused_by_name(asked, refusal):
    with pytest.raises(refusal):
        asked()
