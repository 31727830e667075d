"""What was released stays as it was, and every change tells its users."""

from __future__ import annotations

import hashlib
import re
import tomllib


def test_a_released_version_never_changes(root):
    """``content/released.txt`` holds one line a released file: its SHA-256 and its path. The others are drafts."""
    lines = (root / "content/released.txt").read_text().splitlines()
    released = dict(reversed(line.split(None, 1)) for line in lines if line and not line.startswith("#"))
    found = {path: (root / path).read_bytes() if (root / path).exists() else b"" for path in released}
    assert [path for path, said in released.items() if hashlib.sha256(found[path]).hexdigest() != said] == []


def test_changes_since_the_last_version_are_told_in_short_fragments(root):
    fragments = [path for path in sorted((root / "changes").glob("*.md")) if path.name != "README.md"]
    version = tomllib.loads((root / "pyproject.toml").read_text())["project"]["version"]
    assert fragments or f"## {version}" in (root / "CHANGELOG.md").read_text()
    texts = {path.name: path.read_text().strip() for path in fragments}
    assert [name for name, text in texts.items() if not 0 < len(text.splitlines()) <= 8] == []


def test_decisions_are_named_by_date_and_have_the_four_parts(root):
    parts = ("## Context", "## Decision", "## Consequences", "## The check")
    decisions = [path for path in sorted((root / "docs/decisions").glob("*.md")) if path.name != "README.md"]
    wrong = [path.name for path in decisions if not re.match(r"\d{4}-\d\d-\d\d-[a-z0-9-]+\.md$", path.name)]
    wrong += [path.name for path in decisions if any(part not in path.read_text() for part in parts)]
    wrong += [path.name for path in decisions if len(path.read_text().splitlines()) > 40]
    assert wrong == []
