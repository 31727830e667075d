"""Catalogue: what the reference page on expressions says is what happens."""

from __future__ import annotations

import doctest
from pathlib import Path

from gavn.catalogue.pure.expressions import FUNCTIONS, RESERVED

PAGE = Path(__file__).parents[4] / "docs" / "reference" / "expressions.md"


def test_every_example_on_the_page_gives_what_it_shows():
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (failed, tried > 10) == (0, True)


def test_every_function_and_every_reserved_word_is_on_the_page():
    page = PAGE.read_text(encoding="utf-8")
    for usage in FUNCTIONS.values():
        assert f"| `{usage}` |" in page
    for word in RESERVED:
        assert f"`{word}`" in page
