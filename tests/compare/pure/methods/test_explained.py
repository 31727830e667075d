"""Compare: every method has its page, and the worked numbers on it come out."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import gavn.compare.pure.methods as methods

ROOT = Path(__file__).parents[4]
PAGES = sorted((ROOT / "docs/explanation/methods").glob("*.md"))
NAMES = sorted(path.stem for path in Path(methods.__path__[0]).glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("name", NAMES)
def test_a_method_has_a_page_a_source_and_a_function_of_its_name(name):
    module = importlib.import_module(f"gavn.compare.pure.methods.{name}")
    assert callable(getattr(module, name))
    page = (ROOT / f"docs/explanation/methods/{name}.md").read_text(encoding="utf-8")
    for part in ("## Formula", "## Assumptions", "## When not to use it", "## Worked number", "## Source"):
        assert part in page, f"{name}.md has no {part}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_worked_numbers_of_a_page_come_out(page):
    found = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert found.attempted > 0
    assert found.failed == 0
