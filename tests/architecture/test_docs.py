"""Documents name what exists, and what exists is documented."""

from __future__ import annotations

import re
import subprocess
import sys

PATH = re.compile(r"`((?:src|tests|docs|content|tools|requirements|changes|bench)/[\w./@-]*)`")


def documents(root):
    own = [path for path in root.glob("*.md") if path.name != "CHANGELOG.md"]
    return [*own, *(root / "src").rglob("*.md"), *[p for p in (root / "docs").rglob("*.md") if "_build" not in p.parts]]


def test_every_path_a_document_names_exists(root):
    named = {(str(doc.relative_to(root)), path) for doc in documents(root) for path in PATH.findall(doc.read_text())}
    assert sorted(pair for pair in named if not (root / pair[1]).exists()) == []


def test_every_link_between_documents_leads_somewhere(root):
    links = [
        (doc, link) for doc in documents(root) for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", doc.read_text())
    ]
    assert [(str(doc.relative_to(root)), link) for doc, link in links if not (doc.parent / link).exists()] == []


def test_the_generated_reference_is_what_the_code_says(root):
    asked = [sys.executable, "tools/reference.py", "--check"]
    made = subprocess.run(asked, cwd=root, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr


def test_every_stage_stands_on_the_map(root, stages):
    assert [stage for stage in stages if f"`{stage}`" not in (root / "README.md").read_text()] == []


def test_every_stage_says_in_thirty_lines_what_it_takes_and_gives(source, stages):
    long = {stage: (source / stage / "README.md").read_text(encoding="utf-8").splitlines() for stage in stages}
    assert {stage: len(lines) for stage, lines in long.items() if not 0 < len(lines) <= 30} == {}


def test_every_method_is_explained(root, source):
    methods = [path for path in source.glob("*/pure/methods/*.py") if path.name != "__init__.py"]
    assert [path.stem for path in methods if not (root / f"docs/explanation/methods/{path.stem}.md").exists()] == []


def test_front_end_versions_are_exact_and_the_lock_holds_no_address(root):
    package, lock = (root / "package.json").read_text(), (root / "package-lock.json").read_text()
    assert not re.search(r'"[~^*<>]', package)
    assert "://" not in lock
    pins = [path.read_text() for path in (root / "requirements").glob("*.txt")]
    assert not [line for pin in pins for line in pin.splitlines() if "://" in line]
