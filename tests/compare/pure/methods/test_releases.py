"""Compare: what a new table gives away together with earlier ones.

Worked examples of the ESSnet Handbook on Statistical Disclosure Control, section 5.2: geographical differencing,
linking, sub-populations.
"""

from __future__ import annotations

import numpy as np
import pytest
from tables_cast import two_way

from gavn.compare.pure.disclosure import INSIDE, Policy, Protection, Range, Sum
from gavn.compare.pure.methods.releases import Release, ToldTwice, release_of, releases
from gavn.compare.pure.methods.suppression import suppression

OLD = {
    ("1991", hours, sex): n
    for (hours, sex), n in zip(
        [(h, s) for h in (">30", "16-30", "<=15") for s in "MF"], [52, 55, 130, 140, 39, 49], strict=True
    )
}
NEW = {
    ("2001", hours, sex): n
    for (hours, sex), n in zip(
        [(h, s) for h in (">30", "16-30", "<=15") for s in "MF"], [50, 54, 128, 140, 39, 49], strict=True
    )
}


def test_two_borders_of_one_area_give_the_handbooks_difference():
    within = {key: ("1991", *key[1:]) for key in NEW}
    found = releases(Release("1991", OLD, within=within), [Release("2001", NEW)], policy=INSIDE)
    told = {one.cell[2][1:]: one.range.low for one in found.revealed}
    assert told == {(">30", "M"): 2, (">30", "F"): 1, ("16-30", "M"): 2}  # and zeros, which are about nobody
    assert {one.by for one in found.revealed} == {("2001",)}


def test_linked_tables_give_the_handbooks_one_woman():
    employed = Release("employed", {"employed": 85, "not employed": 17, "living": 102})
    places = Release("places", {"working": 49, "living": 102, "both": 22})
    sums = (Sum("both", ("men both", "women both")),)
    men = Release("men", {"men both": 21}, hidden=frozenset({"women both"}), sums=sums)
    found = releases(men, [employed, places], policy=INSIDE)
    assert [(one.cell, one.range, one.by) for one in found.revealed] == [("women both", Range(1, 1), ("places",))]


def test_another_cut_of_the_hours_gives_the_handbooks_one_man():
    first = Release("by twenty", {("M", "<20"): 6, ("M", "20-39"): 9, ("F", "<20"): 10, ("F", "20-39"): 38})
    second = Release(
        "by twenty-five",
        {("M", "<25"): 7, ("M", "25-39"): 8, ("F", "<25"): 10, ("F", "25-39"): 38},
        within={(sex, "<20"): (sex, "<25") for sex in "MF"},
    )
    found = releases(second, [first], policy=INSIDE)
    assert [(one.cell, one.range.low) for one in found.revealed] == [((("M", "<25"), "without", ("M", "<20")), 1)]


def test_a_table_that_hides_enough_for_itself_may_still_be_given_away_by_another():
    counts, sums = two_way([[3, 20, 9], [30, 40, 11]])
    found = suppression(counts, sums, [(0, 0)], protect=Protection(width=3))
    table = release_of("by age", counts, found, sums)
    assert releases(table, [], policy=INSIDE).safe
    other = next(cell for cell in found.secondary if cell[0] == 0)
    leak = Release("one number more", {other: counts[other]})
    harmless = Release("something else", {"elsewhere": 9})
    told = releases(leak, [harmless, table], policy=INSIDE)
    assert [(one.cell, one.range, one.by) for one in told.revealed] == [((0, 0), Range(3, 3), ("by age",))]
    assert str(told.say()) == (
        "“one number more” gives small numbers away: 1; the first by what was released in: by age."
    )


def test_what_earlier_tables_had_given_away_is_not_held_against_the_new_one():
    sums = (Sum("all", ("a", "b")),)
    bad = Release("bad", {"all": 9, "b": 7}, hidden=frozenset({"a"}), sums=sums)
    found = releases(Release("new", {"c": 12}), [bad], policy=INSIDE)
    assert found.safe
    assert str(found.say()) == (
        "“new” gives no small number away, nor does it together with what was released before (tables: 1)."
    )
    alone = releases(bad, [], policy=INSIDE)
    assert str(alone.say()) == "“bad” gives small numbers away: 1; the first by what was released in: bad."


def test_only_the_releases_that_are_needed_are_named():
    sums = (Sum("all", ("a", "b", "c")),)
    first, second = Release("first", {"all": 30}, sums=sums), Release("second", {"b": 15})
    third = Release("third", {"c": 12}, hidden=frozenset({"a"}))
    found = releases(third, [first, Release("beside", {"x": 8}), second], policy=INSIDE)
    assert [(one.range.low, one.by) for one in found.revealed] == [(3, ("first", "second"))]


def test_a_large_hidden_number_may_come_out_and_a_narrow_range_above_small_too():
    sums = (Sum("all", ("a", "b")),)
    table = Release("table", {"all": 30, "b": 20}, hidden=frozenset({"a"}), sums=sums)
    assert releases(table, [], policy=INSIDE).safe
    assert not releases(table, [], policy=Policy("strict", 20)).safe


def test_a_cell_may_be_known_to_be_small_or_not():
    sums = (Sum("all", ("a", "b")),)
    table = {"shown": {"all": 6}, "hidden": frozenset({"a", "b"}), "sums": sums}
    assert releases(Release("open", **table), [], policy=Policy("wide", 9)).revealed
    assert releases(Release("none", **table, small=frozenset()), [], policy=Policy("wide", 9)).safe
    one = releases(Release("least", **table, least=1), [], policy=Policy("wide", 9)).revealed[0]
    assert one.range == Range(1, 5)


def test_the_same_number_told_differently_is_refused():
    with pytest.raises(ToldTwice, match="released as another number in “first”"):
        releases(Release("second", {"a": 8}), [Release("first", {"a": 9})], policy=INSIDE)


@pytest.mark.parametrize("seed", range(8))
def test_a_release_without_anything_in_common_reveals_nothing(seed):
    rng = np.random.default_rng(seed)
    tables = []
    for name in ("first", "second"):
        counts, sums = two_way(rng.poisson(9, size=(3, 3)))
        counts = {(name, key): n for key, n in counts.items()}
        sums = [Sum((name, one.total), tuple((name, part) for part in one.parts)) for one in sums]
        small = [key for key, n in counts.items() if 0 < n < 5]
        found = suppression(counts, sums, small, protect=Protection(width=3))
        tables.append(release_of(name, counts, found, sums))
    assert releases(tables[1], tables[:1], policy=INSIDE).safe
