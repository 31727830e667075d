"""Report: the list of services in the order a reader asks for, without numbers that would tell somebody."""

from __future__ import annotations

import pytest

from gavn.compare.pure.counts import ServiceLine
from gavn.report.pure.document import Number
from gavn.report.pure.hiding import HIDDEN
from gavn.report.pure.service.listed import in_order, listed

LINES = [
    ("Ørsted", ServiceLine("a", now=40, new=10, closed=0, due=20, done=10)),
    ("bro", ServiceLine("b", now=3, new=2, closed=1, due=0, done=0)),
    ("Ask", ServiceLine("c", now=12, new=2, closed=9, due=10, done=9)),
]


def rows(*, inside: bool):
    return [listed(line.service, name, line, inside=inside) for name, line in LINES]


ORDERS = [
    ("name", ["Ask", "bro", "Ørsted"]),
    ("-name", ["Ørsted", "bro", "Ask"]),
    ("now", ["bro", "Ask", "Ørsted"]),
    ("-now", ["Ørsted", "Ask", "bro"]),
    ("new", ["Ask", "bro", "Ørsted"]),
    ("-closed", ["Ask", "bro", "Ørsted"]),
    ("-done", ["Ask", "Ørsted", "bro"]),  # nothing was due at bro
    ("size", ["Ask", "bro", "Ørsted"]),  # no such column
]


@pytest.mark.parametrize(("order", "names"), ORDERS)
def test_services_stand_in_the_order_of_a_column(order, names):
    assert [row.name for row in in_order(rows(inside=True), order)] == names


def test_who_may_not_open_the_persons_sees_no_small_number_and_nothing_to_compute_it_from():
    seen = {row.name: row for row in rows(inside=False)}
    assert (seen["bro"].now, seen["bro"].new, seen["bro"].closed) == (HIDDEN, HIDDEN, HIDDEN)
    assert (seen["Ask"].now, seen["Ask"].done) == (Number(12), HIDDEN)  # 1 of 10 was not done
    assert seen["Ørsted"].done == Number(0.5, share=True)


def test_what_is_hidden_stands_last_from_the_largest_down():
    assert [row.name for row in in_order(rows(inside=False), "-now")] == ["Ørsted", "Ask", "bro"]
