"""Benchmark: periods as addresses write them, sums put together, and what readers see of them."""

from __future__ import annotations

from datetime import date

import pytest
from benchmark_pure import PER, about, of_mean, of_rate, of_share

from gavn.benchmark.pure.addresses import key_of, written
from gavn.benchmark.pure.periods import Stretch, in_a_row, number_of, place_of, stretch_of
from gavn.benchmark.pure.sums import added, estimate_or_none, known, shown_groups, value_of
from gavn.benchmark.pure.told.about import count_values, value_said
from gavn.kernel.errors import Refused
from gavn.report.pure.document import Interval, Number
from gavn.report.pure.hiding import HIDDEN, TOO_FEW

WRITTEN = [
    ("month", "2026-03", date(2026, 3, 1)), ("month", date(2026, 3, 31), date(2026, 3, 1)),
    ("quarter", "2026-Q2", date(2026, 4, 1)), ("quarter", "2026-05", date(2026, 4, 1)),
    ("year", "2026", date(2026, 1, 1)), ("year", 2026, date(2026, 1, 1)), ("month", "2026-03-01", date(2026, 3, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("step", "value", "first"), WRITTEN)
def test_a_group_names_its_stretch_in_several_ways(step, value, first):
    assert stretch_of(step, value).first == first


@pytest.mark.parametrize("text", ["", "2026-13", "2026-00", "0000", "x", "2026-Q5", "2026-3", "20260"])
def test_what_is_no_stretch_is_refused(text):
    with pytest.raises(Refused, match="no month, quarter or year"):
        stretch_of("month", text)


def test_each_stretch_is_written_so_that_it_reads_back():
    for step in ("month", "quarter", "year"):
        one = stretch_of(step, date(2025, 11, 9))
        assert stretch_of(step, one.written) == one


def test_a_row_has_no_gaps_ends_with_what_is_over_and_keeps_the_newest_sixty():
    first, last = Stretch("month", date(2020, 1, 1)), Stretch("month", date(2026, 2, 1))
    row = in_a_row({first: 1, last: 2, Stretch("month", date(2026, 3, 1)): 3}, until=date(2026, 3, 10))
    assert (len(row), list(row)[-1], row[last], row[list(row)[3]]) == (60, last, 2, None)
    assert in_a_row({}, until=date(2026, 3, 10)) == {}


def test_what_an_address_names_is_taken_from_what_is_offered():
    row = [Stretch("year", date(2025, 1, 1)), Stretch("year", date(2026, 1, 1))]
    assert (place_of("2026", row, field="x"), place_of("", row, field="x")) == (1, None)
    assert (number_of("12", least=3, most=60, field="x"), number_of("", least=3, most=60, field="x")) == (12, None)
    for text in ("2027", "%00"):
        with pytest.raises(Refused, match="none of the periods"):
            place_of(text, row, field="x")
    for text in ("2", "61", "-5", "1e9", "99999", "٣"):
        with pytest.raises(Refused, match="whole number"):
            number_of(text, least=3, most=60, field="x")


@pytest.mark.parametrize("text", ["", "gavn/x@1", "gavn.x", "gavn.x.0", "../x.1", "Gavn.x.1", "gavn.x.1\n"])
def test_an_address_that_names_no_definition_names_none(text):
    assert key_of(text) is None


def test_an_address_reads_back():
    assert key_of(written("gavn/four-lines@12")) == "gavn/four-lines@12"


def test_sums_add_up_and_nobody_is_nothing():
    assert added([]) is None
    whole = added([of_share(10, 4, missing=2), of_share(5, 5, left_out=1)])
    assert (whole.n, whole.events, whole.missing, whole.left_out, whole.population) == (15, 9, 2, 1, 18)


def test_a_value_without_enough_behind_it_is_none():
    one = about(measure="mean").indicator
    assert estimate_or_none(one, None) is None
    assert value_of(one, of_mean([3.0])) == Number(None)
    assert value_of(one, of_mean([1.0, 3.0])).value == 2.0


def test_who_may_open_the_persons_sees_every_count():
    one = about(measure="share").indicator
    [shown] = shown_groups(one, {"a": of_share(3, 1, missing=2, left_out=1)}, inside=True).values()
    assert count_values(shown) == (Number(6), Number(1), Number(5), Number(2), Number(3))
    assert isinstance(shown.value, Interval)
    assert not shown.hidden


HIDES = [
    (of_share(20, 2), True), (of_share(20, 18), True), (of_share(4, 0), True), (of_share(20, 0), False),
    (of_share(20, 10, missing=2), False), (of_share(20, 10, left_out=3), False),
]  # fmt: skip


@pytest.mark.parametrize(("sums", "hides"), HIDES)
def test_others_see_a_share_only_where_no_small_count_stands_behind_it(sums, hides):
    [shown] = shown_groups(about(measure="share").indicator, {"a": sums}, inside=False).values()
    assert (shown.hidden, shown.value is HIDDEN) == (hides, hides)


def test_where_few_are_missing_their_whole_is_hidden_instead_of_n():
    sums = of_mean([1.0] * 9 + [2.0], missing=2)
    [shown] = shown_groups(about(measure="mean").indicator, {"a": sums}, inside=False).values()
    assert (shown.counts["n"], shown.counts["missing"], shown.counts["base"]) == (Number(10), HIDDEN, HIDDEN)


def test_a_part_of_a_whole_is_hidden_with_the_small_rest():
    one = about(measure="share").indicator
    groups = {"near": of_share(40, 20), "wide": of_share(43, 21)}
    shown = shown_groups(one, groups, inside=False, wholes=[("wide", ("near",))])
    assert len(known(shown)) < 2


def test_a_whole_whose_base_is_not_told_binds_nothing():
    one = about(measure="share").indicator
    groups = {"near": of_share(40, 20, missing=2), "wide": of_share(90, 41, missing=20)}
    shown = shown_groups(one, groups, inside=False, wholes=[("wide", ("near",))])
    assert (shown["near"].counts["base"], shown["near"].counts["n"]) == (HIDDEN, Number(40))


SAID = [
    ({"measure": "share"}, of_share(20, 5, missing=6), "5 of 20"),
    ({"measure": "mean"}, of_mean([1.0, 3.0]), "A mean of"),
    ({"measure": "rate", "per": "1", "per_words": PER}, of_rate(9, 6, 3.0), "6 in 9 stays"),
    ({"measure": "rate", "per": "1"}, of_rate(9, 6, 3.0), "6 in 9 stays"),
    ({"measure": "mean"}, of_mean([3.0], missing=4), "too little for a value: 1 counted, 4 missing, of 5"),
]


@pytest.mark.parametrize(("told", "sums", "words"), SAID)
def test_a_value_is_said_with_n_and_missing(told, sums, words):
    one = about(**told)
    [shown] = shown_groups(one.indicator, {"a": sums}, inside=True).values()
    assert words in str(value_said(one, shown))


def test_nobody_and_hidden_are_said_too():
    one = about(measure="share", inside=False)
    assert "Nobody belongs" in str(value_said(one, None))
    [shown] = shown_groups(one.indicator, {"a": of_share(20, 2)}, inside=False).values()
    assert value_said(one, shown) is TOO_FEW
    [shown] = shown_groups(one.indicator, {"a": of_share(20, 8, missing=3)}, inside=False).values()
    assert "hidden missing" in str(value_said(one, shown))
