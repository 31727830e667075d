"""Compare: readers who may not open the persons see no count below 5, nor one from which it follows.

Only one module makes what such readers see.
"""

from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables_cast import drawn

from gavn.compare.pure.disclosure import INSIDE, PUBLIC, Policy, Sum, too_few
from gavn.compare.pure.methods.attack import attack
from gavn.compare.pure.released import Released, hidden_counts, released

SHOWN = [
    ("nothing small, nothing hidden", [9, 8, 7], set()),
    ("a zero is no person", [9, 0, 7], set()),
    ("the next smallest goes with the small one", [3, 30, 7], {0, 2}),
    ("two small ones of five together are enough", [3, 2, 30], {0, 1}),
    ("two small ones of fewer than five take a third", [1, 1, 30], {0, 1, 2}),
    ("the only part that is not zero takes the total with it", [4, 0, 0], {0, "all"}),
]


@pytest.mark.parametrize(("parts", "hidden"), [case[1:] for case in SHOWN], ids=[case[0] for case in SHOWN])
def test_what_is_hidden(parts, hidden):
    counts = {"all": sum(parts), **dict(enumerate(parts))}
    assert hidden_counts(counts, [Sum("all", tuple(range(len(parts))))]) == hidden


def test_a_table_of_two_ways_hides_along_both():
    counts = {(a, b): n for a, row in enumerate([[2, 20], [30, 40]]) for b, n in enumerate(row)}
    counts |= {("row", 0): 22, ("row", 1): 70, ("column", 0): 32, ("column", 1): 60}
    sums = [Sum(("row", a), ((a, 0), (a, 1))) for a in range(2)]
    sums += [Sum(("column", b), ((0, b), (1, b))) for b in range(2)]
    assert hidden_counts(counts, sums) == {(0, 0), (0, 1), (1, 0), (1, 1)}


@settings(deadline=None)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=7))
def test_no_hidden_count_can_be_worked_out_from_its_total(parts):
    counts = {"all": sum(parts), **dict(enumerate(parts))}
    hidden = hidden_counts(counts, [Sum("all", tuple(range(len(parts))))])
    assert all(not 0 < count < 5 for key, count in counts.items() if key not in hidden)
    out = [key for key in hidden if key != "all"]
    if out and "all" not in hidden:
        # The reader knows their sum and that each is at least 1: two of five or more leave several possibilities.
        assert len(out) >= 2
        assert sum(counts[key] for key in out) >= 5


@pytest.mark.parametrize(("n", "few"), [(0, True), (4, True), (5, False)])
def test_means_and_curves_need_five(n, few):
    assert too_few(n) is few


def test_whoever_may_open_the_persons_sees_every_count():
    found = released({"all": 5, "a": 2, "b": 3}, [Sum("all", ("a", "b"))], policy=None)
    assert (dict(found.shown), found.hidden, found.policy) == ({"all": 5, "a": 2, "b": 3}, frozenset(), "open")


def test_a_hidden_group_hides_its_zeros():
    found = released({"all": 3, "a": 3, "b": 0}, [Sum("all", ("a", "b", "not counted"))], policy=INSIDE)
    assert (dict(found.shown), found.hidden) == ({}, {"all", "a", "b"})


def test_outside_more_is_hidden_and_what_is_shown_is_rounded_to_five():
    counts = {"all": 78, "a": 7, "b": 12, "c": 59}
    found = released(counts, [Sum("all", ("a", "b", "c"))], policy=PUBLIC)
    assert dict(found.shown) == {"all": 80, "c": 60}
    assert released(counts, [], policy=INSIDE).shown == counts


def test_what_is_missing_to_a_total_is_a_part_of_its_own():
    # 40 = 3 + 30 + 7 of whom the table does not speak: the 3 does not follow.
    assert hidden_counts({"all": 40, "a": 3, "b": 30}, [Sum("all", ("a", "b"))]) == {"a"}
    assert hidden_counts({"all": 40, "a": 3, "b": 37}, [Sum("all", ("a", "b"))]) == {"a", "b"}
    # A rest of one is as good as known: the two together are 4.
    assert hidden_counts({"all": 40, "a": 3, "b": 36}, [Sum("all", ("a", "b"))]) == {"a", "b"}


def test_answers_of_which_several_may_be_chosen_are_no_parts():
    counts = {"n": 20, "a": 15, "b": 12, "c": 2}
    assert hidden_counts(counts, [Sum("n", ("a", "b", "c")), Sum("n", ()), Sum("elsewhere", ("a",))]) == {"c"}


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**6), st.sampled_from([INSIDE, PUBLIC, Policy("three", 3)]))
def test_no_released_table_gives_a_small_count_away(seed, policy):
    counts, sums = drawn(np.random.default_rng(seed), most=4)
    hidden = hidden_counts(counts, sums, policy=policy)
    small = {key for key, count in counts.items() if 0 < count < policy.least}
    assert small <= hidden
    shown = {key: count for key, count in counts.items() if key not in hidden}
    assert attack(shown, sums, widths=dict.fromkeys(small, policy.width), least=1).narrow == ()


def test_nobody_else_makes_released_values():
    with pytest.raises(TypeError, match="makes Released values"):
        Released({"a": 1}, frozenset(), "open", object())


def test_no_other_module_calls_the_maker_or_takes_the_seal():
    source = Path(__file__).parents[3] / "src/gavn"
    found = {
        str(path.relative_to(source))
        for path in source.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Released")
        or (isinstance(node, ast.Name) and node.id == "_MADE_HERE")
        or (isinstance(node, ast.alias) and node.name == "_MADE_HERE")
    }
    assert found == {"compare/pure/released.py"}
