"""One next step: the most pressing of what waits."""

from __future__ import annotations

import pytest

from gavn.access.pure.today import MOST, Line, Pile, piled
from gavn.desk.pure.next_step import next_step
from gavn.kernel.say import Said


def pile(kind: str, order: int, total: int) -> Pile:
    return Pile(kind, order, Said(kind), (), total, act=Said(f"do {kind}"), why=Said("{n} wait"))


@pytest.mark.parametrize(
    ("piles", "alone", "what", "why"),
    [
        ([pile("overdue", 20, 4), pile("critical", 10, 1)], False, "do critical", "1 wait"),
        ([pile("overdue", 20, 4), pile("off_track", 30, 2)], False, "do overdue", "4 wait"),
        ([pile("begun", 60, 3)], False, "Nothing is waiting", "Everything that was due has been done."),
        ([pile("overdue", 20, 0)], False, "Nothing is waiting", "Everything that was due has been done."),
        ([], True, "Enrol the first person", "You are not yet the contact of anybody."),
        ([], False, "Nothing is waiting", "Everything that was due has been done."),
    ],
)
def test_the_most_pressing_comes_first(piles, alone, what, why):
    step = next_step(piles, alone=alone)
    assert (str(step.what), str(step.why)) == (what, why)


LINES = [Line(f"/{place}/") for place in range(MOST + 1)]


@pytest.mark.parametrize(
    ("given", "shown", "total", "more"),
    [
        (Pile("a", 1, Said("a")), None, None, None),
        (Pile("a", 1, Said("a"), LINES[:3]), 3, 3, False),
        (Pile("a", 1, Said("a"), LINES), MOST, MOST, True),
        (Pile("a", 1, Said("a"), LINES, 77), MOST, 77, False),
        (Pile("a", 1, Said("a"), (), 5), 0, 5, False),
    ],
)
def test_a_pile_is_shortened_and_says_whether_there_are_more(given, shown, total, more):
    [*found] = piled(given)
    assert [(len(one.lines), one.total, one.more) for one in found] == ([] if shown is None else [(shown, total, more)])
