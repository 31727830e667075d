"""Benchmark: three layers of a service's year, counted by hand."""

from __future__ import annotations

from datetime import date

import pytest
from benchmark_pure import about, of_share

from gavn.benchmark.pure.layers import Price, inputs, posts, price, year_asked
from gavn.benchmark.pure.sums import shown_groups
from gavn.benchmark.pure.told.layers import Beside, Layers, parts
from gavn.kernel.errors import Refused
from gavn.report.pure.document import Figure, Paragraph

OWN = {
    "places": 20, "days_used": 7000, "price_day": 2500, "posts_pedagogues": 12.5, "posts_health": 2.5,
    "posts_other": None,
    "posts_vacant": 4, "trained": 18, "direct": 24, "left": 3, "employed": 30,
}  # fmt: skip
OTHERS = [
    {"places": 10, "price_day": 2000},
    {"places": 14, "price_day": 3000},
    {"places": 30, "direct": 0, "trained": 0},
]


def test_inputs_follow_from_the_answers_and_stand_beside_the_middle_of_the_others():
    found = {one.asked.key: (one.own, one.others, one.services) for one in inputs(OWN, OTHERS)}
    assert found["places"] == (20.0, 14.0, 3)
    assert found["price"] == (2500.0, None, 2)
    assert found["posts"] == (15.0 / 20 * 10, None, 0)
    assert found["used"][0] == pytest.approx(7000 / (20 * 365.25))
    assert (found["trained"][0], found["left"][0]) == (0.75, 0.1)


def test_what_is_not_answered_is_not_made_up():
    assert posts({"posts_health": None, "places": 3}) is None
    assert posts(OWN) == 15.0
    assert all(one.own is None for one in inputs(None, []))
    assert all(one.own is None for one in inputs({"places": True}, []))


def test_the_price_is_days_times_price_shared_among_the_stays():
    assert price(OWN, 50, 20) == Price(17_500_000.0, 350_000.0, 875_000.0)
    assert price(OWN, 50, 0).good is None


WHY = [
    (None, 50, "needs the answers"), ({"price_day": 5}, 50, "one of them is not answered"),
    ({"days_used": 5}, 50, "one of them is not answered"), (OWN, 0, "there were none"),
]  # fmt: skip


@pytest.mark.parametrize(("values", "stays", "why"), WHY)
def test_what_is_lacking_for_a_price_is_said(values, stays, why):
    with pytest.raises(Refused, match=why):
        price(values, stays, 3)


@pytest.mark.parametrize("text", ["x", "99999", "1899", "2027", "20٣5", "-202"])
def test_a_year_that_cannot_be_shown_is_refused(text):
    with pytest.raises(Refused, match="no year"):
        year_asked(text, today_year=2026)


def page(cost, *, answered=True, own=OWN):
    one = about(measure="share").indicator
    [shown] = shown_groups(one, {"own": of_share(20, 9, missing=5)}, inside=True).values()
    lines = [Beside("Feels better", shown, None), Beside("Sleeps", None, shown)]
    return parts(Layers(2025, answered, inputs(own, OTHERS), lines[:1], lines, cost, "Feels better", date(2026, 1, 1)))


def test_the_page_has_a_table_a_layer_and_the_price():
    figures = {part.key: part for part in page(price(OWN, 50, 20)) if isinstance(part, Figure)}
    assert list(figures) == ["inputs", "outputs", "outcomes", "price"]
    assert str(figures["inputs"].finding) == "What went in: 6 of 6 things are known."
    assert [len(figures[key].table.rows) for key in figures] == [6, 1, 2, 3]
    assert str(figures["price"].table.rows[2].label) == "For each stay counted in “Feels better”"
    assert (
        len({part.key: part for part in page(price(OWN, 50, 0)) if isinstance(part, Figure)}["price"].table.rows) == 2
    )


def test_what_is_not_answered_is_said_first_with_how_to_give_it():
    with pytest.raises(Refused) as refused:
        price(None, 3, 1)
    found = page(refused.value.said, answered=False, own=None)
    assert isinstance(found[0], Paragraph)
    assert "year 2025 are not answered" in str(found[0].text)
    assert "its price and its days in use" in str(found[-2].text)
