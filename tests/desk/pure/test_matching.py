"""What is typed means a name by the beginnings of its parts, in whatever spelling of the North."""

from __future__ import annotations

import pytest

from gavn.desk.pure.matching import means, meant


@pytest.mark.parametrize(
    ("typed", "name", "so"),
    [
        ("linden", "Lindenhof", True),
        ("HOF", "Lindenhof", False),
        ("aarhus", "Århus Vest", True),
        ("arhus v", "Aarhus Vest", True),
        ("solvej", "Sølvej 3", True),
        ("sölvej", "Sølvej 3", True),
        ("rene", "René Lévêque", True),
        ("leveque rene", "René Lévêque", True),
        ("vest øst", "Århus Vest", False),
        ("", "Lindenhof", False),
        ("  -- ", "Lindenhof", False),
    ],
)
def test_each_word_begins_a_part(typed, name, so):
    assert means(typed, name) is so


def test_what_begins_so_stands_first_and_more_is_said():
    names = ["Store Lind", "Lindenhof", "Skovly", "Lindely"]
    assert meant("lind", names, str, most=2) == (["Lindenhof", "Lindely"], True)
    assert meant("lind", names, str, most=9) == (["Lindenhof", "Lindely", "Store Lind"], False)
