"""Benchmark: own people beside all others, level by level, and no single service read off the rest."""

from __future__ import annotations

import numpy as np
import pytest
from benchmark_pure import about, of_mean, of_rate, of_share
from scipy.stats import ttest_ind

from gavn.benchmark.pure.others import OTHERS, Ring, difference, mean_difference, nearest, rings, says
from gavn.benchmark.pure.sums import shown_groups
from gavn.benchmark.pure.told import others as told
from gavn.compare.pure.methods.share import share
from gavn.compare.pure.methods.share_difference import share_difference
from gavn.kernel.errors import Refused
from gavn.report.pure.document import Interval, Paragraph

A, B = [3.0, 5.0, 4.0, 8.0, 6.0, 5.5], [1.0, 2.0, 2.5, 4.0, 3.0, 2.0, 1.5]
NODES = {name: {"organisation": "o", "municipality": None, "region": "r", "nation": "n"} for name in "abcd"}
NODES |= {name: {"organisation": "p", "municipality": None, "region": "r", "nation": "n"} for name in "efg"}
NODES |= {name: {"organisation": "q", "municipality": None, "region": "s", "nation": "n"} for name in "hijk"}
SUMS = {name: of_share(20, 10) for name in NODES}


def test_the_difference_of_means_is_welchs():
    one = about(measure="mean").indicator
    found = difference(one, of_mean(A), of_mean(B))
    expected = ttest_ind(A, B, equal_var=False).confidence_interval(0.95)
    assert (found.value, found.low, found.high) == pytest.approx((np.mean(A) - np.mean(B), expected.low, expected.high))


def test_the_difference_of_shares_is_newcombes():
    found = difference(about(measure="share").indicator, of_share(70, 56), of_share(80, 48))
    plain = share_difference(share(56, 70), share(48, 80))
    assert (found.low, found.high) == (plain.low, plain.high)


def test_the_difference_of_rates_comes_from_each_ones_interval():
    one = about(measure="rate", per="1").indicator
    found = difference(one, of_rate(9, 20, 10.0), of_rate(30, 30, 30.0))
    assert found.value == pytest.approx(1.0)
    # Exact limits of 20 in 10 and of 30 in 30 (Garwood): 1.2216 to 3.0888, and 0.6747 to 1.4276.
    assert found.low == pytest.approx(1.0 - np.hypot(2.0 - 1.22165, 1.42757 - 1.0), abs=1e-4)
    assert found.high == pytest.approx(1.0 + np.hypot(3.08883 - 2.0, 1.0 - 0.67471), abs=1e-4)


@pytest.mark.parametrize("few", [(4, 20), (20, 4)])
def test_fewer_than_five_people_on_a_side_are_no_comparison(few):
    own, others = (of_share(n, 2) for n in few)
    with pytest.raises(Refused, match="at least 5 and has 4"):
        difference(about(measure="share").indicator, own, others)


def test_means_without_spread_or_of_one_value_are_refused():
    with pytest.raises(Refused, match="Every value is the same"):
        mean_difference((5, 10.0, 20.0), (5, 10.0, 20.0))
    with pytest.raises(Refused, match="at least 2"):
        mean_difference((1, 2.0, 4.0), (5, 10.0, 30.0))


def test_each_level_holds_the_one_before_and_levels_that_add_nobody_are_left_out():
    found = rings(["a"], SUMS, NODES, seen=set(NODES))
    assert [(ring.level, ring.services, ring.sums.n) for ring in found] == [
        ("organisation", 3, 60), ("region", 6, 120), ("nation", 10, 200),
    ]  # fmt: skip


def test_a_level_that_would_give_away_one_or_two_services_is_refused():
    found = rings(["a"], SUMS, NODES, seen={"a", "b", "c"})
    refused = [(ring.level, ring.sums is None) for ring in found]
    assert refused == [("organisation", True), ("region", False), ("nation", False)]
    assert str(found[0].refused) == "needs 3 more services whose figures are not open to you; there are 1"


def test_services_of_several_organisations_have_no_others_in_one():
    assert [ring.level for ring in rings(["a", "e"], SUMS, NODES, seen=set(NODES))] == ["region", "nation"]


def test_where_there_is_no_tree_all_others_remain():
    assert [ring.level for ring in rings(["a"], SUMS, {}, seen=())] == ["all"]


DIRECTIONS = [
    ("more", 18, "better"), ("less", 18, "worse"), ("more", 2, "worse"), ("none", 18, "higher"), ("none", 2, "lower"),
]  # fmt: skip


@pytest.mark.parametrize(("direction", "events", "word"), DIRECTIONS)
def test_whether_it_goes_better_is_said_by_the_direction(direction, events, word):
    one = about(measure="share", direction=direction).indicator
    found = difference(one, of_share(20, events), of_share(60, 30))
    assert word in str(says(one, found, OTHERS["region"]))


def test_no_clear_difference_and_no_comparison_are_said():
    one = about(measure="share").indicator
    assert "not clearly" in str(says(one, difference(one, of_share(20, 10), of_share(60, 30)), OTHERS["region"]))
    assert "Nothing can be held" in str(says(one, None, OTHERS["region"]))
    assert nearest([Ring("region", 1, None)]) is None


def page(one, own, found, *, inside=True):
    known = {ring.level: ring.sums for ring in found if ring.sums is not None}
    shown = shown_groups(one.indicator, known, inside=inside)
    mine = shown_groups(one.indicator, {"own": own}, inside=inside)["own"] if own is not None else None
    return told.parts(one, "Ask", mine, found, shown)


def test_the_page_has_sentence_picture_and_every_denominator():
    one = about(measure="share")
    figure, reading = page(one, SUMS["a"], rings(["a"], SUMS, NODES, seen={"a"}))
    assert str(figure.finding) == "Own people do not clearly differ from these: Others of the nation."
    assert isinstance(figure.table.rows[1].values[1], Interval)
    assert (len(figure.table.rows), len(figure.spec["data"]["values"]), isinstance(reading, Paragraph)) == (4, 4, True)


def test_a_refused_level_says_why_in_its_own_line():
    one = about(measure="share")
    figure, _reading = page(one, SUMS["a"], rings(["a"], SUMS, NODES, seen={"a", "b", "c"}))
    assert "needs 3 more services" in str(figure.table.rows[1].values[0])


WHY = [
    (None, of_share(60, 30), True, "nobody to compare"),
    (of_share(4, 2), of_share(60, 30), True, "needs 5 people on either side; there are 4"),
    (of_share(20, 2), of_share(60, 30), False, "hidden"),
]


@pytest.mark.parametrize(("own", "others", "inside", "why"), WHY)
def test_why_there_is_no_difference_stands_in_its_place(own, others, inside, why):
    one = about(measure="share", inside=inside)
    figure, _reading = page(one, own, [Ring("region", 3, others)], inside=inside)
    assert str(figure.table.rows[-1].values[1]) == why
    assert "Nothing can be held" in str(figure.finding)
    assert figure.spec is None or own is not None


def test_means_that_cannot_be_compared_say_why():
    one = about(measure="mean")
    figure, _reading = page(one, of_mean([2.0] * 6), [Ring("region", 3, of_mean([2.0] * 9))])
    assert "Every value is the same" in str(figure.table.rows[-1].values[1])
