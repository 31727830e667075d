"""People: a name is found however neighbours spell it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gavn.people.pure.names import beginnings, in_order, parts, same_name, tidy

SPELLINGS = [
    ("Søren", "Sören"), ("Søren", "Soren"), ("Søren", "SOEREN"), ("Åse", "Aase"), ("Åse", "Ase"), ("Kjær", "Kjaer"),
    ("Kjær", "Kjär"), ("Renée", "Renee"), ("Åse", "A\u030ase"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_spellings_of_one_name_are_the_same(one, other):
    assert parts(one) == parts(other)


@pytest.mark.parametrize(("one", "other"), [("Hans", "Jens"), ("Bo", "Bodil"), ("Lund", "Lind")])
def test_other_names_stay_others(one, other):
    assert not same_name(one, other)


def test_the_order_of_the_parts_does_not_matter():
    assert same_name("Anne Marie Lund", "Lund Anne-Marie")


@pytest.mark.parametrize("asked", ["so", "kj", "ander", "Søren", "soren"])
def test_every_beginning_of_every_part_is_indexed(asked):
    assert set(parts(asked)) <= beginnings("Søren Kjær-Andersen")


def test_a_middle_of_a_part_is_not_indexed():
    assert "ersen" not in beginnings("Søren Andersen")


def test_names_are_sorted_as_the_nordic_alphabets_are():
    assert sorted(["Østen", "Åge", "Zita", "Ärla", "Anna"], key=in_order) == ["Anna", "Zita", "Ärla", "Østen", "Åge"]


def test_control_characters_and_needless_spaces_are_dropped():
    assert tidy("  Anna\x00\t\u202eLund \n") == "Anna Lund"


@given(st.text(max_size=60))
def test_a_name_is_always_found_by_its_own_parts(name):
    assert set(parts(name)) <= beginnings(name)
    assert parts(tidy(name)) == parts(name)
