"""What the documents say is tried or met names tests and files that are there, and leaves nothing out."""

from __future__ import annotations

import re

TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
PATH = re.compile(r"`((?:src|tests|docs|requirements)/[\w./-]+)(?:::\w+)?`")
MET = {"yes", "partly", "no", "does not apply", "the installation's"}
LEVELS = """
1.1 22, 1.2 1111122223, 1.3 112222222223, 1.4 222, 1.5 123, 2.1 122, 2.2 112, 2.3 12223, 2.4 23, 3.1 3, 3.2 113,
3.3 12223, 3.4 11222233, 3.5 11122333, 3.6 3, 3.7 22333, 4.1 12233, 4.2 23333, 4.3 22, 4.4 1222, 5.1 2, 5.2 112333,
5.3 113, 5.4 222, 6.1 122, 6.2 111111112222, 6.3 11223333, 6.4 112233, 6.5 22222333, 6.6 2223, 6.7 33, 6.8 2222,
7.1 222, 7.2 1111, 7.3 22, 7.4 11222, 7.5 223, 7.6 22, 8.1 1233, 8.2 1123, 8.3 133, 8.4 23, 9.1 111, 9.2 1222,
10.1 22, 10.2 223, 10.3 22223, 10.4 1111122222233333, 10.5 22222, 10.6 22, 10.7 222, 11.1 2233, 11.2 22233,
11.3 11233, 11.4 1222, 11.5 23, 11.6 23, 11.7 33, 12.1 12233, 12.2 11, 12.3 22223, 13.1 2333, 13.2 222223, 13.3 2233,
13.4 1222233, 14.1 22, 14.2 12223333, 14.3 122, 15.1 12233, 15.2 12233, 15.3 1222222, 15.4 3333, 16.1 2, 16.2 22222,
16.3 2222, 16.4 222, 16.5 2223, 17.1 23, 17.2 22223333, 17.3 22
"""
"""The sections of ASVS 5.0.0, each with the level of its items in their order."""


def rows(root, name: str) -> list[list[str]]:
    """The cells of the document's tables, without their heads."""
    text = (root / "docs/explanation" / name).read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [one for one in cells if one[0] not in {"item", "what happens", "what", "what is counted"}]


def missing(root, text: str) -> list[str]:
    """The tests a text names that are not there."""
    gone = []
    for file, test in TEST.findall(text):
        path = root / file
        if not path.exists() or (test and f"def {test}(" not in path.read_text(encoding="utf-8")):
            gone.append(f"{file}::{test}")
    return gone


def survived(root) -> list[list[str]]:
    """The rows on what happens; those on what was counted name commands."""
    return [one for one in rows(root, "durability.md") if "pytest" not in one[2]]


def items() -> list[str]:
    """The numbers of every item of the first two levels."""
    sections = [one.split() for one in LEVELS.replace("\n", " ").split(",")]
    return [f"{name}.{place}" for name, levels in sections for place, level in enumerate(levels, 1) if level != "3"]


def test_each_row_on_durability_names_a_test_that_is_there(root):
    assert len(survived(root)) >= 25
    assert [what for what, _holds, test in survived(root) if not TEST.search(test)] == []
    assert [(what, gone) for what, _holds, test in survived(root) if (gone := missing(root, test))] == []


def test_every_item_of_asvs_is_answered_once(root):
    answered = [item for row in rows(root, "asvs.md") for item in row[0].split(", ")]
    assert answered == items()
    assert len(items()) == 70 + 183


def test_every_answer_on_asvs_names_evidence_that_is_there_or_a_reason(root):
    table = rows(root, "asvs.md")
    assert [row for row in table if len(row) != 3 or row[1] not in MET or not row[2]] == []
    assert [(row[0], gone) for row in table if (gone := missing(root, row[2]))] == []
    named = {path for row in table for path in PATH.findall(row[2])}
    assert sorted(path for path in named if not (root / path).exists()) == []
