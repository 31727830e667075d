"""Benchmark: every page for those who may open persons and those who may not; wrong input is told, never obeyed."""

from __future__ import annotations

import re

import pytest
from benchmark_cast import ADDRESS, SIZES, stays_of
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gavn.benchmark.selectors import beside, own
from gavn.benchmark.selectors.pages import Wanted
from gavn.calendar.services.years import answer_year
from gavn.compare.pure.methods.share import share

ALL = Wanted(period="all")
AT_UNIT = ("unit_indicator", "indicator_history", "indicator_others", "unit_for_whom")
SEVERAL = ("indicator_funnel", "indicator_places", "several_for_whom")


@pytest.fixture
def page(client, world):
    """A page as somebody reads it."""

    def read(user, name, *args, asked="period=all"):
        client.force_login(user)
        return client.get(f"{reverse(name, args=args)}?{asked}")

    return read


def test_every_page_stands_for_every_measure_and_reader(world, page, mara, karen):
    unit = world["Lindenhof"].public_id
    for address in ADDRESS.values():
        for user in (mara, karen):
            for name in AT_UNIT:
                assert page(user, name, unit, address).status_code == 200
        for name in SEVERAL:
            assert page(karen, name, address).status_code == 200
    assert page(mara, "instrument_others", unit, "gavn.four-lines.1").status_code == 200
    text = page(karen, "several_indicators").text
    assert "Feels better than at first" in text
    assert "Change on the four lines" in page(mara, "unit_indicators", unit, asked="period=all&q=change").text


def test_a_share_is_counted_by_hand_with_everybody_it_is_counted_out_of(world, mara, karen):
    address = ADDRESS["share"]
    found = own.unit_indicator(mara, world["Lindenhof"].public_id, address, ALL)
    [row] = found.page.figures["value"].table.rows
    better = [number for number in range(24) if number % 6 and _better(0, number)]
    plain = share(len(better), 20)
    assert (row.values[0].value, row.values[0].low, row.values[0].high) == (plain.value, plain.low, plain.high)
    assert [value.value for value in row.values[1:]] == [24, 0, 24, 4, 20]
    assert {row.public_id for row in found.persons.rows}
    assert found.persons.total == 4
    assert own.unit_indicator(karen, world["Lindenhof"].public_id, address, ALL).persons.total == 0


def _better(place: int, number: int) -> bool:
    from benchmark_cast import value

    def total(later: int) -> int:
        score = value(place, number, later)
        return score + (score + 2) % 11 + 5 + score // 2

    return total(1) > total(0)


def test_others_are_everybody_but_oneself(world, mara):
    found = beside.indicator_others(mara, world["Lindenhof"].public_id, ADDRESS["share"], ALL)
    rows = found.figures["others"].table.rows
    better = [(place, number) for place, size in enumerate(SIZES.values()) for number in range(size) if number % 6]
    others = [_better(place, number) for place, number in better if place]
    assert rows[1].values[0].value == sum(others) / len(others)
    assert rows[1].values[2].value == 6


def test_a_service_with_too_few_people_is_in_no_picture_of_those_outside(world, amir, karen):
    def names(user):
        found = beside.indicator_funnel(user, ADDRESS["mean"], ALL)
        return {row.label: str(row.values[0]) for row in found.figures["services"].table.rows}

    assert names(karen)["Pil"] == "hidden"
    assert "hidden" not in names(amir).values()
    shown = beside.indicator_funnel(karen, ADDRESS["mean"], ALL).figures["funnel"]
    assert "Pil" not in {row.label for row in shown.table.rows}


WRONG = [
    "period=x", "period=9999-01-01..9999-12-31", "from=x&until=y", "step=week", "rebase=1999-01", "freeze=-1",
    "freeze=1e9", "step=month&rebase=%00", "at=x&part=y", "q=%25%00", "period=all&step=quarter&freeze=2",
]  # fmt: skip


def test_wrong_input_is_told_and_never_breaks_a_page(world, page, amir):
    unit, address = world["Lindenhof"].public_id, ADDRESS["share"]
    for asked in WRONG:
        for name, args in (("indicator_history", (unit, address)), ("unit_indicators", (unit,)),
                           ("instrument_others", (unit, "gavn.four-lines.1"))):  # fmt: skip
            assert page(amir, name, *args, asked=asked).status_code == 200
    assert "This cannot be shown" in page(amir, "indicator_history", unit, address, asked="step=week").text
    assert "This cannot be shown" in page(amir, "instrument_others", unit, "gavn.four-lines.1", asked="at=x").text
    assert "This period cannot be shown" in page(amir, "indicator_funnel", address, asked="period=x").text


def test_what_there_is_not_is_404_and_what_is_not_ones_own_too(world, page, mara, amir, otto):
    unit, address = world["Lindenhof"].public_id, ADDRESS["share"]
    for wrong in ("gavn.nothing.1", "x", "gavn.shows-better.9"):
        assert page(amir, "unit_indicator", unit, wrong).status_code == 404
        assert page(amir, "indicator_funnel", wrong).status_code == 404
        assert page(amir, "instrument_others", unit, wrong).status_code == 404
    assert page(mara, "unit_indicator", world["Skovly"].public_id, address).status_code == 404
    assert page(mara, "indicator_funnel", address).status_code == 403
    assert page(otto, "unit_indicators", unit).status_code == 403
    for file in ("x.csv", "value.pdf", "value"):
        assert page(amir, "unit_table", unit, address, "unit_indicator", file).status_code == 404
    assert page(amir, "unit_table", unit, address, "x", "value.csv").status_code == 404
    assert page(amir, "several_table", address, "x", "funnel.csv").status_code == 404


def test_each_table_leaves_as_a_file(world, page, amir):
    unit, address = world["Lindenhof"].public_id, ADDRESS["share"]
    made = page(amir, "unit_table", unit, address, "unit_indicator", "value.csv")
    assert made.content.decode("utf-8-sig").splitlines()[1].startswith("Lindenhof,")
    assert page(amir, "unit_table", unit, address, "indicator_history", "run.xlsx").status_code == 200
    assert page(amir, "several_table", address, "indicator_funnel", "services.csv").status_code == 200
    made = page(amir, "instrument_table", unit, "gavn.four-lines.1", "scores.csv")
    assert "Four lines together" in made.content.decode("utf-8-sig")


def test_pages_ask_the_database_seldom_and_equally_often_for_more(world, page, amir):
    unit, address = world["Lindenhof"].public_id, ADDRESS["share"]
    asked = {}
    for round_ in range(2):
        for name, args in (*((name, (unit, address)) for name in AT_UNIT), *((name, (address,)) for name in SEVERAL),
                           ("unit_indicators", (unit,)), ("several_indicators", ()),
                           ("instrument_others", (unit, "gavn.four-lines.1"))):  # fmt: skip
            page(amir, name, *args)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                page(amir, name, *args)
            asked.setdefault(name, []).append(len(queries))
        if not round_:
            stays_of(world["Lindenhof"], 30)
    assert all(max(counts) < 40 for counts in asked.values()), asked
    assert all(abs(first - second) <= 2 for first, second in asked.values()), asked


def test_nobody_is_named_to_those_who_see_no_person(world, page, karen):
    text = page(karen, "unit_indicator", world["Lindenhof"].public_id, ADDRESS["share"]).text
    assert not re.search(r"Ida|Lund\d", text)


def test_a_year_in_three_layers_says_what_is_lacking_and_then_what_it_cost(world, page, mara, karen):
    unit = world["Lindenhof"]
    text = page(mara, "service_layers", unit.public_id, asked="year=2025").text
    assert "year 2025 are not answered" in text
    answers = {"places": {"v": 20}, "days_used": {"v": 7000}, "price_day": {"v": 2500}}
    answer_year(by=mara, unit=unit, year=2025, answers=answers, expected=0, language="en")
    text = page(mara, "service_layers", unit.public_id, asked="year=2025").text
    assert "17500000" in text
    assert "Feels better than at first" in text
    assert "no year that can be shown" in page(karen, "service_layers", unit.public_id, asked="year=9").text
    made = page(mara, "layers_table", unit.public_id, "inputs.csv", asked="year=2025")
    assert made.content.decode("utf-8-sig").splitlines()[1].startswith("Lindenhof,the year 2025")
    karen_reads = page(karen, "service_layers", world["Lindenhof"].public_id, asked="year=2024")
    assert karen_reads.status_code == 200
