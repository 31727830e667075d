"""Documents call pages, buttons and things what the pages call them."""

from __future__ import annotations

import re

import pytest

MESSAGES = "src/gavn/web/locale/{language}/LC_MESSAGES/django.po"
ENTRY = re.compile(r'^msgid ((?:"[^\n]*"\n)+)msgstr ((?:"[^\n]*"\n)+)', re.MULTILINE)
HOLE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
CODE = re.compile(r"```.*?```|`[^`\n]+`|(?:^ {4,}\S[^\n]*\n)+", re.DOTALL | re.MULTILINE)
FILES = {"PDF", "Word", "HTML", "CSV", "XLSX"}


def catalogue(root, language):
    """What the pages say in English, with what they say instead."""
    text = (root / MESSAGES.format(language=language)).read_text(encoding="utf-8")
    return [tuple("".join(re.findall(r'"(.*)"\n', part)) for part in pair) for pair in ENTRY.findall(text)]


def as_pattern(sentence):
    """A sentence of the pages as a document may quote it: holes filled, curly quotes as one likes."""
    fixed = [re.escape(part.replace("’", "'")) for part in HOLE.split(sentence)]
    return ".+".join(fixed) if len(fixed) == 1 or sum(map(len, fixed)) >= 4 else None


def test_what_a_tutorial_or_how_to_prints_bold_stands_on_a_page(root):
    said = filter(None, (as_pattern(english) for english, _ in catalogue(root, "da")))
    titles = re.findall(
        r'^  en: "?([^"\n]+)"?$', "\n".join(p.read_text() for p in root.glob("content/*/*/v*.yaml")), re.M
    )
    on_a_page = re.compile("|".join([*said, *map(re.escape, titles)]))
    quoted = {
        (str(path.relative_to(root)), " ".join(bold.replace("’", "'").split()))
        for folder in ("tutorials", "how-to")
        for path in (root / "docs" / folder).rglob("*.md")
        for bold in BOLD.findall(path.read_text(encoding="utf-8"))
    }
    assert sorted(one for one in quoted if one[1] not in FILES and not on_a_page.fullmatch(one[1])) == []


@pytest.mark.parametrize(("column", "language"), [(1, "da"), (2, "sv")])
def test_the_glossary_knows_the_words_of_the_pages(root, column, language):
    lines = (root / "docs/reference/glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")][1:]
    spoken = " ".join(instead for _, instead in catalogue(root, language)).lower()
    assert [row[0] for row in rows if row[column] != "–" and row[column].lower() not in spoken] == []


def test_every_command_that_a_document_names_exists(root):
    from gavn.web.commands import COMMANDS

    documents = [*root.glob("*.md"), *(p for p in root.glob("docs/**/*.md") if "_build" not in p.parts)]
    found = {
        (path.name, word)
        for path in documents
        for code in CODE.findall(path.read_text(encoding="utf-8"))
        for word in re.findall(r"^\s*gavn ([a-z]+)", code.strip("`\n"), re.MULTILINE)
    }
    assert sorted(one for one in found if one[1] not in COMMANDS) == []
