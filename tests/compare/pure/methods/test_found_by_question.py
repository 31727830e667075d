"""Compare: whoever has a question finds the method."""

from __future__ import annotations

import re
from pathlib import Path

import gavn.compare.pure.methods as methods

ROOT = Path(__file__).parents[4]
NAMES = sorted(path.stem for path in Path(methods.__path__[0]).glob("*.py") if path.stem != "__init__")


def test_every_method_stands_once_under_a_question():
    page = (ROOT / "docs/explanation/methods-by-question.md").read_text(encoding="utf-8")
    questions = page.split("\n## ")[1:]
    assert all(question.partition("\n")[0].endswith("?") for question in questions)
    linked = [name for question in questions for name in re.findall(r"\]\(methods/(\w+)\.md\)", question)]
    assert sorted(linked) == NAMES
